use super::create::patient_look;
use super::door;
use super::foreign_keys::{Settings, Violations, compare, count, require_off};
use super::lock::{LockStrategy, Work, locked};
use super::patience::Patience;
use super::session::{Boxed, Session};
use super::source::Source;
use crate::change::Change;
use crate::dialect::Statement;
use crate::error::Error;
use crate::lower::{Step, lower, refuse};
use crate::name::NamingConvention;
use crate::reflect::{Look, Scope, Unmanaged};
use crate::registry::Metadata;
use crate::schema::{Dialect, Str};
use std::{fmt, future::IntoFuture, marker::PhantomData, time::Duration};

/// How long a call waits for the lock unless it is told.
const LOCK_TIMEOUT: Duration = Duration::from_mins(1);

/// Makes `changes` in a database, in their order.
///
/// What stands is read first, under the lock that creating takes too, unless [`Apply::before`] says
/// what it is; what no dialect or not this one can hold is refused before anything is sent. On
/// SQLite and PostgreSQL everything happens in one transaction, so a failure leaves the database as
/// it was; but where a new label of an enum is used by a change after it, PostgreSQL wants the label
/// committed before, and it stays. MySQL and MariaDB commit each statement; there is as a rule one a
/// table, and an error says which of them stand.
///
/// SQLite makes a table anew for what it cannot change in place. The rows stay, those of tables
/// that refer to it too: foreign keys are switched off for that time, which cannot be done inside of
/// a transaction of the caller's.
///
/// `.await` the answer; nothing happens before.
///
/// # Errors
/// What [`lower`](fn@crate::lower) refuses; [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported); [`ErrorKind::LockTimeout`](crate::ErrorKind::LockTimeout);
/// [`ErrorKind::Statement`](crate::ErrorKind::Statement) with the statement that failed and what stands now;
/// [`ErrorKind::ForeignKeysAct`](crate::ErrorKind::ForeignKeysAct); [`ErrorKind::Dangling`](crate::ErrorKind::Dangling); [`ErrorKind::ImplicitCommit`](crate::ErrorKind::ImplicitCommit).
pub fn apply<'f, 'c, S: Source<'c>>(changes: &'f [Change], source: S) -> Apply<'f, 'c, S> {
    Apply {
        changes,
        source,
        before: None,
        naming: None,
        lock: LockStrategy::default(),
        lock_timeout: LOCK_TIMEOUT,
        connection: PhantomData,
    }
}

/// [`apply`], until it is awaited.
#[must_use = "nothing is changed before it is awaited"]
pub struct Apply<'f, 'c, S> {
    changes: &'f [Change],
    source: S,
    before: Option<(&'f Metadata, &'f [Unmanaged])>,
    naming: Option<&'f NamingConvention>,
    lock: LockStrategy,
    lock_timeout: Duration,
    connection: PhantomData<&'c ()>,
}

impl<'f, S> Apply<'f, '_, S> {
    /// What stands, instead of reading it: a table of SQLite that is made anew is copied by this.
    pub fn before(mut self, metadata: &'f Metadata, unmanaged: &'f [Unmanaged]) -> Self {
        self.before = Some((metadata, unmanaged));
        self
    }

    /// The names that constraints and indexes get which the changes leave without one; otherwise
    /// the default ones.
    pub fn naming(mut self, naming: &'f NamingConvention) -> Self {
        self.naming = Some(naming);
        self
    }

    /// How processes that change the schema at the same time keep out of each other's way.
    pub fn lock(mut self, strategy: LockStrategy) -> Self {
        self.lock = strategy;
        self
    }

    /// How long to wait for another process; a minute by default.
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.lock_timeout = timeout;
        self
    }
}

/// What [`apply`] did. Its text is one statement a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Applied {
    /// The statements that were sent, in that order.
    pub statements: Vec<Statement>,
}

impl Applied {
    /// Whether there was nothing to change.
    #[must_use]
    pub fn is_noop(&self) -> bool {
        self.statements.is_empty()
    }
}

impl fmt::Display for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, statement) in self.statements.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{} `{}`", statement.action, statement.object)?;
        }
        Ok(())
    }
}

impl<'f, 'c, S> IntoFuture for Apply<'f, 'c, S>
where
    S: Source<'c> + 'f,
    'c: 'f,
{
    type Output = Result<Applied, Error>;
    type IntoFuture = Boxed<'f, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { changes, source, before, naming, lock, lock_timeout, .. } = self;
        Box::pin(async move {
            let default = NamingConvention::default();
            let naming = naming.unwrap_or(&default);
            let mut work = Application {
                changes,
                before,
                naming,
                lock,
                lock_timeout,
                steps: None,
                next: 0,
                answer: Applied::default(),
                kept: Vec::new(),
            };
            if !changes.is_empty() {
                source.with(&mut work).await?;
            }
            Ok(work.answer)
        })
    }
}

impl<S> fmt::Debug for Apply<'_, '_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Apply").field("changes", &self.changes.len()).finish_non_exhaustive()
    }
}

/// Making changes, from the first look to the answer.
struct Application<'a> {
    changes: &'a [Change],
    before: Option<(&'a Metadata, &'a [Unmanaged])>,
    naming: &'a NamingConvention,
    lock: LockStrategy,
    lock_timeout: Duration,
    /// Known once what stands is known.
    steps: Option<Vec<Step>>,
    /// How many of them are done.
    next: usize,
    answer: Applied,
    /// What was done and is committed, as errors name it.
    kept: Vec<String>,
}

