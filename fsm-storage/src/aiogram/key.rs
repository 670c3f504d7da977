use super::Reason;
use crate::key::StorageKey;

/// How ids are written: the options of aiogram's `DefaultKeyBuilder`, by its names.
///
/// `<prefix>[:<bot>][:<business connection>]:<chat>[:<thread>]:<user>[:<destiny>]`
/// (aiogram, `aiogram/fsm/storage/base.py`)
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) prefix: String,
    pub(super) separator: String,
    pub(super) with_bot_id: bool,
    pub(super) with_business_connection_id: bool,
    pub(super) with_destiny: bool,
    /// The bot, for ids that name none.
    pub(super) bot_id: Option<i64>,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            prefix: "fsm".to_owned(),
            separator: ":".to_owned(),
            with_bot_id: false,
            with_business_connection_id: false,
            with_destiny: false,
            bot_id: None,
        }
    }
}

impl Layout {
    /// The key that `id` stands for, if it stands for just one.
    pub(super) fn read(&self, id: &str) -> Result<StorageKey, Reason> {
        let Self { prefix, separator, .. } = self;
        let rest = id.strip_prefix(&**prefix).and_then(|rest| rest.strip_prefix(&**separator));
        let Some(rest) = rest else {
            return Err(Reason::Prefix { prefix: format!("{prefix}{separator}") });
        };
        let parts: Vec<&str> = if separator.is_empty() {
            vec![rest]
        } else {
            // One part more than any key has is as bad as a thousand.
            rest.split(&**separator).take(PARTS + 1).collect()
        };
        let mut readings: Vec<StorageKey> =
            SHAPES.iter().filter_map(|has| self.reading(&parts, *has)).collect();
        let key = match (readings.pop(), readings.is_empty()) {
            (Some(key), true) => key,
            (Some(_), false) => return Err(Reason::Ambiguous),
            (None, _) => return Err(Reason::Shape { shape: self.to_string() }),
        };
        match (self.with_bot_id, self.bot_id) {
            (true, _) => Ok(key),
            (false, Some(bot_id)) => Ok(StorageKey { bot_id, ..key }),
            (false, None) => Err(Reason::NoBot),
        }
    }

    /// What `parts` mean if they hold just these of the parts that come and go.
    fn reading(&self, parts: &[&str], has: Has) -> Option<StorageKey> {
        if has.connection && !self.with_business_connection_id {
            return None;
        }
        let mut parts = parts.iter().copied();
        let bot_id = if self.with_bot_id { number(parts.next()?)? } else { 0 };
        let connection = if has.connection { Some(parts.next()?) } else { None };
        // aiogram writes no empty one.
        let connection = connection.filter(|connection| !connection.is_empty());
        if connection.is_none() && has.connection {
            return None;
        }
        let chat_id = number(parts.next()?)?;
        let thread_id = if has.thread { Some(number(parts.next()?)?) } else { None };
        let user_id = number(parts.next()?)?;
        let mut key = StorageKey::new(bot_id, chat_id, user_id).thread(thread_id);
        key.business_connection_id = connection.map(str::to_owned);
        if self.with_destiny {
            key = key.destiny(parts.next()?.to_owned());
        }
        // Nor does it write a topic that is 0.
        (parts.next().is_none() && thread_id != Some(0)).then_some(key)
    }
}

/// The most parts behind the prefix.
const PARTS: usize = 6;

/// Which of the parts that come and go are there.
#[derive(Clone, Copy)]
struct Has {
    connection: bool,
    thread: bool,
}

const SHAPES: [Has; 4] = [
    Has { connection: false, thread: false },
    Has { connection: false, thread: true },
    Has { connection: true, thread: false },
    Has { connection: true, thread: true },
];

/// A number as Python's `str` writes it: `007`, `+7` and `-0` are none, and are no one's id.
fn number(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number: &i64| number.to_string() == text)
}

