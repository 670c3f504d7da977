//! One struct, two derives: a row written into the table that `Table` made is read back by sqlx's `FromRow`.
//!
//! Values are random; `PROPTEST_CASES` says how many.

use std::collections::BTreeMap;

use fsm_core::{Embeddable, Metadata, Table, TableDef};
use fsm_tests::{Case, TestDatabase, TestPool, TestResult, cases};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use sqlx::AssertSqlSafe;
use sqlx::types::Json;

pub fn cases() -> Vec<Case> {
    cases![
        a_model_with_every_attribute_of_sqlx_reads_back,
        every_style_of_names_reads_back,
        names_that_sqlx_does_not_look_for_are_noticed,
    ]
}

type Map = BTreeMap<String, i64>;

/// A whole number that knows no negative ones.
#[derive(Clone, Debug, PartialEq)]
struct Age(i32);

impl TryFrom<i32> for Age {
    type Error = String;

    fn try_from(years: i32) -> Result<Self, String> {
        if years < 0 { Err(format!("{years} years")) } else { Ok(Self(years)) }
    }
}

#[derive(Clone, Debug, PartialEq, Embeddable, sqlx::FromRow)]
#[sqlx(rename_all = "PascalCase")]
struct Address {
    street_name: String,
    #[sqlx(rename = "ZIP code")]
    zip: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Table, sqlx::FromRow)]
#[sqlx(rename_all = "camelCase")]
#[table(name = "models", metadata = "models of the contract")]
struct Model {
    #[column(primary_key)]
    first_id: i64,
    #[sqlx(rename = "the \"Title\"")]
    title: String,
    long_note: Option<String>,
    #[sqlx(skip)]
    cached_thing: Vec<u8>,
    #[sqlx(flatten)]
    home_address: Address,
    #[sqlx(json)]
    user_settings: Map,
    #[sqlx(json(nullable))]
    more_settings: Option<Map>,
    #[sqlx(default)]
    visit_count: i32,
    #[sqlx(try_from = "i32")]
    age_in_years: Age,
    r#type: bool,
}

/// What sqlx's documentation makes of the attributes, by hand: columns in the order of the fields.
const COLUMNS: [&str; 10] = [
    "firstId",
    "the \"Title\"",
    "longNote",
    "StreetName",
    "ZIP code",
    "userSettings",
    "moreSettings",
    "visitCount",
    "ageInYears",
    "type",
];

fn any_model() -> impl Strategy<Value = Model> {
    // PostgreSQL takes no NUL.
    let text = || "[^\0]{0,20}";
    let map = || prop::collection::btree_map("[^\0]{0,5}", any::<i64>(), 0..3);
    let address = (text(), prop::option::of(text()))
        .prop_map(|(street_name, zip)| Address { street_name, zip });
    (
        (any::<i64>(), text(), prop::option::of(text()), address),
        (map(), prop::option::of(map()), any::<i32>(), 0..i32::MAX, any::<bool>()),
    )
        .prop_map(|((first_id, title, long_note, home_address), rest)| Model {
            first_id,
            title,
            long_note,
            cached_thing: Vec::new(),
            home_address,
            user_settings: rest.0,
            more_settings: rest.1,
            visit_count: rest.2,
            age_in_years: Age(rest.3),
            r#type: rest.4,
        })
}

/// `INSERT` of as many values as `columns`, by placeholders.
fn insert(pool: &TestPool, table: &TableDef, columns: &[&str]) -> String {
    let dialect = pool.dialect();
    let names: Vec<String> = columns.iter().map(|name| dialect.quote_identifier(name)).collect();
    let places: Vec<String> = (1..=columns.len())
        .map(|at| match pool {
            TestPool::Postgres(_) => format!("${at}"),
            _ => "?".to_owned(),
        })
        .collect();
    let table = dialect.quote_name(&table.name);
    format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "))
}

fn columns(table: &TableDef) -> Vec<&str> {
    table.columns.iter().map(|column| &*column.name).collect()
}

async fn create(db: &TestDatabase, table: &TableDef) -> TestResult {
    let metadata: Metadata = [table.clone()].into_iter().collect();
    metadata.create_all(&db.pool().database()).await?;
    Ok(())
}

