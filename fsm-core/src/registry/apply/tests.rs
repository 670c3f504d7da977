use crate::change::{Change, ConstraintKind, EnumColumn};
use crate::error::ErrorKind;
use crate::registry::Metadata;
use crate::schema::{
    CheckDef, ColumnDef, EnumDef, ForeignKeyDef, IndexColumn, IndexDef, PrimaryKeyDef, SequenceDef,
    SqlType, Str, TableDef, TableName, UniqueDef,
};

fn users() -> TableDef {
    TableDef::new("users")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("email", SqlType::Text).nullable())
        .column(ColumnDef::new("role", SqlType::Enum(EnumDef::new("role", ["a", "b"]))))
        .primary_key(["id"])
        .unique(UniqueDef::new(["email"]))
        .index(IndexDef::new([IndexColumn::expression("lower(email)")]))
        .check(CheckDef::new("email <> ''").at_column("email"))
}

fn posts() -> TableDef {
    TableDef::new("posts")
        .column(ColumnDef::new("author", SqlType::BigInteger))
        .foreign_key(ForeignKeyDef::new(["author"], "users", ["id"]))
}

fn before() -> Metadata {
    let mut metadata: Metadata = [users(), posts()].into_iter().collect();
    metadata.add_sequence(SequenceDef::new("numbers"));
    metadata
}

/// That the change does what `expected` sees, and its reverse undoes it.
fn check(change: Change, expected: impl Fn(&Metadata) -> bool) {
    let mut metadata = before();
    let unchanged = format!("{metadata:?}");
    metadata.apply(&change).unwrap();
    assert!(expected(&metadata), "{change:?}: {metadata:?}");
    assert_ne!(format!("{metadata:?}"), unchanged);
    metadata.apply(&change.reverse()).unwrap();
    let tables = |metadata: &Metadata| metadata.tables().cloned().collect::<Vec<_>>();
    assert_eq!(tables(&metadata), tables(&before()));
    assert!(metadata.sequences().eq(before().sequences()));
}

fn table(metadata: &Metadata, name: &str) -> TableDef {
    metadata.table(name).unwrap().definition().clone()
}

fn name(name: &str) -> TableName {
    TableName::from(name)
}

fn text(text: &'static str) -> Str {
    text.into()
}

#[test]
fn tables_come_and_go() {
    let added = TableDef::new("tags").column(ColumnDef::new("id", SqlType::Integer));
    check(Change::CreateTable { table: added }, |m| m.contains("tags"));
    check(Change::DropTable { table: posts() }, |m| !m.contains("posts"));
}

#[test]
fn references_follow_a_renamed_table() {
    let change = Change::RenameTable { before: name("users"), after: name("app.members") };
    check(change, |m| {
        table(m, "posts").foreign_keys[0].referred_table == name("app.members")
            && !m.contains("users")
    });
}

#[test]
fn everything_follows_a_renamed_column() {
    let rename = |before: &'static str, after: &'static str| Change::RenameColumn {
        table: name("users"),
        before: text(before),
        after: text(after),
    };
    check(rename("id", "key"), |m| {
        *table(m, "posts").foreign_keys[0].referred_columns == [text("key")]
            && table(m, "users").primary_key_columns() == ["key"]
    });
    check(rename("email", "mail"), |m| {
        let users = table(m, "users");
        *users.uniques[0].columns == [text("mail")]
            && users.checks[0].expression.common.as_deref() == Some("mail <> ''")
            && users.checks[0].column.as_deref() == Some("mail")
            && users.indexes[0].columns[0] == IndexColumn::expression("lower(mail)")
    });
}

#[test]
fn columns_come_go_and_change() {
    let column = ColumnDef::new("age", SqlType::Integer).nullable();
    check(Change::AddColumn { table: name("users"), column }, |m| {
        table(m, "users").find_column("age").is_some()
    });
    let before = users().columns[1].clone();
    let after = ColumnDef::new("email", SqlType::String(50));
    check(Change::AlterColumn { table: name("users"), before, after }, |m| {
        table(m, "users").columns[1].sql_type == SqlType::String(50)
    });
}

#[test]
fn a_dropped_column_takes_its_keys_and_indexes_along() {
    let mut metadata = before();
    let change = Change::DropColumn { table: name("users"), column: users().columns[1].clone() };
    metadata.apply(&change).unwrap();
    let users = table(&metadata, "users");
    assert!(users.uniques.is_empty() && users.checks.is_empty() && users.columns.len() == 2);
}

#[test]
fn a_column_that_goes_takes_along_the_checks_that_speak_of_it() {
    let table_with = |checks: [&'static str; 4]| {
        let mut def = users();
        def.checks.to_mut().clear();
        checks.into_iter().fold(def, |def, sql| def.check(CheckDef::new(sql)))
    };
    let column = users().columns[1].clone();
    let def = table_with(["email <> ''", "email <> id", "\"email\" IN ('id', 'x')", "id > 0"]);
    let mut metadata: Metadata = [def].into_iter().collect();
    metadata.apply(&Change::DropColumn { table: name("users"), column }).unwrap();
    let left: Vec<String> = table(&metadata, "users")
        .checks
        .iter()
        .filter_map(|check| check.expression.common.clone().map(String::from))
        .collect();
    // As PostgreSQL does: also one that speaks of a column that stays.
    assert_eq!(left, ["id > 0"]);
}

