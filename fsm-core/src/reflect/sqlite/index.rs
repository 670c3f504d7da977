use super::parse::{IndexPart, IndexText};
use super::rows::{IndexPartRow, ObjectRow, unreadable};
use crate::error::Error;
use crate::schema::{IndexColumn, IndexDef, IndexKey, Sql};

/// The index.
pub(super) fn index(object: ObjectRow<'_>, rows: &[IndexPartRow<'_>]) -> Result<IndexDef, Error> {
    let name = object.name;
    let sql = object.sql.ok_or_else(|| unreadable(name, "no text"))?;
    let text = IndexText::parse(sql).map_err(|unread| unreadable(name, unread.to_string()))?;
    if rows.len() != text.parts.len() {
        let found = format!("{} parts, of which its text has {}", rows.len(), text.parts.len());
        return Err(unreadable(name, found));
    }
    let parts = text.parts.iter().zip(rows);
    let mut columns = Vec::new();
    for (part, row) in parts {
        columns.push(column(name, part, *row)?);
    }
    let mut index = IndexDef::new(columns).named(name.to_owned());
    index.unique = text.unique;
    index.predicate = text.predicate.map(|predicate| Sql::new(predicate.to_owned()));
    Ok(index)
}

/// A name may be a column, or a text: only SQLite knows.
fn column(index: &str, part: &IndexPart<'_>, row: IndexPartRow<'_>) -> Result<IndexColumn, Error> {
    let key = match (row.column, &part.name) {
        (Some(column), Some(name)) if column.eq_ignore_ascii_case(name) => {
            IndexKey::Column(column.to_owned().into())
        }
        (Some(column), _) => {
            let found = format!("`{column}` where its text has `{}`", part.expression);
            return Err(unreadable(index, found));
        }
        (None, _) => IndexKey::Expression(Sql::new(part.expression.to_owned())),
    };
    let mut column = IndexColumn { key, ..IndexColumn::column("") };
    column.order = part.order;
    column.collation = part.collation.clone().map(Into::into);
    Ok(column)
}
