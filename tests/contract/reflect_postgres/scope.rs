//! Which part of a database is read, with how many statements, and by whom.

use super::reflected;
use crate::create::count::counted;
use fsm_core::{DatabaseOptions, DatabasePool, ErrorKind, Metadata, Reflected, TableName};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        only_what_is_asked_for_is_read,
        the_number_of_statements_does_not_grow,
        hostile_names_come_back,
        who_may_not_use_a_schema_reads_it_all_the_same,
        no_schema_to_read_is_said,
        the_callers_transaction_goes_on_as_it_was,
        a_wide_table_is_read,
    ]
}

fn names(read: &Reflected) -> Vec<String> {
    read.metadata.tables().map(|table| table.name.to_string()).collect()
}

async fn only_what_is_asked_for_is_read(db: &TestDatabase) -> TestResult {
    db.execute(
        "CREATE SCHEMA app; CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a);
         CREATE TABLE app.a (id int PRIMARY KEY, b int REFERENCES public.a);
         CREATE VIEW v AS SELECT 1 AS x; CREATE VIEW app.w AS SELECT 1 AS x;
         CREATE TEMPORARY TABLE gone (id int)",
    )
    .await?;
    let pool = db.postgres();
    let own = Metadata::reflect(pool).await?;
    assert_eq!(names(&own), ["a", "b"]);
    assert_eq!(
        (own.default_schema.as_deref(), &own.schemas[..]),
        (Some("public"), &["public".into()][..])
    );
    let app = Metadata::reflect(pool).schemas(["app"]).await?;
    assert_eq!(names(&app), ["app.a"]);
    assert_eq!(super::lines(&app.unmanaged), ["view `app.w`"]);
    // What stands in the connection's own schema has none in its name, here too.
    let table = TableName::new("a").in_schema("app");
    assert_eq!(
        app.metadata.table(table.clone())?.foreign_keys[0].referred_table,
        TableName::new("a")
    );
    let both = Metadata::reflect(pool).schemas(["app", "public", "missing"]).await?;
    assert_eq!(names(&both), ["a", "b", "app.a"]);
    assert_eq!(both.schemas[..], ["app", "public"]);
    let some = Metadata::reflect(pool).tables(["b", "v", "missing"]).await?;
    assert_eq!(names(&some), ["b"]);
    assert_eq!(some.metadata.table("b")?.foreign_keys[0].referred_columns[..], ["id"]);
    assert_eq!(super::lines(&some.unmanaged), ["view `v`"]);
    let named = Metadata::reflect(pool).tables([table]).await?;
    assert_eq!(names(&named), ["app.a"]);
    let rest = Metadata::reflect(pool).except(["a"]).await?;
    assert_eq!(names(&rest), ["b"]);
    let nothing = Metadata::reflect(pool).schemas(["missing", "nul\0"]).await?;
    assert!(nothing.metadata.is_empty() && nothing.schemas.is_empty());
    Ok(())
}

async fn the_number_of_statements_does_not_grow(db: &TestDatabase) -> TestResult {
    let pool = DatabaseOptions::new().max_connections(1).connect(db.url()).await?;
    let mut counts = Vec::new();
    for round in [1, 30] {
        let one = |at: usize| {
            format!(
                "CREATE TYPE e{at} AS ENUM ('a'); CREATE TABLE t{at} (id serial PRIMARY KEY, e e{at}, \
                 a text COLLATE \"C\" DEFAULT 'x', UNIQUE (a), CHECK (a <> ''), p int REFERENCES t{at}); \
                 CREATE INDEX ON t{at} (lower(a)); CREATE VIEW v{at} AS SELECT 1 AS x;"
            )
        };
        let parts: Vec<String> = (0..round).map(one).collect();
        let begin = "DROP SCHEMA IF EXISTS s CASCADE; CREATE SCHEMA s; SET search_path = s;";
        let sql = format!("{begin} {}", parts.join(" "));
        db.execute(&(sql + "RESET search_path")).await?;
        let mut found = 0;
        counts.push(
            counted(async {
                let read = Metadata::reflect(&pool).schemas(["s"]).await?;
                found = read.metadata.len();
                Ok::<_, fsm_core::Error>(())
            })
            .await?,
        );
        assert_eq!(found, round);
    }
    assert_eq!(counts[0], counts[1]);
    assert!(counts[0] > 5, "the counter counts");
    Ok(())
}

