use super::Reason;
use super::key::Layout;
use crate::codec::{TEXT_LIMIT, Written};
use crate::error::{Error, ErrorKind};
use crate::key::StorageKey;
use crate::sql::{AiogramRows, INLINE, Statement, Values};
use crate::store::{FsmStorage, Place, Pool, Row};
use fsm_core::{DatabasePool, TableName};
use serde_json::{Value, value::RawValue};

/// The table, read from its begin to its end.
#[derive(Debug)]
pub(super) struct Rows {
    pool: Pool,
    statements: AiogramRows,
    limit: u32,
    /// Behind which row the next page begins.
    behind: Option<Position>,
}

/// Where a row stands: by its number on SQLite, by its id elsewhere.
#[derive(Clone, Debug, Default, PartialEq)]
struct Position {
    number: i64,
    id: String,
}

/// A row as it was read.
#[derive(Debug)]
pub(super) struct RawRow {
    position: Position,
    pub(super) id: Cell,
    state: Cell,
    data: Cell,
}

/// A value that should be text.
#[derive(Debug)]
pub(super) struct Cell {
    /// How many bytes it has; `None` for `NULL`.
    bytes: Option<usize>,
    /// What was read of it; `None` if it is no text, or too long to be read with the others.
    pub(super) text: Option<String>,
}

/// What a row holds, ready to be written.
#[derive(Debug)]
pub(super) struct Conversation {
    pub(super) key: StorageKey,
    pub(super) state: Option<String>,
    pub(super) data: Option<Written>,
}

impl Rows {
    pub(super) fn of(pool: DatabasePool, table: &TableName, limit: u32) -> Result<Self, Error> {
        let pool = Pool::try_from(pool)?;
        let statements = AiogramRows::of(pool.dialect(), table);
        Ok(Self { pool, statements, limit, behind: None })
    }

    /// How many rows paging passes over because they have no id.
    pub(super) async fn nameless(&self) -> Result<u64, Error> {
        let Some(count) = &self.statements.nameless else { return Ok(0) };
        let row = Place::Pool(&self.pool).fetch(count, &Values::default()).await?;
        let count = row.map(|row| row.int(0)).transpose()?.unwrap_or_default();
        Ok(count.try_into().unwrap_or_default())
    }

    /// The next rows; none at the end.
    pub(super) async fn page(&mut self) -> Result<Vec<RawRow>, Error> {
        let statement = match self.behind {
            None => &self.statements.first,
            Some(_) => &self.statements.next,
        };
        let behind = self.behind.clone().unwrap_or_default();
        let limit = i64::from(self.limit);
        let rows = self.fetch(statement, &behind, limit).await?;
        let rows = rows.iter().map(RawRow::of).collect::<Result<Vec<_>, Error>>()?;
        if let Some(last) = rows.last() {
            self.behind = Some(last.position.clone());
        }
        Ok(rows)
    }

    /// The data of a row whose data did not come with it.
    pub(super) async fn fill(&self, row: &mut RawRow, limit: usize) -> Result<(), Error> {
        let bytes = row.data.bytes.unwrap_or_default();
        if bytes > INLINE && bytes <= limit {
            let rows = self.fetch(&self.statements.data, &row.position, 1).await?;
            // A row that is gone meanwhile holds nothing.
            row.data = match rows.first() {
                Some(found) => Cell { bytes: Some(bytes), text: text(found, 0)? },
                None => Cell { bytes: None, text: None },
            };
        }
        Ok(())
    }

    async fn fetch(
        &self,
        statement: &Statement,
        at: &Position,
        limit: i64,
    ) -> Result<Vec<Row>, Error> {
        let values = Values { name: &at.id, version: at.number, limit, ..Values::default() };
        Ok(Place::Pool(&self.pool).fetch_all(statement, &values).await?)
    }
}

