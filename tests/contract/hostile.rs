//! Hostile names and texts: each reads back exactly from the database, or is refused by name before anything is sent.

use fsm_core::{
    ColumnDef, Dialect, EnumDef, IndexDef, Metadata, SqlType, TableDef, TableName, UniqueDef,
};
use fsm_tests::ddl_cases::{HOSTILE_NAMES, HOSTILE_TEXTS};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        table_names,
        column_names,
        constraint_names,
        index_names,
        enum_names,
        enum_labels,
        schema_names,
        string_defaults,
        comments,
    ]
}

async fn table_names(db: &TestDatabase) -> TestResult {
    for &name in HOSTILE_NAMES {
        let sql = match db.dialect() {
            Dialect::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table'",
            Dialect::Postgres => {
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
            }
            _ => "SELECT table_name FROM information_schema.tables WHERE table_schema = database()",
        };
        check(db, name, table(TableName::new(name)), &[], sql, name).await?;
    }
    Ok(())
}

async fn column_names(db: &TestDatabase) -> TestResult {
    for &name in HOSTILE_NAMES {
        let def = TableDef::new("t").column(ColumnDef::new(name, SqlType::Integer));
        let sql = match db.dialect() {
            Dialect::Sqlite => "SELECT name FROM pragma_table_info('t')",
            Dialect::Postgres => {
                "SELECT attname FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0"
            }
            _ => {
                "SELECT column_name FROM information_schema.columns WHERE table_schema = database()"
            }
        };
        check(db, name, def, &[], sql, name).await?;
    }
    Ok(())
}

async fn constraint_names(db: &TestDatabase) -> TestResult {
    for &name in HOSTILE_NAMES {
        let def = table(TableName::new("t")).unique(UniqueDef::new(["a"]).named(name));
        // SQLite keeps the name in the statement's text only.
        let in_text = format!("%CONSTRAINT {} UNIQUE%", Dialect::Sqlite.quote_identifier(name));
        let sql = match db.dialect() {
            Dialect::Sqlite => format!(
                "SELECT CASE WHEN instr(sql, {}) THEN {} END FROM sqlite_schema WHERE name = 't'",
                Dialect::Sqlite.quote_string(in_text.trim_matches('%')),
                Dialect::Sqlite.quote_string(name),
            ),
            Dialect::Postgres => {
                "SELECT conname FROM pg_constraint WHERE conrelid = 't'::regclass AND contype = 'u'"
                    .to_owned()
            }
            _ => "SELECT constraint_name FROM information_schema.table_constraints WHERE table_schema = database() AND constraint_type = 'UNIQUE'".to_owned(),
        };
        check(db, name, def, &[], &sql, name).await?;
    }
    Ok(())
}

async fn index_names(db: &TestDatabase) -> TestResult {
    for &name in HOSTILE_NAMES {
        let def = table(TableName::new("t")).index(IndexDef::new(["a"]).named(name));
        let sql = match db.dialect() {
            Dialect::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'index'",
            Dialect::Postgres => {
                "SELECT relname FROM pg_class JOIN pg_index ON indexrelid = oid WHERE indrelid = 't'::regclass AND NOT indisprimary"
            }
            _ => {
                "SELECT index_name FROM information_schema.statistics WHERE table_schema = database() AND index_name <> 'PRIMARY'"
            }
        };
        check(db, name, def, &[], sql, name).await?;
    }
    Ok(())
}

async fn enum_names(db: &TestDatabase) -> TestResult {
    if !db.dialect().capabilities().native_enums {
        return Ok(());
    }
    for &name in HOSTILE_NAMES {
        let sql = "SELECT typname FROM pg_type WHERE typtype = 'e'";
        check(db, name, with_label(name, "a"), &[], sql, name).await?;
    }
    Ok(())
}

async fn enum_labels(db: &TestDatabase) -> TestResult {
    for &label in HOSTILE_NAMES.iter().chain(HOSTILE_TEXTS) {
        // The first label by its number, so that what comes back is what the type holds.
        let value = match db.dialect() {
            Dialect::Mysql => "1".to_owned(),
            dialect => dialect.quote_string(label),
        };
        let insert = format!("INSERT INTO t (id, a, label) VALUES (1, 1, {value})");
        let def = with_label("label_enum", label);
        check(db, label, def.clone(), &[insert], "SELECT label FROM t", label).await?;
        if db.dialect() == Dialect::Postgres {
            let sql = "SELECT enumlabel FROM pg_enum";
            check(db, label, def, &[], sql, label).await?;
        } else if db.dialect() == Dialect::Mysql {
            let sql = "SELECT column_type FROM information_schema.columns WHERE table_schema = database() AND column_name = 'label'";
            // The view shows the type as `CREATE TABLE` would write it.
            let shown = [("\\", "\\\\"), ("'", "''"), ("\n", "\\n"), ("\r", "\\r")]
                .iter()
                .fold(label.to_owned(), |text, (plain, escaped)| text.replace(plain, escaped));
            let expected = format!("enum('{shown}')");
            check(db, label, def, &[], sql, &expected).await?;
        }
    }
    Ok(())
}

