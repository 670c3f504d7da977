//! The tables that the benches create: twelve columns of mixed types, two indexes, one unique
//! constraint, one foreign key each.
//!
//! Never spells SQL and never measures.

use fsm_core::{
    ColumnDef, ForeignKeyDef, IndexColumn, IndexDef, Literal, Metadata, SqlType, TableDef,
    UniqueDef,
};

/// Whom the foreign keys refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Each table to the one before it in groups of ten; the first of a group to itself.
    Mixed,
    /// Each table to the one after it by name, so that sorting turns the order round.
    Chain,
    /// Each table to the first.
    Star,
    /// Rings of ten tables.
    Rings,
    /// One ring of all tables.
    Ring,
}

impl Shape {
    pub(crate) const ALL: [Self; 5] =
        [Self::Mixed, Self::Chain, Self::Star, Self::Rings, Self::Ring];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Mixed => "mixed",
            Self::Chain => "one chain",
            Self::Star => "a star",
            Self::Rings => "rings of 10",
            Self::Ring => "one ring",
        }
    }

    /// The table that the table `at` of `count` refers to.
    pub(crate) fn parent(self, at: usize, count: usize) -> usize {
        match self {
            Self::Mixed if at.is_multiple_of(10) => at,
            Self::Mixed => at - 1,
            Self::Chain => (at + 1).min(count - 1),
            Self::Star => 0,
            Self::Rings => {
                let first = at - at % 10;
                let last = (first + 9).min(count - 1);
                if at == last { first } else { at + 1 }
            }
            Self::Ring => (at + 1) % count,
        }
    }
}

/// The name of the table `at`.
pub(crate) fn name(at: usize) -> String {
    format!("orders_{at:06}")
}

/// The numbers below `count`, in no order that helps whoever sorts.
pub(crate) fn shuffled(count: usize) -> impl Iterator<Item = usize> {
    // A prime that divides no round count: every number comes once.
    (0..count).map(move |at| (at * 7_919 + 13) % count)
}

/// The tables, in no order, ready for a metadata.
pub(crate) fn definitions(count: usize, shape: Shape) -> Vec<TableDef> {
    let table = |at| definition(&name(at), &name(shape.parent(at, count)));
    shuffled(count).map(table).collect()
}

/// The metadata of `count` tables.
pub(crate) fn metadata(count: usize, shape: Shape) -> Metadata {
    definitions(count, shape).into_iter().collect()
}

fn definition(name: &str, parent: &str) -> TableDef {
    TableDef::new(name)
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("parent_id", SqlType::BigInteger).nullable())
        .column(ColumnDef::new("slug", SqlType::String(64)))
        .column(ColumnDef::new("title", SqlType::String(200)))
        .column(ColumnDef::new("email", SqlType::String(255)).nullable())
        .column(ColumnDef::new("note", SqlType::Text).nullable())
        .column(ColumnDef::new("active", SqlType::Boolean).default_value(Literal::Boolean(true)))
        .column(ColumnDef::new("position", SqlType::Integer).default_value(Literal::Integer(0)))
        .column(ColumnDef::new("score", SqlType::Double).nullable())
        .column(ColumnDef::new("payload", SqlType::LargeBinary).nullable())
        .column(ColumnDef::new("born_on", SqlType::Date).nullable())
        .column(ColumnDef::new("created_at", SqlType::DateTime))
        .primary_key(["id"])
        .unique(UniqueDef::new(["slug"]))
        .index(IndexDef::new(["email"]))
        .index(IndexDef::new([
            IndexColumn::column("active"),
            IndexColumn::column("created_at").descending(),
        ]))
        .foreign_key(ForeignKeyDef::new(["parent_id"], parent, ["id"]))
}

#[cfg(test)]
mod tests {
    use super::Shape;

    #[test]
    fn every_parent_is_one_of_the_tables() {
        for shape in Shape::ALL {
            for count in [1, 7, 10, 25] {
                for at in 0..count {
                    assert!(shape.parent(at, count) < count, "{shape:?} {at} of {count}");
                }
            }
        }
    }

    #[test]
    fn shuffling_leaves_none_out() {
        let mut all: Vec<usize> = super::shuffled(1_000).collect();
        assert_ne!(all[..3], [0, 1, 2]);
        all.sort_unstable();
        assert!(all.into_iter().eq(0..1_000));
    }

    #[test]
    fn rings_close() {
        let parents: Vec<usize> = (0..12).map(|at| Shape::Rings.parent(at, 12)).collect();
        assert_eq!(parents, [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 11, 10]);
    }
}
