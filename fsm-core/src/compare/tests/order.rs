//! The order in which changes run, and what goes and comes around another.

use super::{assert_law, compared, metadata};
use crate::change::Change;
use crate::compare::{CompareOptions, DropUnknown};
use crate::schema::Dialect::{Mysql, Postgres, Sqlite};
use crate::schema::{
    CheckDef, ColumnDef, Dialect, ForeignKeyDef, IndexDef, SqlType, TableDef, UniqueDef,
};

fn check(on: Dialect, before: &[TableDef], after: &[TableDef], expected: &[&str]) {
    let options = CompareOptions::new().drop_unknown(DropUnknown::ALL);
    let (before, after) = (metadata(before), metadata(after));
    let found = compared(&before, &after, on, &options);
    let words: Vec<String> = found.changes.iter().map(word).collect();
    assert_eq!(words, expected, "{on}: {found}");
    assert_law(&before, &after, on, &options);
}

/// The variant and the names.
fn word(change: &Change) -> String {
    match change {
        Change::CreateTable { table } => {
            format!("create {} ({} keys)", table.name, table.foreign_keys.len())
        }
        Change::DropTable { table } => format!("drop {}", table.name),
        Change::AddForeignKey { table, foreign_key } => {
            format!("add key {table}>{}", foreign_key.referred_table)
        }
        Change::DropForeignKey { table, foreign_key } => {
            format!("drop key {table}>{}", foreign_key.referred_table)
        }
        Change::AlterColumn { table, before, .. } => format!("alter {table}.{}", before.name),
        Change::AddColumn { table, column } => format!("add {table}.{}", column.name),
        Change::DropColumn { table, column } => format!("drop {table}.{}", column.name),
        Change::AddPrimaryKey { table, .. } => format!("add primary key {table}"),
        Change::DropPrimaryKey { table, .. } => format!("drop primary key {table}"),
        Change::CreateIndex { table, .. } => format!("create index {table}"),
        Change::DropIndex { table, .. } => format!("drop index {table}"),
        Change::AddUnique { table, .. } => format!("add unique {table}"),
        Change::DropUnique { table, .. } => format!("drop unique {table}"),
        Change::AddCheck { table, .. } => format!("add check {table}"),
        Change::DropCheck { table, .. } => format!("drop check {table}"),
        Change::CreateSchema { schema } => format!("schema {schema}"),
        other => other.to_string(),
    }
}

fn table(name: &'static str, parents: &[&'static str]) -> TableDef {
    of_type(name, parents, &SqlType::Integer)
}

fn of_type(name: &'static str, parents: &[&'static str], id: &SqlType) -> TableDef {
    let table = TableDef::new(name).column(ColumnDef::new("id", id.clone())).primary_key(["id"]);
    parents.iter().fold(table, |table, parent| {
        let column = format!("{parent}_id");
        table.column(ColumnDef::new(column.clone(), id.clone())).foreign_key(ForeignKeyDef::new(
            [column],
            *parent,
            ["id"],
        ))
    })
}

#[test]
fn parents_come_first_and_go_last_and_rings_are_closed_at_the_end() {
    let ring = [table("a", &["b"]), table("b", &["a"]), table("c", &["a"])];
    check(
        Postgres,
        &[],
        &ring,
        &["create b (0 keys)", "create a (1 keys)", "create c (1 keys)", "add key b>a"],
    );
    check(Postgres, &ring, &[], &["drop key b>a", "drop c", "drop a", "drop b"]);
    check(Sqlite, &[], &ring, &["create b (1 keys)", "create a (1 keys)", "create c (1 keys)"]);
}

#[test]
fn a_schema_comes_before_what_is_in_it() {
    check(Postgres, &[], &[table("app.a", &[])], &["schema app", "create app.a (0 keys)"]);
    check(Sqlite, &[], &[table("app.a", &[])], &["create app.a (0 keys)"]);
}

#[test]
fn what_refers_to_a_dropped_table_goes_first() {
    let child = table("b", &["a"]);
    let mut without = child.clone();
    without.foreign_keys = Vec::new().into();
    check(Postgres, &[table("a", &[]), child], &[without], &["drop key b>a", "drop a"]);
}

#[test]
fn a_foreign_key_goes_around_a_change_of_type() {
    let of = |id: SqlType| [of_type("a", &[], &id), of_type("b", &["a"], &id)];
    let text = of(SqlType::String(36));
    check(
        Postgres,
        &of(SqlType::Integer),
        &text,
        &["drop key b>a", "alter a.id", "alter b.id", "alter b.a_id", "add key b>a"],
    );
    // PostgreSQL compares integers of any width.
    check(
        Postgres,
        &of(SqlType::Integer),
        &of(SqlType::BigInteger),
        &["alter a.id", "alter b.id", "alter b.a_id"],
    );
    check(
        Mysql,
        &of(SqlType::Integer),
        &of(SqlType::BigInteger),
        &["drop key b>a", "alter a.id", "alter b.id", "alter b.a_id", "add key b>a"],
    );
    check(Sqlite, &of(SqlType::String(35)), &text, &["alter a.id", "alter b.id", "alter b.a_id"]);
}

