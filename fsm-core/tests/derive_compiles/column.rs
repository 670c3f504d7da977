//! `#[column(..)]`: what is said of one column.

use fsm_core::{
    Autoincrement, ColumnDef, ColumnType, ComputedDef, Dialect, IdentityDef, Literal, Sql, SqlType,
    Table,
};

struct Money;

impl ColumnType for Money {
    const TYPE: SqlType = SqlType::Numeric { precision: None, scale: None };
}

#[derive(Table)]
struct Columns {
    plain: String,
    nullable: Option<String>,
    #[column(name = "other")]
    named: i32,
    #[column(length = 50)]
    text: String,
    #[column(length = 16)]
    bytes: Option<Vec<u8>>,
    #[column(precision = 10)]
    price: Money,
    #[column(precision = 10, scale = 2)]
    exact: Money,
    #[column(sql_type = "citext")]
    custom: String,
    #[column(sql_type = "citext")]
    custom_nullable: Option<String>,
    #[column(sql_type(sqlite = "BLOB", postgres = "bytea", mysql = "LONGBLOB"))]
    custom_each: Vec<u8>,
    #[column(sql_type(mysql = "LONGTEXT"))]
    custom_on_mysql: String,
    #[column(default = "member")]
    default_text: String,
    #[column(default = -5)]
    default_integer: i64,
    #[column(default = 18446744073709551615)]
    default_large: u64,
    #[column(default = -1.50)]
    default_number: f64,
    #[column(default = true)]
    default_boolean: bool,
    #[column(default_sql = "CURRENT_TIMESTAMP")]
    default_sql: String,
    #[column(default_sql(postgres = "now()", mysql = "NOW(6)"))]
    default_sql_each: String,
    #[column(autoincrement)]
    numbered: i64,
    #[column(autoincrement = true)]
    numbered_too: i64,
    #[column(autoincrement = false)]
    not_numbered: i64,
    #[column(identity)]
    identity: i64,
    #[column(identity(always, start = -10, increment = 2, min = -10, max = 99, cycle, cache = 5))]
    identity_with_options: i64,
    #[column(collation = "NOCASE")]
    collated: String,
    #[column(collation(sqlite = "NOCASE", mysql = "utf8mb4_bin"))]
    collated_each: String,
    #[column(computed = "price * 2")]
    computed: Option<i64>,
    #[column(computed(sql = "price * 2", virtual))]
    computed_virtual: Option<i64>,
    #[column(computed(sql = "a", mysql = "b", stored))]
    computed_on_mysql: Option<i64>,
    #[column(comment = "a comment")]
    commented: i64,
    #[column(renamed_from = "before")]
    renamed: i64,
    #[column(skip)]
    skipped: std::time::Instant,
}

/// A column that holds no `NULL`.
fn column(name: &'static str, sql_type: SqlType) -> ColumnDef {
    ColumnDef::new(name, sql_type)
}

/// That column, and what one key changes in it.
fn with(name: &'static str, sql_type: SqlType, change: impl FnOnce(&mut ColumnDef)) -> ColumnDef {
    let mut column = column(name, sql_type);
    change(&mut column);
    column
}

fn nullable(column: &mut ColumnDef) {
    column.nullable = true;
}

fn none() -> Sql {
    let mut sql = Sql::new("");
    sql.common = None;
    sql
}

fn computed(expression: Sql, stored: bool) -> impl FnOnce(&mut ColumnDef) {
    move |column| {
        column.nullable = true;
        column.computed = Some(ComputedDef { expression, stored });
    }
}

fn sized() -> Vec<ColumnDef> {
    let numeric = |scale| SqlType::Numeric { precision: Some(10), scale };
    vec![
        column("plain", SqlType::Text),
        with("nullable", SqlType::Text, nullable),
        column("other", SqlType::Integer),
        column("text", SqlType::String(50)),
        with("bytes", SqlType::Binary(16), nullable),
        column("price", numeric(None)),
        column("exact", numeric(Some(2))),
        column("custom", SqlType::Custom(Sql::new("citext"))),
        with("custom_nullable", SqlType::Custom(Sql::new("citext")), nullable),
        with("custom_each", SqlType::LargeBinary, |column| {
            column.type_overrides = vec![
                (Dialect::Sqlite, "BLOB".into()),
                (Dialect::Postgres, "bytea".into()),
                (Dialect::Mysql, "LONGBLOB".into()),
            ]
            .into();
        }),
        with("custom_on_mysql", SqlType::Text, |column| {
            column.type_overrides = vec![(Dialect::Mysql, "LONGTEXT".into())].into();
        }),
    ]
}

