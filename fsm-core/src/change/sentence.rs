use super::{Change, ConstraintKind};
use crate::schema::{
    ColumnDef, Deferrable, ElementType, IndexColumn, IndexDef, IndexKey, Literal, MatchType,
    NullsOrder, ReferentialAction, SortOrder, Sql, SqlType, Str, TableOptions,
};
use std::fmt::{self, Write as _};

/// One sentence: what stands where, and what the model says.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CreateSchema { schema } => write!(f, "the schema `{schema}` is missing"),
            Self::DropSchema { schema } => write!(f, "no model is in the schema `{schema}`"),
            Self::CreateEnum { def } => {
                write!(f, "the enum `{}` is missing ({})", def.name, Labels(&def.labels))
            }
            Self::DropEnum { def } => write!(f, "no model has the enum `{}`", def.name),
            Self::CreateSequence { def } => write!(f, "the sequence `{}` is missing", def.name),
            Self::DropSequence { def } => write!(f, "no model has the sequence `{}`", def.name),
            Self::CreateTable { table } => write!(f, "the table `{}` is missing", table.name),
            Self::DropTable { table } => write!(f, "the table `{}` has no model", table.name),
            Self::RenameTable { before, after } => {
                write!(f, "the table `{before}` is called `{after}` in the models")
            }
            Self::RenameEnum { before, after } => {
                write!(f, "the enum `{before}` is called `{after}` in the models")
            }
            Self::RenameEnumLabel { name, before, after, .. } => {
                write!(f, "the label `{before}` of the enum `{name}` is `{after}` in the models")
            }
            Self::AlterEnum { before, after, .. } => write!(
                f,
                "the enum `{}` has the labels {}, the model says {}",
                before.name,
                Labels(&before.labels),
                Labels(&after.labels)
            ),
            Self::AlterSequence { before, after } => {
                write!(f, "the sequence `{}` has ", before.name)?;
                let numbers = |def: &crate::schema::SequenceDef| {
                    let of = |number: Option<i64>| {
                        number.map_or_else(|| "unsaid".to_owned(), |number| number.to_string())
                    };
                    [
                        ("type", def.data_type.as_deref().unwrap_or("unsaid").to_owned()),
                        ("start", of(def.start)),
                        ("increment", of(def.increment)),
                        ("minimum", of(def.min_value)),
                        ("maximum", of(def.max_value)),
                        ("cache", of(def.cache)),
                        ("cycle", def.cycle.to_string()),
                        ("comment", def.comment.as_deref().unwrap_or("unsaid").to_owned()),
                    ]
                };
                let pairs = numbers(before).into_iter().zip(numbers(after));
                list(
                    f,
                    pairs.filter(|(one, other)| one != other),
                    |f, ((name, one), (_, other))| {
                        write!(f, "the {name} `{one}`, the model says `{other}`")
                    },
                )
            }
            _ => self.of_table(f),
        }
    }
}

