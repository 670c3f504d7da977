//! A database's catalog as lines that are equal when two databases are: without the order of columns, which no change
//! keeps, and without what rows leave behind.

use fsm_core::Dialect;
use fsm_tests::TestDatabase;

/// The catalog, sorted.
pub async fn read(db: &TestDatabase) -> Result<Vec<String>, sqlx::Error> {
    let mut lines = match db.dialect() {
        Dialect::Sqlite => sqlite(db).await?,
        Dialect::Postgres => postgres(db).await?,
        _ => mysql(db).await?,
    };
    lines.sort();
    Ok(lines)
}

async fn sqlite(db: &TestDatabase) -> Result<Vec<String>, sqlx::Error> {
    let sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'";
    let mut lines = Vec::new();
    for row in db.query_text(sql).await? {
        let [kind, name, table, sql] = [0, 1, 2, 3].map(|at| row[at].clone().unwrap_or_default());
        let (head, parts, tail) = split(&sql);
        lines.push(format!("{kind} {name} of {table}: {head} .. {tail}"));
        lines.extend(parts.into_iter().map(|part| format!("{kind} {name}: {part}")));
        if kind == "table" {
            for pragma in ["table_xinfo", "foreign_key_list", "index_list"] {
                let literal = Dialect::Sqlite.quote_string(&name);
                let columns = match pragma {
                    "table_xinfo" => "name, type, \"notnull\", dflt_value, pk, hidden",
                    "foreign_key_list" => "\"table\", \"from\", \"to\", on_update, on_delete",
                    // Its name counts the constraints that stand before it.
                    _ => "\"unique\", origin, partial",
                };
                let sql = format!("SELECT {columns} FROM pragma_{pragma}({literal})");
                for row in db.query_text(&sql).await? {
                    lines.push(format!("{pragma} {name}: {row:?}"));
                }
            }
        }
    }
    Ok(lines)
}

/// What stands before the outermost parentheses, what in them between commas, and what behind.
fn split(sql: &str) -> (String, Vec<String>, String) {
    let (mut depth, mut quote, mut parts, mut part) = (0, None, Vec::new(), String::new());
    let (mut head, mut tail) = (String::new(), String::new());
    for letter in sql.chars() {
        if let Some(open) = quote {
            if letter == open {
                quote = None;
            }
        } else if matches!(letter, '"' | '\'' | '`') {
            quote = Some(letter);
        }
        let place = if depth == 0 && head.ends_with('(') { &mut tail } else { &mut part };
        match letter {
            _ if quote.is_some() || matches!(letter, '"' | '\'' | '`') => {
                if depth == 0 && !head.ends_with('(') { &mut head } else { place }.push(letter);
            }
            '(' if depth == 0 && !head.ends_with('(') => {
                depth = 1;
                head.push('(');
            }
            '(' => {
                depth += 1;
                place.push(letter);
            }
            ')' if depth == 1 => {
                depth = 0;
                parts.push(std::mem::take(&mut part));
            }
            ')' => {
                depth -= 1;
                place.push(letter);
            }
            ',' if depth == 1 => parts.push(std::mem::take(&mut part)),
            _ if depth == 0 && !head.ends_with('(') => head.push(letter),
            _ => place.push(letter),
        }
    }
    (plain(&head), parts.iter().map(|part| plain(part)).collect(), plain(&tail))
}

/// Without line breaks and without the quotes that a renaming puts around some names.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(['"', '`'], "").replace(" (", "(")
}

async fn postgres(db: &TestDatabase) -> Result<Vec<String>, sqlx::Error> {
    let queries = [
        "SELECT 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text, a.attidentity::text, \
         a.attgenerated::text, pg_get_expr(d.adbin, d.adrelid), co.collname::text, col_description(c.oid, a.attnum), \
         (SELECT format('%s %s %s %s %s', seqstart, seqincrement, seqmin, seqmax, seqcycle) FROM pg_sequence s \
          WHERE s.seqrelid = pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname)::regclass) \
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
         LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum LEFT JOIN pg_collation co ON co.oid = a.attcollation \
         WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped",
        "SELECT 'table', n.nspname, c.relname, c.relpersistence::text, array_to_string(c.reloptions, ','), obj_description(c.oid, 'pg_class') \
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'p', 'v')",
        "SELECT 'constraint', conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid), convalidated::text FROM pg_constraint \
         WHERE conrelid <> 0 AND connamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)",
        "SELECT 'index', indrelid::regclass::text, pg_get_indexdef(indexrelid), obj_description(indexrelid, 'pg_class'), indisvalid::text \
         FROM pg_index JOIN pg_class c ON c.oid = indrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')",
        "SELECT 'enum', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY 2",
        "SELECT 'sequence', c.relname, format('%s %s %s %s %s', seqstart, seqincrement, seqmin, seqmax, seqcycle), obj_description(c.oid, 'pg_class') \
         FROM pg_sequence JOIN pg_class c ON c.oid = seqrelid \
         WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i')",
    ];
    let mut lines = Vec::new();
    for query in queries {
        let rows = db.query_text(query).await?;
        lines.extend(rows.into_iter().map(|row| {
            let words: Vec<String> = row.into_iter().map(Option::unwrap_or_default).collect();
            words.join(" | ")
        }));
    }
    Ok(lines)
}

async fn mysql(db: &TestDatabase) -> Result<Vec<String>, sqlx::Error> {
    let tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1";
    let mut lines = Vec::new();
    for row in db.query_text(tables).await? {
        let name = row[0].clone().unwrap_or_default();
        let quoted = Dialect::Mysql.quote_identifier(&name);
        for row in db.query_text(&format!("SHOW CREATE TABLE {quoted}")).await? {
            let text = row[1].clone().unwrap_or_default();
            for line in text.lines() {
                let line = line.trim().trim_end_matches(',');
                let words: Vec<&str> =
                    line.split(' ').filter(|word| !word.starts_with("AUTO_INCREMENT=")).collect();
                lines.push(format!("{name}: {}", words.join(" ")));
            }
        }
    }
    Ok(lines)
}
