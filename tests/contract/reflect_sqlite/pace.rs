//! How many statements reading takes, and that many tables are no other matter than few.

use fsm_core::{
    ColumnDef, DatabaseOptions, ForeignKeyDef, IndexDef, Metadata, SqlType, TableDef, UniqueDef,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use crate::create::count::counted;

pub fn cases() -> Vec<Case> {
    cases![the_number_of_statements_is_that_of_one_table, a_table_of_two_thousand_columns_is_read]
}

fn tables(count: usize) -> Metadata {
    (0..count)
        .map(|number| {
            let mut table = TableDef::new(format!("t_{number:04}").as_str())
                .column(ColumnDef::new("id", SqlType::BigInteger));
            for at in 0..10 {
                table = table.column(ColumnDef::new(format!("c_{at}"), SqlType::Text));
            }
            let parent = format!("t_{:04}", number / 2);
            table
                .column(ColumnDef::new("parent_id", SqlType::BigInteger).nullable())
                .primary_key(["id"])
                .unique(UniqueDef::new(["c_0"]))
                .foreign_key(ForeignKeyDef::new(["parent_id"], parent.as_str(), ["id"]))
                .index(IndexDef::new(["c_1"]))
                .index(IndexDef::new(["c_2", "c_3"]))
        })
        .collect()
}

async fn the_number_of_statements_is_that_of_one_table(db: &TestDatabase) -> TestResult {
    // A second connection would be set up, and that with statements of the driver's.
    let pool = DatabaseOptions::new().max_connections(1).connect(db.url()).await?;
    let mut counts = Vec::new();
    for count in [1, 10, 1000] {
        let metadata = tables(count);
        metadata.create_all(&pool).await?;
        let mut read = None;
        let sent = counted(async {
            read = Some(Metadata::reflect(&pool).await?);
            Ok::<(), fsm_core::Error>(())
        })
        .await?;
        counts.push(sent);
        let read = read.ok_or("nothing was read")?;
        assert_eq!(read.metadata.tables().count(), count);
        let last = read.metadata.tables().last().ok_or("no table")?;
        assert_eq!((last.columns.len(), last.indexes.len(), last.uniques.len()), (12, 2, 1));
        assert_eq!(last.foreign_keys.len(), 1);
    }
    assert!(counts[0] > 0, "the counter counts");
    assert!(counts.iter().all(|count| *count == counts[0]), "{counts:?}");
    Ok(())
}

async fn a_table_of_two_thousand_columns_is_read(db: &TestDatabase) -> TestResult {
    let columns: Vec<String> =
        (0..2000).map(|number| format!("c{number} INTEGER DEFAULT {number}")).collect();
    for name in ["one", "two", "three"] {
        db.execute(&format!("CREATE TABLE {name} ({})", columns.join(", "))).await?;
    }
    let read = Metadata::reflect(db.sqlite()).await?;
    let counts: Vec<usize> = read.metadata.tables().map(|table| table.columns.len()).collect();
    assert_eq!(counts, [2000; 3]);
    Ok(())
}
