use super::fault::{Fault, fault};
use super::lock::{LockStrategy, Work, locked};
use super::outcome::{Created, Object};
use super::packet;
use super::patience::Patience;
use super::plan::Wanted;
use super::session::{Boxed, Session};
use super::{compare, door};
use crate::change::Change;
use crate::compare::lacking;
use crate::error::{Error, ErrorKind};
use crate::name::NamingConvention;
use crate::reflect::{Existing, Look};
use crate::registry::Metadata;
use crate::schema::{Dialect, TableDef, TableName};
use std::collections::BTreeSet;
use std::time::Duration;

/// How the tables are created or dropped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Options {
    pub(super) checkfirst: bool,
    pub(super) compare_existing: bool,
    pub(super) lock: LockStrategy,
    pub(super) lock_timeout: Duration,
}

/// How long a call waits for the lock unless it is told.
const LOCK_TIMEOUT: Duration = Duration::from_mins(1);

/// How often a call gives way in a deadlock before it reports it.
const DEADLOCKS: u32 = 10;

impl Default for Options {
    fn default() -> Self {
        Self {
            checkfirst: true,
            compare_existing: false,
            lock: LockStrategy::default(),
            lock_timeout: LOCK_TIMEOUT,
        }
    }
}

/// Creating tables, from the first look to the answer.
pub(super) struct Creation<'a> {
    naming: &'a NamingConvention,
    tables: &'a [&'a TableDef],
    options: Options,
    verify: &'a (dyn Fn(Dialect) -> Result<(), Error> + Sync),
    in_transaction: bool,
    /// Whether each statement is sent in a text of its own.
    singly: bool,
    /// Whether the last try failed in a text, and perhaps not at the statement it blames.
    uncertain: bool,
    /// What was missing when the last try looked.
    missing: Vec<&'a TableName>,
    answer: Created,
}

impl<'a> Creation<'a> {
    pub(super) fn new(
        naming: &'a NamingConvention,
        tables: &'a [&'a TableDef],
        options: Options,
        verify: &'a (dyn Fn(Dialect) -> Result<(), Error> + Sync),
    ) -> Self {
        let answer = Created::default();
        Self {
            naming,
            tables,
            options,
            verify,
            in_transaction: false,
            singly: false,
            uncertain: false,
            missing: Vec::new(),
            answer,
        }
    }

    pub(super) fn into_answer(self) -> Created {
        self.answer
    }

    fn wanted(&self, dialect: Dialect) -> Wanted<'a> {
        // Only where each statement commits can a run die between a table and its foreign key.
        let rings = !dialect.capabilities().transactional_ddl;
        Wanted::new(dialect, self.naming, self.tables, rings)
    }

    async fn whole(&mut self, session: &mut dyn Session) -> Result<(), Error> {
        let dialect = session.dialect();
        let mut patience = Patience::new(self.options.lock_timeout);
        if self.options.checkfirst {
            let wanted = self.wanted(dialect);
            let existing = patient_look(session, &wanted.look(), &mut patience).await?;
            self.in_transaction = existing.in_transaction;
            let missing = wanted.missing(&existing)?;
            let complete = missing.is_empty() && !wanted.missing_rings(&existing);
            self.answer.existed = all_but(self.tables, &missing);
            if !complete {
                (self.verify)(dialect)?;
                self.under_lock(session, &mut patience).await?;
            }
            if self.options.compare_existing {
                self.compare(session, &existing).await?;
            }
            return Ok(());
        }
        (self.verify)(dialect)?;
        if dialect != Dialect::Sqlite {
            let look = Look::default();
            self.in_transaction = look_at(session, &look).await?.in_transaction;
        }
        self.under_lock(session, &mut patience).await
    }

    /// Tries until nothing is missing: what another process makes at the same time counts as
    /// existing, as long as each try finds less missing than the last.
    async fn under_lock(
        &mut self,
        session: &mut dyn Session,
        patience: &mut Patience,
    ) -> Result<(), Error> {
        let dialect = session.dialect();
        let Options { lock, checkfirst, .. } = self.options;
        let in_transaction = self.in_transaction;
        let mut missing_before = None;
        let mut deadlocks = 0;
        loop {
            let tried =
                locked(session, lock, in_transaction, patience, &mut Attempt(&mut *self)).await;
            let Err(error) = tried else { return Ok(()) };
            match fault(dialect, &error) {
                Fault::Exists if checkfirst => {
                    let missing = Some(std::mem::take(&mut self.missing));
                    if missing == missing_before {
                        return Err(error);
                    }
                    missing_before = missing;
                }
                Fault::Deadlock if deadlocks < DEADLOCKS => {
                    deadlocks += 1;
                    patience.pause(dialect.key()).await?;
                }
                Fault::Busy => patience.pause(dialect.key()).await?,
                _ if std::mem::take(&mut self.uncertain) && !self.singly => self.singly = true,
                _ => return Err(error),
            }
        }
    }

    /// One try: looks, and creates what is missing.
    async fn attempt(&mut self, session: &mut dyn Session) -> Result<(), Error> {
        let dialect = session.dialect();
        let wanted = self.wanted(dialect);
        if dialect.capabilities().transactional_ddl {
            // The try before, if there was one, left nothing.
            self.answer.created.clear();
        }
        let changes = if self.options.checkfirst {
            let existing = look_at(session, &wanted.look_with_parents()).await?;
            let missing = wanted.missing(&existing)?;
            wanted.require_parents(&missing, &existing)?;
            let (changes, existed) = wanted.creation(&missing, &existing)?;
            self.missing = missing.iter().map(|table| &table.name).collect();
            self.answer.existed = existed;
            let created: BTreeSet<&Object> = self.answer.created.iter().collect();
            let stand = tables_that_stand(self.tables, &existing).into_iter();
            self.answer.existed.extend(stand.filter(|object| !created.contains(object)));
            changes
        } else {
            self.unlooked(session, &wanted).await?
        };
        let created = &mut self.answer.created;
        let sent = packet::send(session, &wanted, changes, self.singly, created).await;
        sent.map_err(|failure| {
            self.uncertain = !failure.certain;
            let transactional = dialect.capabilities().transactional_ddl;
            let stands = if transactional { &[][..] } else { &self.answer.created[..] };
            failure.error(stands.iter().map(ToString::to_string).collect())
        })
    }

    /// Everything, but for the schemas that stand: they belong to no metadata alone.
    async fn unlooked(
        &self,
        session: &mut dyn Session,
        wanted: &Wanted<'_>,
    ) -> Result<Vec<Change>, Error> {
        let mut changes = wanted.everything();
        let schemas = wanted.look().schemas;
        if !schemas.is_empty() {
            let look = Look { schemas, ..Look::default() };
            let existing = look_at(session, &look).await?;
            changes.retain(|change| {
                !matches!(change, Change::CreateSchema { schema } if existing.has_schema(schema))
            });
        }
        Ok(changes)
    }

    /// Says how tables that stood before differ from their models.
    async fn compare(
        &mut self,
        session: &mut dyn Session,
        existing: &Existing,
    ) -> Result<(), Error> {
        let dialect = session.dialect();
        let stood: Vec<&TableDef> =
            self.tables.iter().copied().filter(|table| existing.has_table(&table.name)).collect();
        if stood.is_empty() {
            return Ok(());
        }
        let models: Metadata = stood.into_iter().cloned().collect();
        let models = models.naming_convention(self.naming.clone());
        let comparison = compare::of_tables(session, &models, existing.case).await?;
        for found in lacking(&comparison, self.naming) {
            tracing::warn!(
                target: "fsm_core::exec",
                dialect = dialect.key(),
                table = %found.table,
                columns = found.columns.join(", "),
                indexes = found.indexes.join(", "),
                "a table that exists lacks parts of its model"
            );
            self.answer.lacking.push(found);
        }
        if !comparison.changes.is_empty() {
            tracing::warn!(
                target: "fsm_core::exec",
                dialect = dialect.key(),
                differences = comparison.changes.len(),
                "tables that exist differ from their models"
            );
        }
        self.answer.comparison = Some(comparison);
        Ok(())
    }
}