async fn a_model_with_every_attribute_of_sqlx_reads_back(db: &TestDatabase) -> TestResult {
    let table = Model::definition();
    assert_eq!(columns(table), COLUMNS);
    create(db, table).await?;
    let insert = insert(db.pool(), table, &columns(table));
    let select = format!("SELECT * FROM {}", db.dialect().quote_name(&table.name));
    let delete = "DELETE FROM models";
    macro_rules! round_trip {
        ($pool:expr, $model:expr) => {{
            let model: &Model = $model;
            sqlx::query(AssertSqlSafe(insert.clone()))
                .bind(model.first_id)
                .bind(&model.title)
                .bind(&model.long_note)
                .bind(&model.home_address.street_name)
                .bind(&model.home_address.zip)
                .bind(Json(&model.user_settings))
                .bind(model.more_settings.as_ref().map(Json))
                .bind(model.visit_count)
                .bind(model.age_in_years.0)
                .bind(model.r#type)
                .execute($pool)
                .await?;
            let found = sqlx::query_as(AssertSqlSafe(select.clone())).fetch_one($pool).await?;
            sqlx::query(delete).execute($pool).await?;
            found
        }};
    }
    let mut runner = TestRunner::default();
    for _ in 0..number_of_cases() {
        let tree = any_model().new_tree(&mut runner).map_err(|reason| reason.to_string())?;
        let model = tree.current();
        let found: Model = match db.pool() {
            TestPool::Sqlite(pool) => round_trip!(pool, &model),
            TestPool::Postgres(pool) => round_trip!(pool, &model),
            TestPool::Mysql(pool) => round_trip!(pool, &model),
        };
        assert_eq!(found, model);
    }
    Ok(())
}

fn number_of_cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|number| number.parse().ok()).unwrap_or(50)
}

/// A struct for each of sqlx's styles, and the names that sqlx makes of its fields.
macro_rules! styles {
    ($($struct:ident, $style:literal, $names:expr;)*) => {
        $(
            #[derive(Debug, PartialEq, Table, sqlx::FromRow)]
            #[sqlx(rename_all = $style)]
            #[table(metadata = "models of the contract")]
            struct $struct {
                #[column(primary_key, autoincrement = false)]
                id: i32,
                user_name: i32,
                r#in: i32,
                http2_server_name: i32,
                #[sqlx(rename = "Odd name")]
                other: i32,
            }
        )*

        async fn every_style_of_names_reads_back(db: &TestDatabase) -> TestResult {
            $(
                assert_eq!(columns($struct::definition()), $names, $style);
                let found: $struct = numbers(db, $struct::definition()).await?;
                let expected =
                    $struct { id: 1, user_name: 2, r#in: 3, http2_server_name: 4, other: 5 };
                assert_eq!(found, expected, $style);
            )*
            Ok(())
        }
    };
}

styles! {
    Snake, "snake_case", ["id", "user_name", "in", "http2_server_name", "Odd name"];
    Lower, "lowercase", ["id", "user_name", "in", "http2_server_name", "Odd name"];
    Upper, "UPPERCASE", ["ID", "USER_NAME", "IN", "HTTP2_SERVER_NAME", "Odd name"];
    Camel, "camelCase", ["id", "userName", "in", "http2ServerName", "Odd name"];
    Pascal, "PascalCase", ["Id", "UserName", "In", "Http2ServerName", "Odd name"];
    Screaming, "SCREAMING_SNAKE_CASE", ["ID", "USER_NAME", "IN", "HTTP2_SERVER_NAME", "Odd name"];
    Kebab, "kebab-case", ["id", "user-name", "in", "http2-server-name", "Odd name"];
}

/// A row of the numbers 1, 2, … in `table`, read as `R`.
async fn numbers<R>(db: &TestDatabase, table: &TableDef) -> Result<R, sqlx::Error>
where
    R: Send
        + Unpin
        + for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>
        + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>
        + for<'r> sqlx::FromRow<'r, sqlx::mysql::MySqlRow>,
{
    create(db, table).await.map_err(sqlx::Error::Configuration)?;
    let insert = insert(db.pool(), table, &columns(table));
    let select = format!("SELECT * FROM {}", db.dialect().quote_name(&table.name));
    macro_rules! round_trip {
        ($pool:expr) => {{
            let mut query = sqlx::query(AssertSqlSafe(insert));
            for number in (1..).take(table.columns.len()) {
                query = query.bind::<i32>(number);
            }
            query.execute($pool).await?;
            sqlx::query_as(AssertSqlSafe(select)).fetch_one($pool).await
        }};
    }
    match db.pool() {
        TestPool::Sqlite(pool) => round_trip!(pool),
        TestPool::Postgres(pool) => round_trip!(pool),
        TestPool::Mysql(pool) => round_trip!(pool),
    }
}

/// The same fields twice, with the attribute on one side only: what would happen if the two derives
/// read it differently. Without this the tests above could pass for another reason.
#[derive(Debug, sqlx::FromRow)]
#[sqlx(rename_all = "camelCase")]
#[allow(dead_code, reason = "only read by sqlx")]
struct Reader {
    id: i32,
    user_name: i32,
}

#[derive(Table)]
#[table(name = "misread", metadata = "models of the contract")]
#[allow(dead_code, reason = "only its table is used")]
struct Writer {
    #[column(primary_key, autoincrement = false)]
    id: i32,
    user_name: i32,
}

async fn names_that_sqlx_does_not_look_for_are_noticed(db: &TestDatabase) -> TestResult {
    match numbers::<Reader>(db, Writer::definition()).await {
        Err(sqlx::Error::ColumnNotFound(name)) => assert_eq!(name, "userName"),
        other => return Err(format!("read from a table with other columns: {other:?}").into()),
    }
    Ok(())
}
