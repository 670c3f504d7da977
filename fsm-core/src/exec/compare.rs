//! Comparing a database with models: one reading of what stands, and a look out of sight at the
//! texts that only the server can compare. Nothing is changed.

use super::door;
use super::lock::Work;
use super::reflect::read;
use super::session::{Beginning, Boxed, Session};
use super::source::Source;
use crate::compare::{
    CompareOptions, Comparison, Draft, DropUnknown, Filter, Kept, Renames, Standing,
    compare as compared, usual_case,
};
use crate::error::{Error, ErrorKind};
use crate::reflect::{NameCase, Reflected, Rows, Scope, Scratch, catalog};
use crate::registry::Metadata;
use crate::schema::{Dialect, Str, TableDef, TableName};
use std::collections::BTreeSet;
use std::{fmt, future::IntoFuture, marker::PhantomData};

/// What the database would have to change to be as the metadata says.
///
/// It reads the schemas that the models name, and the connection's own if one names none: a fixed
/// number of queries, whatever the number of tables. For texts that neither are the same nor tell
/// that they are not (a check that PostgreSQL keeps in other words), the server makes the model's
/// table out of sight, in a transaction that is rolled back or as a temporary one. Where it cannot,
/// the text is in [`Comparison::skipped`], with the reason. Nothing is ever changed.
///
/// What stands in the database and is no model's is named in [`Comparison::kept`], and among the
/// changes only if [`Compare::drop_unknown`] asks for it.
///
/// `.await` the answer; nothing happens before.
///
/// # Errors
/// What [`Metadata::check`] finds; [`ErrorKind::Connection`] if a query fails;
/// [`ErrorKind::Catalog`] if an answer cannot be read.
pub fn compare<'m, 'c, S: Source<'c>>(metadata: &'m Metadata, source: S) -> Compare<'m, 'c, S> {
    Compare {
        metadata,
        source,
        options: CompareOptions::new(),
        schemas: Vec::new(),
        connection: PhantomData,
    }
}

impl Metadata {
    /// What the database would have to change to be as this metadata says: [`compare`].
    pub fn compare<'m, 'c, S: Source<'c>>(&'m self, source: S) -> Compare<'m, 'c, S> {
        compare(self, source)
    }
}

/// [`compare`], until it is awaited.
#[must_use = "nothing is compared before it is awaited"]
pub struct Compare<'m, 'c, S> {
    metadata: &'m Metadata,
    source: S,
    options: CompareOptions,
    schemas: Vec<Str>,
    connection: PhantomData<&'c ()>,
}

impl<S> Compare<'_, '_, S> {
    /// What got another name, as far as the models do not say it themselves.
    pub fn renames(mut self, renames: Renames) -> Self {
        self.options.renames = renames;
        self
    }

    /// Also drops what no model has, as far as this says; nothing by default.
    pub fn drop_unknown(mut self, drop_unknown: DropUnknown) -> Self {
        self.options.drop_unknown = drop_unknown;
        self
    }

    /// Only tables of such a name, beside those of other calls; `*` stands for any text.
    pub fn include(mut self, pattern: impl Into<String>) -> Self {
        self.options.filter = self.options.filter.include(pattern);
        self
    }

    /// No tables, enums or sequences of such a name.
    pub fn exclude(mut self, pattern: impl Into<String>) -> Self {
        self.options.filter = self.options.filter.exclude(pattern);
        self
    }

    /// Only what this takes, instead of what [`Compare::include`] and [`Compare::exclude`] said.
    pub fn filter(mut self, filter: Filter) -> Self {
        self.options.filter = filter;
        self
    }

    /// These schemas too, though no model is in them.
    pub fn schemas<N: Into<Str>>(mut self, schemas: impl IntoIterator<Item = N>) -> Self {
        self.schemas.extend(schemas.into_iter().map(Into::into));
        self
    }

    /// All options at once.
    pub fn options(mut self, options: CompareOptions) -> Self {
        self.options = options;
        self
    }
}

impl<'f, 'c, S> IntoFuture for Compare<'f, 'c, S>
where
    S: Source<'c> + 'f,
    'c: 'f,
{
    type Output = Result<Comparison, Error>;
    type IntoFuture = Boxed<'f, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { metadata, source, options, schemas, .. } = self;
        Box::pin(async move {
            metadata.check()?;
            let mut work = Comparing { metadata, options: &options, schemas, answer: None };
            source.with(&mut work).await?;
            work.answer.ok_or_else(|| {
                let (what, found) = ("the schema".to_owned(), "no answer".to_owned());
                ErrorKind::Catalog { what, found }.into()
            })
        })
    }
}

