use super::{Group, table};
use fsm_core::{ColumnDef, EnumDef, SqlType, TableName};

pub(super) fn cases() -> Group {
    vec![
        (
            "enum",
            vec![
                table("t")
                    .column(ColumnDef::new("role", role("role")).default_value("member"))
                    .column(ColumnDef::new("before", role("role")).nullable()),
            ],
        ),
        (
            "enum_in_two_tables",
            vec![
                table("t").column(ColumnDef::new("role", role("role"))),
                table("u").column(ColumnDef::new("role", role("role"))),
            ],
        ),
        ("enum_in_schema", vec![table("t").column(ColumnDef::new("role", in_schema()))]),
        (
            "enum_with_odd_labels",
            vec![table("t").column(ColumnDef::new(
                "label",
                SqlType::Enum(EnumDef::new("odd", ["it's", "a,b", "", "\"", "C\\new", "%s", "é"])),
            ))],
        ),
    ]
}

fn role(name: &'static str) -> SqlType {
    SqlType::Enum(EnumDef::new(name, ["member", "admin"]))
}

fn in_schema() -> SqlType {
    let mut def = EnumDef::new("role", ["member", "admin"]);
    def.name = TableName::new("role").in_schema("fsm_types");
    SqlType::Enum(def)
}
