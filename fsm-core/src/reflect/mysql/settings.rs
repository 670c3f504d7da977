use super::{string, strings, unlimited};
use crate::dialect::mysql::token::Quotes;
use crate::error::{Error, ErrorKind};
use crate::reflect::{NameCase, Rows, Scope};
use crate::schema::Str;
use std::collections::{BTreeMap, BTreeSet};

/// What of the server and the session decides how the other answers read.
#[derive(Debug)]
pub(super) struct Settings {
    /// MariaDB, whose catalog says some things in other words than MySQL's.
    pub(super) mariadb: bool,
    /// How the catalog writes quotes: it escapes whatever the session's modes are.
    pub(super) quotes: Quotes,
    /// A second before the first query.
    pub(super) before: String,
    /// Which names of databases and tables are one.
    pub(super) case: NameCase,
    /// The connection's own database, by its name.
    pub(super) own: Option<String>,
    /// The databases to read, without those that do not stand.
    pub(super) places: Vec<Place>,
    /// The collation that a table gets for each character set if none is named.
    pub(super) usual: BTreeMap<String, String>,
    /// What the user was granted.
    pub(super) grants: Grants,
}

/// A database to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The schema of its tables' names; `None` for the connection's own.
    pub(super) schema: Option<String>,
    /// Its name.
    pub(super) name: String,
}

/// What the user was granted by itself, without any role.
#[derive(Debug, Default)]
pub(super) struct Grants {
    /// Whether something may be granted that is not listed: by a role, or on every database.
    all: bool,
    /// Names of databases with the wildcards of `LIKE`.
    databases: BTreeSet<String>,
    /// Tables, by database and name.
    tables: BTreeSet<(String, String)>,
    /// Tables of which a column is granted, by database and name.
    columns: BTreeSet<(String, String)>,
}

/// The query: the first value of each row says what it is about.
pub(super) fn query(scope: &Scope) -> String {
    let user = "CONCAT('''', SUBSTRING_INDEX(CURRENT_USER(), '@', \
                LENGTH(CURRENT_USER()) - LENGTH(REPLACE(CURRENT_USER(), '@', ''))), '''@''', \
                SUBSTRING_INDEX(CURRENT_USER(), '@', -1), '''')";
    let schemas: Vec<&str> = scope
        .schemas
        .iter()
        .map(|name| &**name)
        .filter(|name| super::can_stand(Some(name)))
        .collect();
    let named = if schemas.is_empty() {
        String::new()
    } else {
        format!(" OR SCHEMA_NAME IN ({})", strings(&schemas))
    };
    // The two comments hold what only one of the servers has: what a character set is compared by
    // unless a collation is named can be changed in a session.
    unlimited(&format!(
        "SELECT 'c', DATABASE(), VERSION(), \
         CONCAT(@@lower_case_table_names, ':', @@sql_mode), \
         CONCAT('' /*!80011 , 'utf8mb4=', @@default_collation_for_utf8mb4 */ \
                   /*M!110201 , @@character_set_collations */) \
         UNION ALL SELECT 's', SCHEMA_NAME, NULL, NULL, NULL FROM information_schema.SCHEMATA \
         WHERE SCHEMA_NAME = DATABASE(){named} \
         UNION ALL SELECT 'd', CHARACTER_SET_NAME, COLLATION_NAME, NULL, NULL \
         FROM information_schema.COLLATIONS WHERE IS_DEFAULT = 'Yes' \
         UNION ALL SELECT 'n', CAST(NOW() - INTERVAL 1 SECOND AS CHAR), NULL, NULL, NULL \
         UNION ALL SELECT 'r', CURRENT_ROLE(), NULL, NULL, NULL \
         UNION ALL SELECT DISTINCT 'g', NULL, NULL, NULL, NULL \
         FROM information_schema.USER_PRIVILEGES \
         WHERE GRANTEE = {user} AND PRIVILEGE_TYPE <> 'USAGE' \
         UNION ALL SELECT DISTINCT 'g', TABLE_SCHEMA, NULL, NULL, NULL \
         FROM information_schema.SCHEMA_PRIVILEGES WHERE GRANTEE = {user} \
         UNION ALL SELECT DISTINCT 'g', TABLE_SCHEMA, TABLE_NAME, NULL, NULL \
         FROM information_schema.TABLE_PRIVILEGES WHERE GRANTEE = {user} \
         UNION ALL SELECT DISTINCT 'g', TABLE_SCHEMA, TABLE_NAME, 'c', NULL \
         FROM information_schema.COLUMN_PRIVILEGES WHERE GRANTEE = {user}"
    ))
}

impl Settings {
    /// Reads the answer to [`query`].
    pub(super) fn read(scope: &Scope, rows: &Rows) -> Result<Self, Error> {
        let mut settings = Self::of_session(rows)?;
        let standing = rows.iter().filter(|row| row.text(0) == "s").map(|row| row.text(1));
        settings.places = settings.places(scope, standing)?;
        Ok(settings)
    }

