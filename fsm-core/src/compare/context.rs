use super::draft::Kept;
use super::names::Names;
use super::{CompareOptions, Question, Skipped};
use crate::change::Change;
use crate::dialect::{Capabilities, InTheWay, Likeness, Speller};
use crate::normal::{NormalForm, Sameness};
use crate::reflect::Unmanaged;
use crate::schema::{Dialect, Str, TableDef, TableName};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What every comparison needs to know.
pub(super) struct Context<'a> {
    pub(super) dialect: Dialect,
    pub(super) can: &'static Capabilities,
    pub(super) likeness: &'static dyn Likeness,
    pub(super) normal: &'static dyn NormalForm,
    pub(super) options: &'a CompareOptions,
    pub(super) kept: &'a Kept,
    /// Spells what stands, by the names its metadata gives.
    pub(super) before: Speller<'a>,
    /// Spells the models.
    pub(super) model: Speller<'a>,
    /// Whether both give the same names.
    pub(super) same_naming: bool,
    pub(super) names: Names,
    /// What stands without being modelled, by its table and its name.
    pub(super) unmanaged: BTreeMap<(Option<&'a TableName>, &'a str), &'a Unmanaged>,
}

/// A table that stands and is not dropped.
pub(super) struct Pair<'a> {
    /// Its place among those that stand.
    pub(super) at: usize,
    /// As it was read.
    pub(super) was: &'a TableDef,
    /// With the names that it and others get.
    pub(super) now: Cow<'a, TableDef>,
    /// Its model, if it has one.
    pub(super) model: Option<&'a TableDef>,
}

/// The stages of the changes, in the order in which they run. What goes before the renames is
/// called by the names that stand, everything else by the new ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    CreateSchema,
    DropForeignKey,
    DropTable,
    DropPart,
    RenamePart,
    RenameEnum,
    RenameTable,
    RenameColumn,
    RenameLabel,
    CreateEnum,
    AlterEnum,
    Sequence,
    Options,
    /// Generated columns that are in the way go.
    Free,
    Columns,
    /// And come again.
    Restore,
    AddUnique,
    CreateIndex,
    CreateTable,
    AddForeignKey,
    AddCheck,
    Comment,
    DropSequence,
    DropEnum,
}

/// Which of a table's lists something stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Uniques,
    Checks,
    ForeignKeys,
    Indexes,
}

/// A part of a table that stands: which table, which list, where in it.
pub(super) type Place = (usize, List, usize);

/// What was found so far.
#[derive(Default)]
pub(super) struct Found {
    pub(super) changes: Vec<(Stage, Change)>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) questions: Vec<Question>,
    pub(super) kept: Vec<Unmanaged>,
    /// The models whose texts the server has to be asked for.
    pub(super) ask: BTreeSet<TableName>,
    /// The parts that are dropped.
    pub(super) gone: BTreeSet<Place>,
    /// The parts that no model has and that are kept: what each is, its table and its name.
    pub(super) unknown: BTreeMap<Place, Unmanaged>,
    /// The parts that only change their name: before, after.
    pub(super) renamed: BTreeMap<Place, (Str, Str)>,
    /// The columns that change, with what is in the way of that.
    pub(super) altered: Vec<(usize, Str, InTheWay)>,
    /// The columns that go.
    pub(super) dropped: Vec<(usize, Str)>,
    /// The columns of keys and indexes that go.
    pub(super) freed: Vec<(usize, Vec<Str>)>,
}

/// How two values that a server may spell differently compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Alike {
    Same,
    Different,
    /// Nobody can tell: why.
    Skipped(String),
}

impl Alike {
    pub(super) fn of(same: bool) -> Self {
        if same { Self::Same } else { Self::Different }
    }

    /// The first answer that is not `Same`, where a difference stands before a doubt.
    pub(super) fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Same => other(),
            Self::Different => Self::Different,
            Self::Skipped(reason) => match other() {
                Self::Different => Self::Different,
                _ => Self::Skipped(reason),
            },
        }
    }
}

