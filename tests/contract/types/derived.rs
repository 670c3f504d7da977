//! Enums that derive `sqlx::Type`, and what sqlx's derive can and cannot fetch.
//! A fault of sqlx that the documentation names is held here, so that its end is noticed.

use fsm_core::change::Change;
use fsm_core::{ColumnDef, Dialect, EnumDef, NamingConvention, SqlEnum, SqlType, Table, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![reads_back_a_derived_enum, reads_back_an_enum_with_our_own_sqlx_type]
}

#[derive(Clone, Copy, Debug, PartialEq, sqlx::Type)]
#[sqlx(type_name = "answer", rename_all = "snake_case")]
enum Answer {
    SurelyYes,
    No,
}

/// From nullable columns everywhere, and from others everywhere but on MySQL.
async fn reads_back_a_derived_enum(db: &TestDatabase) -> TestResult {
    let dialect = db.dialect();
    let answer = SqlType::Enum(EnumDef::new("answer", ["surely_yes", "no"]));
    let table = TableDef::new("answers")
        .column(ColumnDef::new("given", answer.clone()))
        .column(ColumnDef::new("maybe", answer).nullable());
    let mut changes = Vec::new();
    if dialect.capabilities().native_enums {
        changes
            .extend(table.enums().into_iter().map(|def| Change::CreateEnum { def: def.clone() }));
    }
    changes.push(Change::CreateTable { table });
    for change in &changes {
        for statement in dialect.spell(change, &NamingConvention::default()) {
            db.execute(&statement.sql).await?;
        }
    }
    db.execute("INSERT INTO answers VALUES ('surely_yes', 'no')").await?;
    let (given, maybe) = ("SELECT given FROM answers", "SELECT maybe FROM answers");
    macro_rules! fetch {
        ($pool:ident) => {{
            let pool = db.$pool();
            (
                sqlx::query_scalar::<_, Answer>(given).fetch_one(pool).await,
                sqlx::query_scalar::<_, Option<Answer>>(maybe).fetch_one(pool).await?,
            )
        }};
    }
    let (given, maybe) = match dialect {
        Dialect::Sqlite => fetch!(sqlite),
        Dialect::Postgres => fetch!(postgres),
        _ => fetch!(mysql),
    };
    assert_eq!(maybe, Some(Answer::No));
    match given {
        Ok(given) => assert_eq!((given, dialect == Dialect::Mysql), (Answer::SurelyYes, false)),
        // https://github.com/launchbadge/sqlx/issues/3750
        Err(error) => assert!(dialect == Dialect::Mysql, "{error}"),
    }
    Ok(())
}

#[derive(Clone, Copy, Debug, PartialEq, SqlEnum)]
#[sql_enum(sqlx_type)]
#[sqlx(type_name = "mood", rename_all = "snake_case")]
enum Mood {
    VeryHappy,
    #[sqlx(rename = "it's fine")]
    Fine,
}

#[derive(Debug, PartialEq, Table, sqlx::FromRow)]
#[table(name = "moods", metadata = "moods")]
struct Felt {
    #[column(primary_key, autoincrement = false)]
    id: i32,
    #[column(unique)]
    mood: Mood,
    earlier: Option<Mood>,
    #[column(default = "it's fine", index)]
    after: Mood,
}

/// From columns that are null, not null, keyed, indexed and have a default; MySQL among them.
async fn reads_back_an_enum_with_our_own_sqlx_type(db: &TestDatabase) -> TestResult {
    fsm_core::metadata_of("moods").create_all(&db.pool().database()).await?;
    let expected = vec![
        Felt { id: 1, mood: Mood::VeryHappy, earlier: None, after: Mood::Fine },
        Felt { id: 2, mood: Mood::Fine, earlier: Some(Mood::VeryHappy), after: Mood::Fine },
    ];
    macro_rules! write_and_read {
        ($pool:ident) => {{
            let pool = db.$pool();
            let mut insert = sqlx::QueryBuilder::new("INSERT INTO moods (id, mood, earlier) ");
            insert.push_values(&expected, |mut row, felt| {
                row.push_bind(felt.id).push_bind(felt.mood).push_bind(felt.earlier);
            });
            insert.build().execute(pool).await?;
            let read: Vec<Felt> =
                sqlx::query_as("SELECT * FROM moods ORDER BY id").fetch_all(pool).await?;
            let unknown = sqlx::query_scalar::<_, Mood>("SELECT 'angry'").fetch_one(pool).await;
            (read, unknown)
        }};
    }
    let (read, unknown) = match db.dialect() {
        Dialect::Sqlite => write_and_read!(sqlite),
        Dialect::Postgres => write_and_read!(postgres),
        _ => write_and_read!(mysql),
    };
    assert_eq!(read, expected);
    // PostgreSQL refuses by the type, the others by the label.
    let unknown = unknown.unwrap_err().to_string();
    let by_label = unknown.contains("`angry` is no label of the enum `Mood`");
    assert_eq!(by_label, db.dialect() != Dialect::Postgres, "{unknown}");
    Ok(())
}
