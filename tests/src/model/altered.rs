//! Two tables, and a change that SQLite makes by making one of them anew.

use fsm_core::change::Change;
use fsm_core::{
    CheckDef, ColumnDef, ForeignKeyDef, Metadata, ReferentialAction, SqlType, TableDef,
};

/// `t`, and `child` whose rows go with those of `t`.
#[must_use]
pub fn tables() -> Metadata {
    let id = || ColumnDef::new("id", SqlType::BigInteger);
    let t = TableDef::new("t")
        .column(id())
        .column(ColumnDef::new("a", SqlType::String(40)).nullable())
        .column(ColumnDef::new("n", SqlType::Integer).nullable())
        .primary_key(["id"]);
    let child = TableDef::new("child")
        .column(id())
        .column(ColumnDef::new("t_id", SqlType::BigInteger).nullable())
        .primary_key(["id"])
        .foreign_key(
            ForeignKeyDef::new(["t_id"], "t", ["id"]).on_delete(ReferentialAction::Cascade),
        );
    [t, child].into_iter().collect()
}

/// A check for `t`.
#[must_use]
pub fn change() -> Change {
    Change::AddCheck { table: "t".into(), check: CheckDef::new("id > 0").named("ck") }
}
