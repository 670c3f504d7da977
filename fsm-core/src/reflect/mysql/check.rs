use super::default::{unescaped, without_parentheses};
use super::settings::Settings;
use crate::dialect::mysql::token::{Token, tokens};
use crate::reflect::Flaw;
use crate::schema::{CheckDef, Dialect, Sql, SqlType, TableDef};

/// What the catalog says of a check.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'r> {
    pub(super) name: &'r str,
    /// Whether it stands at the column of its name (MariaDB).
    pub(super) at_column: bool,
    pub(super) clause: &'r str,
    pub(super) enforced: bool,
    /// Whether it is escaped once more, as MySQL's catalog does.
    pub(super) escaped: bool,
}

impl Seen<'_> {
    /// Puts it into the table; `false` if its column is none of the table's.
    pub(super) fn put(
        self,
        settings: &Settings,
        table: &mut TableDef,
        flaws: &mut Vec<Flaw>,
    ) -> bool {
        if self.at_column && table.find_column(self.name).is_none() {
            return false;
        }
        if self.at_column && self.makes_json(settings, table) {
            return true;
        }
        let text = if self.escaped { unescaped(self.clause) } else { self.clause.to_owned() };
        let mut check = CheckDef::new(Sql::new(without_parentheses(&text).to_owned()));
        if self.at_column {
            check.column = Some(self.name.to_owned().into());
        } else {
            check.name = Some(self.name.to_owned().into());
        }
        table.checks.to_mut().push(check);
        if !self.enforced {
            let (table, constraint) = (table.name.clone(), self.name.to_owned());
            flaws.push(Flaw::NotEnforced { table, constraint });
        }
        true
    }

    /// Whether it is the check that `JSON` brings along on MariaDB, where that is a long text of
    /// such a collation with such a check and no type of its own. Then the column becomes that.
    fn makes_json(self, settings: &Settings, table: &mut TableDef) -> bool {
        let Some(found) = tokens(self.clause, settings.quotes) else { return false };
        let found: Vec<&Token> = found.iter().map(|placed| &placed.token).collect();
        let of_column = match &found[..] {
            [function, Token::Symbol("("), Token::Name(column), Token::Symbol(")")] => {
                function.is("json_valid") && column == self.name
            }
            _ => false,
        };
        if !of_column {
            return false;
        }
        let of_table = table.options.mysql.collation.clone();
        let Some(column) =
            table.columns.to_mut().iter_mut().find(|column| column.name == self.name)
        else {
            return false;
        };
        let named = column.collation.as_ref().and_then(|sql| sql.text(Dialect::Mysql));
        let binary = named.or(of_table.as_deref()) == Some("utf8mb4_bin");
        if !binary || column.sql_type != SqlType::Text {
            return false;
        }
        column.sql_type = SqlType::Json;
        column.collation = None;
        true
    }
}
