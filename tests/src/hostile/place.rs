//! The places of a schema that hold a name or a text of the author.

use std::fmt;

use fsm_core::{
    CheckDef, ColumnDef, Dialect, EnumDef, ForeignKeyDef, IndexDef, PrimaryKeyDef, SqlType,
    TableDef, TableName, UniqueDef,
};

/// One place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The name of a table that another refers to.
    Table,
    /// The name of a column that is indexed, unique, checked and referred to.
    Column,
    /// The name of a primary key.
    PrimaryKey,
    /// The name of a unique constraint.
    Unique,
    /// The name of a check.
    Check,
    /// The name of a foreign key.
    ForeignKey,
    /// The name of an index.
    Index,
    /// The name of an enum type.
    EnumType,
    /// A label of an enum.
    EnumLabel,
    /// A default of a `VARCHAR` column.
    Default,
    /// A default of a `TEXT` column, which MySQL takes in another form.
    TextDefault,
    /// The comment on a table.
    TableComment,
    /// The comment on a column.
    ColumnComment,
    /// The comment on an index.
    IndexComment,
    /// The schema of a table.
    Schema,
    /// The collation of a column.
    Collation,
}

impl Place {
    /// Every place.
    pub const ALL: &'static [Self] = &[
        Self::Table,
        Self::Column,
        Self::PrimaryKey,
        Self::Unique,
        Self::Check,
        Self::ForeignKey,
        Self::Index,
        Self::EnumType,
        Self::EnumLabel,
        Self::Default,
        Self::TextDefault,
        Self::TableComment,
        Self::ColumnComment,
        Self::IndexComment,
        Self::Schema,
        Self::Collation,
    ];

    /// Whether what stands here is a name; otherwise it is a text.
    #[must_use]
    pub fn is_name(self) -> bool {
        !matches!(
            self,
            Self::EnumLabel
                | Self::Default
                | Self::TextDefault
                | Self::TableComment
                | Self::ColumnComment
                | Self::IndexComment
        )
    }

    /// Whether the place is left out on `dialect`, by design.
    #[must_use]
    pub fn is_ignored(self, dialect: Dialect) -> bool {
        match self {
            Self::TableComment | Self::ColumnComment | Self::IndexComment => {
                dialect == Dialect::Sqlite
            }
            Self::EnumType => dialect != Dialect::Postgres,
            // The primary key has no name there: it is always `PRIMARY`.
            Self::PrimaryKey => dialect == Dialect::Mysql,
            _ => false,
        }
    }

    /// Places that can hold one text at the same time: no database takes the names in them for one.
    pub const TOGETHER: &'static [&'static [Self]] = &[
        &[
            Self::Table,
            Self::Column,
            Self::Check,
            Self::EnumLabel,
            Self::Default,
            Self::TableComment,
            Self::ColumnComment,
            Self::IndexComment,
        ],
        &[Self::Index, Self::TextDefault],
        &[Self::Unique, Self::Schema],
        // A foreign key of MySQL brings an index of its name.
        &[Self::ForeignKey, Self::EnumType],
        &[Self::PrimaryKey, Self::Collation],
    ];

    /// A table, perhaps with one that refers to it, with `text` in these places and names that harm
    /// nobody in all others.
    #[must_use]
    pub fn tables(places: &[Self], text: &str) -> Vec<TableDef> {
        let has = |place: Self| places.contains(&place);
        let or = |place: Self, tame: &str| if has(place) { text } else { tame }.to_owned();
        let column = or(Self::Column, "name");
        let mut parent = TableName::new(or(Self::Table, "other"));
        if has(Self::Schema) {
            parent = parent.in_schema(text.to_owned());
        }
        let mut tables = vec![parent_table(&parent, &column, &has, &or, text)];
        // Only these places concern what refers to the table.
        if has(Self::Table) || has(Self::Column) || has(Self::ForeignKey) {
            let reference = ForeignKeyDef::new(["name"], parent, [column])
                .named(or(Self::ForeignKey, "to_other"));
            let child = TableDef::new("child")
                .column(ColumnDef::new("id", SqlType::Integer))
                .column(ColumnDef::new("name", SqlType::String(250)))
                .primary_key(["id"])
                .foreign_key(reference);
            tables.push(child);
        }
        tables
    }
}

fn parent_table(
    name: &TableName,
    column: &str,
    has: &dyn Fn(Place) -> bool,
    or: &dyn Fn(Place, &str) -> String,
    text: &str,
) -> TableDef {
    let column = column.to_owned();
    let mut named = ColumnDef::new(column.clone(), SqlType::String(250));
    if has(Place::Default) {
        named = named.default_value(text.to_owned());
    }
    if has(Place::ColumnComment) {
        named = named.comment(text.to_owned());
    }
    let labels = [or(Place::EnumLabel, "label"), "another label".into()];
    let kind = EnumDef::new(or(Place::EnumType, "kind"), labels);
    let mut plain = ColumnDef::new("plain", SqlType::Text);
    if has(Place::TextDefault) {
        plain = plain.default_value(text.to_owned());
    }
    if has(Place::Collation) {
        plain = plain.collation(text.to_owned());
    }
    let mut index = IndexDef::new([column.clone()]).named(or(Place::Index, "by_name"));
    if has(Place::IndexComment) {
        index.comment = Some(text.to_owned().into());
    }
    let key = PrimaryKeyDef::new(["id".to_owned(), column.clone()]);
    let mut table = TableDef::new(name.clone())
        .column(ColumnDef::new("id", SqlType::Integer))
        .column(named)
        .column(ColumnDef::new("kind", SqlType::Enum(kind)))
        .column(plain)
        .column(ColumnDef::new("amount", SqlType::Integer))
        .unique(UniqueDef::new([column]).named(or(Place::Unique, "one_name")))
        .check(CheckDef::new("amount > 0").named(or(Place::Check, "enough")))
        .index(index);
    table.primary_key = Some(key.named(or(Place::PrimaryKey, "the_key")));
    if has(Place::TableComment) {
        table = table.comment(text.to_owned());
    }
    table
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
