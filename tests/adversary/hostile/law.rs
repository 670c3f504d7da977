//! The law for one text in some places of one database.

use fsm_core::{DatabasePool, Dialect, ErrorKind, Metadata, TableDef};
use fsm_tests::catalog::{Object, objects_of};
use fsm_tests::hostile::Place;
use fsm_tests::{TestDatabase, TestPool};

use super::expected::is_refused;
use crate::process::Error;

/// A database, and the sessions that create in it.
pub(crate) struct Ground<'d> {
    pub(crate) db: &'d TestDatabase,
    /// The library's, perhaps with modes of its own.
    pub(crate) session: TestPool,
}

impl<'d> Ground<'d> {
    /// With a session of the usual modes; on SQLite of one connection, to which files are attached.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) async fn new(db: &'d TestDatabase) -> Result<Self, Error> {
        let session = match db.dialect() {
            Dialect::Sqlite => db.pool().in_session("SELECT 1").await?,
            _ => db.pool().clone(),
        };
        Ok(Self { db, session })
    }
}

impl Ground<'_> {
    /// Holds the law, and leaves the database as empty as it was.
    ///
    /// # Errors
    /// With what broke.
    pub(crate) async fn check(&self, places: &[Place], text: &str) -> Result<(), Error> {
        let dialect = self.db.dialect();
        let text = &self.in_place(places, text);
        let tables = Place::tables(places, text);
        let metadata: Metadata = tables.iter().cloned().collect();
        let pool = self.session.database();
        let verdict = metadata.verify(dialect);
        let refused = places.iter().any(|place| is_refused(dialect, *place, text));
        match (refused, verdict) {
            (true, Ok(())) => Err("is not refused".into()),
            (false, Err(error)) => Err(format!("is refused: {error}").into()),
            (true, Err(_)) => self.refusal(&metadata, &pool, places, text).await,
            (false, Ok(())) => {
                self.prepare(places, text).await?;
                let held = self.creation(&metadata, &pool, &tables, places, text).await;
                let dropped = metadata.drop_all(&pool).await;
                self.clear(places, text).await?;
                held?;
                dropped.map_err(|error| format!("cannot be dropped: {}", full(&error)))?;
                let left = self.objects(places, text, &["table", "enum"]).await?;
                let left: Vec<_> = left.iter().filter(|left| left.kind != "schema").collect();
                if left.is_empty() { Ok(()) } else { Err(format!("dropping left {left:?}").into()) }
            }
        }
    }

    /// A schema on MySQL is a database of the whole server, so it has to be this test's own.
    fn in_place(&self, places: &[Place], text: &str) -> String {
        let database = self.db.url().rsplit('/').next().unwrap_or_default();
        if places.contains(&Place::Schema)
            && self.db.dialect() == Dialect::Mysql
            && !text.is_empty()
        {
            return format!("{database}{text}");
        }
        text.to_owned()
    }

    async fn refusal(
        &self,
        metadata: &Metadata,
        pool: &DatabasePool,
        places: &[Place],
        text: &str,
    ) -> Result<(), Error> {
        let error = match metadata.create_all(pool).await {
            Ok(created) => return Err(format!("is refused, and created: {created}").into()),
            Err(error) => error,
        };
        // The look that comes before `verify` finds no file attached under such a name.
        if !matches!(error.kind(), ErrorKind::Unsupported { .. } | ErrorKind::NotAttached { .. }) {
            return Err(format!("reaches the database: {}", full(&error)).into());
        }
        let message = error.to_string();
        let named = message.contains(text) || message.contains(&format!("{text:?}"));
        if !named {
            return Err(format!("is not named in: {message}").into());
        }
        let found = self.objects(places, text, &["table", "enum"]).await?;
        let found: Vec<_> = found.iter().filter(|object| object.kind != "schema").collect();
        if found.is_empty() { Ok(()) } else { Err(format!("left {found:?}").into()) }
    }

    async fn creation(
        &self,
        metadata: &Metadata,
        pool: &DatabasePool,
        tables: &[TableDef],
        places: &[Place],
        text: &str,
    ) -> Result<(), Error> {
        metadata.create_all(pool).await.map_err(|error| full(&error))?;
        let mut kinds = vec!["table", "column"];
        kinds.extend(places.iter().map(|place| kind_of(*place)));
        let objects = self.objects(places, text, &kinds).await?;
        self.is_there(&objects, tables, places, text)?;
        let again = metadata.create_all(pool).await.map_err(|error| full(&error))?;
        if !again.is_noop() {
            return Err(format!("is not found again: {again}").into());
        }
        self.row(tables, places, text).await
    }

    /// Every name and text of the tables is in the catalog, exactly, as often as it should be.
    fn is_there(
        &self,
        objects: &[Object],
        tables: &[TableDef],
        places: &[Place],
        text: &str,
    ) -> Result<(), Error> {
        let dialect = self.db.dialect();
        let count = |kind: &str, name: &str| {
            objects.iter().filter(|object| object.kind == kind && object.name == name).count()
        };
        for table in tables {
            if count("table", &table.name.name) != 1 {
                return Err(format!("no table {:?} in {objects:#?}", table.name.name).into());
            }
            for column in table.columns.iter() {
                let there = objects.iter().any(|object| {
                    object.kind == "column"
                        && object.of == table.name.name
                        && object.name == column.name
                });
                if !there {
                    return Err(format!("no column {:?} in {objects:#?}", column.name).into());
                }
            }
        }
        for &place in places {
            let kind = kind_of(place);
            if place.is_ignored(dialect) || ["table", "column", "comment"].contains(&kind) {
                continue;
            }
            if count(kind, text) != 1 {
                return Err(format!("no {kind} {text:?} in {objects:#?}").into());
            }
        }
        let comments = objects.iter().filter(|object| object.kind == "comment");
        let comments: Vec<&str> = comments.map(|object| &*object.detail).collect();
        let expected = places
            .iter()
            .filter(|place| kind_of(**place) == "comment" && !place.is_ignored(dialect))
            .filter(|_| !text.is_empty());
        if comments != vec![text; expected.count()] {
            return Err(format!("the comments read {comments:?}").into());
        }
        Ok(())
    }

    /// A row goes in through the quoted names, and comes back with its defaults.
    async fn row(&self, tables: &[TableDef], places: &[Place], text: &str) -> Result<(), Error> {
        let dialect = self.db.dialect();
        let quote = |name: &str| dialect.quote_identifier(name);
        let (table, named) = (&tables[0], quote(&tables[0].columns[1].name));
        let name = dialect.quote_name(&table.name);
        let label = if places.contains(&Place::EnumLabel) { text } else { "label" };
        let mut columns = vec!["id".to_owned(), "kind".into(), "amount".into()];
        let mut values = vec!["7".to_owned(), dialect.quote_string(label), "1".into()];
        for (at, column) in [(Place::Default, &named), (Place::TextDefault, &"plain".to_owned())] {
            if !places.contains(&at) {
                columns.push(column.clone());
                values.push("'value'".to_owned());
            }
        }
        let insert =
            format!("INSERT INTO {name} ({}) VALUES ({})", columns.join(", "), values.join(", "));
        self.session.execute(&insert).await.map_err(|error| format!("{insert}: {error}"))?;
        let select = format!("SELECT {named}, kind, plain FROM {name}");
        let rows = self.session.query_text(&select).await?;
        let or = |at: Place| if places.contains(&at) { text } else { "value" };
        let expected = [or(Place::Default), label, or(Place::TextDefault)];
        let found: Vec<Option<&str>> = rows.iter().flatten().map(Option::as_deref).collect();
        if found == expected.map(Some) {
            return Ok(());
        }
        Err(format!("the row reads {found:?} instead of {expected:?}").into())
    }

    async fn objects(
        &self,
        places: &[Place],
        text: &str,
        kinds: &[&str],
    ) -> Result<Vec<Object>, Error> {
        let schema = (places.contains(&Place::Schema) && !text.contains('\0')).then_some(text);
        // Only the session that attached a file to SQLite sees it.
        let pool = match self.db.dialect() {
            Dialect::Sqlite => &self.session,
            _ => self.db.pool(),
        };
        let mut objects = objects_of(pool, schema, Some(kinds)).await?;
        objects.retain(|object| !(object.kind == "schema" && object.name == "public"));
        Ok(objects)
    }

    /// What a place needs that no schema can create.
    async fn prepare(&self, places: &[Place], text: &str) -> Result<(), Error> {
        if places.contains(&Place::Collation) && self.db.dialect() == Dialect::Postgres {
            let name = text.replace('"', "\"\"");
            self.db.execute(&format!("CREATE COLLATION \"{name}\" FROM \"C\"")).await?;
        }
        if places.contains(&Place::Schema) && self.db.dialect() == Dialect::Sqlite {
            let name = text.replace('"', "\"\"");
            self.session.execute(&format!("ATTACH DATABASE ':memory:' AS \"{name}\"")).await?;
        }
        Ok(())
    }

    async fn clear(&self, places: &[Place], text: &str) -> Result<(), Error> {
        let name = match self.db.dialect() {
            Dialect::Postgres => format!("\"{}\"", text.replace('"', "\"\"")),
            _ => format!("`{}`", text.replace('`', "``")),
        };
        let has = |place| places.contains(&place);
        match self.db.dialect() {
            Dialect::Postgres if has(Place::Collation) => {
                self.db.execute(&format!("DROP COLLATION {name}")).await?;
            }
            Dialect::Postgres if has(Place::Schema) => {
                self.db.execute(&format!("DROP SCHEMA IF EXISTS {name}")).await?;
            }
            Dialect::Sqlite if has(Place::Schema) => {
                self.session.execute(&format!("DETACH DATABASE {name}")).await?;
            }
            Dialect::Mysql if has(Place::Schema) => {
                self.db.execute(&format!("DROP DATABASE IF EXISTS {name}")).await?;
            }
            _ => {}
        }
        Ok(())
    }
}

fn full(error: &fsm_core::Error) -> String {
    let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let sql = match error.kind() {
        ErrorKind::Statement { sql, .. } => sql,
        _ => "",
    };
    format!("{error}: {cause} {sql}")
}

/// What the catalog calls what is named in the place.
fn kind_of(place: Place) -> &'static str {
    match place {
        Place::Table => "table",
        Place::Column | Place::Default | Place::TextDefault => "column",
        Place::PrimaryKey => "primary key",
        Place::Unique => "unique",
        Place::Check => "check",
        Place::ForeignKey => "foreign key",
        Place::Index => "index",
        Place::EnumType => "enum",
        Place::EnumLabel => "label",
        Place::Schema => "schema",
        Place::Collation => "collation of column",
        Place::TableComment | Place::ColumnComment | Place::IndexComment => "comment",
    }
}