impl Found {
    pub(super) fn push(&mut self, stage: Stage, change: Change) {
        self.changes.push((stage, change));
    }

    pub(super) fn skip(
        &mut self,
        table: &TableName,
        what: impl Into<String>,
        reason: impl Into<String>,
    ) {
        self.skipped.push(Skipped {
            table: table.clone(),
            what: what.into(),
            reason: reason.into(),
        });
    }

    /// Names a part of a table among what is kept.
    pub(super) fn keep(&mut self, kind: &'static str, table: &TableName, name: &str) {
        self.kept.push(part_of(kind, table, name));
    }
}

/// A part of a table, as lists name it.
pub(super) fn part_of(kind: &'static str, table: &TableName, name: &str) -> Unmanaged {
    let name = TableName { schema: table.schema.clone(), name: name.to_owned().into() };
    Unmanaged { table: Some(table.clone()), ..Unmanaged::new(kind, name) }
}

impl<'a> Context<'a> {
    /// Whether a text of the model, `model`, is what stands, `before`; `kept` finds it in the form
    /// in which the server would keep it.
    pub(super) fn text(
        &self,
        found: &mut Found,
        pair: &Pair<'_>,
        (before, model): (&str, &str),
        compare: impl Fn(&str, &str) -> Sameness,
        kept: impl FnOnce(&TableDef) -> Option<String>,
    ) -> Alike {
        match compare(before, model) {
            Sameness::Same => return Alike::Same,
            Sameness::Different => return Alike::Different,
            Sameness::Hidden => {
                let reason = "the catalog shows a question mark for what it cannot hold, and the \
                              table has no row that tells";
                return Alike::Skipped(reason.to_owned());
            }
            Sameness::Unknown => {}
        }
        let Some(name) = pair.model.map(|model| &model.name) else { return Alike::Same };
        match self.kept.get(name) {
            None => {
                found.ask.insert(name.clone());
                Alike::Same
            }
            Some(Err(reason)) => Alike::Skipped(reason.clone()),
            Some(Ok(table)) => match kept(table) {
                None => Alike::Skipped("the server did not answer with its form of it".to_owned()),
                Some(text) => Alike::of(
                    text.trim() == before.trim() || compare(before, &text) == Sameness::Same,
                ),
            },
        }
    }

    /// Whether two expressions mean the same.
    pub(super) fn expression(
        &self,
        found: &mut Found,
        pair: &Pair<'_>,
        texts: (Option<&str>, Option<&str>),
        kept: impl FnOnce(&TableDef) -> Option<String>,
    ) -> Alike {
        match texts {
            (None, None) => Alike::Same,
            (Some(before), Some(model)) => {
                let type_of = |name: &str| self.type_of(pair, name);
                let compare =
                    |one: &str, other: &str| self.normal.expression_of(&type_of, one, other);
                self.text(found, pair, (before, model), compare, kept)
            }
            _ => Alike::Different,
        }
    }

    /// The type of a column, if it is one that does not change: what the server wrote into the
    /// expressions that stand is by the type that stands.
    fn type_of(&self, pair: &Pair<'_>, name: &str) -> Option<String> {
        let of = |speller: &Speller<'_>, table: &TableDef| {
            let column = table.columns.iter().find(|column| self.names.same(&column.name, name))?;
            Some(self.normal.type_name(&speller.grammar.column_type(speller, table, column)))
        };
        let standing = of(&self.before, &pair.now)?;
        let wanted = of(&self.model, pair.model?)?;
        (standing == wanted).then_some(standing)
    }

    /// What stands under the name of a part of a table, and is not modelled.
    pub(super) fn unmanaged_part(&self, table: &TableName, name: &str) -> Option<&'a Unmanaged> {
        if self.unmanaged.is_empty() {
            return None;
        }
        self.unmanaged
            .iter()
            .find(|((of, known), _)| {
                of.is_some_and(|of| self.names.same_table(of, table))
                    && self.names.same(known, name)
            })
            .map(|(_, unmanaged)| *unmanaged)
    }
}
