//! Names that some databases take for one: both objects exist, or the pair is refused by name.

use fsm_core::{
    CheckDef, ColumnDef, Dialect, EnumDef, ErrorKind, ForeignKeyDef, IndexDef, Metadata, SqlType,
    TableDef, UniqueDef,
};
use fsm_tests::catalog::{Object, objects};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use crate::process::Error;

pub(crate) fn cases() -> Vec<Case> {
    cases![
        tables_that_differ_by_case,
        columns_that_differ_by_case,
        indexes_that_differ_by_case,
        constraints_that_differ_by_case,
        labels_that_differ_by_case,
        labels_that_differ_by_an_accent,
        labels_that_differ_by_a_space_at_the_end,
        enums_that_differ_by_case,
        an_index_named_as_a_table,
        an_enum_named_as_a_table,
        a_foreign_key_named_as_one_of_another_table,
        names_that_differ_in_their_normal_form,
    ]
}

fn table(name: &'static str) -> TableDef {
    TableDef::new(name)
        .column(ColumnDef::new("id", SqlType::Integer))
        .column(ColumnDef::new("a", SqlType::Integer))
        .column(ColumnDef::new("b", SqlType::Integer))
        .primary_key(["id"])
}

/// Both of `names` are in the catalog as `kind`, or the schema is refused with both of them named,
/// or at least one, and nothing is created.
async fn both_or_neither(
    db: &TestDatabase,
    tables: Vec<TableDef>,
    kind: &str,
    names: [&str; 2],
    held_on: &[Dialect],
) -> TestResult {
    let metadata: Metadata = tables.into_iter().collect();
    let pool = db.pool().database();
    let result = metadata.create_all(&pool).await;
    let found = objects(db.pool()).await?;
    let there = |name: &str| found.iter().any(|object| object.kind == kind && object.name == name);
    match result {
        Ok(_) if !held_on.contains(&db.dialect()) => {
            Err(format!("was to be refused, and made {:?}", list(&found, kind)).into())
        }
        Ok(_) if there(names[0]) && there(names[1]) => {
            let again = metadata.create_all(&pool).await?;
            if again.is_noop() { Ok(()) } else { Err(format!("again: {again}").into()) }
        }
        Ok(_) => Err(format!("{names:?} became {:?}", list(&found, kind)).into()),
        Err(error) if held_on.contains(&db.dialect()) => Err(cause(&error)),
        Err(error) => {
            if !matches!(error.kind(), ErrorKind::Unsupported { .. }) {
                return Err(format!("reached the database: {}", cause(&error)).into());
            }
            let message = error.to_string();
            if !names.iter().any(|name| message.contains(name)) {
                return Err(format!("names neither of {names:?}: {message}").into());
            }
            let tables = list(&found, "table");
            if tables.is_empty() { Ok(()) } else { Err(format!("left {tables:?}").into()) }
        }
    }
}

fn list<'o>(objects: &'o [Object], kind: &str) -> Vec<&'o str> {
    fsm_tests::catalog::names(objects, kind)
}

fn cause(error: &fsm_core::Error) -> Error {
    let source = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    format!("{error}: {source}").into()
}

const POSTGRES: &[Dialect] = &[Dialect::Postgres];

async fn tables_that_differ_by_case(db: &TestDatabase) -> TestResult {
    both_or_neither(db, vec![table("pair"), table("Pair")], "table", ["pair", "Pair"], POSTGRES)
        .await
}

async fn columns_that_differ_by_case(db: &TestDatabase) -> TestResult {
    let one = table("t").column(ColumnDef::new("A", SqlType::Integer));
    both_or_neither(db, vec![one], "column", ["a", "A"], POSTGRES).await
}

async fn indexes_that_differ_by_case(db: &TestDatabase) -> TestResult {
    let one = table("t")
        .index(IndexDef::new(["a"]).named("by_one"))
        .index(IndexDef::new(["b"]).named("BY_ONE"));
    both_or_neither(db, vec![one], "index", ["by_one", "BY_ONE"], POSTGRES).await
}

