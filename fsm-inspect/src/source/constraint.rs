//! Keys, constraints and indexes: each at its column where it can stand there, and else at the
//! table.
//! It never writes a name that the convention gives anyway.

use super::comment::Unsaid;
use super::table::Model;
use super::{column, foreign_key, index, literal};
use fsm_core::{
    CheckDef, Deferrable, Dialect, NameLimit, NamingConvention, PrimaryKeyDef, Str, TableDef,
    UniqueDef,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// What a table's constraints say, and where.
#[derive(Debug, Default)]
pub(super) struct Constraints {
    /// At columns, by their places.
    pub(super) at_column: BTreeMap<usize, Vec<TokenStream>>,
    pub(super) at_table: Vec<TokenStream>,
    pub(super) unsaid: Vec<Unsaid>,
    pub(super) primary_key_at_columns: bool,
    /// The structs that foreign keys refer to.
    pub(super) siblings: BTreeSet<String>,
    /// Whether two of a kind name one column, for which clippy takes them for one attribute.
    pub(super) names_a_column_twice: bool,
}

/// Where a constraint stands, and what is written there.
#[derive(Debug)]
pub(super) enum Placed {
    Column(usize, Vec<TokenStream>),
    Table(TokenStream),
}

/// Words that a list of columns would take for its keys.
const FLAGS: &[&str] = &["unique", "deferrable", "nulls_not_distinct"];

impl Constraints {
    pub(super) fn of(model: &Model<'_>) -> Self {
        let dialect = model.source.dialect;
        let table = model.table;
        let mut all = Self::default();
        if let Some(key) = &table.primary_key {
            all.primary_key(model, key);
        }
        let mut taken = BTreeSet::new();
        for unique in table.uniques.iter().filter(|unique| made_on(&unique.dialects, dialect)) {
            all.put(&mut taken, |taken| place_unique(model, unique, taken));
        }
        taken.clear();
        for index in table.indexes.iter().filter(|index| made_on(&index.dialects, dialect)) {
            all.put(&mut taken, |taken| index::place(model, index, taken));
        }
        taken.clear();
        for key in table.foreign_keys.iter() {
            let mut siblings = BTreeSet::new();
            all.put(&mut taken, |taken| foreign_key::place(model, key, taken, &mut siblings));
            all.siblings.extend(siblings);
        }
        taken.clear();
        for check in table.checks.iter().filter(|check| made_on(&check.dialects, dialect)) {
            all.put(&mut taken, |taken| place_check(model, check, taken));
        }
        all.names_a_column_twice = names_a_column_twice(model);
        all
    }

    fn put(
        &mut self,
        taken: &mut BTreeSet<usize>,
        place: impl FnOnce(&BTreeSet<usize>) -> Result<Placed, Unsaid>,
    ) {
        match place(taken) {
            Ok(Placed::Column(at, keys)) => {
                taken.insert(at);
                self.at_column.entry(at).or_default().extend(keys);
            }
            Ok(Placed::Table(key)) => self.at_table.push(key),
            Err(unsaid) => self.unsaid.push(unsaid),
        }
    }

    fn primary_key(&mut self, model: &Model<'_>, key: &PrimaryKeyDef) {
        let Some(fields) = model.fields(&key.columns) else {
            let columns = key.columns.join("`, `");
            self.unsaid.push(Unsaid::new(format!("the primary key, of `{columns}`")));
            return;
        };
        let (table, limit) = (&model.table.name, model.limit());
        let actual = model.source.metadata.naming().primary_key(table, key, limit);
        let plain = PrimaryKeyDef::new(key.columns.iter().cloned());
        let usual = model.context.conventions.naming.primary_key(table, &plain, limit);
        if actual.is_empty() {
            self.unsaid.push(Unsaid::new("the primary key, which has an empty name"));
            return;
        }
        let places: Vec<_> = key.columns.iter().map(|name| model.place(name)).collect();
        if actual == usual && places.is_sorted() {
            self.primary_key_at_columns = true;
            return;
        }
        self.at_table.push(if actual == usual {
            quote!(primary_key(#(#fields),*))
        } else {
            let name = literal::text(&actual);
            quote!(primary_key(name = #name, columns(#(#fields),*)))
        });
    }
}

/// Whether something with this list of dialects is made on `dialect`.
pub(super) fn made_on(dialects: &[Dialect], dialect: Dialect) -> bool {
    dialects.is_empty() || dialects.contains(&dialect)
}

/// The name to write: none where the convention gives it; an error where no attribute takes it.
pub(super) fn name(actual: String, usual: &str, what: &str) -> Result<Option<String>, Unsaid> {
    if actual.is_empty() {
        return Err(Unsaid::new(format!("{what}, which has an empty name")));
    }
    Ok((actual != usual).then_some(actual))
}

/// `unique(a, b)`, or `unique(columns(a, b), ..)` where more is said.
pub(super) fn list(fields: &[Ident], said: &[TokenStream]) -> TokenStream {
    let is_flag = |field: &Ident| FLAGS.contains(&field.to_string().trim_start_matches("r#"));
    if said.is_empty() && !fields.iter().any(is_flag) {
        return quote!(#(#fields),*);
    }
    let said = said.iter();
    quote!(columns(#(#fields),*) #(, #said)*)
}

pub(super) fn deferral(deferrable: Deferrable) -> TokenStream {
    match deferrable {
        Deferrable::InitiallyDeferred => quote!(deferrable = "initially deferred"),
        _ => quote!(deferrable),
    }
}

fn place_unique(
    model: &Model<'_>,
    unique: &UniqueDef,
    taken: &BTreeSet<usize>,
) -> Result<Placed, Unsaid> {
    let (table, limit) = (&model.table.name, model.limit());
    let what = || format!("the unique constraint of `{}`", unique.columns.join("`, `"));
    let fields = model.fields(&unique.columns).ok_or_else(|| Unsaid::new(what()))?;
    let plain = UniqueDef::new(unique.columns.iter().cloned());
    let name = name(
        model.source.metadata.naming().unique(table, unique, limit),
        &model.context.conventions.naming.unique(table, &plain, limit),
        &what(),
    )?;
    let is_plain = unique.deferrable.is_none() && !unique.nulls_not_distinct;
    if let ([column], true) = (&*unique.columns, is_plain)
        && let Some(at) = model.place(column).filter(|at| !taken.contains(at))
    {
        let key = match name {
            Some(name) => column::assigned(quote!(unique), &name),
            None => quote!(unique),
        };
        return Ok(Placed::Column(at, vec![key]));
    }
    let said: Vec<TokenStream> = [
        name.map(|name| column::assigned(quote!(name), &name)),
        unique.deferrable.map(deferral),
        unique.nulls_not_distinct.then(|| quote!(nulls_not_distinct)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let list = list(&fields, &said);
    Ok(Placed::Table(quote!(unique(#list))))
}

fn place_check(
    model: &Model<'_>,
    check: &CheckDef,
    taken: &BTreeSet<usize>,
) -> Result<Placed, Unsaid> {
    let (table, limit) = (&model.table.name, model.limit());
    let Some(text) = check.expression.text(model.source.dialect) else {
        return Err(Unsaid::new("a check, which no text says here"));
    };
    let actual = model.source.metadata.naming().check(table, check, limit);
    let naming = &model.context.conventions.naming;
    let is_free = |at: &usize| !taken.contains(at) && model.names.field(*at).is_some();
    let column = check
        .column
        .clone()
        .or_else(|| of_column(model.table, naming, text, &actual, limit).map(ToOwned::to_owned));
    let place = column.as_deref().and_then(|column| model.place(column));
    let at_column = place.filter(is_free);
    let mut plain = CheckDef::new(text.to_owned());
    plain.column = column.filter(|_| at_column.is_some());
    let what = format!("the check `{text}`");
    let name = name(actual, &naming.check(table, &plain, limit), &what)?;
    let text = literal::text(text);
    let named = name.map(|name| literal::text(&name));
    Ok(match (at_column, named) {
        (Some(at), None) => Placed::Column(at, vec![quote!(check = #text)]),
        (Some(at), Some(name)) => {
            Placed::Column(at, vec![quote!(check(name = #name, sql = #text))])
        }
        (None, None) => Placed::Table(quote!(check(#text))),
        (None, Some(name)) => Placed::Table(quote!(check(name = #name, sql = #text))),
    })
}

/// The column after which the convention would name a check as this one is named: databases do not
/// say where a check was written.
pub(super) fn of_column<'t>(
    table: &'t TableDef,
    naming: &NamingConvention,
    text: &str,
    actual: &str,
    limit: NameLimit,
) -> Option<&'t Str> {
    let plain = CheckDef::new(text.to_owned());
    if naming.check(&table.name, &plain, limit) == actual {
        return None;
    }
    let names = table.columns.iter().map(|column| &column.name);
    names.into_iter().find(|name| {
        let mut at_column = plain.clone();
        at_column.column = Some((*name).clone());
        naming.check(&table.name, &at_column, limit) == actual
    })
}

/// Whether two constraints, or two indexes, of the table name one column, or two checks are equal.
fn names_a_column_twice(model: &Model<'_>) -> bool {
    fn twice<'c>(lists: impl Iterator<Item = &'c str>) -> bool {
        let mut seen = BTreeSet::new();
        !lists.into_iter().all(|name| seen.insert(name))
    }
    let table = model.table;
    let uniques = table.uniques.iter().filter(|unique| unique.columns.len() > 1);
    let keys = table.foreign_keys.iter();
    let indexes = table.indexes.iter().filter(|index| index.columns.len() > 1);
    let of_index = |index: &fsm_core::IndexDef| -> Vec<String> {
        let columns = index.columns.iter().filter_map(|part| match &part.key {
            fsm_core::IndexKey::Column(name) => Some(name.to_string()),
            fsm_core::IndexKey::Expression(_) => None,
        });
        columns.chain(index.include.iter().map(ToString::to_string)).collect()
    };
    let of_indexes: Vec<String> = indexes.flat_map(of_index).collect();
    twice(uniques.flat_map(|unique| unique.columns.iter().map(|name| &**name)))
        || twice(keys.flat_map(|key| key.columns.iter().map(|name| &**name)))
        || twice(of_indexes.iter().map(String::as_str))
}
