//! The metadata that source is made of: the cases of the dialects, real schemas, and what is hard
//! to say in Rust.

use fsm_core::{
    Autoincrement, CheckDef, ColumnDef, Deferrable, Dialect, EnumDef, ForeignKeyDef, IdentityDef,
    IndexColumn, IndexDef, Literal, Metadata, NullsOrder, ReferentialAction, Sql, SqlType,
    TableDef, TableName, UniqueDef,
};
use fsm_tests::schemas;

/// Every case, by name.
pub(crate) fn all() -> Vec<(String, Metadata)> {
    let listed = fsm_tests::ddl_cases::cases();
    let mut cases: Vec<(String, Metadata)> =
        listed.into_iter().map(|(name, metadata)| (name.to_owned(), metadata)).collect();
    cases.extend([
        ("real_blog".to_owned(), schemas::blog()),
        ("real_music".to_owned(), schemas::music()),
        ("real_forum".to_owned(), schemas::forum()),
        ("real_shop".to_owned(), schemas::shop()),
        ("real_everything".to_owned(), schemas::everything()),
    ]);
    cases.extend(
        own().into_iter().map(|(name, tables)| (name.to_owned(), tables.into_iter().collect())),
    );
    cases
}

fn table(name: &'static str) -> TableDef {
    TableDef::new(TableName::new(name))
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .primary_key(["id"])
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::String(40))
}

fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::BigInteger)
}

