//! `#[derive(SqlEnum)]`.

use fsm_core::{ColumnType, EnumDef, SqlEnum, SqlType, Table, TableName};

#[derive(SqlEnum)]
enum Plain {
    FirstOne,
    Second,
}

#[derive(SqlEnum)]
#[sqlx(type_name = "app.\"Role\"", rename_all = "SCREAMING_SNAKE_CASE")]
enum Named {
    FirstOne,
    #[sqlx(rename = "2nd")]
    Second,
    r#Third,
    #[sqlx(rename = "")]
    Nothing,
}

#[derive(SqlEnum)]
#[sql_enum(sqlx_type, crate = ::fsm_core)]
#[sqlx(type_name = "Mood", rename_all = "lowercase")]
enum Mood {
    Happy,
    Sad,
}

/// An enum for each integer it can be stored as.
macro_rules! numbers {
    ($($name:ident: $repr:ident => $expected:ident;)*) => {
        $(
            #[derive(SqlEnum)]
            #[repr($repr)]
            enum $name {
                First = 1,
                Second = 2,
            }
        )*

        #[test]
        fn with_an_integer_for_its_repr_it_is_that_integer() {
            $(assert_eq!($name::TYPE, SqlType::$expected);)*
        }
    };
}

numbers! {
    I8: i8 => TinyInteger;
    I16: i16 => SmallInteger;
    I32: i32 => Integer;
    I64: i64 => BigInteger;
    U8: u8 => UnsignedTinyInteger;
    U16: u16 => UnsignedSmallInteger;
    U32: u32 => UnsignedInteger;
    U64: u64 => UnsignedBigInteger;
}

#[derive(Table)]
struct Person {
    #[column(default = "happy")]
    mood: Mood,
    before: Option<Mood>,
}

fn labels(name: TableName, labels: [&'static str; 2]) -> SqlType {
    SqlType::Enum(EnumDef { name, ..EnumDef::new("", labels) })
}

#[test]
fn without_attributes_it_is_named_as_sqlx_names_it() {
    // sqlx hands PostgreSQL the name of the enum, which reads it in small letters.
    assert_eq!(Plain::TYPE, labels(TableName::new("plain"), ["FirstOne", "Second"]));
}

#[test]
fn names_and_labels_are_those_that_sqlx_is_told() {
    let expected = EnumDef {
        name: TableName::new("Role").in_schema("app"),
        ..EnumDef::new("", ["FIRST_ONE", "2nd", "THIRD", ""])
    };
    assert_eq!(Named::TYPE, SqlType::Enum(expected));
    assert_eq!(Mood::TYPE, labels(TableName::new("mood"), ["happy", "sad"]));
}

#[test]
fn it_is_the_type_of_a_column() {
    let columns = &Person::definition().columns;
    assert_eq!((&columns[0].sql_type, columns[0].nullable), (&Mood::TYPE, false));
    assert_eq!((&columns[1].sql_type, columns[1].nullable), (&Mood::TYPE, true));
}

#[test]
fn it_implements_what_sqlx_wants_where_that_is_asked_for() {
    fn bound<'q, T>()
    where
        T: sqlx::Type<sqlx::Sqlite>
            + sqlx::Encode<'q, sqlx::Sqlite>
            + sqlx::Decode<'q, sqlx::Sqlite>,
    {
    }
    bound::<Mood>();
}
