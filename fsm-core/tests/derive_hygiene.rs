//! The derives in a program that has no prelude, another name for the crate, and types of its own
//! that are called like those of the standard library.
#![no_implicit_prelude]
#![deny(warnings)]
#![allow(dead_code, reason = "the models are declarations")]

extern crate fsm_core as renamed;

mod models {
    use ::renamed::{ColumnType, Embeddable, SqlEnum, SqlType, Table};

    // What an expansion might mean without a path.
    pub(super) struct Option;
    pub(super) struct String;
    pub(super) struct Vec;
    pub(super) struct Some;
    pub(super) struct None;
    pub(super) struct Result;
    pub(super) struct Cow;
    pub(super) struct PhantomData;
    pub(super) struct TableDef;
    pub(super) struct ColumnDef;
    pub(super) struct Column;
    #[allow(non_camel_case_types)]
    pub(super) struct str;
    #[allow(non_camel_case_types)]
    pub(super) struct u32;

    impl ColumnType for Option {
        const TYPE: SqlType = SqlType::Boolean;
    }

    impl ColumnType for String {
        const TYPE: SqlType = SqlType::Text;
    }

    #[derive(Table)]
    #[table(
        crate = ::renamed,
        name = "hygienic",
        schema = "app",
        comment = "clean",
        unique(r#type, deferrable),
        index(r#type desc, where = "true"),
        check("true"),
        sqlite(strict),
        foreign_key(columns(core, std), references = Model(core, std)),
        unique(core, std)
    )]
    #[allow(non_snake_case, reason = "what the struct allows, the expansion must not undo")]
    pub(super) struct Model {
        #[column(primary_key, identity(start = 5))]
        pub(super) id: i64,
        pub(super) r#type: String,
        #[column(default = true, comment = "a type of this module")]
        pub(super) option: Option,
        #[column(sql_type = "anything")]
        pub(super) custom: Vec,
        #[column(references = Self::id, on_delete = "set null")]
        pub(super) parent: ::std::option::Option<i64>,
        #[column(length = 5, default_sql = "''", collation = "C")]
        pub(super) short: ::std::string::String,
        pub(super) core: i64,
        pub(super) std: i64,
        #[sqlx(flatten)]
        pub(super) part: Part,
        pub(super) kind: Kind,
        pub(super) camelCase: i64,
    }

    #[derive(Embeddable)]
    #[column(crate = ::renamed)]
    pub(super) struct Part {
        #[column(default = "x")]
        pub(super) name: String,
    }

    #[derive(SqlEnum)]
    #[sql_enum(crate = ::renamed)]
    pub(super) enum Kind {
        None,
        Some,
    }
}

#[test]
fn nothing_of_the_programs_is_mistaken_for_the_derives() {
    use ::renamed::Table as _;
    use ::std::assert_eq;

    let table = models::Model::definition();
    assert_eq!(table.columns.len(), 11);
    assert_eq!(table.columns[2].sql_type, ::renamed::SqlType::Boolean);
    assert_eq!(table.columns[1].name, "type");
    assert_eq!(models::Model::COLUMNS.part.name.name(), "name");
    assert_eq!(table.foreign_keys.len(), 2);
}