#[allow(clippy::too_many_lines, reason = "a list of cases is read line by line")]
fn own() -> Vec<(&'static str, Vec<TableDef>)> {
    vec![
        ("own_names_of_postgresql", named_by_postgresql()),
        (
            "own_names_of_no_convention",
            vec![
                table("t")
                    .column(text("a"))
                    .column(number("parent"))
                    .primary_key(["id"])
                    .unique(UniqueDef::new(["a"]).named("only one a"))
                    .check(CheckDef::new("a <> ''").at_column("a").named("not empty"))
                    .check(CheckDef::new("length(a) < 30").named("short"))
                    .index(IndexDef::new(["a"]).named("by \"a\""))
                    .foreign_key(ForeignKeyDef::new(["parent"], "t", ["id"]).named("to parent")),
            ],
        ),
        (
            "own_camel_case",
            vec![
                TableDef::new("userAccounts")
                    .column(number("userId"))
                    .column(text("firstName"))
                    .column(number("createdBy").nullable())
                    .primary_key(["userId"])
                    .unique(UniqueDef::new(["firstName"]))
                    .foreign_key(ForeignKeyDef::new(["createdBy"], "userAccounts", ["userId"])),
            ],
        ),
        (
            "own_words_of_rust",
            vec![
                table("type")
                    .column(text("type"))
                    .column(text("self"))
                    .column(text("gen"))
                    .column(text("Self"))
                    .column(text("unique"))
                    .column(text("nulls_not_distinct"))
                    .column(text("asc"))
                    .column(text("length"))
                    .unique(UniqueDef::new(["unique", "nulls_not_distinct"]))
                    .unique(UniqueDef::new(["type", "self"]))
                    .index(IndexDef::new(["unique", "length"]))
                    .index(IndexDef::new(["asc", "unique"])),
            ],
        ),
        (
            "own_names_of_types",
            [
                "option",
                "string",
                "vec",
                "table",
                "some",
                "self",
                "result",
                "Ok",
                "from_row",
                "sql_enum",
                "debug",
                "clone",
                "json_value",
                "date_time",
                "struct",
            ]
            .map(|name| {
                table(name)
                    .column(ColumnDef::new("data", SqlType::Json).nullable())
                    .column(ColumnDef::new("at", SqlType::DateTimeTz))
            })
            .to_vec(),
        ),
        (
            "own_names_alike",
            ["user_roles", "user-roles", "user roles", "user_roles2", "2fa", "?", "!"]
                .map(table)
                .to_vec(),
        ),
        (
            "own_columns_alike",
            vec![
                ["name", "Name 1", "name_1", "name-1", "2fa", "_2fa", "?", "!", "é", "e\u{301}"]
                    .into_iter()
                    .fold(table("t"), |table, name| table.column(text(name))),
            ],
        ),
        (
            "own_schemas",
            vec![
                table("users").with_schema("app"),
                table("users"),
                table("app_users"),
                table("posts")
                    .column(number("author"))
                    .column(number("editor"))
                    .foreign_key(ForeignKeyDef::new(["author"], "app.users", ["id"]))
                    .foreign_key(ForeignKeyDef::new(["editor"], "users", ["id"])),
            ],
        ),
        ("own_foreign_keys", foreign_keys()),
        ("own_enums", enums()),
        ("own_types", types()),
        (
            "own_custom_types",
            vec![
                [
                    "int",
                    "numeric(10,2)",
                    "tsvector",
                    "timestamp(3)",
                    "varchar(20)",
                    "decimal(5,1)",
                    "blob",
                    "json",
                    "what ever",
                    "it's \"odd\"",
                ]
                .into_iter()
                .enumerate()
                .fold(table("t"), |table, (at, words)| {
                    table
                        .column(ColumnDef::new(format!("c{at}"), SqlType::custom(words)).nullable())
                }),
            ],
        ),
        (
            "own_texts",
            vec![
                table("t")
                    .comment("\"raw\" \\ text\nof two lines")
                    .column(text("a").default_value("\"#\" \\").comment("it's /* */ // \u{202e}"))
                    .column(text("b").default_sql("lower('\"A\"')"))
                    .column(number("c").default_value(Literal::Integer(i128::from(i64::MIN))))
                    .column(
                        ColumnDef::new("d", SqlType::Double)
                            .default_value(Literal::Number("1.50".into())),
                    )
                    .column(
                        ColumnDef::new("e", SqlType::Double)
                            .default_value(Literal::Number("1.".into())),
                    )
                    .check(CheckDef::new("a <> '\\d+\"x\"#' AND\n b <> ''")),
            ],
        ),
        (
            "own_numbering",
            vec![
                TableDef::new("a")
                    .column(number("id").autoincrement(Autoincrement::Never))
                    .primary_key(["id"]),
                TableDef::new("b")
                    .column(ColumnDef::new("id", SqlType::Integer).default_value(5_i64))
                    .primary_key(["id"]),
                TableDef::new("c")
                    .column(number("id").identity(identity()))
                    .column(number("other"))
                    .primary_key(["id"]),
                TableDef::new("d").column(number("a")).column(number("b")).primary_key(["b", "a"]),
            ],
        ),
        (
            "own_indexes",
            vec![
                table("t")
                    .column(text("a"))
                    .column(text("b"))
                    .column(number("c"))
                    .index(IndexDef::new(["a"]))
                    .index(IndexDef::new(["a"]).named("second"))
                    .index(
                        IndexDef::new([
                            IndexColumn::expression("lower(a)"),
                            IndexColumn::column("c").descending(),
                        ])
                        .unique(),
                    )
                    .index(
                        IndexDef::new([
                            IndexColumn::column("b").nulls(NullsOrder::Last),
                            IndexColumn::column("c"),
                        ])
                        .predicate("c > 5")
                        .named("partial"),
                    )
                    .index(
                        IndexDef::new(
                            [IndexColumn::column("a").operator_class("text_pattern_ops")],
                        )
                        .method("btree")
                        .include(["c"])
                        .named("with_class"),
                    )
                    .index(
                        IndexDef::new([IndexColumn::column("b").collation("C")])
                            .comment("it's")
                            .named("with_collation"),
                    ),
            ],
        ),
        (
            "own_storage_parameters",
            vec![{
                let mut t = table("t");
                t.options.postgres.with = vec![
                    ("fillfactor".into(), "70".into()),
                    ("toast.autovacuum_enabled".into(), "false".into()),
                    ("autovacuum_vacuum_scale_factor".into(), "0.05".into()),
                ]
                .into();
                t
            }],
        ),
        (
            "own_not_in_a_model",
            vec![
                TableDef::new("no_columns"),
                table("t")
                    .column(text("a"))
                    .column(text("a"))
                    .column(text(""))
                    .unique(UniqueDef::new(["missing"]))
                    .unique(UniqueDef::new(["a", "a"]))
                    .check(CheckDef::new(Sql { common: None, overrides: vec![].into() }))
                    .index(IndexDef::new(Vec::<&str>::new()).named("empty"))
                    .foreign_key(ForeignKeyDef::new(["a"], TableName::new("with.dot"), ["x"]))
                    .foreign_key(ForeignKeyDef::new(["a"], TableName::new("ends)"), ["x, y"]))
                    .foreign_key(ForeignKeyDef::new(["missing"], "t", ["id"])),
            ],
        ),
    ]
}

fn identity() -> IdentityDef {
    let mut identity = IdentityDef::NEW;
    identity.always = true;
    identity.start = Some(-5);
    identity.increment = Some(-1);
    identity.min_value = Some(i64::MIN);
    identity
}

/// As PostgreSQL names what its author did not.
fn named_by_postgresql() -> Vec<TableDef> {
    let mut users = table("users")
        .column(text("email"))
        .unique(UniqueDef::new(["email"]).named("users_email_key"))
        .check(CheckDef::new("email <> ''").at_column("email").named("users_email_check"))
        .index(IndexDef::new(["email", "id"]).named("users_email_id_idx"));
    users.primary_key = users.primary_key.map(|key| key.named("users_pkey"));
    let mut posts = table("posts")
        .column(number("author_id"))
        .column(text("slug"))
        .unique(UniqueDef::new(["slug"]).named("posts_slug_key"))
        .check(CheckDef::new("slug <> ''").at_column("slug").named("posts_slug_check"))
        .index(IndexDef::new(["author_id"]).named("posts_author_id_idx"))
        .foreign_key(
            ForeignKeyDef::new(["author_id"], "users", ["id"]).named("posts_author_id_fkey"),
        );
    posts.primary_key = posts.primary_key.map(|key| key.named("posts_pkey"));
    let mut odd = table("odd").index(IndexDef::new(["id"]).named("some_other_name"));
    odd.primary_key = odd.primary_key.map(|key| key.named("odd_key"));
    vec![users, posts, odd]
}

