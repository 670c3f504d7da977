use super::{Group, bigint, integer, table, text, varchar, with};
use fsm_core::{CheckDef, Deferrable, Dialect, PrimaryKeyDef, Sql, TableDef, UniqueDef};

pub(super) fn cases() -> Group {
    vec![
        ("no_primary_key", vec![TableDef::new("t").column(text("a"))]),
        (
            "primary_key_composite",
            vec![
                TableDef::new("t").column(bigint("b")).column(varchar("a")).primary_key(["a", "b"]),
            ],
        ),
        (
            "primary_key_of_text",
            vec![TableDef::new("t").column(varchar("code")).primary_key(["code"])],
        ),
        (
            "primary_key_named",
            vec![with(table("t"), |table| {
                table.primary_key = Some(PrimaryKeyDef::new(["id"]).named("the_key"));
            })],
        ),
        (
            "unique",
            vec![
                table("t")
                    .column(varchar("a"))
                    .column(varchar("b"))
                    .unique(UniqueDef::new(["a"]))
                    .unique(UniqueDef::new(["a", "b"]).named("a_and_b")),
            ],
        ),
        (
            "unique_deferrable",
            vec![table("t").column(integer("a")).unique(with(UniqueDef::new(["a"]), |unique| {
                unique.deferrable = Some(Deferrable::InitiallyDeferred);
            }))],
        ),
        (
            "unique_nulls_not_distinct",
            vec![
                table("t")
                    .column(integer("a").nullable())
                    .unique(with(UniqueDef::new(["a"]), |unique| unique.nulls_not_distinct = true)),
            ],
        ),
        (
            "unique_of_one_dialect",
            vec![table("t").column(integer("a")).unique(with(UniqueDef::new(["a"]), |unique| {
                unique.deferrable = Some(Deferrable::InitiallyImmediate);
                unique.dialects = vec![Dialect::Postgres].into();
            }))],
        ),
        (
            "check",
            vec![
                table("t")
                    .column(integer("age"))
                    .check(with(CheckDef::new("age >= 0"), |check| {
                        check.column = Some("age".into());
                    }))
                    .check(CheckDef::new("age < 200").named("age_is_human")),
            ],
        ),
        (
            "check_per_dialect",
            vec![
                table("t")
                    .column(varchar("a"))
                    .check(
                        CheckDef::new(
                            Sql::new("char_length(a) > 1").on(Dialect::Sqlite, "length(a) > 1"),
                        )
                        .named("long_enough"),
                    )
                    .check(with(CheckDef::new("a ~ '^x'").named("begins"), |check| {
                        check.dialects = vec![Dialect::Postgres].into();
                    })),
            ],
        ),
        (
            "names_that_must_be_shortened",
            vec![
                table("a_table_whose_name_is_rather_long_but_fits_everywhere")
                    .column(varchar("a_column_whose_name_is_long"))
                    .unique(UniqueDef::new(["a_column_whose_name_is_long"]))
                    .index(super::index(&["a_column_whose_name_is_long", "id"])),
            ],
        ),
        (
            "table_in_schema",
            vec![
                table("fsm_app.t")
                    .column(varchar("a").comment("c"))
                    .comment("c")
                    .index(super::index(&["a"])),
            ],
        ),
    ]
}