impl RawRow {
    fn of(row: &Row) -> Result<Self, Error> {
        let id = Cell::of(row, 1)?;
        let position = Position { number: row.int(0)?, id: id.text.clone().unwrap_or_default() };
        Ok(Self { position, id, state: Cell::of(row, 3)?, data: Cell::of(row, 5)? })
    }

    /// Whether the data has to be read by itself.
    pub(super) fn is_long(&self) -> bool {
        self.data.bytes.is_some_and(|bytes| bytes > INLINE)
    }

    /// What the row holds; `None` if that is nothing.
    pub(super) fn read(
        &self,
        layout: &Layout,
        storage: &FsmStorage,
    ) -> Result<Option<Conversation>, Reason> {
        if self.id.bytes.is_none() {
            return Err(Reason::NoId);
        }
        let key = layout.read(self.id.required("id")?)?;
        Values::of(&key).map_err(refused)?;
        let state = self.state.text("state", TEXT_LIMIT)?;
        // Empty text is what that storage writes for no data.
        let data = match self.data.text("data", storage.byte_limit())? {
            None | Some("") => None,
            Some(text) => Some(data(text, storage)?).filter(|written| written.len() > 0),
        };
        if state.is_none() && data.is_none() {
            return Ok(None);
        }
        Ok(Some(Conversation { key, state: state.map(str::to_owned), data }))
    }
}

impl Cell {
    /// The value of a column, whose length is in the next one.
    fn of(row: &Row, column: usize) -> Result<Self, Error> {
        // The length is never NULL where the value is none.
        let bytes = row.number(column + 1)?.map(|bytes| usize::try_from(bytes).unwrap_or_default());
        Ok(Self { bytes, text: text(row, column)? })
    }

    fn required(&self, column: &'static str) -> Result<&str, Reason> {
        self.text.as_deref().ok_or(Reason::NotText { column })
    }

    /// The text if there is a value, which may have `limit` bytes.
    fn text(&self, column: &'static str, limit: usize) -> Result<Option<&str>, Reason> {
        let Some(bytes) = self.bytes else { return Ok(None) };
        if bytes > limit {
            return Err(refused(ErrorKind::TooLong { part: column, bytes, limit }));
        }
        self.required(column).map(Some)
    }
}

/// A column that should be text; `None` if it is none, which is the row's trouble and not the
/// table's.
fn text(row: &Row, column: usize) -> Result<Option<String>, Error> {
    match row.text(column) {
        Ok(text) => Ok(text.map(str::to_owned)),
        Err(sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The data that Python wrote as `text`. Of a name that stands twice the last value counts, as it
/// does in Python.
fn data(text: &str, storage: &FsmStorage) -> Result<Written, Reason> {
    let no_object = |found| refused(ErrorKind::NotAnObject { found });
    // Python writes NaN and Infinity, which are no JSON, and halves of characters, which are.
    let raw: &RawValue = serde_json::from_str(text).map_err(|_| no_object("no JSON"))?;
    let as_it_stands = storage.written(&raw);
    let as_it_stands = match as_it_stands {
        Ok(_) | Err(ErrorKind::DuplicateName) => as_it_stands,
        Err(kind) => return Err(refused(kind)),
    };
    let value: Value =
        serde_json::from_str(text).map_err(|_| no_object("JSON that cannot be read"))?;
    // Python counts further than Rust: such numbers are written just as they stand there.
    let written = if is_huge(&value) { as_it_stands } else { storage.written(&value) };
    written.map_err(refused)
}

/// Whether there is a number that may have been an integer beyond all of Rust's.
fn is_huge(value: &Value) -> bool {
    const FIRST: f64 = 9.2e18;
    match value {
        Value::Number(number) => {
            number.is_f64() && number.as_f64().is_some_and(|number| number.abs() > FIRST)
        }
        Value::Array(values) => values.iter().any(is_huge),
        Value::Object(values) => values.values().any(is_huge),
        _ => false,
    }
}

fn refused(kind: ErrorKind) -> Reason {
    Reason::Refused(kind.into())
}
