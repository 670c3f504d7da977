//! Words of the builder that rendered files use, as the changes they come to.

use fsm_core::change::Change;
use fsm_core::{
    CheckDef, ColumnDef, Dialect, IndexDef, Metadata, SequenceDef, SqlType, TableDef, UniqueDef,
};
use fsm_migrate::__private::resolve;
use fsm_migrate::Operations;

/// The changes that the calls come to on a database that holds `tables`.
fn check(tables: Vec<TableDef>, calls: fn(&mut Operations), expected: &[Change]) {
    let mut state: Metadata = tables.into_iter().collect();
    state.add_sequence(SequenceDef::new("tickets").increment(5));
    let mut operations = Operations::new();
    calls(&mut operations);
    let found = resolve(operations.list(), &mut state, false, Dialect::Sqlite).unwrap();
    assert_eq!(found, expected);
}

fn users() -> TableDef {
    TableDef::new("users")
        .column(ColumnDef::new("id", SqlType::Integer))
        .column(ColumnDef::new("age", SqlType::Integer))
        .primary_key(["id"])
        .unique(UniqueDef::new(["age"]))
        .check(CheckDef::new("age > 0").at_column("age"))
        .index(IndexDef::new(["age"]))
}

/// On SQLite they may have none; a file calls them as the naming convention does.
#[test]
fn what_has_no_name_is_found_by_the_one_of_the_convention() {
    use fsm_migrate::prelude::*;
    let table = || "users".into();
    check(
        vec![users()],
        |op| {
            op.drop_constraint("uq_users_age", "users", ConstraintKind::Unique);
            op.drop_constraint("ck_users_age", "users", ConstraintKind::Check);
            op.drop_index("ix_users_age", "users").if_exists();
        },
        &[
            Change::DropUnique { table: table(), unique: UniqueDef::new(["age"]) },
            Change::DropCheck { table: table(), check: CheckDef::new("age > 0").at_column("age") },
            Change::DropIndex { table: table(), index: IndexDef::new(["age"]) },
        ],
    );
}

/// The rule looks at the key, which a revision may have taken away before.
#[test]
fn what_a_file_says_of_the_numbering_counts_where_a_rule_decides() {
    use fsm_migrate::prelude::*;
    let column = |numbering| ColumnDef::new("id", SqlType::Integer).autoincrement(numbering);
    check(
        vec![users()],
        |op| {
            op.alter_column("users", "id")
                .autoincrement(Never)
                .existing_type(Integer)
                .existing_not_null()
                .existing_autoincrement(Always);
        },
        &[Change::AlterColumn {
            table: "users".into(),
            before: column(Autoincrement::Always),
            after: column(Autoincrement::Never),
        }],
    );
}

#[test]
fn a_sequence_is_what_the_file_says_it_was() {
    check(
        vec![],
        |op| {
            op.alter_sequence("tickets").increment(10).existing(|sequence| sequence.cache(3));
            op.alter_sequence("tickets").cycle();
        },
        &[
            Change::AlterSequence {
                before: SequenceDef::new("tickets").cache(3),
                after: SequenceDef::new("tickets").increment(10),
            },
            Change::AlterSequence {
                before: SequenceDef::new("tickets").increment(10),
                after: SequenceDef::new("tickets").cycle(),
            },
        ],
    );
}
