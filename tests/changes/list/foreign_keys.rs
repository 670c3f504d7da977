use crate::case::{Case, bigint, case, table, varchar};
use fsm_core::Dialect::{self, Mysql, Postgres, Sqlite};
use fsm_core::{
    Deferrable, ForeignKeyDef, MatchType, ReferentialAction as Action, TableDef, UniqueDef,
};

const SAME_ACTION: &str = "RESTRICT and NO ACTION are the same there";

fn to() -> ForeignKeyDef {
    ForeignKeyDef::new(["p_id"], "p", ["id"])
}

fn child() -> TableDef {
    table("c").column(bigint("p_id").nullable())
}

/// Both tables, with this foreign key between them.
fn both(key: ForeignKeyDef) -> [TableDef; 2] {
    [table("p"), child().foreign_key(key)]
}

fn change(name: &'static str, before: ForeignKeyDef, after: ForeignKeyDef) -> Case {
    case(name, both(before), both(after))
}

pub(super) fn cases() -> Vec<Case> {
    let deferrable: &[Dialect] = &[Sqlite, Postgres];
    let never = "constraints are never deferred";
    vec![
        case("foreign_key_added", [table("p"), child()], both(to())),
        case("foreign_key_dropped", both(to()), [table("p"), child()]),
        change("foreign_key_gets_a_name", to(), to().named("the_parent")),
        change("foreign_key_name_changes", to().named("one"), to().named("other")),
        change("foreign_key_delete_cascade", to(), to().on_delete(Action::Cascade)),
        change(
            "foreign_key_delete_cascade_to_set_null",
            to().on_delete(Action::Cascade),
            to().on_delete(Action::SetNull),
        ),
        change("foreign_key_delete_nothing", to().on_delete(Action::Cascade), to()),
        change("foreign_key_delete_restrict", to(), to().on_delete(Action::Restrict))
            .none(Mysql, SAME_ACTION),
        change("foreign_key_delete_set_default", to(), to().on_delete(Action::SetDefault)),
        change("foreign_key_update_cascade", to(), to().on_update(Action::Cascade)),
        change("foreign_key_update_nothing", to().on_update(Action::Cascade), to()),
        change(
            "foreign_key_actions_change_places",
            to().on_delete(Action::Cascade),
            to().on_update(Action::Cascade),
        ),
        change("foreign_key_no_action_said", to(), to().on_delete(Action::NoAction))
            .same("NO ACTION is what there is without a word"),
        change("foreign_key_deferrable", to(), to().deferrable(Deferrable::InitiallyDeferred))
            .only(deferrable, never),
        change(
            "foreign_key_deferrable_another_way",
            to().deferrable(Deferrable::InitiallyImmediate),
            to().deferrable(Deferrable::InitiallyDeferred),
        )
        .only(deferrable, never),
        change(
            "foreign_key_no_longer_deferrable",
            to().deferrable(Deferrable::InitiallyImmediate),
            to(),
        )
        .only(deferrable, never),
        change(
            "foreign_key_deferrable_where_it_is_not",
            to(),
            to().deferrable(Deferrable::InitiallyDeferred),
        )
        .only(&[Mysql], "the case `foreign_key_deferrable` is for this database"),
        change("foreign_key_match_full", to(), to().match_type(MatchType::Full)),
        change("foreign_key_match_simple", to(), to().match_type(MatchType::Simple))
            .same("MATCH SIMPLE is what there is without a word"),
        case(
            "foreign_key_to_another_table",
            [table("p"), table("q"), child().foreign_key(to())],
            [
                table("p"),
                table("q"),
                child().foreign_key(ForeignKeyDef::new(["p_id"], "q", ["id"])),
            ],
        ),
        case(
            "foreign_key_to_another_column",
            [coded(), child().foreign_key(to())],
            [coded(), child().foreign_key(ForeignKeyDef::new(["p_id"], "p", ["code"]))],
        ),
        case(
            "foreign_key_of_another_column",
            [table("p"), child().column(bigint("q_id").nullable()).foreign_key(to())],
            [
                table("p"),
                child().column(bigint("q_id").nullable()).foreign_key(ForeignKeyDef::new(
                    ["q_id"],
                    "p",
                    ["id"],
                )),
            ],
        ),
        case(
            "foreign_key_gets_a_column",
            composite(ForeignKeyDef::new(["p_id"], "p", ["id"])),
            composite(ForeignKeyDef::new(["p_id", "p_code"], "p", ["id", "code"])),
        ),
        case(
            "foreign_key_columns_in_another_order",
            composite(ForeignKeyDef::new(["p_id", "p_code"], "p", ["id", "code"]).named("fk")),
            composite(ForeignKeyDef::new(["p_code", "p_id"], "p", ["code", "id"]).named("fk")),
        )
        .none(Sqlite, "the pairs are the same")
        .none(Postgres, "the pairs are the same"),
        case("foreign_key_with_a_new_column", [table("p"), table("c")], both(to())),
        case("foreign_key_with_a_new_table", table("c"), both(to())),
        case("foreign_key_goes_with_its_column", both(to()), [table("p"), table("c")]),
        case("foreign_key_goes_with_the_parent", both(to()), [child()]),
        case(
            "foreign_key_to_itself",
            table("t").column(bigint("parent_id").nullable()),
            table("t").column(bigint("parent_id").nullable()).foreign_key(ForeignKeyDef::new(
                ["parent_id"],
                "t",
                ["id"],
            )),
        ),
        case(
            "foreign_key_closes_a_cycle",
            [
                table("chicken").column(bigint("egg_id").nullable()),
                table("egg")
                    .column(bigint("chicken_id").nullable())
                    .foreign_key(ForeignKeyDef::new(["chicken_id"], "chicken", ["id"])),
            ],
            [
                table("chicken")
                    .column(bigint("egg_id").nullable())
                    .foreign_key(ForeignKeyDef::new(["egg_id"], "egg", ["id"])),
                table("egg")
                    .column(bigint("chicken_id").nullable())
                    .foreign_key(ForeignKeyDef::new(["chicken_id"], "chicken", ["id"])),
            ],
        ),
        case(
            "foreign_key_twice_between_the_same_tables",
            both(to()),
            [
                table("p"),
                child()
                    .column(bigint("q_id").nullable())
                    .foreign_key(to())
                    .foreign_key(ForeignKeyDef::new(["q_id"], "p", ["id"])),
            ],
        ),
        case(
            "foreign_key_to_a_new_unique_constraint",
            [table("p").column(varchar("code")), table("c").column(varchar("code"))],
            [
                table("p").column(varchar("code")).unique(UniqueDef::new(["code"])),
                table("c").column(varchar("code")).foreign_key(ForeignKeyDef::new(
                    ["code"],
                    "p",
                    ["code"],
                )),
            ],
        ),
    ]
}

fn coded() -> TableDef {
    table("p").column(bigint("code")).unique(UniqueDef::new(["code"]))
}

fn composite(key: ForeignKeyDef) -> [TableDef; 2] {
    [
        table("p").column(bigint("code")).unique(UniqueDef::new(["id", "code"])),
        table("c")
            .column(bigint("p_id").nullable())
            .column(bigint("p_code").nullable())
            .foreign_key(key),
    ]
}