impl<S> fmt::Debug for Compare<'_, '_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Compare")
            .field("options", &self.options)
            .field("schemas", &self.schemas)
            .finish_non_exhaustive()
    }
}

struct Comparing<'a> {
    metadata: &'a Metadata,
    options: &'a CompareOptions,
    schemas: Vec<Str>,
    answer: Option<Comparison>,
}

impl Work for Comparing<'_> {
    fn run<'r>(&'r mut self, session: &'r mut dyn Session) -> Boxed<'r, Result<(), Error>> {
        Box::pin(async move {
            let scope = scope(self.metadata, &self.schemas, session.dialect());
            self.answer = Some(settle(session, self.metadata, &scope, self.options).await?);
            Ok(())
        })
    }
}

/// The schemas that the models name.
fn scope(metadata: &Metadata, more: &[Str], dialect: Dialect) -> Scope {
    let of_tables = metadata.tables().flat_map(|table| {
        let enums = table.enums().into_iter().map(|def| &def.name);
        std::iter::once(&table.name).chain(enums)
    });
    let of_others = metadata.enums().map(|def| &def.name);
    let of_others = of_others.chain(metadata.sequences().map(|def| &def.name));
    let mut scope = Scope::default();
    let mut schemas: BTreeSet<Str> = more.iter().cloned().collect();
    for name in of_tables.chain(of_others) {
        match &name.schema {
            Some(schema) if Some(&**schema) != dialect.capabilities().main_schema => {
                if !schemas.contains(schema) {
                    schemas.insert(schema.clone());
                }
            }
            _ => scope.default_schema = true,
        }
    }
    scope.schemas = schemas.into_iter().collect();
    scope
}

/// Compares tables that stand with their models: in a number of statements that is the same for any
/// number of tables, so that texts which only the server can compare are skipped.
pub(super) async fn of_tables(
    session: &mut dyn Session,
    models: &Metadata,
    case: NameCase,
) -> Result<Comparison, Error> {
    let mut scope = scope(models, &[], session.dialect());
    scope.tables = models.tables().map(|table| table.name.clone()).collect();
    let reflected = read(session, &scope).await?;
    let options = CompareOptions::new();
    let mut kept = Kept::new();
    loop {
        match draft(&reflected, case, models, &options, &kept) {
            Draft::Whole(mut comparison) => {
                // Of the rest of the schema nobody asked.
                comparison.kept.retain(|kept| {
                    kept.table.as_ref().is_some_and(|table| models.contains(table.clone()))
                });
                return Ok(comparison);
            }
            Draft::Ask(tables) => kept.extend(tables.into_iter().map(|table| {
                let reason = "the server was not asked in which form it keeps the text";
                (table, Err(reason.to_owned()))
            })),
        }
    }
}

/// Reads what stands in `scope`, compares it, and asks the server where texts do not tell.
async fn settle(
    session: &mut dyn Session,
    metadata: &Metadata,
    scope: &Scope,
    options: &CompareOptions,
) -> Result<Comparison, Error> {
    let case = table_case(session).await?;
    let reflected = read(session, scope).await?;
    let mut kept = Kept::new();
    loop {
        match draft(&reflected, case, metadata, options, &kept) {
            Draft::Whole(comparison) => return Ok(comparison),
            Draft::Ask(tables) => {
                let before = kept.len();
                ask(session, metadata, &tables, reflected.default_schema.as_deref(), &mut kept)
                    .await?;
                if kept.len() == before {
                    // Cannot be: each table is asked for once.
                    let what = "the form of texts".to_owned();
                    return Err(ErrorKind::Catalog { what, found: "no answer".to_owned() }.into());
                }
            }
        }
    }
}

fn draft(
    reflected: &Reflected,
    case: NameCase,
    metadata: &Metadata,
    options: &CompareOptions,
    kept: &Kept,
) -> Draft {
    compared(&Standing::of(reflected, case), metadata, reflected.dialect, options, kept)
}

