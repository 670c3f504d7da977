use crate::case::{Case, bigint, case, integer, table, varchar};
use fsm_core::Dialect::{self, Postgres, Sqlite};
use fsm_core::{ColumnDef, EnumDef, ForeignKeyDef, IndexDef, Renames, SqlType, TableName};

const SCHEMAS: &[Dialect] = &[Sqlite, Postgres];
const NONE: &str = "a schema is a database of the server there, which the test does not own";

pub(super) fn cases() -> Vec<Case> {
    vec![
        case("schema_with_a_table_added", table("t"), [table("t"), table("fsm_app.u")]),
        case("schema_table_dropped", [table("t"), table("fsm_app.u")], table("t")),
        case(
            "schema_table_gets_a_column",
            table("fsm_app.t"),
            table("fsm_app.t").column(varchar("a").nullable()),
        ),
        case(
            "schema_table_gets_an_index",
            table("fsm_app.t").column(varchar("a")),
            table("fsm_app.t").column(varchar("a")).index(IndexDef::new(["a"])),
        ),
        case(
            "schema_table_of_a_name_that_stands_outside",
            [table("t").column(varchar("a")), table("fsm_app.t")],
            [table("t").column(varchar("a")), table("fsm_app.t").column(varchar("b").nullable())],
        ),
        case(
            "schema_foreign_key_added",
            [table("fsm_app.p"), table("fsm_app.c").column(bigint("p_id"))],
            [
                table("fsm_app.p"),
                table("fsm_app.c").column(bigint("p_id")).foreign_key(ForeignKeyDef::new(
                    ["p_id"],
                    "fsm_app.p",
                    ["id"],
                )),
            ],
        ),
        case(
            "schema_foreign_key_out_of_it",
            [table("p"), table("fsm_app.c").column(bigint("p_id"))],
            [
                table("p"),
                table("fsm_app.c").column(bigint("p_id")).foreign_key(ForeignKeyDef::new(
                    ["p_id"],
                    "p",
                    ["id"],
                )),
            ],
        ),
        case(
            "schema_table_renamed",
            table("fsm_app.t").column(varchar("a")),
            table("fsm_app.u").column(varchar("a")).renamed_from("t"),
        ),
        case(
            "schema_table_moved_by_the_caller",
            [table("kept").column(integer("n")), table("t").column(varchar("a"))],
            [table("kept").column(integer("n")), table("fsm_app.t").column(varchar("a"))],
        )
        .renames(Renames::new().table("t", "fsm_app.t")),
        case("schema_enum_gets_a_label", with_enum(&["a", "b"]), with_enum(&["a", "b", "c"])),
        case(
            "schema_comment",
            table("fsm_app.t").comment("one"),
            table("fsm_app.t").comment("two"),
        )
        .none(Sqlite, "there are no comments"),
        case("schema_by_its_usual_name", table("t"), table("public.t"))
            .only(&[Postgres], "the usual schema has another name")
            .none(Postgres, "`public` is the connection's own schema"),
        case("schema_by_its_usual_name_on_sqlite", table("t"), table("main.t"))
            .only(&[Sqlite], "the usual schema has another name")
            .none(Sqlite, "`main` is the connection's own schema"),
    ]
    .into_iter()
    .map(|case| case.only(SCHEMAS, NONE))
    .collect()
}

fn with_enum(labels: &[&'static str]) -> fsm_core::TableDef {
    let mut def = EnumDef::new("role", labels.iter().copied());
    def.name = TableName::new("role").in_schema("fsm_app");
    table("fsm_app.t").column(ColumnDef::new("a", SqlType::Enum(def)))
}
