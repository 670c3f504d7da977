//! Representative comparisons, by name.

use fsm_core::change::Change;
use fsm_core::{
    CheckDef, ColumnDef, CompareOptions, Comparison, Dialect, DropUnknown, EnumDef, ForeignKeyDef,
    IdentityDef, IndexColumn, IndexDef, Metadata, NullsOrder, ReferentialAction, Renames,
    SequenceDef, Sql, SqlType, TableDef, UniqueDef,
};

pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) comparison: Comparison,
    pub(crate) before: Option<Metadata>,
}

/// What `before` has to change to become `after`, with everything dropped that `after` lacks.
pub(crate) fn between(before: &Metadata, after: &Metadata, dialect: Dialect) -> Comparison {
    let options = CompareOptions::new().drop_unknown(DropUnknown::ALL);
    Comparison::between(before, after, dialect, &options)
}

/// A comparison that found these changes.
pub(crate) fn found(changes: Vec<Change>, dialect: Dialect) -> Comparison {
    let mut comparison = between(&Metadata::new(), &Metadata::new(), dialect);
    comparison.changes = changes;
    comparison
}

fn case(name: &'static str, dialect: Dialect, before: Vec<TableDef>, after: Vec<TableDef>) -> Case {
    let (before, after) = (metadata(before), metadata(after));
    Case { name, comparison: between(&before, &after, dialect), before: Some(before) }
}

fn metadata(tables: Vec<TableDef>) -> Metadata {
    tables.into_iter().collect()
}

fn role() -> SqlType {
    SqlType::Enum(EnumDef::new("role", ["member", "admin"]))
}

pub(crate) fn users() -> TableDef {
    TableDef::new("users")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("username", SqlType::String(50)))
        .column(ColumnDef::new("bio", SqlType::Text).nullable())
        .primary_key(["id"])
        .unique(UniqueDef::new(["username"]))
}

fn posts() -> TableDef {
    TableDef::new("posts")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("author_id", SqlType::BigInteger))
        .column(ColumnDef::new("title", SqlType::String(200)).default_value("untitled"))
        .column(ColumnDef::new("created_at", SqlType::DateTimeTz).default_sql("CURRENT_TIMESTAMP"))
        .primary_key(["id"])
        .check(CheckDef::new("title <> ''").at_column("title"))
        .foreign_key(
            ForeignKeyDef::new(["author_id"], "users", ["id"])
                .on_delete(ReferentialAction::Cascade),
        )
        .index(IndexDef::new([
            IndexColumn::column("author_id"),
            IndexColumn::column("created_at").descending(),
        ]))
        .comment("what people write")
}

fn with_role() -> TableDef {
    users().column(ColumnDef::new("role", role()).default_value("member"))
}

pub(crate) fn all() -> Vec<Case> {
    use Dialect::{Mysql, Postgres, Sqlite};
    let mut cases = vec![
        case("create_tables", Postgres, vec![], vec![with_role(), posts()]),
        case("create_tables_with_an_enum_on_sqlite", Sqlite, vec![], vec![with_role(), posts()]),
        case("drop_a_table_and_a_column", Postgres, vec![users(), posts()], vec![narrow_users()]),
        case("add_columns", Sqlite, vec![users()], vec![wider_users()]),
        case("refuse_null", Postgres, vec![users()], vec![users_that_must()]),
        case("change_types", Postgres, vec![measures(false)], vec![measures(true)]),
        case(
            "constraints_on_a_standing_table",
            Mysql,
            vec![users(), bare()],
            vec![users(), held()],
        ),
        case("indexes", Postgres, vec![users()], vec![indexed()]),
        case("comments_and_options", Mysql, vec![users()], vec![described()]),
        case("numbered_and_generated", Postgres, vec![users()], vec![generated()]),
        case("an_enum_that_stands", Sqlite, vec![with_role()], vec![with_role(), log()]),
        case("names_out_of_hand", Postgres, vec![], vec![hostile()]),
    ];
    cases.extend([renames(), labels(), sequences(), what_was_not_compared(), without_names()]);
    cases
}

fn narrow_users() -> TableDef {
    TableDef::new("users")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("username", SqlType::String(50)))
        .primary_key(["id"])
        .unique(UniqueDef::new(["username"]))
}

fn wider_users() -> TableDef {
    users()
        .column(ColumnDef::new("age", SqlType::Integer))
        .column(ColumnDef::new("order", SqlType::Integer).nullable())
        .column(ColumnDef::new("group", SqlType::Text))
        .column(ColumnDef::new("code", SqlType::String(8)))
        .column(ColumnDef::new("is_active", SqlType::Boolean).default_value(true))
        .column(ColumnDef::new("mood", SqlType::Enum(EnumDef::new("mood", ["sad", "ok"]))))
        .unique(UniqueDef::new(["code"]))
}

fn users_that_must() -> TableDef {
    let mut table = users();
    table.columns.to_mut()[2] = ColumnDef::new("bio", SqlType::String(500));
    table
}

/// Before and after of columns that hold less afterwards.
fn measures(after: bool) -> TableDef {
    let numeric =
        |precision, scale| SqlType::Numeric { precision: Some(precision), scale: Some(scale) };
    let types = if after {
        [SqlType::Integer, SqlType::String(20), numeric(10, 2), SqlType::Date, SqlType::Text]
    } else {
        [SqlType::BigInteger, SqlType::Text, numeric(10, 4), SqlType::DateTime, SqlType::String(9)]
    };
    let [count, label, price, day, wide] = types;
    TableDef::new("measures")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("count", count).default_value(0))
        .column(ColumnDef::new("label", label).nullable().comment("as printed"))
        .column(ColumnDef::new("price", price))
        .column(ColumnDef::new("day", day))
        .column(ColumnDef::new("wide", wide))
        .primary_key(["id"])
}