/// Which names of tables are one, which on MySQL is the server's choice.
async fn table_case(session: &mut dyn Session) -> Result<NameCase, Error> {
    let dialect = session.dialect();
    if dialect != Dialect::Mysql {
        return Ok(usual_case(dialect));
    }
    let query = "SELECT CAST(@@lower_case_table_names AS CHAR)".to_owned();
    let rows = door::rows(session, "ask for the rule of case", query).await?;
    Ok(match rows.value() {
        Some("0") | None => NameCase::Exact,
        Some(_) => NameCase::Unicode,
    })
}

/// Asks in which form the server keeps the texts of `tables`, models that are called as they would
/// be read.
async fn ask(
    session: &mut dyn Session,
    metadata: &Metadata,
    tables: &[TableName],
    default_schema: Option<&str>,
    kept: &mut Kept,
) -> Result<(), Error> {
    let dialect = session.dialect();
    let naming = metadata.naming();
    let mut hidden: Vec<(&TableName, &TableDef, Scratch)> = Vec::new();
    for name in tables {
        let own = default_schema.filter(|_| name.schema.is_none()).map(|schema| TableName {
            schema: Some(schema.to_owned().into()),
            name: name.name.clone(),
        });
        let model = metadata.table(name.clone()).or_else(|error| match own {
            Some(own) => metadata.table(own),
            None => Err(error),
        })?;
        match catalog(dialect).scratch(model.definition(), naming) {
            // The server keeps every text as it was written.
            None => {
                kept.insert(name.clone(), Ok(model.definition().clone()));
            }
            Some(scratch) => hidden.push((name, model.definition(), scratch)),
        }
    }
    if hidden.is_empty() {
        return Ok(());
    }
    if dialect == Dialect::Mysql {
        for (name, model, scratch) in hidden {
            let answer = try_out(session, model, &scratch).await;
            for statement in &scratch.clear {
                // What is left is gone with the session, and the next one clears first.
                let _ = session.execute(statement.clone()).await;
            }
            kept.insert(name.clone(), answer);
        }
        return Ok(());
    }
    if in_unknown_transaction(session).await? {
        let reason = "the connection is in a transaction that the driver does not know of";
        kept.extend(hidden.into_iter().map(|(name, ..)| (name.clone(), Err(reason.to_owned()))));
        return Ok(());
    }
    under_cover(session, hidden, kept).await
}

/// Asks in a transaction that is rolled back, each table in a savepoint of its own.
async fn under_cover(
    session: &mut dyn Session,
    hidden: Vec<(&TableName, &TableDef, Scratch)>,
    kept: &mut Kept,
) -> Result<(), Error> {
    let failed = |source| -> Error {
        ErrorKind::Connection { doing: "ask for the form of texts", source }.into()
    };
    let open = !session.in_transaction();
    let mut beginning = Beginning { session, open };
    let mut outer = beginning.session.begin(None).await.map_err(failed)?;
    for (name, model, scratch) in hidden {
        let mut inner = outer.session().begin(None).await.map_err(failed)?;
        let answer = try_out(inner.session(), model, &scratch).await;
        inner.rollback().await.map_err(failed)?;
        kept.insert(name.clone(), answer);
    }
    outer.rollback().await.map_err(failed)?;
    beginning.open = false;
    Ok(())
}

/// Makes the table and reads it; why not, if the server refuses.
async fn try_out(
    session: &mut dyn Session,
    model: &TableDef,
    scratch: &Scratch,
) -> Result<TableDef, String> {
    let refused = |error: sqlx::Error| {
        let said = match &error {
            sqlx::Error::Database(told) => told.message().to_owned(),
            other => other.to_string(),
        };
        format!("the server did not make the model's table out of sight: {said}")
    };
    for statement in &scratch.make {
        session.execute(statement.clone()).await.map_err(refused)?;
    }
    let mut answers: Vec<Rows> = Vec::with_capacity(scratch.ask.len());
    for query in &scratch.ask {
        answers.push(session.fetch(query.clone()).await.map_err(refused)?);
    }
    catalog(session.dialect()).read_scratch(model, &answers).map_err(|error| error.to_string())
}

/// Whether somebody began a transaction without the driver knowing, which a rollback would end.
async fn in_unknown_transaction(session: &mut dyn Session) -> Result<bool, Error> {
    if session.in_transaction() || session.dialect() != Dialect::Postgres {
        return Ok(false);
    }
    let query = "SELECT (transaction_timestamp() <> statement_timestamp())::text".to_owned();
    let rows = door::rows(session, "ask for a transaction", query).await?;
    Ok(rows.value() == Some("true"))
}
