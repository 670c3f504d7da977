use crate::case::{Case, bigint, by_hand, case, integer, table, varchar, with};
use fsm_core::Dialect::{Mysql, Postgres, Sqlite};
use fsm_core::{Autoincrement, ColumnDef, IdentityDef, SqlType, TableDef};

const PLAIN: &str = "numbering has no options there";

fn numbered(column: ColumnDef) -> TableDef {
    TableDef::new("t").column(column).column(varchar("a")).primary_key(["id"])
}

fn identity(identity: IdentityDef) -> TableDef {
    numbered(bigint("id").identity(identity))
}

/// An option of an identity, which other databases do not have.
fn option(name: &'static str, before: IdentityDef, after: IdentityDef) -> Case {
    case(name, identity(before), identity(after)).none(Sqlite, PLAIN).none(Mysql, PLAIN)
}

pub(super) fn cases() -> Vec<Case> {
    let new = || IdentityDef::NEW;
    vec![
        case(
            "numbering_stops",
            numbered(bigint("id")),
            numbered(bigint("id").autoincrement(Autoincrement::Never)),
        ),
        case(
            "numbering_begins",
            numbered(bigint("id").autoincrement(Autoincrement::Never)),
            numbered(bigint("id")),
        ),
        case(
            "numbering_said_and_unsaid",
            numbered(bigint("id")),
            numbered(bigint("id").autoincrement(Autoincrement::Always)),
        )
        .same("a whole number that is the key is numbered unless the model says no"),
        case("numbering_as_identity", numbered(bigint("id")), identity(new()))
            .same("it is the same numbering"),
        case("numbering_wider", numbered(integer("id")), numbered(bigint("id")))
            .none(Sqlite, "the key is INTEGER for both"),
        option("identity_always", new(), new().always()),
        option("identity_by_default", new().always(), new()),
        option("identity_start", new(), new().start(1000)),
        option("identity_start_changes", new().start(10), new().start(20)),
        option("identity_increment", new(), new().increment(10)),
        option(
            "identity_counts_down",
            new(),
            new().increment(-1).max_value(100).min_value(-100).start(100),
        ),
        option("identity_minimum", new(), new().min_value(0)),
        option("identity_maximum", new(), new().max_value(1_000_000)),
        option("identity_maximum_goes", new().max_value(1_000_000), new()),
        option("identity_cycle", new(), new().cycle()),
        option("identity_cache", new(), new().cache(50)),
        option(
            "identity_all_options",
            new(),
            new().always().start(5).increment(5).min_value(5).max_value(500).cycle().cache(5),
        ),
        option(
            "identity_options_as_they_are_anyway",
            new(),
            new().start(1).increment(1).min_value(1).max_value(i64::MAX).cache(1),
        )
        .none(Postgres, "the options are the usual ones"),
        case(
            "identity_off_the_key",
            table("t").column(bigint("n")),
            table("t").column(bigint("n").identity(IdentityDef::NEW)),
        ),
        by_hand(
            "serial_becomes_identity_always",
            &[(Postgres, "CREATE TABLE t (id BIGSERIAL PRIMARY KEY, a VARCHAR(50) NOT NULL)")],
            identity(new().always()),
        ),
        by_hand(
            "serial_becomes_a_plain_number",
            &[(Postgres, "CREATE TABLE t (id BIGSERIAL PRIMARY KEY, a VARCHAR(50) NOT NULL)")],
            numbered(bigint("id").autoincrement(Autoincrement::Never)),
        ),
        by_hand(
            "serial_becomes_wider",
            &[(Postgres, "CREATE TABLE t (id SERIAL PRIMARY KEY, a VARCHAR(50) NOT NULL)")],
            numbered(bigint("id")),
        ),
        case(
            "sqlite_autoincrement_added",
            table("t"),
            with(table("t"), |table| table.options.sqlite.autoincrement = true),
        )
        .none(Postgres, "AUTOINCREMENT is SQLite's")
        .none(Mysql, "AUTOINCREMENT is SQLite's"),
        case(
            "sqlite_autoincrement_removed",
            with(table("t"), |table| table.options.sqlite.autoincrement = true),
            table("t"),
        )
        .none(Postgres, "AUTOINCREMENT is SQLite's")
        .none(Mysql, "AUTOINCREMENT is SQLite's"),
        case(
            "numbering_of_text",
            numbered(bigint("id")),
            numbered(ColumnDef::new("id", SqlType::String(20))),
        ),
    ]
}
