use super::{missing, there};
use crate::change::{Change, ConstraintKind};
use crate::name::{NameLimit, NamingConvention};
use crate::schema::{
    CheckDef, ForeignKeyDef, IndexDef, IndexKey, List, Str, TableDef, TableName, UniqueDef,
};

/// Makes a change of a constraint or an index.
pub(super) fn apply(
    table: &mut TableDef,
    change: &Change,
    naming: &NamingConvention,
) -> Result<(), String> {
    let name = table.name.clone();
    let list = |kind| Parts { kind, table: &name, naming };
    match change {
        Change::AddPrimaryKey { primary_key, .. } => match &table.primary_key {
            Some(key) => Err(there("primary key", key.columns.join(", "))),
            None => {
                table.primary_key = Some(primary_key.clone());
                Ok(())
            }
        },
        Change::DropPrimaryKey { primary_key, .. } => match table.primary_key.take() {
            Some(_) => Ok(()),
            None => Err(missing("primary key", primary_key.columns.join(", "))),
        },
        Change::AddUnique { unique, .. } => {
            list("unique constraint").add(&mut table.uniques, unique)
        }
        Change::DropUnique { unique, .. } => {
            list("unique constraint").remove(&mut table.uniques, unique)
        }
        Change::AddCheck { check, .. } => list("check").add(&mut table.checks, check),
        Change::DropCheck { check, .. } => list("check").remove(&mut table.checks, check),
        Change::AddForeignKey { foreign_key, .. } => {
            list("foreign key").add(&mut table.foreign_keys, foreign_key)
        }
        Change::DropForeignKey { foreign_key, .. } => {
            list("foreign key").remove(&mut table.foreign_keys, foreign_key)
        }
        Change::CreateIndex { index, .. } => list("index").add(&mut table.indexes, index),
        Change::DropIndex { index, .. } => {
            let dropped = list("index").remove(&mut table.indexes, index);
            dropped
                .or_else(|error| as_unique(&list("index"), &mut table.uniques, index).ok_or(error))
        }
        Change::RenameIndex { before, after, .. } => {
            let renamed = list("index").rename(&mut table.indexes, before, after);
            renamed.or_else(|error| {
                // Where the two are one, what was made as an index is read as a constraint.
                list("unique constraint").rename(&mut table.uniques, before, after).or(Err(error))
            })
        }
        Change::RenameConstraint { kind, before, after, .. } => match kind {
            ConstraintKind::PrimaryKey => match &mut table.primary_key {
                Some(key) => {
                    key.name = Some(after.clone());
                    Ok(())
                }
                None => Err(missing("primary key", before)),
            },
            ConstraintKind::Unique => {
                list("unique constraint").rename(&mut table.uniques, before, after)
            }
            ConstraintKind::Check => list("check").rename(&mut table.checks, before, after),
            ConstraintKind::ForeignKey => {
                list("foreign key").rename(&mut table.foreign_keys, before, after)
            }
        },
        _ => Ok(()),
    }
}

/// Drops the unique constraint that a unique index of that name and those columns is read as where
/// the two are one.
fn as_unique(list: &Parts<'_>, uniques: &mut List<UniqueDef>, index: &IndexDef) -> Option<()> {
    let name = list.name(index);
    let is_it = |unique: &UniqueDef| {
        let columns = unique.columns.iter().zip(index.columns.iter());
        unique.name.as_deref() == Some(&name)
            && unique.columns.len() == index.columns.len()
            && columns.into_iter().all(|(one, part)| part.key == IndexKey::Column(one.clone()))
    };
    let at = uniques.iter().position(is_it).filter(|_| index.unique)?;
    uniques.to_mut().remove(at);
    Some(())
}

/// Constraints or indexes of a table, as messages and names have them.
struct Parts<'a> {
    kind: &'a str,
    table: &'a TableName,
    naming: &'a NamingConvention,
}

impl Parts<'_> {
    fn add<T: Part>(&self, items: &mut List<T>, item: &T) -> Result<(), String> {
        if items.contains(item) {
            return Err(there(self.kind, self.name(item)));
        }
        items.to_mut().push(item.clone());
        Ok(())
    }

    fn remove<T: Part>(&self, items: &mut List<T>, item: &T) -> Result<(), String> {
        let name = item.given().map(|name| &**name);
        let place = items
            .iter()
            .position(|known| known == item)
            .or_else(|| {
                items.iter().position(|known| known.given().is_some_and(|n| Some(&**n) == name))
            })
            // SQLite takes two of one name.
            .or_else(|| {
                let of_name = |known: &T| self.is_named(known, &self.name(item));
                items.iter().position(|known| of_name(known) && known.says(item))
            })
            .or_else(|| self.place(items, &self.name(item)))
            .or_else(|| items.iter().position(|known| known.is_like(item)));
        match place {
            Some(at) => {
                items.to_mut().remove(at);
                Ok(())
            }
            None => Err(missing(self.kind, self.name(item))),
        }
    }

    fn rename<T: Part>(
        &self,
        items: &mut List<T>,
        before: &str,
        after: &str,
    ) -> Result<(), String> {
        let Some(at) = self.place(items, before) else { return Err(missing(self.kind, before)) };
        *items.to_mut()[at].given_mut() = Some(after.to_owned().into());
        Ok(())
    }

    /// Where the one of that name stands, given or the convention's.
    fn place<T: Part>(&self, items: &List<T>, name: &str) -> Option<usize> {
        items
            .iter()
            .position(|item| item.given().is_some_and(|given| given == name))
            .or_else(|| items.iter().position(|item| self.is_named(item, name)))
    }

    /// Whether it has the name, given or the convention's.
    fn is_named<T: Part>(&self, item: &T, name: &str) -> bool {
        match item.given() {
            Some(given) => given == name,
            // As long as each dialect allows.
            None => [NameLimit::Unlimited, NameLimit::Bytes(63), NameLimit::Characters(64)]
                .into_iter()
                .any(|limit| item.named(self.table, self.naming, limit) == name),
        }
    }

    fn name<T: Part>(&self, item: &T) -> String {
        item.named(self.table, self.naming, NameLimit::Unlimited)
    }
}

/// What a table has several of, each with a name.
trait Part: Clone + PartialEq {
    fn given(&self) -> Option<&Str>;

    fn given_mut(&mut self) -> &mut Option<Str>;

    fn named(&self, table: &TableName, naming: &NamingConvention, limit: NameLimit) -> String;

    /// Whether it is of the same columns, or of the same expression.
    fn says(&self, other: &Self) -> bool;

    /// Whether it is the same but for the name.
    fn is_like(&self, other: &Self) -> bool {
        let mut same = self.clone();
        *same.given_mut() = other.given().cloned();
        same == *other
    }
}

macro_rules! part {
    ($($def:ty, $name:ident, $of:ident;)*) => {$(
        impl Part for $def {
            fn given(&self) -> Option<&Str> {
                self.name.as_ref()
            }

            fn given_mut(&mut self) -> &mut Option<Str> {
                &mut self.name
            }

            fn says(&self, other: &Self) -> bool {
                self.$of == other.$of
            }

            fn named(
                &self,
                table: &TableName,
                naming: &NamingConvention,
                limit: NameLimit,
            ) -> String {
                naming.$name(table, self, limit)
            }
        }
    )*};
}

part! {
    UniqueDef, unique, columns;
    CheckDef, check, expression;
    ForeignKeyDef, foreign_key, columns;
    IndexDef, index, columns;
}