fn defaults() -> Vec<ColumnDef> {
    let text = |name, change: fn(&mut ColumnDef)| with(name, SqlType::Text, change);
    vec![
        text("default_text", |column| column.default = Some(Literal::String("member".into()))),
        with("default_integer", SqlType::BigInteger, |column| {
            column.default = Some(Literal::Integer(-5));
        }),
        with("default_large", SqlType::UnsignedBigInteger, |column| {
            column.default = Some(Literal::Integer(u64::MAX.into()));
        }),
        with("default_number", SqlType::Double, |column| {
            column.default = Some(Literal::Number("-1.50".into()));
        }),
        with("default_boolean", SqlType::Boolean, |column| {
            column.default = Some(Literal::Boolean(true));
        }),
        text("default_sql", |column| column.default_sql = Some("CURRENT_TIMESTAMP".into())),
        text("default_sql_each", |column| {
            column.default_sql =
                Some(none().on(Dialect::Postgres, "now()").on(Dialect::Mysql, "NOW(6)"));
        }),
    ]
}

fn numbered() -> Vec<ColumnDef> {
    let number = |name, change: fn(&mut ColumnDef)| with(name, SqlType::BigInteger, change);
    vec![
        number("numbered", |column| column.autoincrement = Autoincrement::Always),
        number("numbered_too", |column| column.autoincrement = Autoincrement::Always),
        number("not_numbered", |column| column.autoincrement = Autoincrement::Never),
        number("identity", |column| column.identity = Some(IdentityDef::NEW)),
        number("identity_with_options", |column| {
            let mut identity = IdentityDef::NEW;
            (identity.always, identity.cycle) = (true, true);
            (identity.start, identity.increment) = (Some(-10), Some(2));
            (identity.min_value, identity.max_value) = (Some(-10), Some(99));
            identity.cache = Some(5);
            column.identity = Some(identity);
        }),
    ]
}

fn others() -> Vec<ColumnDef> {
    vec![
        with("collated", SqlType::Text, |column| column.collation = Some("NOCASE".into())),
        with("collated_each", SqlType::Text, |column| {
            column.collation =
                Some(none().on(Dialect::Sqlite, "NOCASE").on(Dialect::Mysql, "utf8mb4_bin"));
        }),
        with("computed", SqlType::BigInteger, computed("price * 2".into(), true)),
        with("computed_virtual", SqlType::BigInteger, computed("price * 2".into(), false)),
        with(
            "computed_on_mysql",
            SqlType::BigInteger,
            computed(Sql::new("a").on(Dialect::Mysql, "b"), true),
        ),
        with("commented", SqlType::BigInteger, |column| {
            column.comment = Some("a comment".into());
        }),
        with("renamed", SqlType::BigInteger, |column| {
            column.renamed_from = Some("before".into());
        }),
    ]
}

#[test]
fn every_key_changes_what_it_names_and_nothing_else() {
    let expected: Vec<ColumnDef> =
        [sized(), defaults(), numbered(), others()].into_iter().flatten().collect();
    let table = Columns::definition();
    for (column, expected) in table.columns.iter().zip(&expected) {
        assert_eq!(column, expected);
    }
    assert_eq!(table.columns.len(), expected.len());
}

#[test]
fn a_typed_constant_is_called_like_the_field_and_knows_the_column() {
    assert_eq!(Columns::COLUMNS.named.name(), "other");
    assert_eq!(*Columns::COLUMNS.named.sql_type(), SqlType::Integer);
    let _: fsm_core::Column<Columns, Option<Vec<u8>>> = Columns::COLUMNS.bytes;
}
