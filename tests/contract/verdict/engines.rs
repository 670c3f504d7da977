//! Storage engines of MySQL and MariaDB, some of which forget foreign keys.

use fsm_core::{ColumnDef, ForeignKeyDef, Metadata, SqlType, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::judge;
use super::model::{coded, held, integer, referring, refused, refused_for_others, table, with};

pub(super) fn mysql() -> Vec<Case> {
    cases![tables_keep_their_foreign_keys_whatever_the_usual_engine_is, engines]
}

/// MyISAM reads a foreign key and forgets it.
async fn tables_keep_their_foreign_keys_whatever_the_usual_engine_is(
    db: &TestDatabase,
) -> TestResult {
    let session = db.pool().in_session("SET default_storage_engine = MyISAM").await?;
    let child = table("child").column(ColumnDef::new("parent_id", SqlType::BigInteger));
    let metadata: Metadata =
        [table("parent"), child.foreign_key(ForeignKeyDef::new(["parent_id"], "parent", ["id"]))]
            .into_iter()
            .collect();
    metadata.create_all(&session.database()).await?;
    let keys = "SELECT constraint_name FROM information_schema.referential_constraints \
                WHERE constraint_schema = DATABASE()";
    let found = session.query_text(keys).await?;
    assert_eq!(found, [[Some("fk_child_parent_id_parent".to_owned())]]);
    Ok(())
}

fn by(table: TableDef, engine: &'static str) -> TableDef {
    with(table, |table| table.options.mysql.engine = Some(engine.into()))
}

async fn engines(db: &TestDatabase) -> TestResult {
    let parent = || coded("parent", integer("code"));
    let child = || referring("child", integer("code"), "parent");
    let models = vec![
        held(
            "an engine without foreign keys, of a table that has none",
            vec![by(parent(), "MyISAM")],
        ),
        held(
            "the engine with foreign keys, named",
            vec![by(parent(), "innodb"), by(child(), "InnoDB")],
        ),
        // The server takes the table, and forgets its foreign key.
        refused_for_others(
            "a foreign key of an engine that forgets it",
            &["`child.fk_child_code_parent`", "MyISAM"],
            vec![parent(), by(child(), "MyISAM")],
        ),
        refused_for_others(
            "the same in other letters, to a table outside of the metadata",
            &["memory"],
            vec![by(child(), "memory")],
        ),
        refused(
            "a foreign key to a table of an engine without",
            &["`child.fk_child_code_parent`", "`parent` is of the engine `Aria`"],
            vec![by(parent(), "Aria"), child()],
        ),
    ];
    judge(db, models).await
}
