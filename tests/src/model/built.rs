//! Tables built at run time: a ring of references, chains, enums that several tables share, comments, indexes of all kinds.

use fsm_core::{
    CheckDef, ColumnDef, EnumDef, ForeignKeyDef, IndexColumn, IndexDef, ReferentialAction, SqlType,
    TableDef, UniqueDef,
};

/// How many tables [`tables`] builds.
pub const TABLES: usize = 25;

/// The tables, each different, in the order of their names.
#[must_use]
pub fn tables() -> Vec<TableDef> {
    (0..TABLES).map(table).collect()
}

fn name(number: usize) -> String {
    format!("storm_{:02}", number % TABLES)
}

fn table(number: usize) -> TableDef {
    let size = EnumDef::new(format!("storm_size_{}", number % 3), ["small", "it's", "large"]);
    let mut table = TableDef::new(name(number).as_str())
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("title", SqlType::String(80)).comment("what it's \"called\""))
        .column(ColumnDef::new("size", SqlType::Enum(size)).default_value("small"))
        .column(ColumnDef::new("amount", SqlType::Integer).default_value(1_i64))
        .column(ColumnDef::new("note", SqlType::Text).nullable())
        .column(ColumnDef::new("created_at", SqlType::DateTime).default_sql("CURRENT_TIMESTAMP"))
        .column(ColumnDef::new("parent_id", SqlType::BigInteger).nullable())
        .column(ColumnDef::new("next_id", SqlType::BigInteger).nullable())
        .primary_key(["id"])
        .unique(UniqueDef::new(["title", "amount"]))
        .check(CheckDef::new("amount > 0"))
        .index(IndexDef::new(["parent_id"]))
        .index(IndexDef::new([
            IndexColumn::column("size"),
            IndexColumn::column("created_at").descending(),
        ]))
        .comment(format!("table number {number} of the storm"))
        // To the one before: a chain.
        .foreign_key(
            ForeignKeyDef::new(["parent_id"], name(number.saturating_sub(1)).as_str(), ["id"])
                .on_delete(ReferentialAction::Cascade),
        );
    // Every fifth to the one after it, which makes rings of two; the last to the first, which makes
    // one ring of all.
    if number.is_multiple_of(5) || number + 1 == TABLES {
        table =
            table.foreign_key(ForeignKeyDef::new(["next_id"], name(number + 1).as_str(), ["id"]));
    }
    table
}