/// The shape, for messages.
impl std::fmt::Display for Layout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { prefix, separator, .. } = self;
        f.write_str(prefix)?;
        if self.with_bot_id {
            write!(f, "{separator}<bot>")?;
        }
        if self.with_business_connection_id {
            write!(f, "[{separator}<business connection>]")?;
        }
        write!(f, "{separator}<chat>[{separator}<thread>]{separator}<user>")?;
        if self.with_destiny {
            write!(f, "{separator}<destiny>")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, Reason};
    use crate::key::StorageKey;

    fn layout(options: &str) -> Layout {
        Layout {
            with_bot_id: options.contains('b'),
            with_business_connection_id: options.contains('c'),
            with_destiny: options.contains('d'),
            bot_id: Some(42),
            ..Layout::default()
        }
    }

    #[track_caller]
    fn check(options: &str, id: &str, expected: &StorageKey) {
        assert_eq!(&layout(options).read(id).unwrap(), expected, "{options}: {id}");
    }

    #[track_caller]
    fn refused(options: &str, id: &str, expected: &str) {
        let reason = layout(options).read(id).unwrap_err();
        assert_eq!(reason.to_string(), expected, "{options}: {id}");
    }

    #[test]
    fn every_layout_of_the_default_key_builder_is_read() {
        let plain = StorageKey::new(42, -1001, 7);
        let bot = StorageKey::new(1, -1001, 7);
        let topic = plain.clone().thread(5);
        let all = bot.clone().thread(5).business_connection("x");
        check("", "fsm:-1001:7", &plain);
        check("", "fsm:-1001:5:7", &topic);
        check("b", "fsm:1:-1001:7", &bot);
        check("b", "fsm:1:-1001:5:7", &bot.thread(5));
        check("c", "fsm:-1001:7", &plain);
        check("c", "fsm:AbC-1_=:-1001:7", &plain.clone().business_connection("AbC-1_="));
        check("c", "fsm:x:-1001:5:7", &topic.clone().business_connection("x"));
        check("bc", "fsm:1:x:-1001:5:7", &all);
        check("d", "fsm:-1001:7:default", &plain);
        check("d", "fsm:-1001:7:", &plain.destiny(""));
        check("d", "fsm:-1001:5:7:shop", &topic.destiny("shop"));
        check("bcd", "fsm:1:x:-1001:5:7:shop", &all.destiny("shop"));
    }

    #[test]
    fn prefix_and_separator_are_the_bots_own() {
        let own = Layout { prefix: "a:b".to_owned(), separator: "--".to_owned(), ..layout("d") };
        let key = StorageKey::new(42, -1, 7).destiny("x:y");
        assert_eq!(own.read("a:b---1--7--x:y").unwrap(), key);
        assert!(matches!(own.read("fsm:1:2:x").unwrap_err(), Reason::Prefix { .. }));
        let none = Layout { separator: String::new(), ..layout("") };
        assert!(matches!(none.read("fsm12").unwrap_err(), Reason::Shape { .. }));
    }

    #[test]
    fn what_no_key_builder_writes_is_refused() {
        for id in ["", "fsm", "fs:1:2", "FSM:1:2", " fsm:1:2", "fsmx:1:2"] {
            refused("", id, "its id does not begin with `fsm:`");
        }
        for id in [
            "fsm:",
            "fsm:1",
            "fsm:a:b",
            "fsm:1:2:3:4",
            "fsm:1:",
            "fsm::1",
            "fsm:1:2 ",
            "fsm:+1:2",
            "fsm:01:2",
            "fsm:-0:2",
            "fsm:1:0:2",
            "fsm:1.0:2",
            "fsm:٣:2",
            "fsm:9223372036854775808:2",
            "fsm:1:2:state",
            "fsm:1:2:3:4:5:6:7:8:9",
        ] {
            refused("", id, "its id is not of the form `fsm:<chat>[:<thread>]:<user>`");
        }
        refused(
            "bcd",
            "fsm:1:2:default",
            "its id is not of the form `fsm:<bot>[:<business connection>]:<chat>[:<thread>]:<user>:<destiny>`",
        );
    }

    #[test]
    fn what_has_two_readings_is_not_guessed_at() {
        // A topic, or a business connection whose name is a number.
        refused("c", "fsm:1:2:3", "its id can be read in more than one way");
    }

    #[test]
    fn without_a_bot_there_is_no_key() {
        let layout = Layout { bot_id: None, ..layout("") };
        assert!(matches!(layout.read("fsm:1:2").unwrap_err(), Reason::NoBot));
        assert!(matches!(layout.read("fsm:1:x").unwrap_err(), Reason::Shape { .. }));
    }
}
