//! The conversions that PostgreSQL puts into an expression by the types of its parts (manual,
//! chapter 10), put into a term in the same way. What the server wrote stays as it is.

use super::super::expression::{Term, membership};
use super::constant::{decimal, written};
use super::function::call;
use super::types::{base, common_number, integer, is_string};
use crate::dialect::canonical_postgres_type;

/// What is known of a term's type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// This one, without length or precision.
    Known(String),
    /// A constant in quotes, or `NULL`, which becomes whatever is asked for.
    Open,
    /// Nothing.
    Unsure,
}

pub(super) struct Elaborator<'c> {
    type_of: &'c dyn Fn(&str) -> Option<String>,
}

pub(super) type Typed = (Term, Type);

pub(super) fn known(name: &str) -> Type {
    Type::Known(name.to_owned())
}

impl<'c> Elaborator<'c> {
    pub(super) fn new(type_of: &'c dyn Fn(&str) -> Option<String>) -> Self {
        Self { type_of }
    }

    pub(super) fn expression(&self, term: Term) -> Term {
        self.typed(term).0
    }

    /// What stands behind `DEFAULT` of a column of this type.
    pub(super) fn default(&self, type_name: &str, term: Term) -> Term {
        let (term, found) = self.typed(term);
        let name = base(type_name);
        match found {
            Type::Open => open(term, &name),
            Type::Known(found) if found == name => term,
            // Strings become each other, and numbers of one kind those of another, unless something
            // is lost.
            Type::Known(found) if is_string(&found) && is_string(&name) => recast(term, &name),
            Type::Known(found) if common_number(&found, &name) == Some(&*name) => {
                recast_constant(term, &name)
            }
            Type::Known(found) if integer(&found).is_some() && integer(&name).is_some() => {
                recast_constant(term, &name)
            }
            _ => term,
        }
    }

    fn typed(&self, term: Term) -> Typed {
        match term {
            Term::Column(name) => {
                let found = (self.type_of)(&name);
                let found = found.map(|text| base(&canonical_postgres_type(&text)));
                (Term::Column(name), found.map_or(Type::Unsure, Type::Known))
            }
            Term::Null | Term::Text(_) => (term, Type::Open),
            Term::Boolean(_) => (term, known("boolean")),
            Term::Number(digits) => number(&digits),
            Term::Cast(inner, type_name) => self.cast(*inner, &type_name),
            Term::Node(head, parts) => self.node(&head, parts),
        }
    }

    fn cast(&self, inner: Term, type_name: &str) -> Typed {
        let mut name = canonical_postgres_type(type_name);
        if name == "bpchar" {
            name = base(&name);
        }
        // An array of constants is an array of their casts.
        if let (Term::Node(head, parts), Some(element)) = (&inner, name.strip_suffix("[]"))
            && head == "ARRAY"
        {
            let parts: Vec<Term> =
                parts.iter().map(|part| self.cast(part.clone(), element).0).collect();
            return (Term::node("ARRAY", parts), Type::Known(name));
        }
        let (inner, found) = self.typed(inner);
        let bare = base(&name);
        let term = match &found {
            Type::Open if bare == name => open(inner, &name),
            // A length cuts a text, a precision rounds a number: the value is another then.
            _ if bare != name => inner.cast(name),
            Type::Known(found) if *found == bare => inner,
            Type::Known(found) if is_string(found) && is_string(&bare) => recast(inner, &bare),
            Type::Known(found) if common_number(found, &bare).is_some() => {
                recast_constant(inner, &bare)
            }
            _ => inner.cast(name),
        };
        (term, Type::Known(bare))
    }

