//! What tables and columns are called.

use fsm_core::Table;

/// A table for each word of `rename_all`, and what its column `user_id2` is called.
macro_rules! renamed {
    ($($name:ident: $word:literal => $expected:literal;)*) => {
        $(
            #[derive(Table)]
            #[table(rename_all = $word)]
            struct $name {
                user_name: i64,
            }
        )*

        /// The same words, said to sqlx.
        mod through_sqlx {
            $(
                #[derive(fsm_core::Table)]
                #[sqlx(rename_all = $word)]
                #[table(name = $word)]
                pub(super) struct $name {
                    user_name: i64,
                }
            )*
        }

        #[test]
        fn rename_all_applies_to_every_column() {
            $(
                assert_eq!(&*$name::definition().columns[0].name, $expected);
                assert_eq!(&*through_sqlx::$name::definition().columns[0].name, $expected);
            )*
        }
    };
}

renamed! {
    Lower: "lowercase" => "user_name";
    Snake: "snake_case" => "user_name";
    Upper: "UPPERCASE" => "USER_NAME";
    Screaming: "SCREAMING_SNAKE_CASE" => "USER_NAME";
    Kebab: "kebab-case" => "user-name";
    Camel: "camelCase" => "userName";
    Pascal: "PascalCase" => "UserName";
}

#[derive(Table)]
#[table(rename_all = "camelCase", unique(first_name, "lastName"), index(other_name))]
struct Mixed {
    first_name: String,
    last_name: String,
    #[column(name = "other")]
    other_name: String,
    #[sqlx(rename = "the_id")]
    user_id: i64,
}

#[derive(Table)]
struct HTTPServer2 {
    id: i64,
}

#[derive(Table)]
#[allow(non_camel_case_types, reason = "raw identifiers are what this is about")]
struct r#match {
    #[column(primary_key)]
    r#type: i64,
    #[column(references = r#match::r#type)]
    r#fn: i64,
}

#[derive(Table)]
#[table(unique(r#type, kind))]
struct RawInLists {
    #[sqlx(rename = "kind_of")]
    r#type: i64,
    kind: i64,
}

#[test]
fn a_name_at_the_column_stands_before_the_pattern() {
    let names: Vec<&str> = Mixed::definition().columns.iter().map(|c| &*c.name).collect();
    assert_eq!(names, ["firstName", "lastName", "other", "the_id"]);
}

#[test]
fn lists_name_columns_by_field_or_by_their_name_in_quotes() {
    let table = Mixed::definition();
    assert_eq!(*table.uniques[0].columns, ["firstName", "lastName"]);
    assert_eq!(table.indexes[0], fsm_core::IndexDef::new(["other"]));
}

#[test]
fn raw_identifiers_lose_their_mark() {
    let table = r#match::definition();
    let names: Vec<&str> = table.columns.iter().map(|c| &*c.name).collect();
    assert_eq!((&*table.name.name, &*names), ("match", &["type", "fn"][..]));
    assert_eq!(*table.foreign_keys[0].referred_columns, ["type"]);
    assert_eq!(r#match::COLUMNS.r#fn.name(), "fn");
    assert_eq!(*RawInLists::definition().uniques[0].columns, ["kind_of", "kind"]);
}

#[test]
fn a_table_is_called_like_the_struct_in_snake_case() {
    assert_eq!(HTTPServer2::NAME, "http_server2");
}
