//! Changes on their way: which statements one text carries, so that the driver is called once for
//! all of them. It never decides what is made, nor what follows from a failure.

use super::door::{self, Failure, Sent};
use super::outcome::Object;
use super::plan::Wanted;
use super::session::Session;
use crate::change::Change;
use crate::dialect::Statement;
use crate::schema::Dialect;
use futures_util::future::join;

/// Sends everything, `singly` one statement a text, and adds to `objects` what is made or removed,
/// as far as it came.
pub(super) async fn send(
    session: &mut dyn Session,
    wanted: &Wanted<'_>,
    changes: Vec<Change>,
    singly: bool,
    objects: &mut Vec<Object>,
) -> Result<(), Failure> {
    let mut packets = Packets::new(wanted, changes);
    let mut packet = packets.next();
    while let Some(Packet { statements, objects: more, .. }) = packet {
        // The next text is spelled while the database is at work on this one.
        let (sent, next) =
            join(send_one(session, statements, singly), async { packets.next() }).await;
        let done = more.into_iter().take_while(|(after, _)| *after <= sent.done);
        objects.extend(done.map(|(_, object)| object));
        if let Some(failure) = sent.failure {
            return Err(failure);
        }
        packet = next;
    }
    Ok(())
}

async fn send_one(session: &mut dyn Session, statements: Vec<Statement>, singly: bool) -> Sent {
    if !singly {
        return door::run(session, statements).await;
    }
    let mut done = 0;
    for statement in statements {
        let sent = door::run(session, vec![statement]).await;
        done += sent.done;
        if sent.failure.is_some() {
            return Sent { done, ..sent };
        }
    }
    Sent { done, failure: None }
}

/// After how much a text is full. A change is never divided, and one alone always fits.
#[derive(Clone, Copy, Debug)]
struct Room {
    statements: usize,
    bytes: usize,
    /// Whether the indexes of all its tables come last.
    leaves_last: bool,
}

impl Room {
    fn of(dialect: Dialect) -> Self {
        match dialect {
            // SQLite copies what is left of a text for each statement in it.
            Dialect::Sqlite => Self { statements: 4, bytes: 8 << 10, leaves_last: false },
            // A text is read as a whole before its first statement runs, and an index right after
            // its table costs the server more than one after all tables.
            Dialect::Postgres => Self { statements: 1024, bytes: 1 << 20, leaves_last: true },
            // Far below `max_allowed_packet`, whose least default is 1 MiB (MySQL's manual, 7.1.8).
            Dialect::Mysql => Self { statements: 100, bytes: 128 << 10, leaves_last: false },
        }
    }
}

/// The statements of one text.
#[derive(Debug, Default)]
struct Packet {
    statements: Vec<Statement>,
    bytes: usize,
    /// What is made or removed, each after how many of the statements.
    objects: Vec<(usize, Object)>,
}

impl Packet {
    fn holds(&self, more: &[Statement], room: Room) -> bool {
        let bytes: usize = more.iter().map(|statement| statement.sql.len()).sum();
        self.statements.is_empty()
            || (self.statements.len() + more.len() <= room.statements
                && self.bytes + bytes <= room.bytes)
    }

    fn push(&mut self, more: Vec<Statement>, object: Option<Object>) {
        self.bytes += more.iter().map(|statement| statement.sql.len()).sum::<usize>();
        self.statements.extend(more);
        self.objects.extend(object.map(|object| (self.statements.len(), object)));
    }

    /// What is made is whole with the last leaf only.
    fn put_leaves_last(&mut self) {
        self.statements.sort_by_key(|statement| statement.leaf);
        for (after, _) in &mut self.objects {
            *after = self.statements.len();
        }
    }
}

/// Spells changes into packets, one packet each time it is asked.
struct Packets<'w, 'a> {
    wanted: &'w Wanted<'a>,
    changes: std::vec::IntoIter<Change>,
    room: Room,
    /// A change that did not fit any more.
    over: Packet,
}

impl<'w, 'a> Packets<'w, 'a> {
    fn new(wanted: &'w Wanted<'a>, changes: Vec<Change>) -> Self {
        let room = Room::of(wanted.dialect);
        Self { wanted, changes: changes.into_iter(), room, over: Packet::default() }
    }
}

impl Iterator for Packets<'_, '_> {
    type Item = Packet;

    fn next(&mut self) -> Option<Packet> {
        let mut packet = std::mem::take(&mut self.over);
        for change in self.changes.by_ref() {
            let statements = self.wanted.dialect.spell(&change, self.wanted.naming);
            let object = self.wanted.object(&change);
            if packet.holds(&statements, self.room) {
                packet.push(statements, object);
            } else {
                self.over.push(statements, object);
                break;
            }
        }
        if self.room.leaves_last {
            packet.put_leaves_last();
        }
        if packet.statements.is_empty() && packet.objects.is_empty() { None } else { Some(packet) }
    }
}
