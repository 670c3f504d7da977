//! Enums that derive `sqlx::Type`, and what sqlx's derive can and cannot fetch.
//! A fault of sqlx that the documentation names is held here, so that its end is noticed.

use fsm_core::change::Change;
use fsm_core::{ColumnDef, Dialect, EnumDef, NamingConvention, SqlType, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![reads_back_a_derived_enum]
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