async fn constraints_that_differ_by_case(db: &TestDatabase) -> TestResult {
    let one = table("t")
        .unique(UniqueDef::new(["a"]).named("only"))
        .unique(UniqueDef::new(["b"]).named("ONLY"))
        .check(CheckDef::new("a > 0").named("some"))
        .check(CheckDef::new("b > 0").named("SOME"));
    // SQLite keeps no names of constraints apart from the text of the table.
    let held = [Dialect::Postgres, Dialect::Sqlite];
    both_or_neither(db, vec![one], "unique", ["only", "ONLY"], &held).await
}

async fn labels_that_differ_by_case(db: &TestDatabase) -> TestResult {
    let kind = EnumDef::new("kind", ["small", "SMALL"]);
    let one = table("t").column(ColumnDef::new("kind", SqlType::Enum(kind)));
    let held = [Dialect::Postgres, Dialect::Sqlite];
    both_or_neither(db, vec![one], "label", ["small", "SMALL"], &held).await
}

async fn labels_that_differ_by_an_accent(db: &TestDatabase) -> TestResult {
    let kind = EnumDef::new("kind", ["resume", "resumé"]);
    let one = table("t").column(ColumnDef::new("kind", SqlType::Enum(kind)));
    let held = [Dialect::Postgres, Dialect::Sqlite];
    both_or_neither(db, vec![one], "label", ["resume", "resumé"], &held).await
}

async fn labels_that_differ_by_a_space_at_the_end(db: &TestDatabase) -> TestResult {
    let kind = EnumDef::new("kind", ["small", "small "]);
    let one = table("t").column(ColumnDef::new("kind", SqlType::Enum(kind)));
    let held = [Dialect::Postgres, Dialect::Sqlite];
    both_or_neither(db, vec![one], "label", ["small", "small "], &held).await
}

async fn enums_that_differ_by_case(db: &TestDatabase) -> TestResult {
    let column = |name: &'static str, kind| ColumnDef::new(name, SqlType::Enum(kind));
    let one = table("t")
        .column(column("k", EnumDef::new("kind", ["a"])))
        .column(column("l", EnumDef::new("Kind", ["b"])));
    // Where an enum has no name of its own its labels must be there.
    let (kind, names) = match db.dialect() {
        Dialect::Postgres => ("enum", ["kind", "Kind"]),
        _ => ("label", ["a", "b"]),
    };
    both_or_neither(db, vec![one], kind, names, Dialect::ALL).await
}

async fn an_index_named_as_a_table(db: &TestDatabase) -> TestResult {
    let tables = vec![table("t").index(IndexDef::new(["a"]).named("u")), table("u")];
    let held = [Dialect::Mysql];
    let (kind, names) = ("index", ["u", "u"]);
    both_or_neither(db, tables, kind, names, &held).await
}

async fn an_enum_named_as_a_table(db: &TestDatabase) -> TestResult {
    let kind = EnumDef::new("u", ["a", "b"]);
    let tables = vec![table("t").column(ColumnDef::new("kind", SqlType::Enum(kind))), table("u")];
    let held = [Dialect::Sqlite, Dialect::Mysql];
    both_or_neither(db, tables, "table", ["t", "u"], &held).await
}

async fn a_foreign_key_named_as_one_of_another_table(db: &TestDatabase) -> TestResult {
    let child = |name: &'static str| {
        table(name).foreign_key(ForeignKeyDef::new(["a"], "parent", ["id"]).named("to_parent"))
    };
    let tables = vec![table("parent"), child("one"), child("two")];
    let held = [Dialect::Sqlite, Dialect::Postgres];
    both_or_neither(db, tables, "foreign key", ["to_parent", "to_parent"], &held).await
}

async fn names_that_differ_in_their_normal_form(db: &TestDatabase) -> TestResult {
    let one = table("t")
        .column(ColumnDef::new("\u{e9}", SqlType::Integer))
        .column(ColumnDef::new("e\u{301}", SqlType::Integer));
    both_or_neither(db, vec![one], "column", ["\u{e9}", "e\u{301}"], Dialect::ALL).await
}
