//! `#[table(..)]`: what is said of the table as a whole.

use fsm_core::schema::TableDef;
use fsm_core::{Str, Table, TableName, TableOptions};

#[derive(Table)]
struct BlogPost {
    #[column(primary_key)]
    id: i64,
}

#[derive(Table)]
#[table(
    name = "folk",
    schema = "app",
    comment = "who talked to the bot",
    metadata = "derive_compiles",
    renamed_from = "users"
)]
struct Named {
    #[column(primary_key)]
    id: i64,
}

/// People who talked
/// to the bot.
#[derive(Table)]
#[table(comment_from_docs)]
struct Documented {
    /// Given by the database.
    #[column(primary_key)]
    id: i64,
    /// Not this.
    #[column(comment = "but this")]
    name: String,
    undocumented: bool,
}

#[derive(Table)]
#[table(sqlite(strict, without_rowid))]
struct SqliteOptions {
    #[column(primary_key, autoincrement = false)]
    id: i64,
}

#[derive(Table)]
#[table(sqlite(autoincrement))]
struct SqliteAutoincrement {
    #[column(primary_key)]
    id: i64,
}

#[derive(Table)]
#[table(postgres(
    unlogged,
    tablespace = "fast",
    with(fillfactor = 70, toast.autovacuum_enabled = false, parallel_workers = "2"),
    partition_by = "RANGE (id)"
))]
struct PostgresOptions {
    #[column(primary_key)]
    id: i64,
}

#[derive(Table)]
#[table(mysql(
    engine = "InnoDB",
    charset = "latin1",
    collation = "latin1_bin",
    row_format = "COMPRESSED"
))]
struct MysqlOptions {
    #[column(primary_key)]
    id: i64,
}

#[derive(Table)]
#[table(crate = ::fsm_core, name = "a")]
#[table(comment = "two attributes")]
struct InTwoAttributes {
    id: i64,
}

#[test]
fn without_keys_a_table_is_named_after_the_struct_and_has_nothing_else() {
    let table = BlogPost::definition();
    let expected = TableDef::new("blog_post")
        .column(fsm_core::ColumnDef::new("id", fsm_core::SqlType::BigInteger))
        .primary_key(["id"]);
    assert_eq!(*table, expected);
    assert_eq!((BlogPost::NAME, BlogPost::SCHEMA), ("blog_post", None));
}

#[test]
fn names_and_comments_are_taken_from_the_attribute() {
    let table = Named::definition();
    assert_eq!(table.name, TableName::new("folk").in_schema("app"));
    assert_eq!(table.comment.as_deref(), Some("who talked to the bot"));
    assert_eq!(table.renamed_from.as_deref(), Some("users"));
    assert_eq!((Named::NAME, Named::SCHEMA), ("folk", Some("app")));
    let both = InTwoAttributes::definition();
    assert_eq!((&*both.name.name, both.comment.as_deref()), ("a", Some("two attributes")));
}

#[test]
fn a_table_is_in_the_set_it_names_and_in_no_other() {
    let named = |metadata: &fsm_core::Metadata| metadata.tables().any(|t| t.name.name == "folk");
    assert!(named(&fsm_core::metadata_of("derive_compiles")));
    assert!(!named(&fsm_core::metadata()));
    assert!(fsm_core::metadata().contains("blog_post"));
}

#[test]
fn comments_come_from_doc_comments_where_that_is_asked_for() {
    let table = Documented::definition();
    assert_eq!(table.comment.as_deref(), Some("People who talked\nto the bot."));
    let comments: Vec<Option<&str>> =
        table.columns.iter().map(|column| column.comment.as_deref()).collect();
    assert_eq!(comments, [Some("Given by the database."), Some("but this"), None]);
}

#[test]
fn each_dialect_has_its_options_and_no_others() {
    let mut expected = TableOptions::NEW;
    (expected.sqlite.strict, expected.sqlite.without_rowid) = (true, true);
    assert_eq!(SqliteOptions::definition().options, expected);

    let mut expected = TableOptions::NEW;
    expected.sqlite.autoincrement = true;
    assert_eq!(SqliteAutoincrement::definition().options, expected);

    let mut expected = TableOptions::NEW;
    expected.postgres.unlogged = true;
    expected.postgres.tablespace = Some("fast".into());
    expected.postgres.with =
        [("fillfactor", "70"), ("toast.autovacuum_enabled", "false"), ("parallel_workers", "2")]
            .into_iter()
            .map(|(name, value)| (Str::from(name), Str::from(value)))
            .collect();
    expected.postgres.partition_by = Some("RANGE (id)".into());
    assert_eq!(PostgresOptions::definition().options, expected);

    let mut expected = TableOptions::NEW;
    expected.mysql.engine = Some("InnoDB".into());
    expected.mysql.charset = Some("latin1".into());
    expected.mysql.collation = Some("latin1_bin".into());
    expected.mysql.row_format = Some("COMPRESSED".into());
    assert_eq!(MysqlOptions::definition().options, expected);
}