    fn node(&self, head: &str, parts: Vec<Term>) -> Typed {
        let mut parts: Vec<Typed> = parts.into_iter().map(|part| self.typed(part)).collect();
        let found = match head {
            "AND" | "OR" | "NOT" => known("boolean"),
            "=" | "<>" | "<" | "<=" | ">" | ">=" | "IS DISTINCT FROM" | "IS NOT DISTINCT FROM" => {
                compared(&mut parts);
                known("boolean")
            }
            _ if head.starts_with("IS ") => known("boolean"),
            _ if head.starts_with("COLLATE ") => {
                parts.first().map_or(Type::Unsure, |(_, found)| found.clone())
            }
            "LIKE" | "NOT LIKE" | "ILIKE" | "NOT ILIKE" | "~" | "~*" | "!~" | "!~*" | "^@" => {
                if let [_, _, _] = parts[..] {
                    let escape = parts.split_off(1);
                    parts.push(call("like_escape", escape));
                }
                strings(&mut parts);
                known("boolean")
            }
            "||" => {
                let all = parts.iter().all(|(_, found)| {
                    matches!(found, Type::Open)
                        || matches!(found, Type::Known(name) if is_string(name))
                });
                if all {
                    strings(&mut parts);
                    known("text")
                } else {
                    Type::Unsure
                }
            }
            "+" | "-" | "*" | "/" | "%" => calculated(&mut parts),
            "->" | "->>" | "#>" | "#>>" => by_key(head, &mut parts),
            "@>" | "<@" => {
                same_as_other(&mut parts);
                known("boolean")
            }
            "= ANY" | "<> ALL" => return any(head == "<> ALL", parts),
            "IN" | "NOT IN" => {
                listed(&mut parts);
                known("boolean")
            }
            _ => return call(head, parts),
        };
        (Term::node(head, terms(parts)), found)
    }
}

pub(super) fn terms(parts: Vec<Typed>) -> Vec<Term> {
    parts.into_iter().map(|(term, _)| term).collect()
}

/// A number gets the first type that holds it (manual, 4.1.2.6).
fn number(digits: &str) -> Typed {
    let name = if digits.parse::<i32>().is_ok() {
        "integer"
    } else if digits.parse::<i64>().is_ok() {
        "bigint"
    } else {
        "numeric"
    };
    (written(digits, name), known(name))
}

/// A constant in quotes that became one of this type.
fn open(term: Term, name: &str) -> Term {
    match term {
        Term::Text(value) => written(&value, name),
        // Whatever its type, it is the same.
        Term::Null => Term::Null,
        other => other.cast(name),
    }
}

/// One kind of string as another.
fn recast(term: Term, name: &str) -> Term {
    match term {
        Term::Cast(inner, from) if is_string(&from) && matches!(*inner, Term::Text(_)) => {
            Term::Cast(inner, name.to_owned())
        }
        // What is sorted by is not part of the type.
        Term::Node(head, parts) if head.starts_with("COLLATE ") => {
            Term::Node(head, parts.into_iter().map(|part| recast(part, name)).collect())
        }
        // A conversion there and back.
        Term::Cast(inner, from) if is_string(&from) => Term::Cast(inner, name.to_owned()),
        other => other.cast(name),
    }
}

/// One kind of number as another; of a constant only if it keeps its value.
fn recast_constant(term: Term, name: &str) -> Term {
    if let Term::Cast(inner, from) = &term
        && let Term::Text(value) = &**inner
    {
        let fits = match (integer(from), integer(name), name) {
            (Some(_), Some(2), _) => value.parse::<i16>().is_ok(),
            (Some(_), Some(4), _) => value.parse::<i32>().is_ok(),
            (Some(_), Some(_), _) => value.parse::<i64>().is_ok(),
            (Some(_), None, "numeric" | "real" | "double precision") => true,
            (None, None, "real" | "double precision") => {
                from == "numeric" && decimal(value).is_some()
            }
            _ => from == name,
        };
        if fits {
            return Term::Text(value.clone()).cast(name);
        }
    }
    term.cast(name)
}

/// Gives the strings among the parts the type `text`.
pub(super) fn strings(parts: &mut [Typed]) {
    for (term, found) in parts {
        let taken = std::mem::replace(term, Term::Null);
        *term = match found {
            Type::Open => open(taken, "text"),
            Type::Known(name) if name == "character varying" => recast(taken, "text"),
            _ => {
                *term = taken;
                continue;
            }
        };
        *found = known("text");
    }
}

/// The two sides of a comparison.
fn compared(parts: &mut [Typed]) {
    same_as_other(parts);
    let [(_, Type::Known(one)), (_, Type::Known(other))] = parts else { return };
    if is_string(one) && is_string(other) {
        strings(parts);
        return;
    }
    if let ["character varying", "character"] | ["character", "character varying"] =
        [one.as_str(), other.as_str()]
    {
        for (term, found) in parts {
            if matches!(found, Type::Known(name) if name == "character varying") {
                *term = std::mem::replace(term, Term::Null).cast("character");
            }
        }
        return;
    }
    let Some(common) = common_number(one, other) else { return };
    if integer(common).is_none() {
        as_numbers(parts, common);
    }
}

