//! The statements that list conversations: one for each combination of what is asked for.

use super::{Statement, Statements};
use fsm_core::Dialect;

/// What a listing is limited to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) bot: Option<i64>,
    pub(crate) chat: Option<i64>,
    pub(crate) user: Option<i64>,
    pub(crate) state: InState,
    /// Whether it begins behind a key.
    pub(crate) after: bool,
}

/// Which states are listed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum InState {
    #[default]
    Any,
    Given,
    Without,
}

/// The columns of the key with the words for their values, in the order of the listing.
const KEY: &[(&str, &str)] = &[
    ("bot_id", ":bot"),
    ("chat_id", ":chat"),
    ("user_id", ":user"),
    ("thread_id", ":thread"),
    ("business_connection_id", ":connection"),
    ("destiny", ":destiny"),
    ("key_parts", ":key_parts"),
];

impl Statements {
    /// Lists what `filter` lets through.
    pub(crate) fn list(&self, filter: Filter) -> Statement {
        let mut template =
            String::from("SELECT :columns, state, updated_at, expires_at FROM :own_table WHERE ");
        let state = match filter.state {
            InState::Any => None,
            InState::Given => Some("state = :state"),
            InState::Without => Some("state IS NULL"),
        };
        let conditions = [
            state,
            filter.bot.map(|_| "bot_id = :list_bot"),
            filter.chat.map(|_| "chat_id = :list_chat"),
            filter.user.map(|_| "user_id = :list_user"),
        ];
        for condition in conditions.into_iter().flatten() {
            template.push_str(condition);
            template.push_str(" AND ");
        }
        if filter.after {
            template.push_str(&self.behind(filter));
            template.push_str(" AND ");
        }
        template.push_str(":is_alive ORDER BY :columns LIMIT :limit");
        self.words.statement(&template)
    }

    /// What is true of rows behind a key. A column that is the same in all of them says nothing.
    fn behind(&self, filter: Filter) -> String {
        let free = KEY.iter().copied().filter(|(column, _)| match *column {
            "bot_id" => filter.bot.is_none(),
            "chat_id" => filter.chat.is_none(),
            "user_id" => filter.user.is_none(),
            _ => true,
        });
        match self.words.dialect {
            Dialect::Mysql => ranges(free),
            // PostgreSQL judges a comparison of rows by its first column. If that is the bot, and
            // there is one bot, it takes the comparison for very selective and leaves the index on
            // the state, or on the user, where it is.
            Dialect::Postgres => {
                let state = matches!(filter.state, InState::Given).then_some(("state", ":state"));
                let user = filter.user.map(|_| ("user_id", ":list_user"));
                row(state.or(user).into_iter().chain(free))
            }
            _ => row(free),
        }
    }
}

/// A comparison of rows.
fn row(columns: impl Iterator<Item = (&'static str, &'static str)>) -> String {
    let (names, values): (Vec<_>, Vec<_>) = columns.unzip();
    format!("({}) > ({})", names.join(", "), values.join(", "))
}

/// The same in ranges. MySQL finds no range of an index for a comparison of rows, but finds all of
/// these.
fn ranges(columns: impl Iterator<Item = (&'static str, &'static str)>) -> String {
    let mut ranges: Vec<String> = Vec::new();
    let mut equal = String::new();
    for (column, value) in columns {
        ranges.push(format!("({equal}{column} > {value})"));
        equal = format!("{equal}{column} = {value} AND ");
    }
    format!("({})", ranges.join(" OR "))
}