impl Change {
    fn of_table(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AddColumn { table, column } => write!(
                f,
                "the column `{}` of `{table}` is missing ({}, {})",
                column.name,
                Type(column),
                nulls(column)
            ),
            Self::DropColumn { table, column } => {
                write!(f, "the column `{}` of `{table}` is in no model", column.name)
            }
            Self::RenameColumn { table, before, after } => {
                write!(f, "the column `{before}` of `{table}` is called `{after}` in the model")
            }
            Self::AlterColumn { table, before, after } => {
                write!(f, "the column `{}` of `{table}` ", before.name)?;
                list(f, differences(before, after).into_iter(), |f, (one, other)| {
                    write!(f, "{one}, the model says {other}")
                })
            }
            Self::RenameIndex { table, before, after } => {
                write!(f, "the index `{before}` of `{table}` is called `{after}` in the model")
            }
            Self::RenameConstraint { table, kind, before, after } => {
                let kind = kind.noun();
                write!(f, "the {kind} `{before}` of `{table}` is called `{after}` in the model")
            }
            Self::SetTableComment { table, before, after } => {
                let text = |comment: &Option<Str>| match comment {
                    Some(text) => format!("`{text}`"),
                    None => "none".to_owned(),
                };
                let (before, after) = (text(before), text(after));
                write!(f, "the comment of `{table}` is {before}, the model says {after}")
            }
            Self::SetTableOptions { table, before, after } => {
                write!(f, "the options of `{table}` differ: ")?;
                let pairs = options(before).into_iter().zip(options(after));
                list(
                    f,
                    pairs.filter(|(one, other)| one != other),
                    |f, ((name, one), (_, other))| {
                        write!(f, "{name} is `{one}`, the model says `{other}`")
                    },
                )
            }
            _ => self.of_constraint(f),
        }
    }

    fn of_constraint(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(table) = self.table() else { return Ok(()) };
        let (what, comes) = match self {
            Self::AddPrimaryKey { primary_key: key, .. } => (primary_key(key), true),
            Self::DropPrimaryKey { primary_key: key, .. } => (primary_key(key), false),
            Self::AddUnique { unique, .. } => (unique_key(unique), true),
            Self::DropUnique { unique, .. } => (unique_key(unique), false),
            Self::AddCheck { check, .. } => (check_text(check), true),
            Self::DropCheck { check, .. } => (check_text(check), false),
            Self::AddForeignKey { foreign_key, .. } => (foreign(foreign_key), true),
            Self::DropForeignKey { foreign_key, .. } => (foreign(foreign_key), false),
            Self::CreateIndex { index, .. } => (index_text(index), true),
            Self::DropIndex { index, .. } => (index_text(index), false),
            _ => return Ok(()),
        };
        let end = if comes { "is missing" } else { "is not as in the model" };
        write!(f, "the {what} of `{table}` {end}")
    }
}

impl ConstraintKind {
    /// What messages call it.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::PrimaryKey => "primary key",
            Self::Unique => "unique constraint",
            Self::Check => "check",
            Self::ForeignKey => "foreign key",
        }
    }
}

fn primary_key(key: &crate::schema::PrimaryKeyDef) -> String {
    format!("primary key{} ({})", named(key.name.as_ref()), key.columns.join(", "))
}

fn unique_key(unique: &crate::schema::UniqueDef) -> String {
    let mut text =
        format!("unique constraint{} ({})", named(unique.name.as_ref()), unique.columns.join(", "));
    text.push_str(if unique.nulls_not_distinct { " nulls not distinct" } else { "" });
    text.push_str(deferrable(unique.deferrable));
    text
}

fn check_text(check: &crate::schema::CheckDef) -> String {
    format!("check{} ({})", named(check.name.as_ref()), sql(&check.expression))
}

fn foreign(key: &crate::schema::ForeignKeyDef) -> String {
    let mut text = format!(
        "foreign key{} ({}) to `{}` ({})",
        named(key.name.as_ref()),
        key.columns.join(", "),
        key.referred_table,
        key.referred_columns.join(", ")
    );
    for (event, action) in [("delete", key.on_delete), ("update", key.on_update)] {
        if let Some(action) = action {
            let _ = write!(text, " on {event} {}", action_text(action));
        }
    }
    text.push_str(match key.match_type {
        Some(MatchType::Full) => " match full",
        Some(MatchType::Simple) => " match simple",
        None => "",
    });
    text.push_str(deferrable(key.deferrable));
    text
}

fn action_text(action: ReferentialAction) -> &'static str {
    match action {
        ReferentialAction::NoAction => "no action",
        ReferentialAction::Restrict => "restrict",
        ReferentialAction::Cascade => "cascade",
        ReferentialAction::SetNull => "set null",
        ReferentialAction::SetDefault => "set default",
    }
}

