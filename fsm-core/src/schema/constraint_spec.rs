use super::refusal::put;
use super::table_spec::{Part, names_at, names_of, width};
use super::{
    CheckDef, IndexColumn, IndexDef, IndexKey, PrimaryKeyDef, Sql, SqlSpec, Str, UniqueDef,
};
use std::borrow::Cow;

/// The primary key, from what the derive wrote; `names` are those of all columns of the table's
/// keys.
pub(super) const fn primary_key(
    parts: &'static [Part],
    names: &'static [Str],
) -> Option<PrimaryKeyDef> {
    let (mut i, mut at) = (0, 0);
    while i < parts.len() {
        if let Part::PrimaryKey(_) = parts[i] {
            let columns = width(parts, i);
            let mut key = PrimaryKeyDef::from_const(None, names_at(names, at, columns));
            if i + columns < parts.len()
                && let Part::Name(name) = parts[i + columns]
            {
                put(&mut key.name, Some(Cow::Borrowed(name)));
            }
            return Some(key);
        }
        at += names_of(parts, i);
        i += 1;
    }
    None
}

/// Unique constraints, from what the derive wrote.
pub(super) const fn uniques<const N: usize>(
    parts: &'static [Part],
    names: &'static [Str],
) -> [UniqueDef; N] {
    let mut uniques = [const { UniqueDef::from_const(None, &[]) }; N];
    let (mut i, mut at, mut count, mut ours) = (0, 0, 0, false);
    while i < parts.len() {
        if parts[i].is_subject() {
            ours = false;
        }
        if let Part::Unique(_) = parts[i] {
            let unique = UniqueDef::from_const(None, names_at(names, at, width(parts, i)));
            put(&mut uniques[count], unique);
            count += 1;
            ours = true;
        } else if ours {
            let unique = &mut uniques[count - 1];
            match parts[i] {
                Part::Name(name) => put(&mut unique.name, Some(Cow::Borrowed(name))),
                Part::Deferrable(deferrable) => unique.deferrable = Some(deferrable),
                Part::NullsNotDistinct => unique.nulls_not_distinct = true,
                Part::Dialects(dialects) => put(&mut unique.dialects, Cow::Borrowed(dialects)),
                _ => {}
            }
        }
        at += names_of(parts, i);
        i += 1;
    }
    uniques
}

/// Check constraints, from what the derive wrote.
pub(super) const fn checks<const N: usize>(parts: &'static [Part]) -> [CheckDef; N] {
    let mut checks = [const { CheckDef::from_const(None, None, Sql::from_const(None, &[])) }; N];
    let (mut i, mut count, mut ours) = (0, 0, false);
    while i < parts.len() {
        if parts[i].is_subject() {
            ours = false;
        }
        if let Part::Check(expression) = parts[i] {
            put(&mut checks[count], CheckDef::from_const(None, None, sql(expression)));
            count += 1;
            ours = true;
        } else if ours {
            let check = &mut checks[count - 1];
            match parts[i] {
                Part::Name(name) => put(&mut check.name, Some(Cow::Borrowed(name))),
                Part::OfColumn(column) => put(&mut check.column, Some(Cow::Borrowed(column))),
                Part::Dialects(dialects) => put(&mut check.dialects, Cow::Borrowed(dialects)),
                _ => {}
            }
        }
        i += 1;
    }
    checks
}

/// The columns of all indexes of a table, one index after the other.
pub(super) const fn index_columns<const N: usize>(parts: &'static [Part]) -> [IndexColumn; N] {
    let mut all = [const { IndexColumn::from_const("") }; N];
    // Where the columns of the index at hand begin, and where they end.
    let (mut i, mut first, mut end) = (0, 0, 0);
    while i < parts.len() {
        match parts[i] {
            Part::Index(_) => {
                first = end;
                while end < first + width(parts, i) {
                    let column = parts[i + end - first].column();
                    put(&mut all[end], IndexColumn::from_const(column));
                    end += 1;
                }
            }
            Part::Expression(at, expression) => {
                let expression = Sql::from_const(Some(expression), &[]);
                put(&mut all[first + at].key, IndexKey::Expression(expression));
            }
            Part::Order(at, order) => all[first + at].order = Some(order),
            Part::Nulls(at, nulls) => all[first + at].nulls = Some(nulls),
            Part::OperatorClass(at, class) => {
                put(&mut all[first + at].operator_class, Some(Cow::Borrowed(class)));
            }
            Part::Collation(at, collation) => {
                put(&mut all[first + at].collation, Some(Cow::Borrowed(collation)));
            }
            Part::PrefixLength(at, length) => all[first + at].prefix_length = Some(length),
            _ => {}
        }
        i += 1;
    }
    all
}

/// Indexes, from what the derive wrote; `columns` are those of all of them.
pub(super) const fn indexes<const N: usize>(
    parts: &'static [Part],
    names: &'static [Str],
    mut columns: &'static [IndexColumn],
) -> [IndexDef; N] {
    let mut indexes = [const { IndexDef::from_const(None, &[], false) }; N];
    let (mut i, mut at, mut count, mut ours) = (0, 0, 0, false);
    while i < parts.len() {
        if parts[i].is_subject() {
            ours = false;
        }
        if let Part::Index(_) = parts[i] {
            let (own, rest) = columns.split_at(width(parts, i));
            columns = rest;
            put(&mut indexes[count], IndexDef::from_const(None, own, false));
            count += 1;
            ours = true;
        } else if ours {
            apply(&mut indexes[count - 1], parts[i], names, at);
        }
        at += names_of(parts, i);
        i += 1;
    }
    indexes
}

const fn apply(index: &mut IndexDef, part: Part, names: &'static [Str], at: usize) {
    match part {
        Part::Name(name) => put(&mut index.name, Some(Cow::Borrowed(name))),
        Part::UniqueRows => index.unique = true,
        Part::Predicate(predicate) => put(&mut index.predicate, Some(sql(predicate))),
        Part::Method(method) => put(&mut index.method, Some(sql(method))),
        Part::Include(columns) => {
            put(&mut index.include, Cow::Borrowed(names_at(names, at, columns.len())));
        }
        Part::NullsNotDistinct => index.nulls_not_distinct = true,
        Part::Comment(comment) => put(&mut index.comment, Some(Cow::Borrowed(comment))),
        Part::RenamedFrom(name) => put(&mut index.renamed_from, Some(Cow::Borrowed(name))),
        Part::Dialects(dialects) => put(&mut index.dialects, Cow::Borrowed(dialects)),
        _ => {}
    }
}

const fn sql((common, overrides): SqlSpec) -> Sql {
    Sql::from_const(common, overrides)
}
