//! What broke a law once: each failure as a case of its own, as small as it gets, on the databases that had it.
//!
//! Says only what stands before and after; what has to hold for that is the laws' business.

use fsm_core::{
    Autoincrement, CheckDef, ColumnDef, Deferrable, Dialect, EnumDef, ForeignKeyDef, IndexDef,
    SqlType, TableDef, TableName, UniqueDef,
};
use fsm_tests::{Case, Suite, TestDatabase, TestResult};

use crate::ground::Ground;
use crate::law;
use crate::sample::Sample;
use crate::schema::Setting;

type Tables = Vec<TableDef>;

/// The tables before and after, where something stands in another schema too.
type Found = fn(&Setting) -> (Tables, Tables);

macro_rules! found {
    ($($name:ident),* $(,)?) => {
        vec![$((stringify!($name), $name as Found)),*]
    };
}

pub(crate) fn list(suite: Suite) -> Suite {
    let sqlite = found![
        two_checks_of_one_name_outlive_a_change,
        one_of_two_checks_of_a_name_gets_another,
        a_label_comes_where_another_check_has_the_name,
        an_enum_that_goes_takes_its_check_along,
        a_table_that_was_strict_gets_its_types_back,
        a_key_without_row_numbers_moves,
        a_numbered_key_that_refers_to_itself_comes_to_be,
    ];
    let postgres = found![
        an_enum_changes_under_a_column_of_another_schema,
        a_null_of_one_type_is_none_of_another,
        a_key_refers_to_a_unique_index_beside_a_deferrable_constraint,
        a_unique_constraint_becomes_one_that_is_there,
        one_of_two_columns_of_a_key_is_numbered,
    ];
    let all = found![a_numbered_column_goes_with_its_key];
    suite
        .on_all(cases(all))
        .on(&[Dialect::Sqlite], cases(sqlite))
        .on(&[Dialect::Postgres], cases(postgres))
}

