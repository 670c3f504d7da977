//! The normal forms of SQLite, which keeps every text as it was written.
//! It never answers that it does not know: there is no other form to ask for.

mod default;
mod expression;
pub(crate) mod token;
mod type_name;

use super::{NormalForm, Sameness};

pub(super) struct SqliteForm;

impl NormalForm for SqliteForm {
    fn type_name(&self, text: &str) -> String {
        type_name::normal(text)
    }

    fn default(&self, type_name: &str, one: &str, other: &str) -> Sameness {
        sameness(default::value(type_name, one) == default::value(type_name, other))
    }

    fn expression(&self, one: &str, other: &str) -> Sameness {
        sameness(expression::normal(one) == expression::normal(other))
    }
}

fn sameness(same: bool) -> Sameness {
    if same { Sameness::Same } else { Sameness::Different }
}

#[cfg(test)]
mod tests;