fn deferrable(deferrable: Option<Deferrable>) -> &'static str {
    match deferrable {
        Some(Deferrable::InitiallyImmediate) => " deferrable",
        Some(Deferrable::InitiallyDeferred) => " deferrable initially deferred",
        None => "",
    }
}

fn index_text(index: &IndexDef) -> String {
    let parts: Vec<String> = index.columns.iter().map(part_text).collect();
    let unique = if index.unique { "unique " } else { "" };
    let mut text = format!("{unique}index{} (", named(index.name.as_ref()));
    text.push_str(&parts.join(", "));
    text.push(')');
    if let Some(method) = &index.method {
        let _ = write!(text, " using {}", sql(method));
    }
    if !index.include.is_empty() {
        let _ = write!(text, " include ({})", index.include.join(", "));
    }
    text.push_str(if index.nulls_not_distinct { " nulls not distinct" } else { "" });
    if let Some(predicate) = &index.predicate {
        let _ = write!(text, " where {}", sql(predicate));
    }
    if let Some(comment) = &index.comment {
        let _ = write!(text, " with the comment `{comment}`");
    }
    text
}

fn part_text(part: &IndexColumn) -> String {
    let mut text = match &part.key {
        IndexKey::Column(name) => name.to_string(),
        IndexKey::Expression(expression) => sql(expression),
    };
    if let Some(length) = part.prefix_length {
        let _ = write!(text, "({length})");
    }
    for name in [&part.collation, &part.operator_class].into_iter().flatten() {
        let _ = write!(text, " {name}");
    }
    text.push_str(if part.order == Some(SortOrder::Descending) { " desc" } else { "" });
    text.push_str(match part.nulls {
        Some(NullsOrder::First) => " nulls first",
        Some(NullsOrder::Last) => " nulls last",
        None => "",
    });
    text
}

fn named(name: Option<&Str>) -> String {
    name.map_or_else(String::new, |name| format!(" `{name}`"))
}

/// Items with a semicolon between them.
fn list<I>(
    f: &mut fmt::Formatter<'_>,
    items: impl Iterator<Item = I>,
    mut write: impl FnMut(&mut fmt::Formatter<'_>, I) -> fmt::Result,
) -> fmt::Result {
    for (at, item) in items.enumerate() {
        if at > 0 {
            f.write_str("; ")?;
        }
        write(f, item)?;
    }
    Ok(())
}

/// What is said of the column on both sides, where it differs.
fn differences(before: &ColumnDef, after: &ColumnDef) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut push = |one: String, other: String, verb: &str| {
        if one != other {
            all.push((format!("{verb} {one}"), other));
        }
    };
    let types = before.sql_type != after.sql_type || before.type_overrides != after.type_overrides;
    if types {
        push(Type(before).to_string(), Type(after).to_string(), "is");
    }
    push(nulls(before).to_owned(), nulls(after).to_owned(), "is");
    let numbered = |column: &ColumnDef| match (&column.identity, column.autoincrement) {
        (Some(identity), _) => {
            let when = if identity.always { "always" } else { "by default" };
            let numbers = [
                ("start", identity.start),
                ("increment", identity.increment),
                ("minimum", identity.min_value),
                ("maximum", identity.max_value),
                ("cache", identity.cache),
            ];
            let mut text = format!("identity {when}");
            for (name, number) in numbers {
                if let Some(number) = number {
                    text.push(' ');
                    text.push_str(name);
                    text.push(' ');
                    text.push_str(&number.to_string());
                }
            }
            text + if identity.cycle { " cycle" } else { "" }
        }
        (None, crate::schema::Autoincrement::Always) => "numbered by the database".to_owned(),
        (None, crate::schema::Autoincrement::Never) => "not numbered by the database".to_owned(),
        (None, crate::schema::Autoincrement::Auto) => "numbered if it is the key".to_owned(),
    };
    push(numbered(before), numbered(after), "is");
    push(default(before), default(after), "has");
    let computed = |column: &ColumnDef| match &column.computed {
        Some(computed) => {
            let kind = if computed.stored { "stored" } else { "virtual" };
            format!("generated as `{}` ({kind})", sql(&computed.expression))
        }
        None => "not generated".to_owned(),
    };
    push(computed(before), computed(after), "is");
    let collation = |column: &ColumnDef| match &column.collation {
        Some(collation) => format!("the collation `{}`", sql(collation)),
        None => "no collation of its own".to_owned(),
    };
    push(collation(before), collation(after), "has");
    let comment = |column: &ColumnDef| match &column.comment {
        Some(comment) => format!("the comment `{comment}`"),
        None => "no comment".to_owned(),
    };
    push(comment(before), comment(after), "has");
    all
}

