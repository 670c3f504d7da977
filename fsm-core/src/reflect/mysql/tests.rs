//! Answers of a catalog, written out: those of MySQL 8 as its manual and its source have them, and
//! those of moments between which somebody changed a table.

use super::MysqlCatalog;
use crate::error::{Error, ErrorKind};
use crate::name::NamingConvention;
use crate::normal::{Sameness, normal_form};
use crate::reflect::{Catalog, Flaw, Reflected, Rows, Scope};
use crate::schema::{
    Autoincrement, CheckDef, ColumnDef, Dialect, IndexColumn, IndexDef, Literal, ReferentialAction,
    Sql, SqlType, TableDef,
};

type Row = Vec<Option<&'static str>>;

fn rows(rows: &[Row]) -> Rows {
    let mut answer = Rows::default();
    for row in rows {
        for value in row {
            answer.push(*value);
        }
        answer.end();
    }
    answer
}

/// A row of values; `~` stands for null.
fn row(values: &[&'static str]) -> Row {
    values.iter().map(|value| (*value != "~").then_some(*value)).collect()
}

fn settings(version: &'static str, modes: &'static str) -> Rows {
    rows(&[
        row(&["c", "app", version, modes, "utf8mb4=utf8mb4_0900_ai_ci"]),
        row(&["s", "app", "~", "~", "~"]),
        row(&["d", "utf8mb4", "utf8mb4_general_ci", "~", "~"]),
        row(&["n", "2026-01-01 10:00:00", "~", "~", "~"]),
        row(&["r", "NONE", "~", "~", "~"]),
        row(&["g", "~", "~", "~", "~"]),
    ])
}

/// Answers about one table `t` of MySQL 8, column by column and so on.
struct Answers {
    tables: Vec<Row>,
    columns: Vec<Row>,
    indexes: Vec<Row>,
    references: Vec<Row>,
    rules: Vec<Row>,
    checks: Vec<Row>,
    again: Vec<Row>,
    version: &'static str,
}

fn table(created: &'static str) -> Row {
    row(&["", "t", "BASE TABLE", "InnoDB", "utf8mb4_0900_ai_ci", "", "", created])
}

const OLD: &str = "2025-12-31 10:00:00";

/// Name, number, type, nullability, default, extra, key.
fn column(values: [&'static str; 7]) -> Row {
    let [name, number, declared, nullable, default, extra, key] = values;
    row(&[
        "", "t", name, number, declared, nullable, default, extra, "~", "", "", key, "~", "select",
    ])
}

/// Index, number, column, whether equal rows are let in.
fn index(values: [&'static str; 4]) -> Row {
    let [name, number, column, equal] = values;
    row(&["", "t", name, number, column, equal, "~", "A", "BTREE", "", "NO", "~"])
}

impl Answers {
    /// `CREATE TABLE t (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, a int, KEY i (a))`
    fn usual() -> Self {
        Self {
            tables: vec![table(OLD)],
            columns: vec![
                column(["id", "1", "int", "NO", "~", "auto_increment", "PRI"]),
                column(["a", "2", "int", "YES", "~", "", "MUL"]),
            ],
            indexes: vec![index(["PRIMARY", "1", "id", "0"]), index(["i", "1", "a", "1"])],
            references: Vec::new(),
            rules: Vec::new(),
            checks: Vec::new(),
            again: vec![table(OLD)],
            version: "8.0.36",
        }
    }

    fn read(&self) -> Result<Reflected, Error> {
        let Self { tables, columns, indexes, references, rules, checks, again, version } = self;
        let lists = [tables, columns, indexes, references, rules, checks, &Vec::new(), again];
        let mut answers = vec![settings(version, "0:STRICT_TRANS_TABLES")];
        answers.extend(lists.map(|list| rows(list)));
        MysqlCatalog.read(&Scope::default(), &answers)
    }

    /// The table that was read.
    fn table(&self) -> TableDef {
        let found = self.read().unwrap();
        found.metadata.table("t").unwrap().definition().clone()
    }

    fn refused(&self, about: &str) {
        let refused = self.read().expect_err(about);
        assert!(matches!(refused.kind(), ErrorKind::Catalog { .. }), "{refused:?}");
        assert!(refused.to_string().contains("`t`"), "{about}: {refused}");
    }
}

#[test]
fn the_answers_of_one_moment_are_read() {
    let table = Answers::usual().table();
    assert_eq!(table.columns[0].autoincrement, Autoincrement::Always);
    assert_eq!(table.primary_key_columns(), ["id"]);
    assert_eq!(&*table.indexes, [IndexDef::new(["a"]).named("i")]);
    // The usual collation of this server, by what the session says and not by its list.
    assert_eq!(table.options.mysql.charset.as_deref(), Some("utf8mb4"));
}

#[test]
fn the_answers_of_two_moments_are_no_answer() {
    let change = |about: &str, set: fn(&mut Answers)| {
        let mut answers = Answers::usual();
        set(&mut answers);
        answers.refused(about);
    };
    change("dropped in the end", |answers| answers.again.clear());
    change("made in the end", |answers| answers.tables.clear());
    change("changed in the end", |answers| answers.again = vec![table("2026-01-01 10:00:02")]);
    change("no columns", |answers| answers.columns.clear());
    change("a column less", |answers| drop(answers.columns.remove(0)));
    change("an index gone", |answers| drop(answers.indexes.pop()));
    change("no indexes", |answers| answers.indexes.clear());
    change("an index more", |answers| {
        answers.columns[1] = column(["a", "2", "int", "YES", "~", "", ""]);
    });
    change("an index on what is not there", |answers| {
        answers.indexes.push(index(["i", "2", "gone", "1"]));
    });
    change("a part of an index", |answers| answers.indexes.push(index(["i", "3", "id", "1"])));
    change("a foreign key without rules", |answers| {
        answers.references.push(row(&["", "t", "f", "1", "a", "app", "p", "id"]));
    });
    change("rules without a foreign key", |answers| {
        answers.rules.push(row(&["", "t", "f", "CASCADE", "CASCADE"]));
    });
    change("a foreign key from what is not there", |answers| {
        answers.references.push(row(&["", "t", "f", "1", "gone", "app", "p", "id"]));
        answers.rules.push(row(&["", "t", "f", "CASCADE", "CASCADE"]));
    });
    change("a rule that nobody knows", |answers| {
        answers.references.push(row(&["", "t", "f", "1", "a", "app", "p", "id"]));
        answers.rules.push(row(&["", "t", "f", "EXPLODE", "CASCADE"]));
    });
    change("a check at what is not there", |answers| {
        answers.checks.push(row(&["", "t", "gone", "Column", "`gone` > 1", "YES"]));
    });
    change("a table without an engine", |answers| {
        answers.tables[0][3] = None;
        answers.tables[0][6] = Some("it does not exist in the engine");
        answers.again = answers.tables.clone();
    });
    change("a column of a table that is not there", |answers| {
        answers.tables.clear();
        answers.again.clear();
    });
    change("a number of a column that is not there", |answers| answers.columns[1][3] = Some("7"));
}

#[test]
fn what_was_made_within_the_second_is_asked_for_twice() {
    let mut answers = Answers::usual();
    answers.tables = vec![table("2026-01-01 10:00:00")];
    answers.again = answers.tables.clone();
    let Answers { tables, columns, indexes, again, version, .. } = &answers;
    let none = Vec::new();
    let mut sent = vec![settings(version, "0:")];
    let first = [tables, columns, indexes, &none, &none, &none, &none, again];
    sent.extend(first.map(|list| rows(list)));
    let scope = Scope::default();
    assert_eq!(MysqlCatalog.queries(&scope, &sent).len(), 5);
    assert!(MysqlCatalog.read(&scope, &sent).is_err());
    let mut alike = sent.iter().map(copy).collect::<Vec<_>>();
    // The other way round, from the checks to the columns.
    alike.extend([&none, &none, &none, indexes, columns].map(|list| rows(list)));
    assert!(MysqlCatalog.queries(&scope, &alike).is_empty());
    assert!(MysqlCatalog.read(&scope, &alike).is_ok());
    let check = vec![row(&["", "t", "ck", "Table", "`a` > 1", "YES"])];
    sent.extend([&check, &none, &none, indexes, columns].map(|list| rows(list)));
    assert!(MysqlCatalog.read(&scope, &sent).is_err());
}

fn copy(answer: &Rows) -> Rows {
    let mut copy = Rows::default();
    for row in answer.iter() {
        (0..14).for_each(|at| copy.push(row.get(at)));
        copy.end();
    }
    copy
}

#[test]
fn too_few_answers_and_strange_ones_are_an_error() {
    let scope = Scope::default();
    for count in 0..12 {
        let answers: Vec<Rows> = (0..count).map(|_| Rows::default()).collect();
        assert!(MysqlCatalog.read(&scope, &answers).is_err());
        let _ = MysqlCatalog.queries(&scope, &answers);
        let short: Vec<Rows> = (0..count).map(|_| rows(&[row(&["c"]), vec![]])).collect();
        assert!(MysqlCatalog.read(&scope, &short).is_err());
        let _ = MysqlCatalog.queries(&scope, &short);
    }
}

#[test]
fn defaults_of_mysql_are_constants_without_quotes_and_escaped_expressions() {
    let mut answers = Answers::usual();
    answers.indexes.pop();
    answers.columns.truncate(1);
    for (at, (declared, default, extra)) in [
        ("varchar(9)", "it's \\", ""),
        ("int unsigned", "5", ""),
        ("tinyint(1)", "1", ""),
        ("text", r"_utf8mb4\'it\\\'s\'", "DEFAULT_GENERATED"),
        ("datetime(6)", "CURRENT_TIMESTAMP(6)", "DEFAULT_GENERATED on update CURRENT_TIMESTAMP(6)"),
        ("varchar(36)", "uuid()", "DEFAULT_GENERATED"),
        ("varchar(9)", "uuid()", ""),
    ]
    .into_iter()
    .enumerate()
    {
        let number = ["2", "3", "4", "5", "6", "7", "8"][at];
        answers.columns.push(column([number, number, declared, "YES", default, extra, ""]));
    }
    let table = answers.table();
    let found: Vec<_> = table.columns[1..]
        .iter()
        .map(|column| {
            (column.default.clone(), column.default_sql.clone().and_then(|sql| sql.common))
        })
        .collect();
    assert_eq!(
        found,
        [
            (Some(Literal::from("it's \\")), None),
            (Some(Literal::from(5)), None),
            (Some(Literal::from(true)), None),
            (None, Some(r"_utf8mb4'it\'s'".into())),
            (None, Some("CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)".into())),
            (None, Some("uuid()".into())),
            (Some(Literal::from("uuid()")), None),
        ]
    );
    let same = normal_form(Dialect::Mysql).default("text", "('it''s')", r"(_utf8mb4'it\'s')");
    assert_eq!(same, Sameness::Same);
}

#[test]
fn what_only_mysql_has_is_read() {
    let mut answers = Answers::usual();
    let mut place = column(["p", "3", "point", "NO", "~", "", ""]);
    place[12] = Some("4326");
    let mut made = column(["m", "4", "int", "YES", "~", "STORED GENERATED", ""]);
    made[10] = Some(r"(`a` + length(_utf8mb4\'x\'))");
    let hidden = column(["h", "5", "int", "YES", "~", "INVISIBLE", ""]);
    answers.columns.extend([place, made, hidden]);
    let expression = ["", "t", "e", "1", "~", "1", "~", "A", "BTREE", "", "YES", r"lower(`a`)"];
    answers.indexes.push(row(&expression));
    answers.references.push(row(&["", "t", "f", "1", "a", "app", "p", "id"]));
    answers.rules.push(row(&["", "t", "f", "NO ACTION", "RESTRICT"]));
    answers.checks.push(row(&["", "t", "ck", "Table", r"(`a` <> _utf8mb4\'x\')", "NO"]));
    let found = answers.read().unwrap();
    let table = found.metadata.table("t").unwrap().definition();
    let column = |name: &str| table.find_column(name).unwrap();
    assert_eq!(column("p").sql_type, SqlType::Custom(Sql::new("point srid 4326")));
    let computed = column("m").computed.as_ref().unwrap();
    assert_eq!(computed.expression.common.as_deref(), Some("`a` + length(_utf8mb4'x')"));
    assert!(computed.stored);
    let expected = IndexDef::new([IndexColumn::expression("lower(`a`)")]).named("e");
    assert_eq!(table.indexes[1], expected);
    let key = &table.foreign_keys[0];
    assert_eq!((key.on_delete, key.on_update), (None, Some(ReferentialAction::Restrict)));
    assert_eq!(&*table.checks, [CheckDef::new("`a` <> _utf8mb4'x'").named("ck")]);
    let table = table.name.clone();
    assert_eq!(
        found.flaws,
        [
            Flaw::IgnoredIndex { table: table.clone(), index: "e".to_owned() },
            Flaw::NotEnforced { table, constraint: "ck".to_owned() },
        ]
    );
    let unmanaged: Vec<String> = found.unmanaged.iter().map(ToString::to_string).collect();
    assert_eq!(unmanaged, ["INVISIBLE of column `h` of `t`"]);
}

#[test]
fn an_update_that_no_default_can_say_is_named() {
    let mut answers = Answers::usual();
    let extra = "on update CURRENT_TIMESTAMP";
    answers.columns.push(column(["d", "3", "datetime", "NO", "~", extra, ""]));
    let found = answers.read().unwrap();
    assert_eq!(found.unmanaged[0].to_string(), "ON UPDATE of column `d` of `t`");
    assert_eq!(found.unmanaged[0].definition.as_deref(), Some("CURRENT_TIMESTAMP"));
}

/// A model, what the server showed of its temporary table, and the texts that are read of it.
fn scratch(version: &'static str, shown: &'static str) -> TableDef {
    let column = |name: &'static str, sql_type| ColumnDef::new(name, sql_type).nullable();
    let model = TableDef::new("t")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(column("a", SqlType::String(9)).default_value("x"))
        .column(column("b", SqlType::Json).comment("kept"))
        .column(column("c", SqlType::Integer).computed("1+ 1", true))
        .primary_key(["id"])
        .check(CheckDef::new("a<>'x'").dialects([Dialect::Sqlite]))
        .check(CheckDef::new("length(a) > 1").named("ck"))
        .index(IndexDef::new(["a"]));
    let made = MysqlCatalog.scratch(&model, &NamingConvention::default()).unwrap();
    assert!(made.make[1].starts_with("CREATE TEMPORARY TABLE `fsm_core_scratch` ("), "{made:?}");
    assert!(!made.make[1].contains("INDEX") && made.make[1].contains("CONSTRAINT `c1` CHECK"));
    assert_eq!(made.clear, [made.make[0].clone()]);
    let answers = [settings(version, "0:"), rows(&[row(&["fsm_core_scratch", shown])])];
    let read = MysqlCatalog.read_scratch(&model, &answers).unwrap();
    // What is no text stays as the model says it.
    assert_eq!((&read.name, &read.indexes), (&model.name, &model.indexes));
    assert_eq!(read.columns[2].comment.as_deref(), Some("kept"));
    assert_eq!(read.checks[0], model.checks[0]);
    assert_eq!(read.checks[1].name.as_deref(), Some("ck"));
    assert_eq!(read.columns[2].sql_type, SqlType::Json);
    assert_eq!(read.columns[2].collation, None);
    assert_eq!(read.columns[1].default, Some(Literal::from("x")));
    read
}

#[test]
fn what_the_server_keeps_of_a_model_is_read_from_a_table_out_of_sight() {
    let read = scratch(
        "10.11.6-MariaDB",
        "CREATE TEMPORARY TABLE `fsm_core_scratch` (\n  `id` bigint(20) NOT NULL,\n  \
         `a` varchar(9) DEFAULT 'x',\n  \
         `b` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`b`)),\n  \
         `c` int(11) GENERATED ALWAYS AS (1 + 1) STORED,\n  PRIMARY KEY (`id`),\n  \
         CONSTRAINT `c1` CHECK (octet_length(`a`) > 1)\n\
         ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci",
    );
    assert_eq!(read.checks[1].expression, Sql::new("octet_length(`a`) > 1"));
    assert_eq!(read.columns[3].computed.as_ref().unwrap().expression, Sql::new("1 + 1"));
    let read = scratch(
        "8.0.36",
        "CREATE TEMPORARY TABLE `fsm_core_scratch` (\n  `id` bigint NOT NULL,\n  \
         `a` varchar(9) DEFAULT 'x',\n  `b` json DEFAULT NULL,\n  \
         `c` int GENERATED ALWAYS AS ((1 + 1)) STORED,\n  PRIMARY KEY (`id`),\n  \
         CONSTRAINT `c1` CHECK ((length(`a`) > 1))\n\
         ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci",
    );
    assert_eq!(read.checks[1].expression, Sql::new("length(`a`) > 1"));
}

#[test]
fn an_answer_about_another_table_is_an_error() {
    let model = TableDef::new("t").column(ColumnDef::new("a", SqlType::Text));
    for shown in ["", "nonsense", "CREATE TABLE `x` (`b` int)"] {
        let answers = [settings("8.0.36", "0:"), rows(&[row(&["x", shown])])];
        let refused = MysqlCatalog.read_scratch(&model, &answers).expect_err(shown);
        assert!(matches!(refused.kind(), ErrorKind::Catalog { .. }), "{refused}");
    }
    assert!(MysqlCatalog.read_scratch(&model, &[]).is_err());
}
