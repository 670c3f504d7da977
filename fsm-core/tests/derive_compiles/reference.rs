//! `references` and `foreign_key(..)`.

use fsm_core::{Deferrable, ForeignKeyDef, MatchType, ReferentialAction, Table, TableName};

mod people {
    use fsm_core::Table;

    #[derive(Table)]
    #[table(name = "people", schema = "app", unique(tenant, mail))]
    pub(super) struct Person {
        #[column(primary_key, name = "person_id")]
        pub(super) id: i64,
        #[column(unique)]
        pub(super) nick: String,
        pub(super) tenant: i32,
        pub(super) mail: String,
    }
}

#[derive(Table)]
#[table(
    foreign_key(columns(tenant, mail), references = people::Person(tenant, mail)),
    foreign_key(columns(mail, tenant), references = people::Person(mail, tenant)),
    foreign_key(
        name = "fk_named",
        columns(tenant, mail),
        references = "pairs(a, b)",
        on_delete = "restrict",
        on_update = "set default",
        deferrable = "initially immediate",
        match = "full"
    ),
    foreign_key(columns(tenant), references = "app.tenants.id", match = "simple")
)]
struct Letter {
    #[column(primary_key)]
    id: i64,
    #[column(references = people::Person::id)]
    plain: i64,
    #[column(references = people::Person::nick, on_delete = "cascade", on_update = "NO ACTION")]
    nick: String,
    #[column(references = Self::id, on_delete = "set null", deferrable)]
    answers: Option<i64>,
    #[column(references = Letter::id, deferrable = "initially deferred")]
    thread: i64,
    #[column(references = people::Person(id))]
    listed: i64,
    #[column(references = "others.id")]
    by_name: i64,
    #[column(references = "app.others(id)", match = "full")]
    by_name_and_schema: i64,
    #[column(name = "renamed", references = people::Person::id)]
    field: i64,
    tenant: i32,
    mail: String,
}

#[derive(Table)]
struct Hen {
    #[column(primary_key)]
    id: i64,
    #[column(references = Egg::id)]
    hatched_from: Option<i64>,
}

#[derive(Table)]
struct Egg {
    #[column(primary_key)]
    id: i64,
    #[column(references = Hen::id)]
    laid_by: Option<i64>,
}

fn key(
    columns: impl IntoIterator<Item = &'static str>,
    table: impl Into<TableName>,
    referred: impl IntoIterator<Item = &'static str>,
    change: impl FnOnce(&mut ForeignKeyDef),
) -> ForeignKeyDef {
    let mut key = ForeignKeyDef::new(columns, table, referred);
    change(&mut key);
    key
}

fn person() -> TableName {
    TableName::new("people").in_schema("app")
}

fn of_columns() -> Vec<ForeignKeyDef> {
    vec![
        key(["plain"], person(), ["person_id"], |_| {}),
        key(["nick"], person(), ["nick"], |key| {
            key.on_delete = Some(ReferentialAction::Cascade);
            key.on_update = Some(ReferentialAction::NoAction);
        }),
        key(["answers"], TableName::new("letter"), ["id"], |key| {
            key.on_delete = Some(ReferentialAction::SetNull);
            key.deferrable = Some(Deferrable::InitiallyImmediate);
        }),
        key(["thread"], TableName::new("letter"), ["id"], |key| {
            key.deferrable = Some(Deferrable::InitiallyDeferred);
        }),
        key(["listed"], person(), ["person_id"], |_| {}),
        key(["by_name"], TableName::new("others"), ["id"], |_| {}),
        key(["by_name_and_schema"], TableName::new("others").in_schema("app"), ["id"], |key| {
            key.match_type = Some(MatchType::Full);
        }),
        key(["renamed"], person(), ["person_id"], |_| {}),
    ]
}

fn of_the_table() -> Vec<ForeignKeyDef> {
    vec![
        key(["tenant", "mail"], person(), ["tenant", "mail"], |_| {}),
        key(["mail", "tenant"], person(), ["mail", "tenant"], |_| {}),
        key(["tenant", "mail"], TableName::new("pairs"), ["a", "b"], |key| {
            key.name = Some("fk_named".into());
            key.on_delete = Some(ReferentialAction::Restrict);
            key.on_update = Some(ReferentialAction::SetDefault);
            key.deferrable = Some(Deferrable::InitiallyImmediate);
            key.match_type = Some(MatchType::Full);
        }),
        key(["tenant"], TableName::new("tenants").in_schema("app"), ["id"], |key| {
            key.match_type = Some(MatchType::Simple);
        }),
    ]
}

#[test]
fn foreign_keys_have_what_was_said_of_them() {
    let expected: Vec<ForeignKeyDef> =
        [of_columns(), of_the_table()].into_iter().flatten().collect();
    let table = Letter::definition();
    for (key, expected) in table.foreign_keys.iter().zip(&expected) {
        assert_eq!(key, expected);
    }
    assert_eq!(table.foreign_keys.len(), expected.len());
}

#[test]
fn two_tables_may_refer_to_each_other() {
    let referred = |table: &fsm_core::TableDef| table.foreign_keys[0].referred_table.name.clone();
    assert_eq!(referred(Hen::definition()), "egg");
    assert_eq!(referred(Egg::definition()), "hen");
}

#[derive(fsm_core::Embeddable)]
struct Address {
    #[column(name = "postal_code")]
    zip: String,
    street: i64,
}

#[derive(Table)]
#[table(unique(postal_code))]
struct House {
    #[column(primary_key)]
    id: i64,
    #[sqlx(flatten)]
    address: Address,
}

#[derive(Table)]
#[table(foreign_key(columns(street), references = House(id)))]
struct Letterbox {
    #[column(primary_key, references = House::zip)]
    zip: String,
    #[sqlx(flatten)]
    address: Address2,
}

#[derive(fsm_core::Embeddable)]
struct Address2 {
    street: i64,
}

#[test]
fn columns_of_flattened_structs_refer_and_are_referred_to_by_their_fields() {
    let expected = [
        key(["zip"], TableName::new("house"), ["postal_code"], |_| {}),
        key(["street"], TableName::new("house"), ["id"], |_| {}),
    ];
    assert_eq!(*Letterbox::definition().foreign_keys, expected);
}