impl Work for Creation<'_> {
    fn run<'s>(&'s mut self, session: &'s mut dyn Session) -> Boxed<'s, Result<(), Error>> {
        Box::pin(self.whole(session))
    }
}

/// What is done under the lock.
struct Attempt<'w, 'a>(&'w mut Creation<'a>);

impl Work for Attempt<'_, '_> {
    fn run<'s>(&'s mut self, session: &'s mut dyn Session) -> Boxed<'s, Result<(), Error>> {
        Box::pin(self.0.attempt(session))
    }
}

/// `missing` are some of `tables`, in the same order.
fn all_but(tables: &[&TableDef], missing: &[&TableDef]) -> Vec<Object> {
    let mut missing = missing.iter().peekable();
    let mut standing = Vec::with_capacity(tables.len().saturating_sub(missing.len()));
    for table in tables {
        if missing.next_if(|next| std::ptr::eq(**next, *table)).is_none() {
            standing.push(Object::table(&table.name));
        }
    }
    standing
}

fn tables_that_stand(tables: &[&TableDef], existing: &Existing) -> Vec<Object> {
    tables
        .iter()
        .filter(|table| existing.has_table(&table.name))
        .map(|table| Object::table(&table.name))
        .collect()
}

/// Sends the one catalog query.
pub(super) async fn look_at(session: &mut dyn Session, look: &Look<'_>) -> Result<Existing, Error> {
    let dialect = session.dialect();
    let rows = door::rows(session, "look at the catalog", look.query(dialect)).await;
    match rows {
        Ok(rows) => Ok(Existing::read(dialect, &rows)),
        Err(error) => Err(missing_attachment(dialect, look, error)),
    }
}

/// The same before a lock is held: a database file that is locked is looked at again.
pub(super) async fn patient_look(
    session: &mut dyn Session,
    look: &Look<'_>,
    patience: &mut Patience,
) -> Result<Existing, Error> {
    loop {
        match look_at(session, look).await {
            Err(error) if fault(session.dialect(), &error) == Fault::Busy => {
                patience.pause(session.dialect().key()).await?;
            }
            other => return other,
        }
    }
}

/// On SQLite a schema is a file that the connection has attached, or an unknown table.
fn missing_attachment(dialect: Dialect, look: &Look<'_>, error: Error) -> Error {
    if dialect != Dialect::Sqlite {
        return error;
    }
    let ErrorKind::Connection { source: sqlx::Error::Database(told), .. } = error.kind() else {
        return error;
    };
    let Some(place) = told.message().strip_prefix("no such table: ") else { return error };
    let schema = look
        .tables
        .iter()
        .filter_map(|name| name.schema.as_deref())
        .find(|schema| place == format!("{schema}.sqlite_master"));
    match schema {
        Some(schema) => ErrorKind::NotAttached { schema: schema.to_owned() }.into(),
        None => error,
    }
}
