//! Keys, unique and check constraints, at a column and at the table.

#![allow(clippy::duplicated_attributes, reason = "takes words in `#[table(..)]` for attributes")]

use fsm_core::{CheckDef, Deferrable, Dialect, PrimaryKeyDef, Sql, Table, UniqueDef};

#[derive(Table)]
#[table(
    primary_key(tenant, id),
    unique(first, last),
    unique(name = "uq_mail", columns(mail)),
    unique(columns(first), deferrable),
    unique(columns(last), deferrable = "initially deferred", dialects(postgres)),
    unique(columns(mail, nick), nulls_not_distinct, dialects(postgres, sqlite)),
    check("first <> last"),
    check(name = "ck_mail", sql = "mail <> ''"),
    check(sqlite = "a", mysql = "b"),
    check(sql = "c", postgres = "d", dialects(postgres, sqlite))
)]
struct Listed {
    id: i64,
    tenant: i64,
    first: String,
    last: String,
    mail: Option<String>,
    #[column(name = "nick_name")]
    nick: String,
}

#[derive(Table)]
struct Marked {
    #[column(primary_key)]
    b: i64,
    #[column(primary_key)]
    a: i64,
    #[column(unique)]
    mail: String,
    #[column(unique = "uq_nick", check = "nick <> ''")]
    nick: String,
    #[column(check(name = "ck_age", sql = "age > 0"))]
    age: i32,
    #[column(check(sqlite = "typeof(kind) = 'text'", dialects(sqlite)))]
    kind: String,
}

#[derive(Table)]
#[table(primary_key(name = "pk_named", columns(id)))]
struct NamedKey {
    id: i64,
}

#[derive(Table)]
struct WithoutKey {
    id: i64,
}

/// A check that `at` changes.
fn check(sql: Sql, at: impl FnOnce(&mut CheckDef)) -> CheckDef {
    let mut check = CheckDef::new(sql);
    at(&mut check);
    check
}

fn only(dialect: Dialect, text: &'static str) -> Sql {
    let mut sql = Sql::new("").on(dialect, text);
    sql.common = None;
    sql
}

#[test]
fn primary_keys_keep_the_order_they_are_written_in() {
    let key = |table: &fsm_core::TableDef| table.primary_key.clone();
    assert_eq!(key(Listed::definition()), Some(PrimaryKeyDef::new(["tenant", "id"])));
    assert_eq!(key(Marked::definition()), Some(PrimaryKeyDef::new(["b", "a"])));
    assert_eq!(key(NamedKey::definition()), Some(PrimaryKeyDef::new(["id"]).named("pk_named")));
    assert_eq!(key(WithoutKey::definition()), None);
}

#[test]
fn unique_constraints_have_what_was_said_of_them() {
    let mut expected = vec![
        UniqueDef::new(["first", "last"]),
        UniqueDef::new(["mail"]).named("uq_mail"),
        UniqueDef::new(["first"]),
        UniqueDef::new(["last"]),
        UniqueDef::new(["mail", "nick_name"]),
    ];
    expected[2].deferrable = Some(Deferrable::InitiallyImmediate);
    expected[3].deferrable = Some(Deferrable::InitiallyDeferred);
    expected[3].dialects = vec![Dialect::Postgres].into();
    expected[4].nulls_not_distinct = true;
    expected[4].dialects = vec![Dialect::Postgres, Dialect::Sqlite].into();
    assert_eq!(*Listed::definition().uniques, *expected);
    let expected = [UniqueDef::new(["mail"]), UniqueDef::new(["nick"]).named("uq_nick")];
    assert_eq!(*Marked::definition().uniques, expected);
}

#[test]
fn checks_have_what_was_said_of_them() {
    let expected = [
        check("first <> last".into(), |_| {}),
        check("mail <> ''".into(), |check| check.name = Some("ck_mail".into())),
        check(only(Dialect::Sqlite, "a").on(Dialect::Mysql, "b"), |_| {}),
        check(Sql::new("c").on(Dialect::Postgres, "d"), |check| {
            check.dialects = vec![Dialect::Postgres, Dialect::Sqlite].into();
        }),
    ];
    assert_eq!(*Listed::definition().checks, expected);
    let expected = [
        check("nick <> ''".into(), |check| check.column = Some("nick".into())),
        check("age > 0".into(), |check| {
            check.name = Some("ck_age".into());
            check.column = Some("age".into());
        }),
        check(only(Dialect::Sqlite, "typeof(kind) = 'text'"), |check| {
            check.column = Some("kind".into());
            check.dialects = vec![Dialect::Sqlite].into();
        }),
    ];
    assert_eq!(*Marked::definition().checks, expected);
}