fn bare() -> TableDef {
    TableDef::new("members")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("user_id", SqlType::BigInteger))
        .column(ColumnDef::new("level", SqlType::Integer))
}

fn held() -> TableDef {
    bare()
        .primary_key(["id"])
        .unique(UniqueDef::new(["user_id", "level"]))
        .check(CheckDef::new("level >= 0"))
        .foreign_key(
            ForeignKeyDef::new(["user_id"], "users", ["id"])
                .on_delete(ReferentialAction::Cascade)
                .on_update(ReferentialAction::Restrict),
        )
}

fn indexed() -> TableDef {
    users()
        .index(IndexDef::new(["bio"]))
        .index(IndexDef::new([IndexColumn::expression("lower(username)")]).unique())
        .index(
            IndexDef::new([
                IndexColumn::column("username").descending().nulls(NullsOrder::Last),
                IndexColumn::column("bio").operator_class("text_pattern_ops").collation("C"),
            ])
            .named("ix_users_search")
            .method(Sql::new("btree"))
            .predicate("bio IS NOT NULL")
            .include(["id"])
            .comment("for the search"),
        )
}

fn described() -> TableDef {
    let mut table = users().comment("people who talked to the bot");
    table.columns.to_mut()[2].comment = Some("in their \"own\" words".into());
    table.options.mysql.row_format = Some("COMPRESSED".into());
    table
}

fn generated() -> TableDef {
    users()
        .column(
            ColumnDef::new("number", SqlType::Integer)
                .identity(IdentityDef::NEW.always().start(100)),
        )
        .column(ColumnDef::new("length", SqlType::Integer).nullable().computed("length(bio)", true))
        .column(ColumnDef::new("seen", SqlType::DateTimeTz).default_sql("clock_timestamp()"))
}

fn log() -> TableDef {
    TableDef::new("log")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("role", role()))
        .column(ColumnDef::new("kind", SqlType::Enum(EnumDef::new("kind", ["in", "out"]))))
        .primary_key(["id"])
}

fn hostile() -> TableDef {
    TableDef::new(fsm_core::TableName::new("with.dot"))
        .column(ColumnDef::new("say \"hi\"", SqlType::Text).default_value("a\nb"))
        .column(ColumnDef::new("{name}", SqlType::Text).comment("*/ // \u{202e} end"))
        .check(CheckDef::new("\"say \"\"hi\"\"\" <> '\\'"))
}

fn renames() -> Case {
    let before = metadata(vec![users()]);
    let mut after = users().renamed("people");
    after.columns.to_mut()[1].name = "full_name".into();
    after.uniques.to_mut()[0].columns = vec!["full_name".into()].into();
    let renames = Renames::new().table("users", "people").column("people", "username", "full_name");
    let options = CompareOptions::new().renames(renames).drop_unknown(DropUnknown::ALL);
    let comparison =
        Comparison::between(&before, &metadata(vec![after]), Dialect::Postgres, &options);
    Case { name: "renames", comparison, before: Some(before) }
}

fn labels() -> Case {
    let before = metadata(vec![with_role()]);
    let renamed = EnumDef::new("role", ["guest", "member", "owner"]);
    let column = ColumnDef::new("role", SqlType::Enum(renamed)).default_value("member");
    let after = metadata(vec![users().column(column)]);
    let options = CompareOptions::new().renames(Renames::new().label("role", "admin", "owner"));
    let comparison = Comparison::between(&before, &after, Dialect::Postgres, &options);
    Case { name: "labels_of_an_enum", comparison, before: Some(before) }
}

fn sequences() -> Case {
    let (mut before, mut after) = (metadata(vec![]), metadata(vec![]));
    before.add_sequence(SequenceDef::new("tickets").increment(5));
    before.add_sequence(SequenceDef::new("unused"));
    after.add_sequence(SequenceDef::new("tickets").increment(10).cache(20));
    after.add_sequence(SequenceDef::new("invoices").start(1000).comment("no gaps"));
    let comparison = between(&before, &after, Dialect::Postgres);
    Case { name: "sequences", comparison, before: Some(before) }
}

/// A default that only the server could compare, and an index that was not built to its end.
fn what_was_not_compared() -> Case {
    let (mut before, mut after) = (users(), users());
    before.columns.to_mut()[2].default_sql = Some(Sql::new("concat('a', 'b')"));
    after.columns.to_mut()[2].default_sql = Some(Sql::new("'a' || 'b'"));
    after.columns.to_mut().push(ColumnDef::new("age", SqlType::Integer).nullable());
    let before = metadata(vec![before]);
    let mut comparison = between(&before, &metadata(vec![after]), Dialect::Postgres);
    comparison.flaws = vec![fsm_core::Flaw::InvalidIndex {
        table: "users".into(),
        index: "ix_users_bio".to_owned(),
    }];
    Case { name: "what_was_not_compared", comparison, before: Some(before) }
}

/// SQLite's constraints may have no name; the file calls them as the convention does.
fn without_names() -> Case {
    let table = || "users".into();
    let changes = vec![
        Change::DropCheck { table: table(), check: CheckDef::new("length(bio) < 500") },
        Change::DropUnique { table: table(), unique: UniqueDef::new(["username"]) },
        Change::AddUnique { table: table(), unique: UniqueDef::new(["username", "bio"]) },
    ];
    let before = metadata(vec![users().check(CheckDef::new("length(bio) < 500"))]);
    let comparison = found(changes, Dialect::Sqlite);
    Case { name: "constraints_without_names", comparison, before: Some(before) }
}