fn nulls(column: &ColumnDef) -> &'static str {
    if column.nullable { "nullable" } else { "not null" }
}

fn default(column: &ColumnDef) -> String {
    match (&column.default_sql, &column.default) {
        (Some(text), _) => format!("the default `{}`", sql(text)),
        (None, Some(Literal::String(text))) => format!("the default `'{text}'`"),
        (None, Some(Literal::Integer(number))) => format!("the default `{number}`"),
        (None, Some(Literal::Number(digits))) => format!("the default `{digits}`"),
        (None, Some(Literal::Boolean(value))) => format!("the default `{value}`"),
        (None, None) => "no default".to_owned(),
    }
}

/// A text of it, whatever the dialect.
fn sql(sql: &Sql) -> String {
    let any = sql.overrides.first().map(|(_, text)| text);
    sql.common.as_ref().or(any).map(ToString::to_string).unwrap_or_default()
}

fn options(options: &TableOptions) -> Vec<(&'static str, String)> {
    let TableOptions { sqlite, postgres, mysql } = options;
    let text = |word: &Option<Str>| word.as_deref().unwrap_or("unsaid").to_owned();
    let with: Vec<String> =
        postgres.with.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    vec![
        ("strict", sqlite.strict.to_string()),
        ("without rowid", sqlite.without_rowid.to_string()),
        ("autoincrement", sqlite.autoincrement.to_string()),
        ("unlogged", postgres.unlogged.to_string()),
        ("the tablespace", text(&postgres.tablespace)),
        ("with", with.join(", ")),
        ("partition by", text(&postgres.partition_by)),
        ("the engine", text(&mysql.engine)),
        ("the character set", text(&mysql.charset)),
        ("the collation", text(&mysql.collation)),
        ("the row format", text(&mysql.row_format)),
    ]
}

struct Labels<'l>(&'l [Str]);

impl fmt::Display for Labels<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, label) in self.0.iter().enumerate() {
            f.write_str(if at > 0 { ", " } else { "" })?;
            write!(f, "`{label}`")?;
        }
        Ok(())
    }
}

/// The type by its general name; the dialects' own words stand for what has none.
struct Type<'c>(&'c ColumnDef);

impl fmt::Display for Type<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.type_overrides.first() {
            Some((_, text)) => write!(f, "`{text}`"),
            None => write!(f, "`{}`", type_text(&self.0.sql_type)),
        }
    }
}

