//! `#[sqlx(..)]`, and structs whose fields are columns of others.

use fsm_core::{ColumnDef, Embeddable, Sql, SqlType, Table};

/// Has no column type of its own.
#[derive(Default)]
struct Data;

#[derive(Embeddable)]
#[column(crate = ::fsm_core)]
#[sqlx(rename_all = "camelCase")]
struct Address {
    street_name: String,
    #[column(length = 5, comment = "in digits")]
    zip: Option<String>,
    #[sqlx(flatten)]
    place: Place,
}

#[derive(Embeddable)]
struct Place {
    #[column(name = "lat", default = 0.5)]
    latitude: f64,
    longitude: f64,
}

#[derive(Table)]
#[table(
    unique(street, id),
    unique("streetName", lat),
    index("lower(zip)", zip desc),
    primary_key(id, longitude)
)]
struct House {
    id: i64,
    #[sqlx(flatten)]
    address: Address,
    #[sqlx(rename = "road")]
    street: String,
}

#[derive(Table)]
struct Fields {
    #[sqlx(default)]
    there: i64,
    #[sqlx(json)]
    json: Data,
    #[sqlx(json(nullable))]
    nullable_json: Option<Data>,
    #[sqlx(json)]
    #[column(sql_type = "json")]
    custom_json: Data,
    #[sqlx(json(nullable))]
    #[column(sql_type = "json")]
    nullable_custom_json: Option<Data>,
    #[sqlx(try_from = "i32")]
    converted: Data,
    #[sqlx(try_from = "Option<String>")]
    converted_from_option: Data,
    #[column(sql_type = "point")]
    without_a_column_type: Option<Data>,
    #[sqlx(skip)]
    skipped: Data,
    #[column(skip)]
    skipped_here: Data,
}

fn names(table: &fsm_core::TableDef) -> Vec<&str> {
    table.columns.iter().map(|column| &*column.name).collect()
}

#[test]
fn what_sqlx_is_told_of_a_field_holds_for_its_column() {
    let custom = |text: &'static str| SqlType::Custom(Sql::new(text));
    let expected = [
        ("there", SqlType::BigInteger, false),
        ("json", SqlType::Json, false),
        ("nullable_json", SqlType::Json, true),
        ("custom_json", custom("json"), false),
        ("nullable_custom_json", custom("json"), true),
        ("converted", SqlType::Integer, false),
        ("converted_from_option", SqlType::Text, true),
        ("without_a_column_type", custom("point"), true),
    ]
    .map(|(name, sql_type, nullable)| {
        let mut column = ColumnDef::new(name, sql_type);
        column.nullable = nullable;
        column
    });
    assert_eq!(*Fields::definition().columns, expected);
}

#[test]
fn the_fields_of_flattened_structs_are_columns_in_their_place() {
    let table = House::definition();
    assert_eq!(names(table), ["id", "streetName", "zip", "lat", "longitude", "road"]);
    let zip = &table.columns[2];
    assert_eq!((&zip.sql_type, zip.nullable), (&SqlType::String(5), true));
    assert_eq!(zip.comment.as_deref(), Some("in digits"));
    assert!(table.columns[3].default.is_some());
}

#[test]
fn columns_of_flattened_structs_are_named_in_lists_as_others_are() {
    let table = House::definition();
    assert_eq!(*table.uniques[0].columns, ["road", "id"]);
    assert_eq!(*table.uniques[1].columns, ["streetName", "lat"]);
    let key = table.primary_key.as_ref().map(|key| key.columns.clone());
    assert_eq!(key.as_deref(), Some(&["id".into(), "longitude".into()][..]));
    assert_eq!(House::COLUMNS.address.place.latitude.name(), "lat");
}