    /// What is said of the server and the session alone.
    pub(super) fn of_session(rows: &Rows) -> Result<Self, Error> {
        let of = |tag: &'static str| rows.iter().filter(move |row| row.text(0) == tag);
        let Some(told) = of("c").next() else {
            return Err(unreadable("the server's settings", "no answer"));
        };
        let (case, modes) = told.text(3).split_once(':').unwrap_or_default();
        let case = if case == "0" { NameCase::Exact } else { NameCase::Unicode };
        let mut usual: BTreeMap<String, String> =
            of("d").map(|row| (row.text(1).to_owned(), row.text(2).to_owned())).collect();
        let changed = told.text(4).split(',').filter_map(|pair| pair.split_once('='));
        usual.extend(changed.map(|(set, name)| (set.trim().to_owned(), name.trim().to_owned())));
        let mut settings = Self {
            mariadb: told.text(2).to_ascii_lowercase().contains("mariadb"),
            quotes: Quotes {
                escapes: true,
                ansi: modes.split(',').any(|mode| mode == "ANSI_QUOTES"),
            },
            before: of("n").next().map(|row| row.text(1).to_owned()).unwrap_or_default(),
            case,
            own: told.get(1).map(str::to_owned),
            places: Vec::new(),
            usual,
            grants: Grants::default(),
        };
        let roles = of("r").any(|row| !matches!(row.text(1), "" | "NONE"));
        let grants = &mut settings.grants;
        grants.all = roles || of("g").next().is_none();
        for row in of("g") {
            match (row.get(1), row.get(2), row.get(3)) {
                (None, ..) => grants.all = true,
                (Some(database), None, _) => {
                    grants.databases.insert(database.to_owned());
                }
                (Some(database), Some(table), column) => {
                    let list =
                        if column.is_some() { &mut grants.columns } else { &mut grants.tables };
                    list.insert((database.to_owned(), table.to_owned()));
                }
            }
        }
        Ok(settings)
    }

    /// The databases asked for that stand, the connection's own first, then by name.
    fn places<'r>(
        &self,
        scope: &Scope,
        standing: impl Iterator<Item = &'r str>,
    ) -> Result<Vec<Place>, Error> {
        let own = scope.schemas.is_empty() || scope.default_schema;
        if own && self.own.is_none() {
            return Err(unreadable("the connection's own database", "it has none"));
        }
        let asked: BTreeSet<_> = scope.schemas.iter().map(|name| self.case.fold(name)).collect();
        let mut places: Vec<Place> = standing
            .filter_map(|name| {
                let is_own = self.is_own(name);
                let wanted = is_own && own || asked.contains(&self.case.fold(name));
                let schema = (!is_own).then(|| name.to_owned());
                wanted.then(|| Place { schema, name: name.to_owned() })
            })
            .collect();
        places.sort_by(|a, b| (&a.schema, &a.name).cmp(&(&b.schema, &b.name)));
        places.dedup();
        Ok(places)
    }

    /// Whether this is the connection's own database.
    pub(super) fn is_own(&self, database: &str) -> bool {
        self.own.as_deref().is_some_and(|own| self.case.fold(own) == self.case.fold(database))
    }

    /// The schema of names in this database.
    pub(super) fn schema_of(&self, database: &str) -> Option<Str> {
        (!self.is_own(database)).then(|| database.to_owned().into())
    }

    /// Whether the collation is what its character set is compared by unless one is named: then
    /// that character set.
    pub(super) fn usual_of<'c>(&self, collation: &'c str) -> Option<&'c str> {
        let set = collation.split('_').next().unwrap_or(collation);
        self.usual.get(set).is_some_and(|usual| usual == collation).then_some(set)
    }
}

impl Grants {
    /// What of the table is hidden from the user for certain, if anything is.
    ///
    /// MariaDB shows checks and the rules of foreign keys to those only who were granted something
    /// on the whole database, and every server shows those columns only of which something was
    /// granted.
    pub(super) fn hidden(
        &self,
        mariadb: bool,
        database: &str,
        table: &str,
    ) -> Option<&'static str> {
        if self.all || self.databases.iter().any(|pattern| matches(pattern, database)) {
            return None;
        }
        let key = (database.to_owned(), table.to_owned());
        if self.tables.contains(&key) {
            mariadb.then_some(
                "its checks are hidden from a user without a privilege on the whole database",
            )
        } else if self.columns.contains(&key) {
            Some("columns are hidden from a user without a privilege on the whole table")
        } else {
            None
        }
    }
}

/// `LIKE`, as names of databases in grants are compared.
fn matches(pattern: &str, name: &str) -> bool {
    let Some(first) = pattern.chars().next() else { return name.is_empty() };
    let rest = &pattern[first.len_utf8()..];
    let mut letters = name.chars();
    match first {
        '%' => (0..=name.len())
            .filter(|at| name.is_char_boundary(*at))
            .any(|at| matches(rest, &name[at..])),
        '_' => letters.next().is_some() && matches(rest, letters.as_str()),
        '\\' => match rest.chars().next() {
            Some(meant) => {
                letters.next() == Some(meant)
                    && matches(&rest[meant.len_utf8()..], letters.as_str())
            }
            None => name == "\\",
        },
        letter => letters.next() == Some(letter) && matches(rest, letters.as_str()),
    }
}

/// An answer that is not what the documentation says, or of two moments.
pub(super) fn unreadable(what: impl Into<String>, found: impl Into<String>) -> Error {
    ErrorKind::Catalog { what: what.into(), found: found.into() }.into()
}

/// The name of a database as a constant.
pub(super) fn constant(place: &Place) -> String {
    string(&place.name)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_grant_names_databases_by_a_pattern() {
        for (pattern, name, expected) in [
            ("app", "app", true),
            ("app", "apps", false),
            ("a%", "app", true),
            ("%", "", true),
            ("%p", "app", true),
            ("a_p", "app", true),
            ("a\\_p", "app", false),
            ("a\\_p", "a_p", true),
            ("\u{e4}_", "\u{e4}\u{f6}", true),
            ("", "a", false),
            ("\\", "\\", true),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}
