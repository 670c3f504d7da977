//! Models in places where the usual names mean something else.

/// Nothing is in scope here, not even the prelude.
mod without_prelude {
    #![no_implicit_prelude]

    #[derive(::fsm_core::Table)]
    #[table(
        primary_key(id, mood),
        unique(columns(name), deferrable, dialects(postgres)),
        index(columns(name desc nulls last, "lower(name)"), where = "id > 0", include(id)),
        check(name = "ck", sql = "id > 0", sqlite = "id > 1"),
        foreign_key(columns(parent, mood), references = Self(id, mood), on_delete = "cascade"),
        postgres(unlogged, with(fillfactor = 70)),
        mysql(engine = "InnoDB"),
        comment = "c"
    )]
    pub(super) struct Everything {
        #[column(identity(always, start = 5))]
        id: i64,
        #[column(length = 5, default = "a", collation = "C", comment = "c", index, unique)]
        name: ::std::string::String,
        parent: ::core::primitive::i64,
        mood: Mood,
        #[column(precision = 5, scale = 2)]
        price: Price,
        #[column(sql_type(mysql = "TEXT"), default_sql = "'a'")]
        text: ::core::option::Option<::std::string::String>,
        #[column(sql_type = "point", computed(sql = "a", stored))]
        point: ::core::option::Option<i64>,
        #[sqlx(flatten)]
        address: Address,
    }

    #[derive(::fsm_core::Embeddable)]
    pub(super) struct Address {
        city: ::std::string::String,
        #[sqlx(json(nullable))]
        data: ::core::option::Option<i64>,
    }

    #[derive(::fsm_core::SqlEnum)]
    #[sql_enum(sqlx_type)]
    pub(super) enum Mood {
        Happy,
        Sad,
    }

    #[derive(::fsm_core::SqlEnum)]
    #[repr(i16)]
    pub(super) enum Level {
        Low,
        High,
    }

    pub(super) struct Price;

    impl ::fsm_core::ColumnType for Price {
        const TYPE: ::fsm_core::SqlType = ::fsm_core::SqlType::Numeric {
            precision: ::core::option::Option::None,
            scale: ::core::option::Option::None,
        };
    }
}

/// What the expansion needs is called like something of the author's own.
#[allow(clippy::enum_variant_names, non_camel_case_types, reason = "names are what this is about")]
mod shadowed {
    use std::string::String as Text;

    type Real<T> = std::option::Option<T>;

    pub(super) struct String;
    pub(super) struct Vec;
    pub(super) struct Result;
    pub(super) struct Cow;
    pub(super) struct Str;
    pub(super) struct PhantomData;
    pub(super) struct ColumnSpec;
    pub(super) struct SqlType;
    pub(super) struct Registration;
    pub(super) struct str;
    pub(super) struct u32;
    pub(super) struct usize;
    pub(super) trait Embeddable {}
    pub(super) trait ColumnType {}
    pub(super) mod fsm_core {}
    pub(super) mod inventory {}
    pub(super) mod std_ {}

    pub(super) const __COLUMNS: u32 = u32;
    pub(super) const NAME: u32 = u32;

    #[allow(dead_code, unused_macros, reason = "names are what this is about")]
    macro_rules! line {
        () => {
            compile_error!("the author's `line!` was called")
        };
    }
    #[allow(dead_code, unused_macros, reason = "names are what this is about")]
    macro_rules! module_path {
        () => {
            compile_error!("the author's `module_path!` was called")
        };
    }

    /// A table called `Option`.
    #[derive(::fsm_core::Table)]
    #[table(name = "option_", unique(columns(ok), name = "uq"), index(columns(ok desc), unique))]
    pub(super) struct Option {
        #[column(primary_key, autoincrement = false)]
        some: i64,
        #[column(length = 5, comment = "c", collation = "C")]
        ok: Text,
        #[column(references = Table::id, on_delete = "set null")]
        table: Real<i64>,
        #[sqlx(flatten)]
        column: Column,
        kind: Kind,
    }

    #[derive(::fsm_core::Table)]
    #[table(name = "table_")]
    pub(super) struct Table {
        #[column(primary_key)]
        id: i64,
        #[column(sql_type = "text")]
        __fsm: Real<Text>,
        r#type: bool,
        place: Real<Text>,
        name: Text,
    }

    #[derive(::fsm_core::Embeddable)]
    pub(super) struct Column {
        none: Real<i64>,
    }

    #[derive(::fsm_core::SqlEnum)]
    #[sql_enum(sqlx_type)]
    pub(super) enum Kind {
        Some,
        None,
        Ok,
        Err,
    }
}

/// The crate under another name, and the one that is there by default gone.
mod renamed {
    mod reexported {
        pub(in super::super) use ::fsm_core as schema;
    }

    mod fsm_core {}

    use reexported::schema::{Embeddable, SqlEnum, Table};

    #[derive(Table)]
    #[table(name = "renamed_crate", crate = reexported::schema)]
    pub(super) struct Model {
        #[column(primary_key, length = 5)]
        id: String,
        #[sqlx(flatten)]
        part: Part,
        kind: Kind,
    }

    #[derive(Embeddable)]
    #[column(crate = reexported::schema)]
    pub(super) struct Part {
        name: String,
    }

    #[derive(SqlEnum)]
    #[sql_enum(sqlx_type, crate = reexported::schema)]
    pub(super) enum Kind {
        First,
    }
}

/// Structs inside of functions are tables like others.
fn local() -> &'static fsm_core::TableDef {
    use fsm_core::Table;

    #[derive(Table)]
    struct Local {
        #[column(primary_key)]
        id: i64,
        #[column(references = Self::id)]
        parent: Option<i64>,
    }
    Local::definition()
}

/// Made by a macro, with names that the macro was given and names of its own.
macro_rules! model {
    ($name:ident, $key:ident: $type:ty, $length:literal) => {
        #[derive(fsm_core::Table)]
        #[table(index($key, text desc))]
        struct $name {
            #[column(primary_key)]
            $key: $type,
            #[column(length = $length)]
            text: String,
            #[column(references = $name::$key)]
            parent: $type,
        }
    };
}

model!(ByMacro, key: i64, 20);

#[test]
fn names_of_the_author_do_not_reach_the_expansion() {
    use fsm_core::Table as _;
    assert_eq!(without_prelude::Everything::definition().columns.len(), 9);
    assert_eq!(shadowed::Option::definition().columns.len(), 5);
    assert_eq!(shadowed::Table::definition().columns.len(), 5);
    assert_eq!(renamed::Model::definition().columns.len(), 3);
    assert_eq!(local().foreign_keys.len(), 1);
    assert_eq!(ByMacro::definition().indexes.len(), 1);
}