async fn hostile_names_come_back(db: &TestDatabase) -> TestResult {
    let names = [
        "Users",
        "a b",
        "q\"q",
        "it's",
        "semi;colon",
        "\u{1f980}",
        "back\\slash",
        "order",
        "{a,b}",
        "a.b",
        "%s",
        "(",
        "tab\there",
        "-- x",
        &"n".repeat(63),
        "NULL",
        "e'",
    ];
    let quote = |name: &str| fsm_core::Dialect::Postgres.quote_identifier(name);
    for name in names {
        let q = quote(name);
        let schema = quote(&format!("s{}", &name[..name.len().min(60)]));
        let read = reflected(
            db,
            &format!(
                "CREATE SCHEMA {schema};
                 CREATE TYPE {schema}.{q} AS ENUM ('{}'); CREATE TABLE {schema}.t ({q} int PRIMARY KEY,
                 e {schema}.{q} DEFAULT '{}', s serial, CONSTRAINT {} CHECK ({q} > 0),
                 p int REFERENCES {schema}.t ({q}));
                 CREATE INDEX {} ON {schema}.t (({q} + 1), {q}) WHERE {q} > 1;
                 SELECT 1",
                name.replace('\'', "''"),
                name.replace('\'', "''"),
                quote(&format!("c{}", &name[..name.len().min(60)])),
                quote(&format!("i{}", &name[..name.len().min(60)])),
            ),
        )
        .await
        .map_err(|error| format!("{name}: {error}"))?;
        assert!(read.metadata.is_empty());
        let schema = format!("s{}", &name[..name.len().min(60)]);
        let read = Metadata::reflect(db.postgres()).schemas([schema.clone()]).await?;
        let table = read.metadata.table(TableName::new("t").in_schema(schema.clone()))?;
        assert_eq!(table.columns[0].name, name);
        assert_eq!(table.foreign_keys[0].referred_columns[..], [name.to_owned()]);
        assert_eq!(table.primary_key_columns(), [name.to_owned()]);
        let def = read.metadata.enums().next().ok_or("an enum")?;
        assert_eq!((&*def.name.name, &*def.labels[0]), (name, name));
        assert_eq!(table.columns[2].autoincrement, fsm_core::Autoincrement::Always, "{name}");
        // What was read is what makes it: in a schema of another name nothing is found twice.
        db.execute(&format!("DROP SCHEMA {} CASCADE", quote(&schema))).await?;
        read.metadata
            .create_all(db.postgres())
            .await
            .map_err(|error| format!("{name}: {error:?}"))?;
        let again = Metadata::reflect(db.postgres()).schemas([schema.clone()]).await?;
        let again = again.metadata.table(TableName::new("t").in_schema(schema))?;
        assert_eq!(again.indexes, table.indexes);
        assert_eq!(again.checks, table.checks);
    }
    Ok(())
}

async fn who_may_not_use_a_schema_reads_it_all_the_same(db: &TestDatabase) -> TestResult {
    let role = format!("r{}", db.url().rsplit('/').next().unwrap_or_default());
    db.execute(&format!(
        "CREATE ROLE \"{role}\" LOGIN; CREATE SCHEMA secret;
         CREATE TYPE secret.mood AS ENUM ('a');
         CREATE TABLE secret.t (id serial PRIMARY KEY, m secret.mood DEFAULT 'a', a int CHECK (a > 0));
         CREATE INDEX ON secret.t ((a + 1)); CREATE VIEW secret.v AS SELECT a FROM secret.t"
    ))
    .await?;
    let url = db.url().replacen("postgres://postgres@", &format!("postgres://{role}@"), 1);
    let result = async {
        let pool = DatabasePool::connect(&url).await?;
        let read = Metadata::reflect(&pool).schemas(["secret"]).await;
        pool.close().await;
        read
    }
    .await;
    let admin = Metadata::reflect(db.postgres()).schemas(["secret"]).await?;
    db.execute(&format!("DROP ROLE \"{role}\"")).await?;
    let read = result?;
    let table = TableName::new("t").in_schema("secret");
    assert_eq!(
        read.metadata.table(table.clone())?.definition(),
        admin.metadata.table(table)?.definition()
    );
    assert_eq!(read.unmanaged, admin.unmanaged);
    Ok(())
}

async fn no_schema_to_read_is_said(db: &TestDatabase) -> TestResult {
    let mut connection = db.postgres().acquire().await?;
    sqlx::query("SET search_path = nowhere").execute(&mut *connection).await?;
    let error = Metadata::reflect(&mut *connection).await.expect_err("there is none");
    assert!(matches!(error.kind(), ErrorKind::Catalog { .. }), "{error}");
    assert!(error.to_string().contains("own schema"), "{error}");
    // One that is named needs none.
    let read = Metadata::reflect(&mut *connection).schemas(["public"]).await?;
    assert_eq!(read.default_schema, None);
    Ok(())
}

async fn the_callers_transaction_goes_on_as_it_was(db: &TestDatabase) -> TestResult {
    let mut transaction = db.postgres().begin().await?;
    sqlx::query("CREATE TABLE mine (id int)").execute(&mut *transaction).await?;
    let jit = "SELECT current_setting('jit')";
    let before: String = sqlx::query_scalar(jit).fetch_one(&mut *transaction).await?;
    let read = Metadata::reflect(&mut *transaction).await?;
    assert_eq!(names(&read), ["mine"]);
    let after: String = sqlx::query_scalar(jit).fetch_one(&mut *transaction).await?;
    assert_eq!((before.as_str(), after.as_str()), ("on", "on"));
    sqlx::query("INSERT INTO mine VALUES (1)").execute(&mut *transaction).await?;
    transaction.commit().await?;
    let mut connection = db.postgres().acquire().await?;
    Metadata::reflect(&mut *connection).await?;
    let left: String = sqlx::query_scalar(jit).fetch_one(&mut *connection).await?;
    assert_eq!(left, "on");
    Ok(())
}

async fn a_wide_table_is_read(db: &TestDatabase) -> TestResult {
    let columns: Vec<String> = (0..1600).map(|at| format!("c{at} int")).collect();
    let read = reflected(db, &format!("CREATE TABLE t ({})", columns.join(", "))).await?;
    let found = &read.metadata.table("t")?.columns;
    assert_eq!((found.len(), &*found[1599].name), (1600, "c1599"));
    Ok(())
}
