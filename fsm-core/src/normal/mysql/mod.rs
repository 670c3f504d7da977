mod constant;
mod default;
mod function;
mod operand;
mod parse;
#[cfg(test)]
mod tests;
mod tree;

use super::{NormalForm, Sameness};
use crate::dialect::mysql::{normal_type, token::Quotes};
use crate::schema::{MysqlOptions, ReferentialAction, TableDef};
use constant::Constant;

pub(super) struct MysqlForm;

impl NormalForm for MysqlForm {
    fn type_name(&self, text: &str) -> String {
        normal_type(text, Quotes::USUAL)
    }

    fn default(&self, type_name: &str, one: &str, other: &str) -> Sameness {
        default::compare(type_name, one, other)
    }

    fn expression(&self, one: &str, other: &str) -> Sameness {
        if one.trim() == other.trim() {
            return Sameness::Same;
        }
        let (Some(one), Some(other)) = (parse::expression(one), parse::expression(other)) else {
            return Sameness::Unknown;
        };
        if one == other {
            return Sameness::Same;
        }
        match (Constant::of(&one), Constant::of(&other)) {
            (Some(one), Some(other)) if one.differs_as_expression(&other) => Sameness::Different,
            _ => Sameness::Unknown,
        }
    }

    /// Both are refused at once by `InnoDB`, which is also what happens if nothing is said
    /// (manual, 15.1.20.5 FOREIGN KEY Constraints).
    fn action(&self, action: Option<ReferentialAction>) -> ReferentialAction {
        match action {
            None | Some(ReferentialAction::Restrict) => ReferentialAction::NoAction,
            Some(action) => action,
        }
    }

    /// `USING BTREE` says nothing, and `InnoDB` and `MyISAM` make such an index whatever else is
    /// asked for; of memory, the other way round.
    fn index_method(&self, table: &TableDef, method: Option<&str>) -> Option<String> {
        let engine = table.options.mysql.engine.as_deref().unwrap_or("InnoDB");
        let of = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(engine));
        let method = method.map(str::to_ascii_lowercase)?;
        let says_nothing = match &*method {
            "btree" | "hash" if of(&["InnoDB", "MyISAM", "Aria"]) => true,
            "hash" => of(&["MEMORY", "HEAP", "NDB", "NDBCLUSTER"]),
            "btree" => !of(&["MEMORY", "HEAP", "NDB", "NDBCLUSTER"]),
            _ => false,
        };
        (!says_nothing).then_some(method)
    }

    /// A reflected table always has its collation, and its character set only where that alone
    /// brings the collation along on its server.
    fn options(&self, model: &TableDef, reflected: &TableDef) -> bool {
        let (model, reflected) = (&model.options.mysql, &reflected.options.mysql);
        let word = |text: &Option<crate::schema::Str>, usual: &str| {
            let text = text.as_deref().unwrap_or(usual).to_ascii_lowercase();
            if text == usual { String::new() } else { text }
        };
        word(&model.engine, "innodb") == word(&reflected.engine, "innodb")
            && word(&model.row_format, "default") == word(&reflected.row_format, "default")
            && compares_alike(model, reflected)
    }

    fn collation(
        &self,
        (_, column): (&TableDef, Option<&str>),
        (table, reflected): (&TableDef, Option<&str>),
    ) -> bool {
        match (column, reflected.or(table.options.mysql.collation.as_deref())) {
            (None, _) => reflected.is_none(),
            (Some(one), Some(other)) => is_same_name(one, other),
            (Some(_), None) => false,
        }
    }
}

fn compares_alike(model: &MysqlOptions, reflected: &MysqlOptions) -> bool {
    match (&model.collation, &reflected.collation) {
        (Some(one), Some(other)) => is_same_name(one, other),
        (Some(_), None) => false,
        (None, _) => {
            let set = model.charset.as_deref().unwrap_or("utf8mb4");
            reflected.charset.as_deref().is_some_and(|other| is_same_name(set, other))
        }
    }
}

/// Whether two names of character sets or collations are one: `utf8` is an old name of `utf8mb3`.
fn is_same_name(one: &str, other: &str) -> bool {
    let full = |name: &str| {
        let name = name.to_ascii_lowercase();
        match name.strip_prefix("utf8") {
            Some(rest) if rest.is_empty() || rest.starts_with('_') => format!("utf8mb3{rest}"),
            _ => name,
        }
    };
    full(one) == full(other)
}
