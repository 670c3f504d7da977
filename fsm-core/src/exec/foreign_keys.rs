//! What a table that is made anew needs of a connection to SQLite: foreign keys that do not act
//! meanwhile, and rows that refer to others after it as they did before.
//! It never decides what is made anew.

use super::door;
use super::session::Session;
use crate::error::{Error, ErrorKind};
use crate::lower::StillHeld;
use crate::schema::Dialect;
use std::collections::BTreeMap;

const DOING: &str = "read the connection's settings";

/// The settings that steps change, on a connection that has them changed.
///
/// Puts them back when it is dropped, which is too late to wait for it, so [`Settings::restore`] is
/// the better end.
pub struct Settings<'s> {
    /// The connection.
    pub session: &'s mut dyn Session,
    foreign_keys: bool,
    legacy: bool,
    /// Whether they still have to be put back.
    changed: bool,
}

impl<'s> Settings<'s> {
    /// Switches foreign keys off, if `off` says so, where the database has such a switch.
    ///
    /// # Errors
    /// [`ErrorKind::Connection`].
    pub async fn set(session: &'s mut dyn Session, off: bool) -> Result<Self, Error> {
        let mut settings = Self { session, foreign_keys: false, legacy: false, changed: false };
        if settings.session.dialect() != Dialect::Sqlite {
            return Ok(settings);
        }
        settings.foreign_keys = act(settings.session).await?;
        settings.legacy = is_on(settings.session, "PRAGMA legacy_alter_table").await?;
        settings.changed = true;
        if off {
            door::control(settings.session, "switch foreign keys off", "PRAGMA foreign_keys = OFF")
                .await?;
        }
        Ok(settings)
    }

    /// Puts back what was there before.
    ///
    /// # Errors
    /// [`ErrorKind::Connection`].
    pub async fn restore(mut self) -> Result<(), Error> {
        if !self.changed {
            return Ok(());
        }
        for statement in self.before() {
            door::control(self.session, "put back the connection's settings", statement).await?;
        }
        self.changed = false;
        Ok(())
    }

    fn before(&self) -> [&'static str; 2] {
        [
            if self.foreign_keys {
                "PRAGMA foreign_keys = ON"
            } else {
                "PRAGMA foreign_keys = OFF"
            },
            if self.legacy {
                "PRAGMA legacy_alter_table = ON"
            } else {
                "PRAGMA legacy_alter_table = OFF"
            },
        ]
    }
}

impl Drop for Settings<'_> {
    fn drop(&mut self) {
        if self.changed {
            for statement in self.before() {
                self.session.queue(statement.to_owned());
            }
        }
    }
}

/// Refuses to go on if foreign keys act: inside of a transaction they are not switched off, and a
/// table that is dropped would take rows of others along.
///
/// # Errors
/// [`ErrorKind::ForeignKeysAct`].
pub async fn require_off(session: &mut dyn Session) -> Result<(), Error> {
    if session.dialect() == Dialect::Sqlite && act(session).await? {
        return Err(ErrorKind::ForeignKeysAct.into());
    }
    Ok(())
}

async fn act(session: &mut dyn Session) -> Result<bool, Error> {
    is_on(session, "PRAGMA foreign_keys").await
}

async fn is_on(session: &mut dyn Session, query: &str) -> Result<bool, Error> {
    let rows =
        door::rows(session, DOING, format!("SELECT CAST(v AS TEXT) FROM ({})", as_table(query)))
            .await?;
    Ok(rows.value() == Some("1"))
}

/// A setting as a table of one value, because every value is read as text.
fn as_table(query: &str) -> String {
    let name = query.strip_prefix("PRAGMA ").unwrap_or(query);
    format!("SELECT {name} AS v FROM pragma_{name}")
}

/// How many rows of each table refer to none of another.
pub type Violations = BTreeMap<(String, String), u64>;

/// Counts them before the statements; what cannot be counted yet counts as nothing.
pub async fn count(session: &mut dyn Session, held: &StillHeld) -> Violations {
    violations(session, held.before.clone()).await.unwrap_or_default()
}

/// Counts them after the statements, and refuses if there are more.
///
/// # Errors
/// [`ErrorKind::Dangling`].
pub async fn compare(
    session: &mut dyn Session,
    held: &StillHeld,
    before: &Violations,
) -> Result<(), Error> {
    let after = violations(session, held.after.clone()).await?;
    let worse = after.into_iter().find(|(pair, count)| before.get(pair).unwrap_or(&0) < count);
    match worse {
        Some(((table, referred), _)) => Err(ErrorKind::Dangling { table, referred }.into()),
        None => Ok(()),
    }
}

async fn violations(session: &mut dyn Session, query: String) -> Result<Violations, Error> {
    let rows = door::rows(session, "check foreign keys", query).await?;
    Ok(rows
        .iter()
        .map(|row| {
            let pair = (row.text(0).to_ascii_lowercase(), row.text(1).to_ascii_lowercase());
            (pair, row.text(2).parse().unwrap_or(0))
        })
        .collect())
}