fn cases(found: Vec<(&'static str, Found)>) -> Vec<Case> {
    let case = |(name, found): (&str, Found)| {
        Case::new(&format!("{}::{name}", module_path!()), async move |db: &TestDatabase| {
            holds(db, found).await
        })
    };
    found.into_iter().map(case).collect()
}

async fn holds(db: &TestDatabase, found: Found) -> TestResult {
    let mut ground = Ground::new(db).await?;
    let (before, after) = found(&ground.setting);
    let sample = Sample::by_hand(&ground.setting, before, after);
    assert!(sample.before.is_accepted() && sample.after.schema.is_accepted(), "{}", sample.show());
    let held = law::check(&mut ground, &sample).await;
    ground.leave().await?;
    held.map_err(|error| format!("{error}\n{}", sample.show()).into())
}

fn id() -> ColumnDef {
    ColumnDef::new("id", SqlType::Integer)
}

fn keyed(name: &'static str) -> TableDef {
    TableDef::new(name).column(id()).primary_key(["id"])
}

fn an_enum(labels: &[&'static str]) -> SqlType {
    SqlType::Enum(EnumDef::new("kind", labels.to_vec()))
}

/// An enum and a check of its column, which the convention calls alike.
fn twice(labels: &[&'static str]) -> TableDef {
    keyed("t")
        .column(ColumnDef::new("c", an_enum(labels)))
        .check(CheckDef::new("\"c\" <> 'x'").at_column("c"))
}

fn two_checks_of_one_name_outlive_a_change(_: &Setting) -> (Tables, Tables) {
    let mut after = twice(&["one"]);
    after.options.sqlite.strict = true;
    (vec![twice(&["one"])], vec![after])
}

fn one_of_two_checks_of_a_name_gets_another(_: &Setting) -> (Tables, Tables) {
    let mut after = twice(&["one"]);
    after.checks.to_mut()[0].name = Some("another".into());
    (vec![twice(&["one"])], vec![after])
}

fn a_label_comes_where_another_check_has_the_name(_: &Setting) -> (Tables, Tables) {
    (vec![twice(&["one"])], vec![twice(&["one", "two"])])
}

fn an_enum_that_goes_takes_its_check_along(_: &Setting) -> (Tables, Tables) {
    let checked = |name: &'static str| keyed("t").check(CheckDef::new("\"id\" > 0").named(name));
    let added = ColumnDef::new("c", an_enum(&["one", "two"]));
    (vec![checked("ck_before")], vec![checked("ck_after").column(added)])
}

fn a_table_that_was_strict_gets_its_types_back(_: &Setting) -> (Tables, Tables) {
    let table = keyed("t")
        .column(ColumnDef::new("long", SqlType::String(50)))
        .column(ColumnDef::new("number", SqlType::Integer))
        .column(ColumnDef::new("wide", SqlType::BigInteger))
        .column(ColumnDef::new("own", SqlType::custom("Real")))
        .column(ColumnDef::new("other_id", SqlType::Integer))
        .foreign_key(ForeignKeyDef::new(["other_id"], "other", ["id"]));
    let mut strict = table.clone();
    strict.options.sqlite.strict = true;
    (vec![keyed("other"), table], vec![keyed("other"), strict])
}

fn a_key_without_row_numbers_moves(_: &Setting) -> (Tables, Tables) {
    let table = || {
        let mut table =
            TableDef::new("t").column(id()).column(ColumnDef::new("at", SqlType::DateTime));
        table.options.sqlite.without_rowid = true;
        table
    };
    (vec![table().primary_key(["id"])], vec![table().primary_key(["at"])])
}

fn a_numbered_key_that_refers_to_itself_comes_to_be(_: &Setting) -> (Tables, Tables) {
    let table = keyed("t").foreign_key(ForeignKeyDef::new(["id"], "t", ["id"]));
    let mut numbered = table.clone();
    numbered.columns.to_mut()[0].autoincrement = Autoincrement::Always;
    (vec![table], vec![numbered])
}

fn a_numbered_column_goes_with_its_key(_: &Setting) -> (Tables, Tables) {
    let other = || ColumnDef::new("n", SqlType::Integer);
    (vec![keyed("t").column(other())], vec![TableDef::new("t").column(other())])
}

fn an_enum_changes_under_a_column_of_another_schema(setting: &Setting) -> (Tables, Tables) {
    let table = |labels: &[&'static str]| {
        let name = TableName::new("t").in_schema(setting.other_schema.clone());
        TableDef::new(name).column(id()).column(ColumnDef::new("c", an_enum(labels)))
    };
    (vec![table(&["one", "two"])], vec![table(&["two", "one"])])
}

fn a_null_of_one_type_is_none_of_another(_: &Setting) -> (Tables, Tables) {
    let text = ColumnDef::new("c", SqlType::String(20)).nullable().default_sql("NULL");
    let number = ColumnDef::new("c", SqlType::SmallInteger).nullable();
    (vec![keyed("t").column(text)], vec![keyed("t").column(number)])
}

fn a_key_refers_to_a_unique_index_beside_a_deferrable_constraint(_: &Setting) -> (Tables, Tables) {
    let mut deferred = UniqueDef::new(["id"]);
    deferred.deferrable = Some(Deferrable::InitiallyDeferred);
    let table = TableDef::new("t")
        .column(id())
        .unique(deferred)
        .index(IndexDef::new(["id"]).unique())
        .foreign_key(ForeignKeyDef::new(["id"], "t", ["id"]));
    (vec![table.clone().primary_key(["id"])], vec![table])
}

fn a_unique_constraint_becomes_one_that_is_there(_: &Setting) -> (Tables, Tables) {
    let table = |columns: &[&'static str]| {
        keyed("t")
            .column(ColumnDef::new("n", SqlType::Integer))
            .unique(UniqueDef::new(["n"]))
            .unique(UniqueDef::new(columns.to_vec()).named("again"))
    };
    (vec![table(&["n", "id"])], vec![table(&["n"])])
}

fn one_of_two_columns_of_a_key_is_numbered(_: &Setting) -> (Tables, Tables) {
    let table = TableDef::new("t")
        .column(id())
        .column(ColumnDef::new("n", SqlType::Integer))
        .primary_key(["id", "n"]);
    let mut numbered = table.clone();
    numbered.columns.to_mut()[0].autoincrement = Autoincrement::Always;
    (vec![table], vec![numbered])
}
