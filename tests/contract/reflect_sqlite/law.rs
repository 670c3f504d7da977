//! What is created, read, created again of what was read, and read again, is the same both times; and it is what the
//! model says.

use fsm_core::{Dialect, IndexKey, Metadata, NameLimit, Reflected, Sql, TableDef};
use fsm_tests::hostile::{Place, TEXTS};
use fsm_tests::{Case, TestDatabase, TestResult, cases, ddl_cases, model};
use sqlx::SqlitePool;

use super::fresh::{Failure, SCHEMAS, built};
use crate::create;

pub fn cases() -> Vec<Case> {
    cases![
        every_case_reads_back_and_is_built_again,
        the_wide_models_read_back_and_are_built_again,
        hostile_names_and_texts_read_back_in_every_place,
    ]
}

async fn every_case_reads_back_and_is_built_again(_db: &TestDatabase) -> TestResult {
    let mut failures = Vec::new();
    let mut ran = 0;
    for (name, metadata) in ddl_cases::cases() {
        if metadata.create_all_sql(Dialect::Sqlite).is_err() {
            continue;
        }
        ran += 1;
        if let Err(error) = check(&metadata).await {
            failures.push(format!("{name}: {error}"));
        }
    }
    assert!(ran > 50, "only {ran} cases ran");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    Ok(())
}

