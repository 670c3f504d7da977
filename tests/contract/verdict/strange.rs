//! Strange models that every database can hold, or all but one.

use fsm_core::{
    CheckDef, ColumnDef, Dialect, EnumDef, ForeignKeyDef, IndexColumn, IndexDef, ReferentialAction,
    SqlType, TableDef, TableName, UniqueDef,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::judge;
use super::model::{
    columns, held, integer, labels, refused, refused_for_others, table, varchar, with,
};

pub(super) fn cases() -> Vec<Case> {
    cases![names, references, enums, sizes]
}

fn named(name: &str) -> TableDef {
    TableDef::new(TableName::new(name.to_owned()))
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .primary_key(["id"])
}

async fn names(db: &TestDatabase) -> TestResult {
    // 63 bytes, so that no name made of it fits, and each is cut beside a character of two bytes.
    let long = format!("{}x", "\u{e9}".repeat(31));
    let mut models = vec![
        held(
            "long names of wide characters",
            vec![
                named(&long)
                    .column(ColumnDef::new(long.clone(), SqlType::String(20)))
                    .unique(UniqueDef::new([long.clone()]))
                    .index(IndexDef::new([long.clone()]))
                    .check(CheckDef::new("id = id").named(long.clone()))
                    .column(labels("kind", &["a"])),
                table("child").column(varchar("code", 20)).foreign_key(ForeignKeyDef::new(
                    ["code"],
                    TableName::new(long.clone()),
                    [long.clone()],
                )),
            ]
            .into_iter()
            .map(|table| without_numbers(db, table))
            .collect(),
        ),
        held(
            "slashes and dots",
            ["a/b", "..", ".", "a.b", "lost+found", "CON", "nul.txt"].map(named).into(),
        ),
        held(
            "what looks like files of the server",
            ["#sql-abc", "#sql2-x", "@0023x", "a@b"].map(named).into(),
        ),
        held(
            "names of row numbers",
            vec![
                table("t")
                    .column(integer("rowid"))
                    .column(integer("oid"))
                    .column(integer("_rowid_")),
            ],
        ),
        held(
            "names of types and tables of the server",
            ["text", "int4", "user", "dual", "information_schema"].map(named).into(),
        ),
        held(
            "a table, a column and an index",
            vec![
                TableDef::new("x")
                    .column(integer("x"))
                    .primary_key(["x"])
                    .index(IndexDef::new(["x"]).named("x_x")),
            ],
        ),
        held(
            "spaces before, and other spaces behind",
            vec![
                named(" t")
                    .column(integer(" a"))
                    .column(integer("a\u{a0}"))
                    .column(integer("b\u{3000}")),
            ],
        ),
    ];
    let encoded = vec![named("#mysql50#abc")];
    models.push(match db.dialect() {
        Dialect::Mysql => refused("a name in the server's old encoding", &["`#mysql50#`"], encoded),
        _ => held("a name in the server's old encoding", encoded),
    });
    judge(db, models).await
}

/// A check on MySQL names no column that the database numbers.
fn without_numbers(db: &TestDatabase, mut table: TableDef) -> TableDef {
    if db.dialect() == Dialect::Mysql {
        for column in table.columns.to_mut() {
            column.autoincrement = fsm_core::Autoincrement::Never;
        }
    }
    table
}

async fn references(db: &TestDatabase) -> TestResult {
    let pair = |name: &'static str| {
        TableDef::new(name).column(integer("a")).column(integer("b")).primary_key(["a", "b"])
    };
    let to = |columns: [&'static str; 2]| ForeignKeyDef::new(columns, "pair", ["a", "b"]);
    let next = |name: &'static str, other: &'static str| {
        let key = ForeignKeyDef::new(["next"], other, ["id"]);
        table(name)
            .column(ColumnDef::new("next", SqlType::BigInteger).nullable())
            .column(labels("mood", &["sad", "glad"]).default_value("glad"))
            .foreign_key(
                key.on_delete(ReferentialAction::Cascade).on_update(ReferentialAction::Cascade),
            )
    };
    let mut models = vec![
        held(
            "a ring of three with enums in common",
            vec![next("a", "b"), next("b", "c"), next("c", "a")],
        ),
        held("a table to itself", vec![next("a", "a")]),
        held(
            "a pair to itself",
            vec![
                pair("pair")
                    .column(integer("c").nullable())
                    .column(integer("d").nullable())
                    .foreign_key(to(["c", "d"]).on_delete(ReferentialAction::SetNull)),
            ],
        ),
        held("a key to itself", vec![pair("pair").foreign_key(to(["a", "b"]))]),
        held(
            "one column to two tables",
            vec![
                table("one"),
                table("two"),
                table("child")
                    .column(ColumnDef::new("a", SqlType::BigInteger))
                    .foreign_key(ForeignKeyDef::new(["a"], "one", ["id"]))
                    .foreign_key(ForeignKeyDef::new(["a"], "two", ["id"])),
            ],
        ),
        held(
            "a unique index that is no constraint",
            vec![
                table("one")
                    .column(integer("a").nullable())
                    .index(IndexDef::new([IndexColumn::column("a").descending()]).unique()),
                table("child").column(integer("a")).foreign_key(ForeignKeyDef::new(
                    ["a"],
                    "one",
                    ["a"],
                )),
            ],
        ),
    ];
    let twice = vec![pair("pair"), table("child").column(integer("c")).foreign_key(to(["c", "c"]))];
    models.push(match db.dialect() {
        Dialect::Mysql => refused("one column twice", &["`c` twice"], twice),
        _ => held("one column twice", twice),
    });
    judge(db, models).await
}

async fn enums(db: &TestDatabase) -> TestResult {
    let of = |labels: Vec<String>| {
        let kind = EnumDef::new("kind", labels);
        vec![table("t").column(ColumnDef::new("kind", SqlType::Enum(kind)))]
    };
    let many = |count: usize, length: usize| {
        of((0..count).map(|at| format!("{at:05}{}", "x".repeat(length - 5))).collect())
    };
    let mut models = vec![
        held("one label", vec![table("t").column(labels("kind", &["only"]))]),
        held(
            "odd labels",
            vec![
                table("t")
                    .column(labels("kind", &["a,b", "'", "\\", "\"", "a\nb", " a", "`", "%", "?"])),
            ],
        ),
        held("300 labels", many(300, 10)),
        held(
            "in all keys",
            vec![
                TableDef::new("p").column(labels("kind", &["a", "b"])).primary_key(["kind"]),
                table("t")
                    .column(labels("kind", &["a", "b"]))
                    .unique(UniqueDef::new(["kind"]))
                    .foreign_key(ForeignKeyDef::new(["kind"], "p", ["kind"])),
            ],
        ),
        held(
            "a long name",
            vec![table("t").column(ColumnDef::new(
                "a",
                SqlType::Enum(EnumDef::new("\u{e9}".repeat(31), ["x"])),
            ))],
        ),
        held("1270 labels of 50 bytes", many(1270, 50)),
    ];
    let huge = many(2000, 50);
    models.push(match db.dialect() {
        Dialect::Mysql => {
            refused_for_others("2000 labels of 50 bytes", &["`t`", "its definition"], huge)
        }
        _ => held("2000 labels of 50 bytes", huge),
    });
    judge(db, models).await
}

async fn sizes(db: &TestDatabase) -> TestResult {
    let sixteen: Vec<String> = (0..16).map(|at| format!("c{at}")).collect();
    let mut models = vec![
        held("1000 columns", vec![columns(TableDef::new("t"), 1000, &SqlType::Boolean)]),
        held(
            "a key of 16 columns",
            vec![columns(table("t"), 16, &SqlType::Integer).unique(UniqueDef::new(sixteen))],
        ),
        held("the longest text", vec![TableDef::new("t").column(varchar("a", 16_383))]),
        held(
            "a long default",
            vec![table("t").column(varchar("a", 16_000).default_value("x".repeat(10_000)))],
        ),
        held(
            "long comments of wide characters",
            vec![
                table("t")
                    .comment("\u{e4}".repeat(2048))
                    .column(integer("a").comment("\u{540d}".repeat(1024)))
                    .index(with(IndexDef::new(["a"]), |index| {
                        index.comment = Some("\u{df}".repeat(1024).into());
                    })),
            ],
        ),
        held(
            "comments of control characters",
            vec![
                table("t")
                    .comment("\u{1}\u{7f}\u{85}\u{2028} \r\n")
                    .column(integer("a").comment("\u{8}\u{1b}[31m")),
            ],
        ),
    ];
    let commented = |count: usize| {
        let mut one = columns(TableDef::new("t"), count, &SqlType::Integer);
        for column in one.columns.to_mut() {
            column.comment = Some("x".repeat(1024).into());
        }
        vec![one]
    };
    models.push(held("62 long comments", commented(62)));
    models.push(match db.dialect() {
        Dialect::Mysql => {
            refused_for_others("63 long comments", &["`t`", "its definition"], commented(63))
        }
        _ => held("63 long comments", commented(63)),
    });
    judge(db, models).await
}
