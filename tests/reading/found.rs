//! What broke a law once: each failure as a case of its own, as small as it gets, on the databases that had it.
//!
//! Says only what stands before and after; what has to hold for that is the laws' business.

use fsm_core::{
    Autoincrement, CheckDef, ColumnDef, Deferrable, Dialect, EnumDef, ForeignKeyDef, IndexColumn,
    IndexDef, ReferentialAction, SqlType, TableDef, TableName, UniqueDef,
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
    let mysql = found![
        a_foreign_key_gets_its_index_back,
        a_key_to_its_own_table_comes_with_the_column,
        a_renamed_column_of_a_foreign_key_is_not_all,
        an_index_changes_with_its_generated_column,
        a_checked_column_is_stored_from_now_on,
        one_of_two_foreign_keys_of_a_column_comes_back,
        an_index_gets_a_comment_that_a_constraint_has_not,
        a_prefix_is_all_of_a_text,
        a_hash_falls_nowhere,
        options_of_the_engine_are_its_own,
        a_default_that_the_catalog_cannot_show_is_no_difference,
    ];
    let all = found![a_numbered_column_goes_with_its_key];
    suite
        .on_all(cases(all))
        .on(&[Dialect::Sqlite], cases(sqlite))
        .on(&[Dialect::Postgres], cases(postgres))
        .on(&[Dialect::Mysql], cases(mysql))
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

fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::Integer)
}

/// A table whose column refers to its own key.
fn referring() -> TableDef {
    keyed("t").column(number("parent")).foreign_key(ForeignKeyDef::new(["parent"], "t", ["id"]))
}

fn a_foreign_key_gets_its_index_back(_: &Setting) -> (Tables, Tables) {
    let index = IndexDef::new(["parent"]).named("of_parent");
    (vec![referring()], vec![referring().index(index)])
}

fn a_key_to_its_own_table_comes_with_the_column(_: &Setting) -> (Tables, Tables) {
    let before = TableDef::new("t").column(number("key")).primary_key(["key"]);
    let mut id = id();
    id.renamed_from = Some("key".into());
    let after = TableDef::new("t")
        .column(id)
        .column(number("parent").nullable())
        .primary_key(["id"])
        .foreign_key(ForeignKeyDef::new(["parent"], "t", ["id"]));
    (vec![before], vec![after])
}

fn a_renamed_column_of_a_foreign_key_is_not_all(_: &Setting) -> (Tables, Tables) {
    let mut renamed = number("above");
    renamed.renamed_from = Some("parent".into());
    let after = keyed("t")
        .column(renamed)
        .foreign_key(ForeignKeyDef::new(["above"], "t", ["id"]))
        .check(CheckDef::new("`above` > 0").named("new"));
    (vec![referring()], vec![after])
}

/// A column that another makes.
fn made(stored: bool) -> TableDef {
    let made = ColumnDef::new("made", SqlType::BigInteger).nullable().computed("`n` * 2", stored);
    keyed("t").column(number("n")).column(made)
}

fn an_index_changes_with_its_generated_column(_: &Setting) -> (Tables, Tables) {
    let index = || IndexDef::new(["made"]).named("of_made");
    (vec![made(true).index(index())], vec![made(false).index(index().unique())])
}

fn a_checked_column_is_stored_from_now_on(_: &Setting) -> (Tables, Tables) {
    let table = |stored| made(stored).check(CheckDef::new("`made` > 0").named("ck"));
    (vec![table(false)], vec![table(true)])
}

fn one_of_two_foreign_keys_of_a_column_comes_back(_: &Setting) -> (Tables, Tables) {
    let key = || ForeignKeyDef::new(["parent"], "t", ["id"]);
    let first = key().on_delete(ReferentialAction::Cascade).named("first");
    let one = keyed("t").column(number("parent")).foreign_key(first);
    (vec![one.clone().foreign_key(key().named("second"))], vec![one])
}

fn an_index_gets_a_comment_that_a_constraint_has_not(_: &Setting) -> (Tables, Tables) {
    let index = || IndexDef::new(["n"]).unique().named("of_n");
    let table = |index: IndexDef| keyed("t").column(number("n")).index(index);
    let mut said = index();
    said.comment = Some("said".into());
    (vec![table(index())], vec![table(said)])
}

fn a_prefix_is_all_of_a_text(_: &Setting) -> (Tables, Tables) {
    let table = |length| {
        let part = IndexColumn::column("c").prefix_length(length);
        keyed("t")
            .column(ColumnDef::new("c", SqlType::custom("CHAR(5)")))
            .index(IndexDef::new([part]).named("of_c"))
    };
    (vec![table(3)], vec![table(5)])
}

fn a_hash_falls_nowhere(_: &Setting) -> (Tables, Tables) {
    let table = |part: IndexColumn| {
        let mut index = IndexDef::new([part]).named("of_n");
        index.method = Some("hash".into());
        keyed("t").column(number("n")).index(index)
    };
    let part = IndexColumn::column("n");
    (vec![table(part.clone())], vec![table(part.descending())])
}

fn options_of_the_engine_are_its_own(_: &Setting) -> (Tables, Tables) {
    let mut aria = keyed("t");
    aria.options.mysql.engine = Some("Aria".into());
    (vec![keyed("t")], vec![aria])
}

fn a_default_that_the_catalog_cannot_show_is_no_difference(_: &Setting) -> (Tables, Tables) {
    let bytes = ColumnDef::new("c", SqlType::Binary(16)).default_sql("x'00ff'");
    (vec![keyed("t")], vec![keyed("t").column(bytes)])
}
