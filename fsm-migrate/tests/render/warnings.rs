use fsm_core::change::Change;
use fsm_core::{
    CheckDef, ColumnDef, Dialect, EnumDef, ForeignKeyDef, IndexDef, Literal, NamingConvention,
    PrimaryKeyDef, Sql, SqlType, TableDef, TableOptions, UniqueDef,
};
use fsm_migrate::hazard::hazards;
use fsm_migrate::render::{Body, MARKER, NewRevision, revision_file};

/// The hazards of a change on SQLite, PostgreSQL and MySQL, each by the words of its kind.
fn check(change: &Change, expected: [&[&str]; 3]) {
    for (dialect, expected) in Dialect::ALL.iter().zip(expected) {
        let found: Vec<String> =
            hazards(change, *dialect).iter().map(|hazard| hazard.kind.to_string()).collect();
        assert_eq!(found, expected, "{change} on {dialect}");
    }
}

const LOST: &str = "destroys data";
const FAILS: &str = "can fail";
const WAITS: &str = "blocks writers";

fn add(column: ColumnDef) -> Change {
    Change::AddColumn { table: "users".into(), column }
}

fn alter(before: SqlType, after: SqlType) -> Change {
    let column = |sql_type| ColumnDef::new("c", sql_type);
    Change::AlterColumn { table: "users".into(), before: column(before), after: column(after) }
}

#[test]
fn what_goes_takes_its_data_along() {
    let table = TableDef::new("users");
    check(&Change::DropTable { table: table.clone() }, [&[LOST], &[LOST], &[LOST]]);
    check(&Change::CreateTable { table }, [&[], &[], &[]]);
    let column = ColumnDef::new("c", SqlType::Text);
    let drop = |column| Change::DropColumn { table: "users".into(), column };
    check(&drop(column.clone()), [&[LOST], &[LOST], &[LOST]]);
    // What is worked out can be worked out again.
    check(&drop(column.computed("a", true)), [&[], &[], &[]]);
    check(&Change::DropSchema { schema: "app".into() }, [&[FAILS], &[FAILS], &[LOST]]);
    let def = fsm_core::SequenceDef::new("s");
    check(&Change::DropSequence { def: def.clone() }, [&[LOST], &[LOST], &[LOST]]);
    check(&Change::CreateSequence { def }, [&[], &[], &[]]);
}

#[test]
fn a_column_that_comes_can_ask_for_values() {
    let column = || ColumnDef::new("c", SqlType::Integer);
    check(&add(column().nullable()), [&[], &[], &[]]);
    check(&add(column().default_value(1)), [&[], &[], &[]]);
    // MySQL gives rows a zero.
    check(&add(column()), [&[FAILS], &[FAILS], &[LOST]]);
    check(&add(column().default_sql("random()")), [&[], &[WAITS], &[]]);
    check(&add(column().default_sql("CURRENT_TIMESTAMP")), [&[], &[], &[]]);
    let here = Sql { common: None, overrides: vec![(Dialect::Postgres, "1".into())].into() };
    check(&add(column().default_sql(here)), [&[FAILS], &[], &[LOST]]);
    check(&add(column().computed("a + 1", true)), [&[], &[WAITS], &[WAITS]]);
    check(&add(column().computed("a + 1", false)), [&[], &[], &[]]);
}