async fn the_wide_models_read_back_and_are_built_again(_db: &TestDatabase) -> TestResult {
    let models = [
        ("storm", model::metadata()?),
        ("wide", wide()),
        ("blog", create::model::blog()),
        ("ring", create::model::ring()),
        ("linked", fsm_core::metadata()),
        ("models of the contract", fsm_core::metadata_of("models of the contract")),
        ("moods", fsm_core::metadata_of("moods")),
        ("storage", fsm_storage::FsmTable::default().into_metadata()),
    ];
    for (name, metadata) in models {
        assert!(metadata.tables().next().is_some(), "{name} has no table");
        check(&metadata).await.map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

/// Tables of many columns with all that a table can have.
fn wide() -> Metadata {
    use fsm_core::{
        CheckDef, ColumnDef, ForeignKeyDef, IndexColumn, IndexDef, ReferentialAction, SqlType,
        UniqueDef,
    };
    (0..12)
        .map(|number: usize| {
            let mut table = TableDef::new(format!("wide_{number}").as_str())
                .column(ColumnDef::new("id", SqlType::BigInteger))
                .primary_key(["id"]);
            table.options.sqlite.strict = number % 3 == 1;
            table.options.sqlite.without_rowid = number % 3 == 2;
            table.options.sqlite.autoincrement = number % 4 == 3 && number % 3 != 2;
            let types = SqlType::every().filter(|sql_type| {
                Dialect::Sqlite.spell_type(sql_type).is_ok()
                    && !matches!(sql_type, SqlType::Enum(_) | SqlType::Custom(_))
            });
            for (at, sql_type) in types.enumerate() {
                let mut column = ColumnDef::new(format!("column {at}"), sql_type);
                column.nullable = (at + number).is_multiple_of(2);
                if column.sql_type.is_integer() && number.is_multiple_of(2) {
                    column = column.default_value(i64::try_from(at).unwrap());
                }
                if column.sql_type == SqlType::Text {
                    column = column.default_value("it's").collation("NOCASE");
                }
                table = table.column(column);
            }
            let parent = format!("wide_{}", number / 2);
            table
                .column(ColumnDef::new("parent", SqlType::BigInteger).nullable())
                .column(
                    ColumnDef::new("sum", SqlType::Integer)
                        .computed("id + 1", number.is_multiple_of(2)),
                )
                .unique(UniqueDef::new(["parent", "column 1"]))
                .check(CheckDef::new("\"column 1\" > 0 -- small\n OR id > 0").at_column("column 1"))
                .check(CheckDef::new("id IN (1, (2))").named("a check"))
                .foreign_key(
                    ForeignKeyDef::new(["parent"], parent.as_str(), ["id"])
                        .on_delete(ReferentialAction::SetNull),
                )
                .index(IndexDef::new(["column 2", "column 3"]).unique())
                .index(
                    IndexDef::new([
                        IndexColumn::expression("id || ','"),
                        IndexColumn::column("parent").descending(),
                    ])
                    .named(format!("expression {number}"))
                    .predicate("id > 0 AND parent IS NOT NULL"),
                )
        })
        .collect()
}

async fn hostile_names_and_texts_read_back_in_every_place(_db: &TestDatabase) -> TestResult {
    let mut failures = Vec::new();
    let mut ran = 0;
    // A schema is a file that is attached, and a collation a function of the program.
    let places =
        Place::ALL.iter().filter(|place| !matches!(place, Place::Schema | Place::Collation));
    for place in places {
        for (what, text) in TEXTS {
            let metadata: Metadata = Place::tables(&[*place], text).into_iter().collect();
            if metadata.create_all_sql(Dialect::Sqlite).is_err() {
                continue;
            }
            ran += 1;
            if let Err(error) = check(&metadata).await {
                failures.push(format!("{place:?}, {what}: {error}"));
            }
        }
    }
    assert!(ran > 500, "only {ran} ran");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    Ok(())
}

async fn check(metadata: &Metadata) -> Result<(), Failure> {
    let first = built(&metadata.create_all_sql(Dialect::Sqlite)?).await?;
    let read = all(&first).await?;
    if !read.unmanaged.is_empty() || !read.flaws.is_empty() {
        return Err(format!("not managed: {:?} {:?}", read.unmanaged, read.flaws).into());
    }
    let models: Vec<&TableDef> = metadata.tables().collect();
    let tables: Vec<&TableDef> = read.metadata.tables().collect();
    if models.len() != tables.len() {
        return Err(
            format!("{} tables were created and {} read", models.len(), tables.len()).into()
        );
    }
    for (model, table) in models.iter().zip(&tables) {
        let (model, table) = (outline(metadata, model), outline(metadata, table));
        if model != table {
            return Err(format!("{model:#?}\nread as\n{table:#?}").into());
        }
    }
    let second = built(&read.metadata.create_all_sql(Dialect::Sqlite)?).await?;
    let again = all(&second).await?;
    for (table, again) in tables.iter().zip(again.metadata.tables()) {
        if *table != again {
            return Err(format!("{table:#?}\nbecame\n{again:#?}").into());
        }
    }
    let texts = "SELECT coalesce(group_concat(sql, ';'), '') FROM (SELECT sql FROM sqlite_schema \
                 WHERE sql IS NOT NULL ORDER BY type, name)";
    let one: String = sqlx::query_scalar(texts).fetch_one(&first).await?;
    let other: String = sqlx::query_scalar(texts).fetch_one(&second).await?;
    if one != other {
        return Err(format!("{one}\nbecame\n{other}").into());
    }
    Ok(())
}

/// What a table says, apart from types and defaults, which the texts of the second database hold to
/// those of the first: names as the naming convention has them, and texts.
fn outline(metadata: &Metadata, table: &TableDef) -> Vec<String> {
    let naming = metadata.naming();
    let limit = NameLimit::Unlimited;
    let text = |sql: &Sql| sql.text(Dialect::Sqlite).unwrap_or_default().to_owned();
    let here = |dialects: &[Dialect]| dialects.is_empty() || dialects.contains(&Dialect::Sqlite);
    let mut lines = vec![format!("table {} {:?}", table.name, table.options.sqlite)];
    for column in table.columns.iter() {
        let nullable = column.nullable && !table.primary_key_columns().contains(&column.name);
        let collation = column.collation.as_ref().and_then(|sql| sql.text(Dialect::Sqlite));
        let computed = column.computed.as_ref().map(|of| (text(&of.expression), of.stored));
        lines.push(format!("column {} {nullable} {collation:?} {computed:?}", column.name));
    }
    if let Some(key) = &table.primary_key {
        lines.push(format!("pk {} {:?}", naming.primary_key(&table.name, key, limit), key.columns));
    }
    for unique in table.uniques.iter().filter(|unique| here(&unique.dialects)) {
        let name = naming.unique(&table.name, unique, limit);
        lines.push(format!("unique {name} {:?}", unique.columns));
    }
    // The check that stands in for an enum is a check in the database.
    let enums = table.columns.iter().filter(|column| {
        matches!(column.sql_type, fsm_core::SqlType::Enum(_))
            && column.type_override(Dialect::Sqlite).is_none()
    });
    lines.extend(enums.map(|column| format!("check ck_{}_{}", table.name.name, column.name)));
    let written = table.checks.iter().filter(|check| here(&check.dialects));
    lines.extend(written.map(|check| {
        let name = naming.check(&table.name, check, limit);
        let expression = text(&check.expression);
        // A list of labels is the check of an enum: above only its name is known.
        if expression.starts_with('"') && expression.contains(" IN ('") {
            format!("check {name}")
        } else {
            format!("check {name} {expression}")
        }
    }));
    for key in table.foreign_keys.iter() {
        let name = naming.foreign_key(&table.name, key, limit);
        let (table, columns, referred) = (&key.referred_table, &key.columns, &key.referred_columns);
        let rest = (key.on_delete, key.on_update, key.deferrable);
        lines.push(format!("foreign key {name} {columns:?} {table} {referred:?} {rest:?}"));
    }
    for index in table.indexes.iter().filter(|index| here(&index.dialects)) {
        let name = naming.index(&table.name, index, limit);
        let predicate = index.predicate.as_ref().map(text);
        lines.push(format!("index {name} {} {predicate:?}", index.unique));
        lines.extend(index.columns.iter().map(|part| {
            let key = match &part.key {
                IndexKey::Column(name) => format!("column {name}"),
                IndexKey::Expression(sql) => format!("expression {}", text(sql)),
            };
            format!("    {key} {:?} {:?}", part.order, part.collation)
        }));
    }
    lines
}

async fn all(pool: &SqlitePool) -> Result<Reflected, fsm_core::Error> {
    let schemas: Vec<String> =
        SCHEMAS.iter().map(ToString::to_string).chain(["main".to_owned()]).collect();
    Metadata::reflect(pool).schemas(schemas).await
}
