use super::create::{Options, look_at, patient_look};
use super::door;
use super::fault::{Fault, fault};
use super::lock::{Work, locked};
use super::outcome::{Dropped, Object, ObjectKind};
use super::outsider::refuse_outsiders;
use super::packet;
use super::patience::Patience;
use super::plan::Wanted;
use super::session::{Boxed, Session};
use crate::change::Change;
use crate::error::Error;
use crate::name::NamingConvention;
use crate::reflect::{Existing, Look, unused_enums_query};
use crate::schema::{Dialect, EnumDef, TableDef, TableName};
use std::collections::{BTreeMap, BTreeSet};

/// How many changes a transaction makes after one that made all ran out of locks: what 64 locks
/// for each of 100 connections, PostgreSQL's default, hold several times over.
const FIRST_BATCH: usize = 200;

/// Dropping tables, from the first look to the answer.
pub(super) struct Removal<'a> {
    naming: &'a NamingConvention,
    tables: &'a [&'a TableDef],
    options: Options,
    in_transaction: bool,
    /// How many changes one transaction makes, once all were too many for it.
    batch: Option<usize>,
    /// What the transactions before this one dropped.
    before: Vec<Object>,
    answer: Dropped,
}

impl<'a> Removal<'a> {
    pub(super) fn new(
        naming: &'a NamingConvention,
        tables: &'a [&'a TableDef],
        options: Options,
    ) -> Self {
        Self {
            naming,
            tables,
            options,
            in_transaction: false,
            batch: None,
            before: Vec::new(),
            answer: Dropped::default(),
        }
    }

    pub(super) fn into_answer(self) -> Dropped {
        self.answer
    }

    fn wanted(&self, dialect: Dialect) -> Wanted<'a> {
        Wanted::new(dialect, self.naming, self.tables, true)
    }

    async fn whole(&mut self, session: &mut dyn Session) -> Result<(), Error> {
        let dialect = session.dialect();
        let wanted = self.wanted(dialect);
        let mut patience = Patience::new(self.options.lock_timeout);
        // Without `checkfirst` only the connection is looked at.
        let look = if self.options.checkfirst { wanted.look() } else { Look::default() };
        if self.options.checkfirst || dialect != Dialect::Sqlite {
            let existing = patient_look(session, &look, &mut patience).await?;
            self.in_transaction = existing.in_transaction;
            self.answer.absent = absent(self.tables, &existing);
            let enums = self.enums(dialect);
            let stands = |def: &EnumDef| existing.data_type(&def.name) == Some("enum");
            if self.options.checkfirst
                && self.answer.absent.len() == self.tables.len()
                && !enums.values().any(|def| stands(def))
            {
                return Ok(());
            }
        }
        self.under_lock(session, &mut patience).await
    }

    async fn under_lock(
        &mut self,
        session: &mut dyn Session,
        patience: &mut Patience,
    ) -> Result<(), Error> {
        let dialect = session.dialect();
        let Options { lock, checkfirst, .. } = self.options;
        // A drop that does not look would not know where the one before it ended.
        let own = checkfirst && !self.in_transaction && !session.in_transaction();
        loop {
            let tried =
                locked(session, lock, self.in_transaction, patience, &mut Attempt(&mut *self))
                    .await;
            match tried {
                Ok(())
                    if self.batch.is_none() || self.answer.dropped.len() == self.before.len() =>
                {
                    return Ok(());
                }
                Ok(()) => self.before.clone_from(&self.answer.dropped),
                Err(error) => match fault(dialect, &error) {
                    Fault::Busy | Fault::Deadlock => patience.pause(dialect.key()).await?,
                    Fault::OutOfLocks if own && self.batch.is_none_or(|batch| batch > 1) => {
                        // Every table takes a handful of locks, its indexes and keys included.
                        self.batch = Some(self.batch.map_or(FIRST_BATCH, |batch| batch / 2));
                    }
                    _ => return Err(error),
                },
            }
        }
    }

    fn enums(&self, dialect: Dialect) -> BTreeMap<&'a TableName, &'a EnumDef> {
        if !dialect.capabilities().native_enums {
            return BTreeMap::new();
        }
        self.tables.iter().flat_map(|table| table.enums()).map(|def| (&def.name, def)).collect()
    }

    async fn attempt(&mut self, session: &mut dyn Session) -> Result<(), Error> {
        let dialect = session.dialect();
        let wanted = self.wanted(dialect);
        if dialect.capabilities().transactional_ddl {
            self.answer.dropped.clone_from(&self.before);
        }
        self.answer.kept.clear();
        let mut existing = None;
        if self.options.checkfirst {
            let found = look_at(session, &wanted.look()).await?;
            let dropped: BTreeSet<&Object> = self.answer.dropped.iter().collect();
            self.answer.absent = absent(self.tables, &found);
            self.answer.absent.retain(|object| !dropped.contains(object));
            existing = Some(found);
        }
        let mut changes = wanted.removal(existing.as_ref());
        let more = self.batch.is_some_and(|batch| batch < changes.len());
        changes.truncate(self.batch.unwrap_or(usize::MAX));
        refuse_outsiders(session, &changes).await?;
        self.unmake_all(session, &wanted, changes).await?;
        if more { Ok(()) } else { self.drop_enums(session, &wanted, existing.as_ref()).await }
    }

    /// Where foreign keys cannot be dropped (SQLite), rows that refer to each other in a ring are
    /// checked once all their tables are gone: SQLite's manual, `PRAGMA defer_foreign_keys`, which
    /// ends with the transaction. Answers with what to restore in a transaction that goes on.
    async fn defer(
        &self,
        session: &mut dyn Session,
        wanted: &Wanted<'_>,
    ) -> Result<Option<String>, Error> {
        if wanted.dialect.capabilities().alter_foreign_keys || !wanted.has_rings() {
            return Ok(None);
        }
        let query = "SELECT CAST(defer_foreign_keys AS TEXT) FROM pragma_defer_foreign_keys";
        let rows = door::rows(session, "read a setting", query.to_owned()).await?;
        let before = rows.value();
        let defer = "PRAGMA defer_foreign_keys = 1";
        door::control(session, "defer the checking of foreign keys", defer).await?;
        Ok(Some(if before == Some("1") { "1" } else { "0" }.to_owned()))
    }

    async fn unmake_all(
        &mut self,
        session: &mut dyn Session,
        wanted: &Wanted<'_>,
        changes: Vec<Change>,
    ) -> Result<(), Error> {
        let deferred = self.defer(session, wanted).await?;
        let mut result = self.unmake(session, wanted, changes).await;
        if let Some(before) = deferred {
            // After a failure too: no savepoint brings a setting back.
            let sql = format!("PRAGMA defer_foreign_keys = {before}");
            let restored =
                door::control(session, "restore the checking of foreign keys", sql).await;
            result = result.and(restored);
        }
        result
    }

    async fn unmake(
        &mut self,
        session: &mut dyn Session,
        wanted: &Wanted<'_>,
        changes: Vec<Change>,
    ) -> Result<(), Error> {
        // What stands still if it fails; nothing is undone there.
        let committing = !wanted.dialect.capabilities().transactional_ddl;
        let mut left: Vec<Object> = if committing {
            changes.iter().filter_map(|change| wanted.object(change)).collect()
        } else {
            Vec::new()
        };
        let before = self.answer.dropped.len();
        let sent = packet::send(session, wanted, changes, false, &mut self.answer.dropped).await;
        sent.map_err(|failure| {
            left.drain(..left.len().min(self.answer.dropped.len() - before));
            failure.error(left.iter().map(ToString::to_string).collect())
        })
    }

    /// Drops the enums that nothing uses any more.
    async fn drop_enums(
        &mut self,
        session: &mut dyn Session,
        wanted: &Wanted<'_>,
        existing: Option<&Existing>,
    ) -> Result<(), Error> {
        let mut enums = self.enums(wanted.dialect);
        if let Some(existing) = existing {
            enums.retain(|name, _| existing.data_type(name) == Some("enum"));
        }
        let names: Vec<&TableName> = enums.keys().copied().collect();
        let Some(query) = unused_enums_query(wanted.dialect, &names) else { return Ok(()) };
        let unused: BTreeSet<(String, String)> =
            door::rows(session, "look for users of enums", query)
                .await?
                .iter()
                .map(|row| (row.text(0).to_owned(), row.text(1).to_owned()))
                .collect();
        let mut changes = Vec::new();
        for (name, def) in enums {
            let key =
                (name.schema.as_deref().unwrap_or_default().to_owned(), name.name.to_string());
            if unused.contains(&key) {
                changes.push(Change::DropEnum { def: def.clone() });
            } else {
                self.answer.kept.push(Object::new(ObjectKind::Enum, name));
            }
        }
        self.unmake(session, wanted, changes).await
    }
}

impl Work for Removal<'_> {
    fn run<'s>(&'s mut self, session: &'s mut dyn Session) -> Boxed<'s, Result<(), Error>> {
        Box::pin(self.whole(session))
    }
}

/// What is done under the lock.
struct Attempt<'w, 'a>(&'w mut Removal<'a>);

impl Work for Attempt<'_, '_> {
    fn run<'s>(&'s mut self, session: &'s mut dyn Session) -> Boxed<'s, Result<(), Error>> {
        Box::pin(self.0.attempt(session))
    }
}

fn absent(tables: &[&TableDef], existing: &Existing) -> Vec<Object> {
    tables
        .iter()
        .filter(|table| !existing.has_table(&table.name))
        .map(|table| Object::table(&table.name))
        .collect()
}
