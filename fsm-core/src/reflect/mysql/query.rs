use super::settings::{Place, Settings, constant};
use super::{can_stand, string, strings, unlimited};
use crate::reflect::Scope;
use crate::schema::TableName;

/// What each query asks for, in the order in which they are sent.
pub(super) enum Ask {
    Tables,
    Columns,
    Indexes,
    References,
    Rules,
    Checks,
    Others,
    TablesAgain,
}

impl Ask {
    pub(super) const ALL: [Self; 8] = [
        Self::Tables,
        Self::Columns,
        Self::Indexes,
        Self::References,
        Self::Rules,
        Self::Checks,
        Self::Others,
        Self::TablesAgain,
    ];

    /// What is asked again where the first and the last answer may hide a change between them. The
    /// other way round: who makes and drops a table in the same time as the queries take would hide
    /// the same part of it again.
    pub(super) const TWICE: [Self; 5] =
        [Self::Checks, Self::Rules, Self::References, Self::Indexes, Self::Columns];
}

/// The query, over all databases that are read.
///
/// One part a database: only a name that it is compared with by `=` keeps MariaDB from reading the
/// other databases as well.
pub(super) fn query(ask: &Ask, scope: &Scope, settings: &Settings) -> String {
    let parts: Vec<String> = settings
        .places
        .iter()
        .flat_map(|place| match tables(scope, settings, place) {
            Some(filter) => parts(ask, settings, place, &filter),
            None => Vec::new(),
        })
        .collect();
    if parts.is_empty() {
        return "SELECT NULL FROM DUAL WHERE FALSE".to_owned();
    }
    unlimited(&parts.join(" UNION ALL "))
}

/// The condition on the names of tables: more than what is asked for, never less, because the
/// catalog compares names without regard to case. `None` if no table of the database is asked for.
fn tables(scope: &Scope, settings: &Settings, place: &Place) -> Option<Filter> {
    let names = |list: &[TableName]| -> Vec<String> {
        list.iter()
            .filter(|name| can_stand(Some(&name.name)) && is_of(settings, place, name))
            .map(|name| name.name.to_string())
            .collect()
    };
    let (only, except) = (names(&scope.tables), names(&scope.except));
    if only.is_empty() && !scope.tables.is_empty() {
        return None;
    }
    let list = |names: &[String]| strings(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let only = if only.is_empty() { None } else { Some(list(&only)) };
    let except = if except.is_empty() { None } else { Some(list(&except)) };
    Some(Filter { only, except })
}

/// Whether the name is one of this database.
pub(super) fn is_of(settings: &Settings, place: &Place, name: &TableName) -> bool {
    match (&name.schema, &place.schema) {
        (None, None) => true,
        (None, Some(_)) => false,
        (Some(schema), _) => settings.case.fold(schema) == settings.case.fold(&place.name),
    }
}

struct Filter {
    only: Option<String>,
    except: Option<String>,
}

impl Filter {
    /// ` AND ..` on the column that holds a table's name.
    fn on(&self, column: &str) -> String {
        let only = self.only.as_ref().map(|list| format!(" AND {column} IN ({list})"));
        // Byte by byte, or a table would be left out whose name differs by case only.
        let except =
            self.except.as_ref().map(|list| format!(" AND BINARY {column} NOT IN ({list})"));
        only.unwrap_or_default() + &except.unwrap_or_default()
    }
}

fn parts(ask: &Ask, settings: &Settings, place: &Place, filter: &Filter) -> Vec<String> {
    let label = string(place.schema.as_deref().unwrap_or_default());
    let database = constant(place);
    let hanging = filter.on("TABLE_NAME");
    // `asked` stands for the columns behind the schema.
    let part = |asked: &str, view: &str, schema: &str, more: &str| {
        format!(
            "SELECT {label} AS place, {asked} FROM information_schema.{view} WHERE {schema} = {database}{more}"
        )
    };
    match ask {
        // What the server counts changes without anybody changing the schema: it is left out.
        Ask::Tables | Ask::TablesAgain => vec![part(
            "TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION, CREATE_OPTIONS, TABLE_COMMENT, CREATE_TIME",
            "TABLES",
            "TABLE_SCHEMA",
            &hanging,
        )],
        Ask::Columns => vec![part(
            &format!(
                "TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, \
                 EXTRA, COLLATION_NAME, COLUMN_COMMENT, GENERATION_EXPRESSION, COLUMN_KEY, {}, \
                 PRIVILEGES",
                if settings.mariadb { "NULL" } else { "SRS_ID" }
            ),
            "COLUMNS",
            "TABLE_SCHEMA",
            &hanging,
        )],
        Ask::Indexes => vec![part(
            &format!(
                "TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX, COLUMN_NAME, NON_UNIQUE, SUB_PART, COLLATION, \
                 INDEX_TYPE, INDEX_COMMENT, {}",
                if settings.mariadb {
                    "IGNORED, NULL"
                } else {
                    "IF(IS_VISIBLE = 'YES', 'NO', 'YES'), EXPRESSION"
                }
            ),
            "STATISTICS",
            "TABLE_SCHEMA",
            &hanging,
        )],
        Ask::References => vec![part(
            "TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION, COLUMN_NAME, REFERENCED_TABLE_SCHEMA, \
             REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME",
            "KEY_COLUMN_USAGE",
            "TABLE_SCHEMA",
            &format!("{hanging} AND REFERENCED_TABLE_NAME IS NOT NULL"),
        )],
        Ask::Rules => vec![part(
            "TABLE_NAME, CONSTRAINT_NAME, DELETE_RULE, UPDATE_RULE",
            "REFERENTIAL_CONSTRAINTS",
            "CONSTRAINT_SCHEMA",
            &hanging,
        )],
        Ask::Checks if settings.mariadb => vec![part(
            "TABLE_NAME, CONSTRAINT_NAME, LEVEL, CHECK_CLAUSE, 'YES'",
            "CHECK_CONSTRAINTS",
            "CONSTRAINT_SCHEMA",
            &hanging,
        )],
        Ask::Checks => vec![part(
            "t.TABLE_NAME, c.CONSTRAINT_NAME, 'Table', c.CHECK_CLAUSE, t.ENFORCED",
            "CHECK_CONSTRAINTS AS c JOIN information_schema.TABLE_CONSTRAINTS AS t \
             ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA \
             AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME AND t.CONSTRAINT_TYPE = 'CHECK'",
            "c.CONSTRAINT_SCHEMA",
            &filter.on("t.TABLE_NAME"),
        )],
        Ask::Others => {
            let mut others = vec![part(
                "EVENT_OBJECT_TABLE, 'trigger', TRIGGER_NAME",
                "TRIGGERS",
                "TRIGGER_SCHEMA",
                &filter.on("EVENT_OBJECT_TABLE"),
            )];
            // What hangs on no table is no part of a choice of tables.
            if filter.only.is_none() {
                others.push(part(
                    "NULL, LOWER(ROUTINE_TYPE), ROUTINE_NAME",
                    "ROUTINES",
                    "ROUTINE_SCHEMA",
                    "",
                ));
                others.push(part("NULL, 'event', EVENT_NAME", "EVENTS", "EVENT_SCHEMA", ""));
            }
            others
        }
    }
}
