use crate::case::{Case, case, table, text};
use fsm_core::Dialect::{Postgres, Sqlite};
use fsm_core::{ColumnDef, EnumDef, IndexDef, Renames, SqlType, TableDef};

fn role(labels: &[&'static str]) -> SqlType {
    SqlType::Enum(EnumDef::new("role", labels.iter().copied()))
}

fn t(labels: &[&'static str]) -> TableDef {
    table("t").column(ColumnDef::new("a", role(labels)))
}

fn labels(name: &'static str, before: &[&'static str], after: &[&'static str]) -> Case {
    case(name, t(before), t(after))
}

fn hint(before: &'static str, after: &'static str) -> Renames {
    Renames::new().label("role", before, after)
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        labels("enum_label_added_at_the_end", &["a", "b"], &["a", "b", "c"]),
        labels("enum_label_added_at_the_start", &["b", "c"], &["a", "b", "c"]),
        labels("enum_label_added_in_the_middle", &["a", "c"], &["a", "b", "c"]),
        labels("enum_labels_added", &["b"], &["a", "b", "c", "d"]),
        labels("enum_label_removed", &["a", "b", "c"], &["a", "c"]),
        labels("enum_labels_removed", &["a", "b", "c"], &["b"]),
        labels("enum_labels_reordered", &["a", "b", "c"], &["c", "a", "b"]),
        labels("enum_label_added_and_removed", &["red", "green"], &["red", "ultramarine"]),
        labels("enum_label_added_removed_and_reordered", &["a", "b", "c"], &["d", "c", "a"]),
        labels("enum_label_of_another_case", &["a", "b"], &["A", "b"]),
        labels("enum_label_with_quotes", &["its", "b"], &["its", "b", "it's \"so\", \\ b"]),
        labels("enum_label_renamed_by_hint", &["draft", "done"], &["draft", "finished"])
            .renames(hint("done", "finished")),
        labels("enum_label_renamed_and_added", &["draft", "done"], &["draft", "finished", "gone"])
            .renames(hint("done", "finished")),
        labels(
            "enum_label_renamed_and_removed",
            &["draft", "open", "done"],
            &["draft", "finished"],
        )
        .renames(hint("done", "finished")),
        labels("enum_label_likely_renamed", &["draft", "published"], &["draft", "publish"]),
        labels("enum_labels_swapped_by_hints", &["a", "b"], &["b", "a"])
            .renames(hint("a", "b").label("role", "b", "a")),
        case(
            "enum_label_added_and_used_as_default",
            table("t").column(ColumnDef::new("a", role(&["a", "b"])).default_value("a")),
            table("t").column(ColumnDef::new("a", role(&["a", "b", "c"])).default_value("c")),
        ),
        case(
            "enum_label_removed_under_a_default",
            table("t").column(ColumnDef::new("a", role(&["a", "b", "c"])).default_value("a")),
            table("t").column(ColumnDef::new("a", role(&["a", "c"])).default_value("a")),
        ),
        case(
            "enum_label_removed_under_an_index",
            t(&["a", "b", "c"]).index(IndexDef::new(["a"])),
            t(&["a", "b"]).index(IndexDef::new(["a"])),
        ),
        case(
            "enum_of_two_tables_gets_a_label",
            [t(&["a", "b"]), other(&["a", "b"])],
            [t(&["a", "b", "c"]), other(&["a", "b", "c"])],
        ),
        case(
            "enum_of_two_tables_loses_a_label",
            [t(&["a", "b", "c"]), other(&["a", "b", "c"])],
            [t(&["a", "c"]), other(&["a", "c"])],
        ),
        case("enum_from_text", table("t").column(text("a")), t(&["a", "b"])),
        case("enum_to_text", t(&["a", "b"]), table("t").column(text("a"))),
        case("enum_with_a_new_column", table("t"), t(&["a", "b"])),
        case("enum_goes_with_its_column", t(&["a", "b"]), table("t")),
        case("enum_goes_with_its_table", [table("u"), t(&["a", "b"])], table("u")),
        case(
            "enum_stays_with_another_table",
            [t(&["a", "b"]), other(&["a", "b"])],
            [table("t"), other(&["a", "b"])],
        ),
        case("enum_renamed_by_hint", t(&["a", "b"]), named("kind", &["a", "b"]))
            .renames(Renames::new().enum_type("role", "kind"))
            .none(Sqlite, "an enum has no name there")
            .none(fsm_core::Dialect::Mysql, "an enum has no name there"),
        case("enum_of_another_name", t(&["a", "b"]), named("kind", &["a", "b"]))
            .none(Sqlite, "an enum has no name there")
            .none(fsm_core::Dialect::Mysql, "an enum has no name there"),
        case(
            "enum_of_an_array",
            table("t").column(ColumnDef::new("a", SqlType::array(role(&["a", "b"])))),
            table("t").column(ColumnDef::new("a", SqlType::array(role(&["b", "a", "c"])))),
        )
        .only(&[Postgres], "there are no arrays"),
        case(
            "enum_becomes_nullable",
            t(&["a", "b"]),
            table("t").column(ColumnDef::new("a", role(&["a", "b"])).nullable()),
        ),
    ]
}

fn other(labels: &[&'static str]) -> TableDef {
    table("u").column(ColumnDef::new("b", role(labels)))
}

fn named(name: &'static str, labels: &[&'static str]) -> TableDef {
    let def = EnumDef::new(name, labels.iter().copied());
    table("t").column(ColumnDef::new("a", SqlType::Enum(def)))
}
