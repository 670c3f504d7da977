use super::settings::{Settings, unreadable};
use super::show::Shown;
use super::{check, column, settings};
use crate::change::Change;
use crate::error::Error;
use crate::name::NamingConvention;
use crate::reflect::{Rows, Scope, Scratch};
use crate::schema::{Autoincrement, Dialect, Sql, TableDef, TableName};

/// What the table is called that nobody sees.
const NAME: &str = "fsm_core_scratch";

/// The name of a check: by its place, because names of other tables' checks are taken.
fn check_name(at: usize) -> String {
    format!("c{at}")
}

/// A temporary table with the texts of `table`: what is seen of it by one session only commits no
/// transaction either (manual, 15.3.3 Statements That Cause an Implicit Commit).
///
/// Foreign keys are left out, which a temporary table cannot have, and indexes and numbering, which
/// hold no text.
pub(super) fn make(table: &TableDef, naming: &NamingConvention) -> Scratch {
    let mut copy = table.clone();
    let name = TableName { schema: table.name.schema.clone(), name: NAME.into() };
    (copy.name, copy.comment) = (name.clone(), None);
    (copy.options.mysql.engine, copy.options.mysql.row_format) = (None, None);
    copy.foreign_keys = Vec::new().into();
    copy.indexes = Vec::new().into();
    copy.uniques = Vec::new().into();
    for (at, check) in copy.checks.to_mut().iter_mut().enumerate() {
        check.name = Some(check_name(at).into());
    }
    for column in copy.columns.to_mut() {
        (column.autoincrement, column.identity) = (Autoincrement::Never, None);
        column.comment = None;
    }
    let statements = Dialect::Mysql.spell(&Change::CreateTable { table: copy }, naming);
    let create = statements.into_iter().map(|statement| {
        let rest = statement.sql.strip_prefix("CREATE TABLE").unwrap_or_default();
        format!("CREATE TEMPORARY TABLE{rest}")
    });
    let quoted = Dialect::Mysql.quote_name(&name);
    // One of before may have been left by a call that was dropped.
    let clear = format!("DROP TEMPORARY TABLE IF EXISTS {quoted}");
    Scratch {
        make: std::iter::once(clear.clone()).chain(create).collect(),
        ask: vec![settings::query(&Scope::default()), format!("SHOW CREATE TABLE {quoted}")],
        clear: vec![clear],
    }
}

/// `table` with its texts as the server keeps them, read as the catalog is.
pub(super) fn read(table: &TableDef, answers: &[Rows]) -> Result<TableDef, Error> {
    let what = || format!("`{}`", table.name);
    let [settings, shown] = answers else {
        return Err(unreadable(what(), format!("{} answers", answers.len())));
    };
    let settings = Settings::of_session(settings)?;
    let text = shown.iter().next().and_then(|row| row.get(1)).unwrap_or_default();
    let Some(shown) = Shown::read(text, settings.quotes) else {
        return Err(unreadable(what(), "a definition that does not read"));
    };
    // As it was made, to be put into the place of what the model says.
    let mut made = TableDef::new(table.name.clone());
    made.options.mysql.collation = shown.collation.clone().map(Into::into);
    for seen in &shown.columns {
        let usual = seen.charset.as_ref().and_then(|set| settings.usual.get(set));
        let seen = column::Seen {
            name: &seen.name,
            declared: &seen.declared,
            nullable: seen.nullable,
            default: seen.default.as_deref(),
            extra: &seen.extra,
            collation: seen.collation.as_ref().or(usual).map(String::as_str),
            comment: "",
            expression: seen.expression.as_deref().unwrap_or_default(),
            reference_system: seen.reference_system.as_deref(),
            quoted: true,
        };
        let of_table = seen.collation.and(shown.collation.as_deref());
        let (column, _) = column::read(&settings, &table.name, of_table, &seen);
        made.columns.to_mut().push(column);
    }
    for (name, clause) in &shown.checks_of_columns {
        let seen = check::Seen { name, at_column: true, clause, enforced: true, escaped: false };
        seen.put(&settings, &mut made, &mut Vec::new());
    }
    let mut read = table.clone();
    for column in read.columns.to_mut() {
        let Some(kept) = made.find_column(&column.name) else {
            return Err(unreadable(what(), format!("no column `{}`", column.name)));
        };
        column.sql_type = kept.sql_type.clone();
        column.type_overrides = Vec::new().into();
        column.nullable = kept.nullable;
        column.default = kept.default.clone();
        column.default_sql = kept.default_sql.clone();
        column.computed = kept.computed.clone();
        column.collation = kept.collation.clone();
    }
    for (at, check) in read.checks.to_mut().iter_mut().enumerate() {
        let name = check_name(at);
        if let Some((_, clause)) = shown.checks.iter().find(|(other, _)| *other == name) {
            check.expression = Sql::new(super::default::without_parentheses(clause).to_owned());
        }
    }
    Ok(read)
}
