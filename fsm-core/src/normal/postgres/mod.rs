mod constant;
mod elaborate;
mod function;
mod types;

use super::expression::Term;
use super::{NormalForm, Sameness};
use crate::dialect::canonical_postgres_type;
use constant::Constant;
use elaborate::Elaborator;
use sqlparser::ast::Ident;
use sqlparser::dialect::PostgreSqlDialect;

pub(super) struct PostgresForm;

impl NormalForm for PostgresForm {
    fn type_name(&self, text: &str) -> String {
        canonical_postgres_type(text)
    }

    fn default(&self, type_name: &str, one: &str, other: &str) -> Sameness {
        let type_name = canonical_postgres_type(type_name);
        same(one, other, |term| Elaborator::new(&|_| None).default(&type_name, term))
    }

    fn expression(&self, one: &str, other: &str) -> Sameness {
        same(one, other, |term| Elaborator::new(&|_| None).expression(term))
    }

    fn expression_of(
        &self,
        type_of: &dyn Fn(&str) -> Option<String>,
        one: &str,
        other: &str,
    ) -> Sameness {
        // A text that was read under another type of its column keeps the constants of that type,
        // which are equal to these: what is one without the types is one.
        match self.expression(one, other) {
            Sameness::Same => Sameness::Same,
            _ => same(one, other, |term| Elaborator::new(type_of).expression(term)),
        }
    }
}

fn same(one: &str, other: &str, normal: impl Fn(Term) -> Term) -> Sameness {
    if one.trim() == other.trim() {
        return Sameness::Same;
    }
    let parse = |text: &str| Term::parse(&PostgreSqlDialect {}, text, fold);
    let (Some(one), Some(other)) = (parse(one), parse(other)) else { return Sameness::Unknown };
    let (one, other) = (normal(one), normal(other));
    if one == other {
        Sameness::Same
    } else if differ(&one, &other) {
        Sameness::Different
    } else {
        Sameness::Unknown
    }
}

/// Names are in small letters unless they are quoted.
fn fold(name: &Ident) -> String {
    if name.quote_style.is_some() { name.value.clone() } else { name.value.to_lowercase() }
}

/// The operators of which no two mean the same.
const COMPARISONS: &[&str] = &["=", "<>", "<", "<=", ">", ">="];

/// Whether the two differ for certain: they are alike up to one place, and there stand two constants
/// of one type, two columns or two comparisons.
///
/// With more places than one they might be each other's mirror image.
fn differ(one: &Term, other: &Term) -> bool {
    match (one, other) {
        (Term::Column(one), Term::Column(other)) => one != other,
        (Term::Node(head, parts), Term::Node(other_head, others)) => {
            if parts.len() != others.len() {
                return false;
            }
            let mut unlike = parts.iter().zip(others).filter(|(one, other)| one != other);
            match (head == other_head, unlike.next(), unlike.next()) {
                (true, Some((one, other)), None) => differ(one, other),
                (false, None, None) => {
                    COMPARISONS.contains(&&**head) && COMPARISONS.contains(&&**other_head)
                }
                _ => false,
            }
        }
        _ => match (Constant::of(one), Constant::of(other)) {
            (Some(one), Some(other)) => one.differs(&other),
            _ => false,
        },
    }
}

#[cfg(test)]
mod tests;
