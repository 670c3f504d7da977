use crate::codec::check_text;
use crate::error::ErrorKind;
use crate::key::StorageKey;

/// What stands for a value in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Param {
    Bot,
    Chat,
    User,
    Thread,
    Connection,
    Destiny,
    KeyParts,
    State,
    /// The state that is expected.
    Old,
    Data,
    /// The names of the data, each with null.
    Nulls,
    /// One name of the data, or the path to it.
    Name,
    /// Milliseconds.
    Ttl,
    Version,
    Limit,
    /// What a listing is limited to; the key's own are where it begins.
    ListBot,
    ListChat,
    ListUser,
    /// Who takes or has a lease.
    Owner,
    /// Milliseconds.
    Lease,
    /// The path to one of the names of the data.
    Path(usize),
}

impl Param {
    /// Every parameter, with its word in templates.
    pub(super) const WORDS: &'static [(&'static str, Self)] = &[
        ("bot", Self::Bot),
        ("chat", Self::Chat),
        ("user", Self::User),
        ("thread", Self::Thread),
        ("connection", Self::Connection),
        ("destiny", Self::Destiny),
        ("key_parts", Self::KeyParts),
        ("state", Self::State),
        ("old", Self::Old),
        ("data", Self::Data),
        ("nulls", Self::Nulls),
        ("name", Self::Name),
        ("ttl", Self::Ttl),
        ("version", Self::Version),
        ("limit", Self::Limit),
        ("list_bot", Self::ListBot),
        ("list_chat", Self::ListChat),
        ("list_user", Self::ListUser),
        ("owner", Self::Owner),
        ("lease", Self::Lease),
    ];
}

/// A value on its way into a statement.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Bind<'a> {
    Int(Option<i64>),
    Small(i16),
    /// A text that MySQL keeps as bytes.
    Word(Option<&'a str>),
    /// JSON, or a path.
    Text(&'a str),
}

/// The values of one call.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Values<'a> {
    pub(crate) bot: i64,
    pub(crate) chat: i64,
    pub(crate) user: i64,
    pub(crate) thread: i64,
    pub(crate) connection: &'a str,
    pub(crate) destiny: &'a str,
    pub(crate) key_parts: i16,
    pub(crate) state: Option<&'a str>,
    pub(crate) old: Option<&'a str>,
    pub(crate) data: &'a str,
    pub(crate) nulls: &'a str,
    /// The paths to the names of the data; the last stands for all that would follow.
    pub(crate) paths: &'a [String],
    pub(crate) name: &'a str,
    pub(crate) ttl: Option<i64>,
    pub(crate) version: i64,
    pub(crate) limit: i64,
    pub(crate) list_bot: i64,
    pub(crate) list_chat: i64,
    pub(crate) list_user: i64,
    pub(crate) owner: i64,
    pub(crate) lease: i64,
}

impl<'a> Values<'a> {
    /// The columns of a key: what is absent is zero or empty in its column, and `key_parts` tells
    /// it from a zero or an empty text that is there.
    pub(crate) fn of(key: &'a StorageKey) -> Result<Self, ErrorKind> {
        let connection = key.business_connection_id.as_deref();
        check_text("business connection", connection.unwrap_or_default())?;
        check_text("destiny", &key.destiny)?;
        Ok(Self {
            bot: key.bot_id,
            chat: key.chat_id,
            user: key.user_id,
            thread: key.thread_id.unwrap_or_default(),
            connection: connection.unwrap_or_default(),
            destiny: &key.destiny,
            key_parts: i16::from(key.thread_id.is_some()) | (i16::from(connection.is_some()) << 1),
            ..Self::default()
        })
    }

    /// What is bound for `param`.
    pub(crate) fn bind(&self, param: Param) -> Bind<'a> {
        match param {
            Param::Bot => Bind::Int(Some(self.bot)),
            Param::Chat => Bind::Int(Some(self.chat)),
            Param::User => Bind::Int(Some(self.user)),
            Param::Thread => Bind::Int(Some(self.thread)),
            Param::Connection => Bind::Word(Some(self.connection)),
            Param::Destiny => Bind::Word(Some(self.destiny)),
            Param::KeyParts => Bind::Small(self.key_parts),
            Param::State => Bind::Word(self.state),
            Param::Old => Bind::Word(self.old),
            Param::Data => Bind::Text(self.data),
            Param::Nulls => Bind::Text(self.nulls),
            Param::Name => Bind::Text(self.name),
            Param::Ttl => Bind::Int(self.ttl),
            Param::Version => Bind::Int(Some(self.version)),
            Param::Limit => Bind::Int(Some(self.limit)),
            Param::ListBot => Bind::Int(Some(self.list_bot)),
            Param::ListChat => Bind::Int(Some(self.list_chat)),
            Param::ListUser => Bind::Int(Some(self.list_user)),
            Param::Owner => Bind::Int(Some(self.owner)),
            Param::Lease => Bind::Int(Some(self.lease)),
            Param::Path(at) => {
                let path = self.paths.get(at).or(self.paths.last());
                Bind::Text(path.map_or("", String::as_str))
            }
        }
    }
}
