use crate::case::{Case, bigint, case, integer, table, text, varchar};
use fsm_core::Dialect::{Mysql, Sqlite};
use fsm_core::{CheckDef, ForeignKeyDef, IndexDef, Renames, TableDef, UniqueDef};

fn hint() -> Renames {
    Renames::new()
}

fn users(name: &'static str) -> TableDef {
    table(name).column(varchar("email")).column(varchar("name").nullable())
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = of_columns();
    cases.extend(of_tables());
    cases
}

fn of_columns() -> Vec<Case> {
    vec![
        case(
            "rename_column_in_the_model",
            table("t").column(varchar("a")),
            table("t").column(varchar("b").renamed_from("a")),
        ),
        case(
            "rename_column_by_the_caller",
            table("t").column(varchar("a")),
            table("t").column(varchar("b")),
        )
        .renames(hint().column("t", "a", "b")),
        case(
            "rename_column_and_change_it",
            table("t").column(varchar("a")),
            table("t").column(text("b").nullable().renamed_from("a")),
        ),
        case(
            "rename_column_with_what_speaks_of_it",
            table("t")
                .column(integer("a"))
                .unique(UniqueDef::new(["a"]))
                .check(CheckDef::new("a > 0").at_column("a"))
                .index(IndexDef::new(["a", "id"])),
            table("t")
                .column(integer("b").renamed_from("a"))
                .unique(UniqueDef::new(["b"]))
                .check(CheckDef::new("b > 0").at_column("b"))
                .index(IndexDef::new(["b", "id"])),
        ),
        case(
            "rename_column_of_the_key",
            table("t"),
            TableDef::new("t").column(bigint("number").renamed_from("id")).primary_key(["number"]),
        ),
        case(
            "rename_column_of_a_foreign_key",
            [table("p"), child("p_id")],
            [
                table("p"),
                table("c")
                    .column(bigint("parent_id").renamed_from("p_id"))
                    .foreign_key(ForeignKeyDef::new(["parent_id"], "p", ["id"])),
            ],
        ),
        case(
            "rename_column_that_is_referred_to",
            [table("p").column(bigint("n")).unique(UniqueDef::new(["n"])), child_of("n")],
            [
                table("p").column(bigint("m").renamed_from("n")).unique(UniqueDef::new(["m"])),
                child_of("m"),
            ],
        ),
        case(
            "rename_column_under_a_generated_one",
            table("t").column(integer("a")).column(integer("c").nullable().computed("a + 1", true)),
            table("t")
                .column(integer("b").renamed_from("a"))
                .column(integer("c").nullable().computed("b + 1", true)),
        ),
        case(
            "rename_columns_that_swap",
            table("t").column(varchar("a")).column(varchar("b")),
            table("t")
                .column(varchar("b").renamed_from("a"))
                .column(varchar("a").renamed_from("b")),
        )
        .same(
            "both names stand, and a hint of the model holds only once: the caller has to say it",
        ),
        case(
            "rename_columns_that_swap_by_the_caller",
            table("t").column(varchar("a")).column(varchar("b")),
            table("t").column(varchar("a")).column(varchar("b")),
        )
        .renames(hint().column("t", "a", "b").column("t", "b", "a")),
        case(
            "rename_column_done_already",
            table("t").column(varchar("b")),
            table("t").column(varchar("b").renamed_from("a")),
        )
        .same("the hint has been followed"),
        case(
            "rename_column_of_nothing",
            table("t"),
            table("t").column(varchar("b").nullable().renamed_from("a")),
        ),
        case(
            "rename_column_only_likely",
            table("t").column(varchar("user_name").nullable()),
            table("t").column(varchar("username").nullable()),
        ),
        case(
            "rename_column_unlikely",
            table("t").column(varchar("a").nullable()),
            table("t").column(integer("b").nullable()),
        ),
        case(
            "rename_column_by_case_alone",
            table("t").column(varchar("Name")),
            table("t").column(varchar("name").renamed_from("Name")),
        )
        .none(Sqlite, "the names of columns are the same in any case")
        .none(Mysql, "the names of columns are the same in any case"),
        case(
            "rename_column_with_comment",
            table("t").column(varchar("a").comment("kept")),
            table("t").column(varchar("b").comment("kept").renamed_from("a")),
        ),
    ]
}

fn of_tables() -> Vec<Case> {
    vec![
        case("rename_table_in_the_model", users("users"), users("members").renamed_from("users")),
        case("rename_table_by_the_caller", users("users"), users("members"))
            .renames(hint().table("users", "members")),
        case("rename_table_only_likely", users("users"), users("members")),
        case(
            "rename_table_with_its_parts",
            users("users").unique(UniqueDef::new(["email"])).index(IndexDef::new(["name"])),
            users("members")
                .unique(UniqueDef::new(["email"]))
                .index(IndexDef::new(["name"]))
                .renamed_from("users"),
        ),
        case(
            "rename_table_that_is_referred_to",
            [table("p"), child("p_id")],
            [
                table("q").renamed_from("p"),
                table("c").column(bigint("p_id")).foreign_key(ForeignKeyDef::new(
                    ["p_id"],
                    "q",
                    ["id"],
                )),
            ],
        ),
        case(
            "rename_table_and_a_column",
            users("users"),
            table("members")
                .column(varchar("mail").renamed_from("email"))
                .column(varchar("name").nullable())
                .renamed_from("users"),
        ),
        case(
            "rename_table_and_change_it",
            users("users"),
            users("members").column(integer("age").nullable()).renamed_from("users"),
        ),
        case(
            "rename_table_to_itself",
            table("t").column(bigint("t_id").nullable()).foreign_key(ForeignKeyDef::new(
                ["t_id"],
                "t",
                ["id"],
            )),
            table("u")
                .column(bigint("t_id").nullable())
                .foreign_key(ForeignKeyDef::new(["t_id"], "u", ["id"]))
                .renamed_from("t"),
        ),
        case(
            "rename_tables_that_swap",
            [table("a").column(varchar("x")), table("b").column(integer("y"))],
            [table("b").column(varchar("x")), table("a").column(integer("y"))],
        )
        .renames(hint().table("a", "b").table("b", "a")),
        case(
            "rename_index_in_the_model",
            table("t").column(varchar("a")).index(IndexDef::new(["a"]).named("one")),
            table("t")
                .column(varchar("a"))
                .index(IndexDef::new(["a"]).named("other").renamed_from("one")),
        ),
        case(
            "rename_index_by_the_caller",
            table("t").column(varchar("a")).index(IndexDef::new(["a"]).named("one")),
            table("t").column(varchar("a")).index(IndexDef::new(["a"]).named("other")),
        )
        .renames(hint().index("t", "one", "other")),
        case(
            "rename_index_and_change_it",
            table("t").column(varchar("a")).index(IndexDef::new(["a"]).named("one")),
            table("t")
                .column(varchar("a"))
                .index(IndexDef::new(["a"]).unique().named("other").renamed_from("one")),
        ),
        case(
            "rename_unique_by_the_caller",
            table("t").column(varchar("a")).unique(UniqueDef::new(["a"]).named("one")),
            table("t").column(varchar("a")).unique(UniqueDef::new(["a"]).named("other")),
        )
        .renames(hint().index("t", "one", "other")),
    ]
}

fn child(column: &'static str) -> TableDef {
    table("c").column(bigint(column)).foreign_key(ForeignKeyDef::new([column], "p", ["id"]))
}

fn child_of(referred: &'static str) -> TableDef {
    table("c").column(bigint("p_n")).foreign_key(ForeignKeyDef::new(["p_n"], "p", [referred]))
}