async fn schema_names(db: &TestDatabase) -> TestResult {
    // A schema is an attached file on SQLite, and a database of the server on MySQL.
    if db.dialect() != Dialect::Postgres {
        return Ok(());
    }
    for &name in HOSTILE_NAMES {
        let def = table(TableName::new("t").in_schema(name));
        let drop = [format!("DROP SCHEMA {}", db.dialect().quote_identifier(name))];
        let sql = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')";
        if check(db, name, def, &[], sql, name).await? {
            db.execute(&drop[0]).await?;
        }
    }
    Ok(())
}

async fn string_defaults(db: &TestDatabase) -> TestResult {
    for &text in HOSTILE_TEXTS {
        for sql_type in [SqlType::String(50), SqlType::Text] {
            let column = ColumnDef::new("text", sql_type).default_value(text);
            let def = table(TableName::new("t")).column(column);
            let insert = ["INSERT INTO t (id, a) VALUES (1, 1)".to_owned()];
            check(db, text, def, &insert, "SELECT text FROM t", text).await?;
        }
    }
    Ok(())
}

async fn comments(db: &TestDatabase) -> TestResult {
    for &text in HOSTILE_TEXTS {
        let (of_table, of_column) = match db.dialect() {
            Dialect::Sqlite => return Ok(()),
            Dialect::Postgres => (
                "SELECT obj_description('t'::regclass, 'pg_class')",
                "SELECT col_description('t'::regclass, 2)",
            ),
            _ => (
                "SELECT table_comment FROM information_schema.tables WHERE table_schema = database()",
                "SELECT column_comment FROM information_schema.columns WHERE table_schema = database() AND column_name = 'a'",
            ),
        };
        let with_comment = || {
            let mut def = table(TableName::new("t")).comment(text);
            let column = def.columns.to_mut().pop().expect("the table has columns");
            def.column(column.comment(text)).index(IndexDef::new(["a"]))
        };
        check(db, text, with_comment(), &[], of_table, text).await?;
        check(db, text, with_comment(), &[], of_column, text).await?;
    }
    Ok(())
}

fn table(name: TableName) -> TableDef {
    TableDef::new(name)
        .column(ColumnDef::new("id", SqlType::Integer))
        .column(ColumnDef::new("a", SqlType::Integer))
        .primary_key(["id"])
}

fn with_label(name: &'static str, label: &'static str) -> TableDef {
    let def = EnumDef::new(name, [label]);
    table(TableName::new("t")).column(ColumnDef::new("label", SqlType::Enum(def)))
}

/// Creates the table, runs `then`, and reads `expected` as the one answer, or finds that the table
/// is refused by a sentence that shows `hostile`. Answers whether it was created.
async fn check(
    db: &TestDatabase,
    hostile: &str,
    def: TableDef,
    then: &[String],
    sql: &str,
    expected: &str,
) -> Result<bool, Box<dyn std::error::Error + Send + Sync>> {
    let mut metadata = Metadata::new();
    metadata.add(def)?;
    let create = match metadata.create_all_sql(db.dialect()) {
        Ok(create) => create,
        Err(error) => {
            let text = error.to_string();
            // Characters that would disturb a terminal are shown escaped.
            let shown = text.contains(hostile) || text.contains(&format!("{hostile:?}"));
            assert!(shown, "{hostile:?} is not in: {text}");
            return Ok(false);
        }
    };
    for sql in create.iter().chain(then) {
        db.execute(sql).await.map_err(|error| format!("{hostile:?}: {error}\n{sql}"))?;
    }
    let rows = db.query_text(sql).await.map_err(|error| format!("{hostile:?}: {error}\n{sql}"))?;
    let found: Vec<String> = rows.into_iter().flatten().flatten().collect();
    assert_eq!(found, [expected], "{hostile:?} came back as something else: {create:?}");
    for sql in metadata.drop_all_sql(db.dialect())? {
        db.execute(&sql).await.map_err(|error| format!("{hostile:?}: {error}\n{sql}"))?;
    }
    Ok(true)
}
