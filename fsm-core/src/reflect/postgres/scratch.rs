//! A model's table made as a temporary one, to learn in which form the server keeps its texts.
//! It never makes what outlives the session.

use super::string;
use crate::change::Change;
use crate::name::NamingConvention;
use crate::reflect::Scratch;
use crate::schema::{Autoincrement, Dialect, EnumDef, SqlType, TableDef, TableName, TableOptions};

const DIALECT: Dialect = Dialect::Postgres;

/// How the table is made, asked for by `ask`, and taken away.
pub(super) fn scratch(table: &TableDef, naming: &NamingConvention, ask: Vec<String>) -> Scratch {
    let enums = table.enums();
    let mut make: Vec<String> = enums.iter().filter_map(|def| make_enum(def)).collect();
    let change = Change::CreateTable { table: temporary(table) };
    make.extend(DIALECT.spell(&change, naming).into_iter().map(|statement| statement.sql));
    let mut clear = vec![format!("DROP TABLE IF EXISTS {}", in_temporary(&table.name.name))];
    clear.extend(
        enums
            .iter()
            .filter(|def| def.name.schema.is_none())
            .map(|def| format!("DROP TYPE IF EXISTS {}", in_temporary(&def.name.name))),
    );
    Scratch { make, ask, clear }
}

fn in_temporary(name: &str) -> String {
    DIALECT.quote_name(&TableName::new(name.to_owned()).in_schema("pg_temp"))
}

/// The model's enum, where none of that name with all its labels stands yet.
///
/// One in another schema would be found there and nowhere else.
fn make_enum(def: &EnumDef) -> Option<String> {
    if def.name.schema.is_some() {
        return None;
    }
    let labels: Vec<String> = def.labels.iter().map(|label| string(label)).collect();
    let (labels, name) = (labels.join(", "), DIALECT.quote_name(&def.name));
    let body = format!(
        "BEGIN IF (SELECT count(*) FROM pg_catalog.pg_enum AS e \
         WHERE e.enumtypid = to_regtype({}) AND e.enumlabel = ANY (ARRAY[{labels}]::name[])) < {} \
         THEN CREATE TYPE {} AS ENUM ({labels}); END IF; END",
        string(&name),
        def.labels.len(),
        in_temporary(&def.name.name),
    );
    Some(format!("DO {}", string(&body)))
}

/// The table as a temporary one under the same name, so that texts which name it find it, without
/// what has no text: keys to other tables, numbering, comments, where it is stored.
fn temporary(table: &TableDef) -> TableDef {
    let mut copy = table.clone();
    copy.name = TableName::new(table.name.name.clone()).in_schema("pg_temp");
    copy.foreign_keys = Vec::new().into();
    copy.comment = None;
    copy.options = TableOptions::NEW;
    copy.options.postgres.partition_by = table.options.postgres.partition_by.clone();
    for column in copy.columns.to_mut() {
        column.autoincrement = Autoincrement::Never;
        column.identity = None;
        column.comment = None;
    }
    for index in copy.indexes.to_mut() {
        index.comment = None;
    }
    copy
}

/// `table` with its texts as `kept` has them.
pub(super) fn with_texts(table: &TableDef, kept: &TableDef) -> TableDef {
    let mut answer = table.clone();
    for column in answer.columns.to_mut() {
        let Some(found) = kept.find_column(&column.name) else { continue };
        if found.default_sql.is_some() || column.default_sql.is_some() {
            column.default = None;
            column.default_sql = found.default_sql.clone();
        } else if column.default.is_some() {
            column.default = None;
        }
        column.computed = found.computed.clone();
        // A type in the author's own words is a text as well.
        let own_words = column.type_override(DIALECT).is_some();
        if own_words || matches!(column.sql_type, SqlType::Custom(_)) {
            column.type_overrides.to_mut().retain(|(dialect, _)| *dialect != DIALECT);
            column.sql_type = found.sql_type.clone();
        }
    }
    // Under the names that the model's get.
    answer.checks = kept.checks.clone();
    answer.indexes = kept.indexes.clone();
    answer
}