/// Converts numbers that are of another type.
pub(super) fn as_numbers(parts: &mut [Typed], common: &str) {
    for (term, found) in parts {
        let same = matches!(found, Type::Known(name) if name == common);
        // Numbers of four and of eight bytes are compared as they are.
        let floats =
            common == "double precision" && matches!(found, Type::Known(name) if name == "real");
        if !same && !floats {
            let taken = std::mem::replace(term, Term::Null);
            *term = recast_constant(taken, common);
            *found = known(common);
        }
    }
}

/// A constant in quotes gets the type of the other side; beside a string that of `text`.
fn same_as_other(parts: &mut [Typed]) {
    let [one, other] = parts else { return };
    take_type(one, &other.1);
    take_type(other, &one.1);
}

fn take_type(part: &mut Typed, other: &Type) {
    let (Type::Open, Type::Known(name)) = (&part.1, other) else { return };
    let name = if is_string(name) { "text" } else { name };
    let taken = std::mem::replace(&mut part.0, Term::Null);
    *part = (open(taken, name), known(name));
}

/// A calculation, and what comes out.
fn calculated(parts: &mut [Typed]) -> Type {
    let [(_, Type::Known(one)), (_, Type::Known(other))] = parts else {
        return match parts {
            [(_, found)] => found.clone(),
            _ => Type::Unsure,
        };
    };
    match common_number(one, other) {
        Some(common) => {
            if integer(common).is_none() {
                as_numbers(parts, common);
            }
            known(common)
        }
        None => Type::Unsure,
    }
}

/// What is taken out of a document by a key.
fn by_key(head: &str, parts: &mut [Typed]) -> Type {
    let [(_, document), key] = parts else { return Type::Unsure };
    let Type::Known(name) = document else { return Type::Unsure };
    if name != "jsonb" && name != "json" {
        return Type::Unsure;
    }
    let found = if head.ends_with(">>") { known("text") } else { known(name) };
    let wanted = if head.starts_with('#') { "text[]" } else { "text" };
    take_open(key, wanted);
    found
}

/// A constant in quotes, or `NULL`, gets this type.
pub(super) fn take_open(key: &mut Typed, name: &str) {
    if key.1 == Type::Open {
        let taken = std::mem::replace(&mut key.0, Term::Null);
        *key = (open(taken, name), known(name));
    }
}

/// `= ANY (ARRAY[..])`, which is what the server makes of `IN (..)`.
fn any(negated: bool, parts: Vec<Typed>) -> Typed {
    let head = if negated { "<> ALL" } else { "= ANY" };
    match <[Typed; 2]>::try_from(parts) {
        Ok([(value, _), (Term::Node(array, items), _)])
            if array == "ARRAY" && !items.is_empty() =>
        {
            let mut all = vec![value];
            all.extend(items);
            (membership(negated, all), known("boolean"))
        }
        Ok([value, list]) => (Term::node(head, [value.0, list.0]), known("boolean")),
        Err(parts) => (Term::node(head, terms(parts)), known("boolean")),
    }
}

/// A value and what it may be: all get one type.
fn listed(parts: &mut [Typed]) {
    let Some((first, rest)) = parts.split_first_mut() else { return };
    let Type::Known(name) = first.1.clone() else { return };
    let constants = rest.iter().all(|(term, found)| {
        *found == Type::Open
            || matches!(term, Term::Cast(inner, _) if matches!(**inner, Term::Text(_)))
    });
    if !constants {
        return;
    }
    for part in rest.iter_mut() {
        take_type(part, &first.1);
    }
    if is_string(&name) {
        strings(parts);
        return;
    }
    let mut common = name;
    for (_, found) in rest.iter() {
        let Type::Known(found) = found else { return };
        match common_number(&common, found) {
            Some(wider) => wider.clone_into(&mut common),
            None if common == *found => {}
            None => return,
        }
    }
    if common_number(&common, &common).is_none() {
        return;
    }
    as_numbers(rest, &common);
    if integer(&common).is_none() {
        as_numbers(std::slice::from_mut(first), &common);
    }
}