fn type_text(sql_type: &SqlType) -> String {
    match sql_type {
        SqlType::String(length) => format!("VARCHAR({length})"),
        SqlType::Binary(length) => format!("VARBINARY({length})"),
        SqlType::Numeric { precision: Some(precision), scale: Some(scale) } => {
            format!("NUMERIC({precision}, {scale})")
        }
        SqlType::Numeric { precision: Some(precision), scale: None } => {
            format!("NUMERIC({precision})")
        }
        SqlType::Enum(def) => format!("enum {} ({})", def.name, def.labels.join(", ")),
        SqlType::Array(element) => match element {
            ElementType::Static(element) => format!("{}[]", type_text(element)),
            ElementType::Boxed(element) => format!("{}[]", type_text(element)),
        },
        SqlType::Custom(text) => sql(text),
        other => other.name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::change::Change;
    use crate::schema::{
        CheckDef, ColumnDef, Deferrable, EnumDef, ForeignKeyDef, IndexColumn, IndexDef, MatchType,
        NullsOrder, ReferentialAction, SqlType, TableName, TableOptions,
    };

    fn check(change: &Change, expected: &str) {
        assert_eq!(change.to_string(), expected);
    }

    fn table() -> TableName {
        TableName::from("app.t")
    }

    #[test]
    fn what_differs_of_a_column_is_said_on_both_sides_and_nothing_else() {
        let before = ColumnDef::new("a", SqlType::String(50)).nullable().comment("x");
        let after = ColumnDef::new("a", SqlType::Text).nullable().comment("x");
        let change = Change::AlterColumn { table: table(), before: before.clone(), after };
        check(&change, "the column `a` of `app.t` is `VARCHAR(50)`, the model says `TEXT`");
        let after = ColumnDef::new("a", SqlType::String(50)).default_sql("now()").comment("x");
        let change = Change::AlterColumn { table: table(), before, after };
        check(
            &change,
            "the column `a` of `app.t` is nullable, the model says not null; has no default, the \
             model says the default `now()`",
        );
    }

    #[test]
    fn what_is_missing_is_named_with_what_it_is() {
        let column = ColumnDef::new("a", SqlType::Numeric { precision: Some(10), scale: Some(2) });
        check(
            &Change::AddColumn { table: table(), column },
            "the column `a` of `app.t` is missing (`NUMERIC(10, 2)`, not null)",
        );
        let index = IndexDef::new(["a"]).named("ix").unique().predicate("a > 0");
        check(
            &Change::CreateIndex { table: table(), index },
            "the unique index `ix` (a) where a > 0 of `app.t` is missing",
        );
        let foreign_key = ForeignKeyDef::new(["a"], "users", ["id"]);
        check(
            &Change::AddForeignKey { table: table(), foreign_key },
            "the foreign key (a) to `users` (id) of `app.t` is missing",
        );
        let check_def = CheckDef::new("a > 0").named("ck");
        check(
            &Change::DropCheck { table: table(), check: check_def },
            "the check `ck` (a > 0) of `app.t` is not as in the model",
        );
    }

    #[test]
    fn what_tells_two_keys_or_indexes_apart_is_said() {
        let part = IndexColumn::column("a").collation("C").operator_class("text_ops").descending();
        let index = IndexDef::new([part.nulls(NullsOrder::Last)]).method("btree").include(["b"]);
        check(
            &Change::DropIndex { table: table(), index },
            "the index (a C text_ops desc nulls last) using btree include (b) of `app.t` is not as \
             in the model",
        );
        let foreign_key = ForeignKeyDef::new(["a"], "users", ["id"])
            .on_delete(ReferentialAction::SetNull)
            .match_type(MatchType::Full)
            .deferrable(Deferrable::InitiallyDeferred);
        check(
            &Change::AddForeignKey { table: table(), foreign_key },
            "the foreign key (a) to `users` (id) on delete set null match full deferrable initially \
             deferred of `app.t` is missing",
        );
    }

    #[test]
    fn labels_and_options_are_said_on_both_sides() {
        check(
            &Change::AlterEnum {
                columns: Vec::new(),
                before: EnumDef::new("role", ["a"]),
                after: EnumDef::new("role", ["a", "b"]),
            },
            "the enum `role` has the labels `a`, the model says `a`, `b`",
        );
        let mut after = TableOptions::NEW;
        after.sqlite.strict = true;
        check(
            &Change::SetTableOptions { table: table(), before: TableOptions::NEW, after },
            "the options of `app.t` differ: strict is `false`, the model says `true`",
        );
    }
}