#[test]
fn a_foreign_key_goes_around_a_change_of_the_key_it_refers_to() {
    let parent = |columns: &[&'static str]| {
        TableDef::new("a")
            .column(ColumnDef::new("id", SqlType::Text))
            .column(ColumnDef::new("x", SqlType::Text))
            .primary_key(columns.iter().copied())
            .unique(UniqueDef::new(["id"]).named("u"))
    };
    let child = table("b", &[])
        .column(ColumnDef::new("a_id", SqlType::Text))
        .foreign_key(ForeignKeyDef::new(["a_id"], "a", ["id"]));
    check(
        Postgres,
        &[parent(&["id"]), child.clone()],
        &[parent(&["id", "x"]), child],
        &["drop key b>a", "drop primary key a", "add primary key a", "add key b>a"],
    );
}

#[test]
fn what_hangs_on_a_dropped_column_goes_first() {
    let with = table("a", &[])
        .column(ColumnDef::new("x", SqlType::Text))
        .unique(UniqueDef::new(["x"]))
        .index(IndexDef::new(["x", "id"]))
        .check(CheckDef::new("x <> ''"));
    let before = metadata(&[with]);
    let after = metadata(&[table("a", &[])]);
    let mut drops = DropUnknown::NONE;
    drops.columns = true;
    let options = CompareOptions::new().drop_unknown(drops);
    for &dialect in Dialect::ALL {
        let found = compared(&before, &after, dialect, &options);
        let words: Vec<String> = found.changes.iter().map(word).collect();
        let expected = ["drop unique a", "drop index a", "drop check a", "drop a.x"];
        assert_eq!(words, expected, "{dialect}: {found}");
        assert!(found.kept.is_empty(), "{found}");
        assert_law(&before, &after, dialect, &options);
    }
}

#[test]
fn a_generated_column_goes_around_the_type_of_what_it_is_made_of() {
    let of = |x: SqlType| {
        table("a", &[])
            .column(ColumnDef::new("x", x))
            .column(ColumnDef::new("g", SqlType::BigInteger).computed("x + 1", true))
            .index(IndexDef::new(["g"]))
    };
    check(
        Postgres,
        &[of(SqlType::Integer)],
        &[of(SqlType::BigInteger)],
        &["drop index a", "drop a.g", "alter a.x", "add a.g", "create index a"],
    );
    check(Mysql, &[of(SqlType::Integer)], &[of(SqlType::BigInteger)], &["alter a.x"]);
}

#[test]
fn checks_and_partial_indexes_go_around_another_kind_of_type() {
    let of = |x: SqlType, y: &'static str| {
        table("a", &[])
            .column(ColumnDef::new("x", x))
            .check(CheckDef::new("x IS NOT NULL").named("c"))
            .index(IndexDef::new(["id"]).named("i").predicate("x IS NOT NULL"))
            .check(CheckDef::new(y).named("d"))
    };
    let (before, after) = (of(SqlType::Integer, "x > 0"), of(SqlType::Text, "x > ''"));
    check(
        Postgres,
        &[before],
        &[after],
        &[
            "drop check a",
            "drop index a",
            "drop check a",
            "alter a.x",
            "create index a",
            "add check a",
            "add check a",
        ],
    );
}

#[test]
fn a_key_of_mysql_does_without_its_index_for_a_moment() {
    let child = |columns: &[&'static str]| {
        table("b", &["a"])
            .column(ColumnDef::new("x", SqlType::Integer))
            .index(IndexDef::new(columns.iter().copied()).named("i"))
    };
    check(
        Mysql,
        &[table("a", &[]), child(&["a_id", "x"])],
        &[table("a", &[]), child(&["x", "a_id"])],
        &["drop key b>a", "drop index b", "create index b", "add key b>a"],
    );
}

#[test]
fn computed_columns_come_after_what_they_are_made_of() {
    let plain = table("a", &[]);
    let more = table("a", &[])
        .column(ColumnDef::new("g", SqlType::Integer).computed("x + 1", true))
        .column(ColumnDef::new("x", SqlType::Integer));
    for dialect in [Sqlite, Postgres, Mysql] {
        check(
            dialect,
            std::slice::from_ref(&plain),
            std::slice::from_ref(&more),
            &["add a.x", "add a.g"],
        );
        check(
            dialect,
            std::slice::from_ref(&more),
            std::slice::from_ref(&plain),
            &["drop a.g", "drop a.x"],
        );
    }
}