#[test]
fn a_type_that_holds_less_cuts_or_refuses() {
    let numeric = |p, s| SqlType::Numeric { precision: Some(p), scale: Some(s) };
    let role =
        |labels: &[&'static str]| SqlType::Enum(EnumDef::new("role", labels.iter().copied()));
    for (before, after, expected) in [
        (SqlType::Integer, SqlType::BigInteger, [&[][..], &[WAITS], &[WAITS]]),
        (SqlType::BigInteger, SqlType::Integer, [&[], &[FAILS, WAITS], &[FAILS, WAITS]]),
        (SqlType::Double, SqlType::Integer, [&[], &[LOST, WAITS], &[LOST, WAITS]]),
        (SqlType::String(10), SqlType::String(20), [&[], &[], &[]]),
        (SqlType::String(20), SqlType::String(10), [&[], &[FAILS, WAITS], &[FAILS, WAITS]]),
        (SqlType::String(60), SqlType::String(70), [&[], &[], &[WAITS]]),
        (SqlType::String(20), SqlType::Text, [&[], &[], &[WAITS]]),
        (SqlType::Text, SqlType::Json, [&[], &[FAILS, WAITS], &[FAILS, WAITS]]),
        (SqlType::DateTime, SqlType::Date, [&[], &[LOST, WAITS], &[LOST, WAITS]]),
        (numeric(10, 2), numeric(12, 2), [&[], &[], &[WAITS]]),
        (numeric(10, 2), numeric(10, 1), [&[], &[LOST, WAITS], &[LOST, WAITS]]),
        (numeric(10, 2), numeric(8, 2), [&[], &[FAILS, WAITS], &[FAILS, WAITS]]),
        (SqlType::Text, role(&["a"]), [&[FAILS], &[FAILS, WAITS], &[FAILS, WAITS]]),
        // The labels of a native type are not the column's business.
        (role(&["a"]), role(&["a", "b"]), [&[], &[], &[]]),
        (role(&["a", "b"]), role(&["a"]), [&[FAILS], &[FAILS], &[FAILS, WAITS]]),
        (SqlType::Text, SqlType::Text, [&[], &[], &[]]),
    ] {
        check(&alter(before, after), expected);
    }
}

#[test]
fn what_is_made_of_rows_reads_them() {
    let table = || "users".into();
    let column = |nullable| {
        let column = ColumnDef::new("c", SqlType::Text);
        if nullable { column.nullable() } else { column }
    };
    let alter =
        |before: ColumnDef, after: ColumnDef| Change::AlterColumn { table: table(), before, after };
    check(&alter(column(true), column(false)), [&[FAILS], &[FAILS, WAITS], &[FAILS]]);
    check(&alter(column(false), column(true)), [&[], &[], &[]]);
    let filled = column(false).default_value(Literal::from("x"));
    check(&alter(column(true), filled), [&[], &[WAITS], &[]]);
    check(
        &alter(column(false), column(false).computed("a", true)),
        [&[LOST], &[LOST, WAITS], &[LOST, WAITS]],
    );
    let key = PrimaryKeyDef::new(["a"]);
    let add_key = Change::AddPrimaryKey { table: table(), primary_key: key };
    check(&add_key, [&[FAILS], &[FAILS, WAITS], &[FAILS]]);
    check(&add_key.reverse(), [&[], &[], &[WAITS]]);
    let add_unique = |unique| Change::AddUnique { table: table(), unique };
    check(&add_unique(UniqueDef::new(["a"])), [&[FAILS], &[FAILS, WAITS], &[FAILS]]);
    let elsewhere = UniqueDef::new(["a"]).dialects([Dialect::Mysql]);
    check(&add_unique(elsewhere), [&[], &[], &[FAILS]]);
    let add_check = Change::AddCheck { table: table(), check: CheckDef::new("a > 0") };
    check(&add_check, [&[FAILS], &[FAILS, WAITS], &[FAILS, WAITS]]);
    let foreign_key = ForeignKeyDef::new(["a"], "b", ["c"]);
    let add_foreign_key = Change::AddForeignKey { table: table(), foreign_key };
    check(&add_foreign_key, [&[FAILS], &[FAILS, WAITS], &[FAILS, WAITS]]);
    let index = |index| Change::CreateIndex { table: table(), index };
    check(&index(IndexDef::new(["a"])), [&[], &[WAITS], &[]]);
    check(&index(IndexDef::new(["a"]).unique()), [&[FAILS], &[FAILS, WAITS], &[FAILS]]);
    check(&index(IndexDef::new(["a"]).method("fulltext")), [&[], &[WAITS], &[WAITS]]);
    check(&index(IndexDef::new(["a"])).reverse(), [&[], &[], &[]]);
}

#[test]
fn options_are_told_apart_by_dialect() {
    let mut after = TableOptions::NEW;
    after.sqlite.strict = true;
    let change =
        |after| Change::SetTableOptions { table: "users".into(), before: TableOptions::NEW, after };
    check(&change(after), [&[FAILS], &[], &[]]);
    let mut after = TableOptions::NEW;
    after.postgres.unlogged = true;
    after.mysql.engine = Some("MyISAM".into());
    check(&change(after), [&[], &[WAITS], &[WAITS]]);
}

/// Each hazard of the data stands in a comment of the file.
#[test]
fn the_file_marks_what_the_data_says() {
    for case in super::cases::all() {
        let body = Body::of(&case.comparison, &NamingConvention::default(), case.before.as_ref());
        let text = revision_file(&NewRevision::new("a", "b"), &body);
        let unwrapped = text.replace("\n    //    ", " ");
        for dialect in Dialect::ALL {
            for hazard in body.hazards(*dialect) {
                let marked = unwrapped.lines().any(|line| {
                    line.trim().starts_with(&format!("// {MARKER} {}", hazard.kind))
                        && line.ends_with(&hazard.text)
                });
                assert!(marked, "{}: {hazard}\n{text}", case.name);
            }
        }
    }
}