impl Application<'_> {
    async fn whole(&mut self, session: &mut dyn Session) -> Result<(), Error> {
        let dialect = session.dialect();
        let mut patience = Patience::new(self.lock_timeout);
        let mut in_transaction = false;
        if dialect != Dialect::Sqlite {
            let look = Look::default();
            in_transaction = patient_look(session, &look, &mut patience).await?.in_transaction;
        }
        // What is to be made anew is known only under the lock, when it is too late to say this.
        let settings = Settings::set(session, true).await?;
        let done = self.under_lock(settings.session, in_transaction, &mut patience).await;
        let restored = settings.restore().await;
        done.and(restored)
    }

    async fn under_lock(
        &mut self,
        session: &mut dyn Session,
        in_transaction: bool,
        patience: &mut Patience,
    ) -> Result<(), Error> {
        loop {
            let lock = self.lock;
            let done =
                locked(session, lock, in_transaction, patience, &mut Attempt(&mut *self)).await;
            done?;
            let sent = self.answer.statements.iter();
            self.kept = sent.map(|done| format!("{} `{}`", done.action, done.object)).collect();
            if self.steps.as_ref().is_none_or(|steps| self.next >= steps.len()) {
                return Ok(());
            }
        }
    }

    /// The steps up to the end of a transaction; all where none holds them together.
    async fn attempt(&mut self, session: &mut dyn Session) -> Result<(), Error> {
        let steps = match self.steps.take() {
            Some(steps) => steps,
            None => self.prepare(session).await?,
        };
        let transactional = session.dialect().capabilities().transactional_ddl;
        let mut result = Ok(());
        while let Some(step) = steps.get(self.next) {
            result = self.take(session, step).await;
            if result.is_err() {
                break;
            }
            self.next += 1;
            if transactional {
                break;
            }
        }
        self.steps = Some(steps);
        result
    }

    async fn prepare(&self, session: &mut dyn Session) -> Result<Vec<Step>, Error> {
        let dialect = session.dialect();
        let read;
        let (before, unmanaged) = match self.before {
            Some(before) => before,
            None => {
                read = super::reflect::read(session, &self.scope()).await?;
                (&read.metadata, &*read.unmanaged)
            }
        };
        let steps = lower(self.changes, before, unmanaged, dialect, self.naming)?;
        refuse(self.changes, before, dialect, self.naming)?;
        Ok(steps)
    }

    /// The schemas that the changes speak of, and the connection's own.
    fn scope(&self) -> Scope {
        let named = self.changes.iter().flat_map(|change| {
            let after = match change {
                Change::RenameTable { after, .. } | Change::RenameEnum { after, .. } => Some(after),
                _ => None,
            };
            let own = match change {
                Change::CreateEnum { def }
                | Change::DropEnum { def }
                | Change::AlterEnum { before: def, .. } => Some(&def.name),
                Change::RenameEnum { before, .. } => Some(before),
                Change::RenameEnumLabel { name, .. } => Some(name),
                Change::CreateSequence { def }
                | Change::DropSequence { def }
                | Change::AlterSequence { before: def, .. } => Some(&def.name),
                _ => change.table(),
            };
            let columns = match change {
                Change::RenameEnumLabel { columns, .. } | Change::AlterEnum { columns, .. } => {
                    &**columns
                }
                _ => &[],
            };
            let names = own.into_iter().chain(after);
            let names = names.chain(columns.iter().map(|column| &column.table));
            names.filter_map(|name| name.schema.clone()).collect::<Vec<_>>()
        });
        let mut schemas: Vec<Str> = named.collect();
        schemas.sort();
        schemas.dedup();
        Scope { default_schema: !schemas.is_empty(), schemas, ..Scope::default() }
    }

    async fn take(&mut self, session: &mut dyn Session, step: &Step) -> Result<(), Error> {
        if step.without_foreign_keys {
            require_off(session).await?;
        }
        let mut held = Violations::new();
        if let Some(still) = &step.still_held {
            held = count(session, still).await;
        }
        for statement in &step.statements {
            let sent = door::run(session, vec![statement.clone()]).await;
            if let Some(failure) = sent.failure {
                return Err(failure.error(self.standing(step)));
            }
            self.answer.statements.push(statement.clone());
        }
        match &step.still_held {
            Some(still) => compare(session, still, &held).await,
            None => Ok(()),
        }
    }

    /// What stays of what was done.
    fn standing(&self, step: &Step) -> Vec<String> {
        if step.in_transaction {
            return self.kept.clone();
        }
        let done = self.answer.statements.iter();
        done.map(|done| format!("{} `{}`", done.action, done.object)).collect()
    }
}

impl Work for Application<'_> {
    fn run<'s>(&'s mut self, session: &'s mut dyn Session) -> Boxed<'s, Result<(), Error>> {
        Box::pin(self.whole(session))
    }
}

/// What is done under the lock.
struct Attempt<'w, 'a>(&'w mut Application<'a>);

impl Work for Attempt<'_, '_> {
    fn run<'s>(&'s mut self, session: &'s mut dyn Session) -> Boxed<'s, Result<(), Error>> {
        Box::pin(self.0.attempt(session))
    }
}
