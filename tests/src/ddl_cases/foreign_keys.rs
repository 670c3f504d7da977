use super::{Group, bigint, table, varchar, with};
use fsm_core::{
    Autoincrement, Deferrable, ForeignKeyDef, MatchType, ReferentialAction, TableDef, UniqueDef,
};

pub(super) fn cases() -> Group {
    vec![
        ("foreign_key", vec![users(), posts(to_users())]),
        (
            "foreign_key_to_itself",
            vec![
                table("node")
                    .column(bigint("parent_id").nullable())
                    .foreign_key(ForeignKeyDef::new(["parent_id"], "node", ["id"])),
            ],
        ),
        (
            "foreign_key_cycle",
            vec![
                table("chicken")
                    .column(bigint("egg_id").nullable())
                    .foreign_key(ForeignKeyDef::new(["egg_id"], "egg", ["id"])),
                table("egg").column(bigint("chicken_id")).foreign_key(ForeignKeyDef::new(
                    ["chicken_id"],
                    "chicken",
                    ["id"],
                )),
            ],
        ),
        (
            "foreign_key_actions",
            vec![
                users(),
                table("post")
                    .column(bigint("author_id").nullable())
                    .column(bigint("editor_id"))
                    .foreign_key(
                        ForeignKeyDef::new(["author_id"], "users", ["id"])
                            .on_delete(ReferentialAction::SetNull)
                            .on_update(ReferentialAction::Cascade),
                    )
                    .foreign_key(
                        ForeignKeyDef::new(["editor_id"], "users", ["id"])
                            .named("the_editor")
                            .on_delete(ReferentialAction::Restrict)
                            .on_update(ReferentialAction::NoAction),
                    ),
            ],
        ),
        (
            "foreign_key_set_default",
            vec![users(), posts(to_users().on_delete(ReferentialAction::SetDefault))],
        ),
        (
            "foreign_key_composite",
            vec![
                TableDef::new("membership")
                    .column(bigint("user_id"))
                    .column(bigint("group_id"))
                    .primary_key(["user_id", "group_id"]),
                table("visit").column(bigint("user_id")).column(bigint("group_id")).foreign_key(
                    ForeignKeyDef::new(
                        ["user_id", "group_id"],
                        "membership",
                        ["user_id", "group_id"],
                    ),
                ),
            ],
        ),
        (
            "foreign_key_match_full",
            vec![users(), posts(with(to_users(), |key| key.match_type = Some(MatchType::Full)))],
        ),
        (
            "foreign_key_match_simple",
            vec![users(), posts(with(to_users(), |key| key.match_type = Some(MatchType::Simple)))],
        ),
        (
            "foreign_key_deferrable",
            vec![users(), posts(to_users().deferrable(Deferrable::InitiallyDeferred))],
        ),
        (
            "foreign_key_deferrable_immediate",
            vec![users(), posts(to_users().deferrable(Deferrable::InitiallyImmediate))],
        ),
        (
            "foreign_key_to_unique",
            vec![
                table("users").column(varchar("email")).unique(UniqueDef::new(["email"])),
                table("mail").column(varchar("email")).foreign_key(ForeignKeyDef::new(
                    ["email"],
                    "users",
                    ["email"],
                )),
            ],
        ),
        (
            "foreign_key_is_primary_key",
            vec![
                users(),
                TableDef::new("profile")
                    .column(bigint("user_id"))
                    .primary_key(["user_id"])
                    .foreign_key(ForeignKeyDef::new(["user_id"], "users", ["id"])),
            ],
        ),
        (
            "foreign_key_in_schema",
            vec![
                table("fsm_app.users"),
                table("fsm_app.post").column(bigint("author_id")).foreign_key(ForeignKeyDef::new(
                    ["author_id"],
                    "fsm_app.users",
                    ["id"],
                )),
            ],
        ),
        (
            "foreign_key_across_schemas",
            vec![
                users(),
                table("fsm_app.post").column(bigint("author_id")).foreign_key(ForeignKeyDef::new(
                    ["author_id"],
                    "users",
                    ["id"],
                )),
            ],
        ),
    ]
}

fn users() -> TableDef {
    table("users")
}

fn to_users() -> ForeignKeyDef {
    ForeignKeyDef::new(["author_id"], "users", ["id"])
}

fn posts(key: ForeignKeyDef) -> TableDef {
    table("post")
        .column(bigint("author_id").autoincrement(Autoincrement::Never).default_value(0_i64))
        .foreign_key(key)
}