fn foreign_keys() -> Vec<TableDef> {
    let key = |column: &'static str, to: &'static str, of: &'static str| {
        ForeignKeyDef::new([column], to, [of])
    };
    let columns = ["a", "b", "c", "d", "e", "f", "g"];
    let referring =
        columns.into_iter().fold(table("referring"), |table, name| table.column(number(name)));
    vec![
        TableDef::new("pairs")
            .column(number("one"))
            .column(number("two"))
            .column(text("code"))
            .column(number("plain"))
            .primary_key(["one", "two"])
            .unique(UniqueDef::new(["code"]))
            .index(IndexDef::new(["plain"]).unique()),
        referring
            .column(text("code"))
            .column(text("other_code").nullable())
            .foreign_key(
                ForeignKeyDef::new(["a", "b"], "pairs", ["one", "two"])
                    .deferrable(Deferrable::InitiallyDeferred),
            )
            .foreign_key(ForeignKeyDef::new(["b", "c"], "pairs", ["two", "one"]))
            .foreign_key(key("code", "pairs", "code").on_update(ReferentialAction::Cascade))
            .foreign_key(key("other_code", "pairs", "code").on_delete(ReferentialAction::SetNull))
            .foreign_key(key("d", "pairs", "plain"))
            .foreign_key(key("e", "referring", "id"))
            .foreign_key(key("f", "referring", "id").on_delete(ReferentialAction::SetNull))
            .foreign_key(key("g", "elsewhere.table", "id"))
            .foreign_key(ForeignKeyDef::new(["g"], TableName::new("nowhere"), ["with.dot"]))
            // A second one of the same column.
            .foreign_key(key("e", "ring", "id").named("second")),
        table("ring").column(number("next")).foreign_key(key("next", "referring", "id")),
    ]
}

fn enums() -> Vec<TableDef> {
    let of = |name: &'static str, labels: &[&'static str]| {
        SqlType::Enum(EnumDef::new(name, labels.iter().copied()))
    };
    vec![
        table("role")
            .column(ColumnDef::new("role", of("role", &["member", "admin"])))
            .column(ColumnDef::new("Role", of("Role", &["Member", "Admin"])).nullable())
            .column(ColumnDef::new(
                "state",
                of("state", &["in progress", "done", "2nd", "self", "", "in_progress"]),
            )),
        table("kinds")
            .column(
                ColumnDef::new("kind", of("kind", &["OPEN_ISSUE", "CLOSED"]))
                    .default_value("CLOSED"),
            )
            .column(ColumnDef::new("same", of("option", &["a", "A"])))
            .column(ColumnDef::new("again", of("role", &["member", "admin"]))),
        table("mysql_of_two_minds")
            .column(ColumnDef::new("one", of("x", &["a"])))
            .column(ColumnDef::new("two", of("x", &["b"]))),
        table("no_labels").column(ColumnDef::new("one", of("none", &[]))),
    ]
}

/// Every type, alone and in an array, in tables as wide as a database takes them.
fn types() -> Vec<TableDef> {
    let mut tables = Vec::new();
    for (at, sql_type) in SqlType::every().enumerate() {
        let sql_type = match sql_type {
            SqlType::Enum(_) => SqlType::Enum(EnumDef::new("every", ["one", "two"])),
            SqlType::Custom(_) => SqlType::custom("varchar(5)"),
            SqlType::Numeric { .. } => SqlType::Numeric { precision: Some(10), scale: Some(2) },
            SqlType::String(_) => SqlType::String(20),
            SqlType::Binary(_) => SqlType::Binary(20),
            other => other,
        };
        let plain = TableDef::new(format!("t{at}"))
            .column(number("id"))
            .column(ColumnDef::new("value", sql_type.clone()))
            .column(ColumnDef::new("maybe", sql_type.clone()).nullable())
            .primary_key(["id"]);
        tables.push(plain);
        if !matches!(sql_type, SqlType::Array(_)) {
            let array = TableDef::new(format!("a{at}"))
                .column(number("id"))
                .column(ColumnDef::new("list", SqlType::array(sql_type)).nullable())
                .primary_key(["id"]);
            tables.push(array);
        }
    }
    tables.push(
        table("wide").column(
            ColumnDef::new("n", SqlType::Numeric { precision: None, scale: None })
                .type_on(Dialect::Sqlite, "NUMERIC")
                .type_on(Dialect::Postgres, "numeric(4)"),
        ),
    );
    tables
}