#[test]
fn constraints_and_indexes_come_go_and_are_renamed() {
    let users_name = || name("users");
    let index = IndexDef::new(["email"]);
    check(Change::CreateIndex { table: users_name(), index }, |m| {
        table(m, "users").indexes.len() == 2
    });
    let primary_key = PrimaryKeyDef::new(["author"]);
    check(Change::AddPrimaryKey { table: name("posts"), primary_key }, |m| {
        table(m, "posts").primary_key_columns() == ["author"]
    });
    let unique = UniqueDef::new(["email"]);
    check(Change::DropUnique { table: users_name(), unique }, |m| {
        table(m, "users").uniques.is_empty()
    });
    let foreign_key = posts().foreign_keys[0].clone();
    check(Change::DropForeignKey { table: name("posts"), foreign_key }, |m| {
        table(m, "posts").foreign_keys.is_empty()
    });
}

#[test]
fn a_key_that_goes_leaves_the_numbering_behind() {
    let mut metadata = before();
    let numbered = |metadata: &Metadata| {
        table(metadata, "users").autoincrement_column().map(|column| column.name.clone())
    };
    let change =
        Change::DropPrimaryKey { table: name("users"), primary_key: PrimaryKeyDef::new(["id"]) };
    metadata.apply(&change).unwrap();
    assert_eq!(numbered(&metadata), Some(text("id")));
    metadata.apply(&change.reverse()).unwrap();
    assert_eq!(numbered(&metadata), Some(text("id")));
}

#[test]
fn a_name_of_the_convention_is_found_to_be_renamed() {
    let mut metadata = before();
    let renamed = Change::RenameConstraint {
        table: name("users"),
        kind: ConstraintKind::Unique,
        before: text("uq_users_email"),
        after: text("uq_mail"),
    };
    metadata.apply(&renamed).unwrap();
    assert_eq!(table(&metadata, "users").uniques[0].name.as_deref(), Some("uq_mail"));
    // What is dropped is found by its name, by the convention's, or by what it is.
    for unique in [UniqueDef::new(["email"]).named("uq_mail"), UniqueDef::new(["email"])] {
        let mut metadata = metadata.clone();
        metadata.apply(&Change::DropUnique { table: name("users"), unique }).unwrap();
        assert!(table(&metadata, "users").uniques.is_empty());
    }
}

#[test]
fn labels_change_in_every_column() {
    let columns = vec![EnumColumn { table: name("users"), column: users().columns[2].clone() }];
    let change = Change::AlterEnum {
        columns: columns.clone(),
        before: EnumDef::new("role", ["a", "b"]),
        after: EnumDef::new("role", ["a", "b", "c"]),
    };
    let labels = |m: &Metadata| table(m, "users").enums()[0].labels.join(" ");
    check(change, |m| labels(m) == "a b c");
    let change = Change::RenameEnumLabel {
        name: name("role"),
        columns,
        before: text("a"),
        after: text("z"),
    };
    check(change, |m| labels(m) == "z b");
    let change = Change::RenameEnum { before: name("role"), after: name("rank") };
    check(change, |m| table(m, "users").enums()[0].name == name("rank"));
}

#[test]
fn sequences_come_go_and_change() {
    let def = SequenceDef::new("numbers");
    check(Change::DropSequence { def: def.clone() }, |m| m.sequences().count() == 0);
    let change = Change::AlterSequence { before: def.clone(), after: def.increment(2) };
    check(change, |m| m.sequences().next().and_then(|def| def.increment) == Some(2));
}

#[test]
fn what_does_not_fit_is_refused_and_changes_nothing() {
    let column = ColumnDef::new("id", SqlType::Integer);
    let other = ColumnDef::new("nope", SqlType::Integer);
    let index = users().indexes[0].clone();
    let users_name = || name("users");
    let changes = vec![
        Change::CreateTable { table: posts().renamed("users") },
        Change::DropTable { table: TableDef::new("nope") },
        Change::RenameTable { before: name("posts"), after: name("users") },
        Change::RenameTable { before: name("nope"), after: name("x") },
        Change::AddColumn { table: users_name(), column: column.clone() },
        Change::AddColumn { table: name("nope"), column: column.clone() },
        Change::DropColumn { table: users_name(), column: other.clone() },
        Change::AlterColumn { table: users_name(), before: other.clone(), after: other },
        Change::RenameColumn { table: users_name(), before: text("nope"), after: text("x") },
        Change::RenameColumn { table: users_name(), before: text("email"), after: text("id") },
        Change::CreateIndex { table: users_name(), index },
        Change::DropIndex { table: users_name(), index: IndexDef::new(["id"]) },
        Change::RenameIndex { table: users_name(), before: text("nope"), after: text("x") },
        Change::AddPrimaryKey { table: users_name(), primary_key: PrimaryKeyDef::new(["id"]) },
        Change::DropPrimaryKey { table: name("posts"), primary_key: PrimaryKeyDef::new(["id"]) },
        Change::DropSequence { def: SequenceDef::new("nope") },
        Change::CreateSequence { def: SequenceDef::new("numbers") },
        Change::AlterEnum {
            columns: Vec::new(),
            before: EnumDef::new("nope", ["a"]),
            after: EnumDef::new("nope", ["b"]),
        },
    ];
    for change in changes {
        let mut metadata = before();
        let refused = metadata.apply(&change).unwrap_err();
        assert!(
            matches!(
                refused.kind(),
                ErrorKind::Inapplicable { .. }
                    | ErrorKind::UnknownTable { .. }
                    | ErrorKind::DuplicateTable { .. }
            ),
            "{change:?}: {refused}"
        );
        assert_eq!(format!("{metadata:?}"), format!("{:?}", before()), "{change:?}");
    }
}
