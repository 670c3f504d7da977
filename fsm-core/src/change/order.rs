use super::Change;
use crate::schema::{Autoincrement, EnumDef, ForeignKeyDef, Str, TableDef, TableName};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Tables, parents before children.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SortedTables<'a> {
    /// The tables: each after all it refers to, but for [`SortedTables::cyclic`].
    pub tables: Vec<&'a TableDef>,
    /// The foreign keys that refer to a table further down, because the references form a ring.
    ///
    /// A table's reference to itself is none of them: it can be made with the table.
    pub cyclic: Vec<(&'a TableDef, &'a ForeignKeyDef)>,
}

/// Sorts tables by their references to each other, in time linear in tables and references.
///
/// `tables` are taken in the order given, which decides wherever the references leave a choice.
/// References to tables that are not among them do not count.
#[must_use]
pub fn sort_tables<'a>(tables: &[&'a TableDef]) -> SortedTables<'a> {
    let parents = Parents::of(tables);
    let mut sorted = SortedTables { tables: Vec::with_capacity(tables.len()), cyclic: Vec::new() };
    let mut state = vec![Visit::New; tables.len()];
    // A walk to the parents first, with a stack of its own: a chain of references may be as long
    // as there are tables.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for root in 0..tables.len() {
        if state[root] == Visit::New {
            state[root] = Visit::Open;
            open.push((root, 0));
        }
        while let Some((at, next_key)) = open.last_mut() {
            let (at, key) = (*at, *next_key);
            let Some(&parent) = parents.of_table(at).get(key) else {
                state[at] = Visit::Done;
                sorted.tables.push(tables[at]);
                open.pop();
                continue;
            };
            *next_key += 1;
            let Some(parent) = parent else { continue };
            match state[parent] {
                Visit::New => {
                    state[parent] = Visit::Open;
                    open.push((parent, 0));
                }
                Visit::Open if parent != at => {
                    sorted.cyclic.push((tables[at], &tables[at].foreign_keys[key]));
                }
                Visit::Open | Visit::Done => {}
            }
        }
    }
    sorted
}

/// Where the tables stand that each table refers to, key by key.
///
/// Found for all tables before the walk: in their order the tables are read one after the other,
/// while the walk would wait for each to come from memory before it knows the next.
struct Parents {
    /// The tables' keys, one table after the other; `None` for a table that is not among them.
    all: Vec<Option<usize>>,
    /// Where those of each table end.
    ends: Vec<usize>,
}

impl Parents {
    fn of(tables: &[&TableDef]) -> Self {
        let places: Places<'_> =
            tables.iter().enumerate().map(|(at, table)| (name(&table.name), at)).collect();
        let mut parents =
            Self { all: Vec::with_capacity(tables.len()), ends: Vec::with_capacity(tables.len()) };
        for table in tables {
            for key in table.foreign_keys.iter() {
                parents.all.push(places.get(&name(&key.referred_table)).copied());
            }
            parents.ends.push(parents.all.len());
        }
        parents
    }

    fn of_table(&self, at: usize) -> &[Option<usize>] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.all[start..self.ends[at]]
    }
}

/// The two parts of a name, which are compared without a look into the table.
fn name(name: &TableName) -> (Option<&str>, &str) {
    (name.schema.as_deref(), &name.name)
}

/// Where each table stands in a list.
#[expect(clippy::disallowed_types, reason = "asked name by name, never walked through")]
type Places<'a> =
    std::collections::HashMap<(Option<&'a str>, &'a str), usize, BuildHasherDefault<NameHasher>>;

/// A hash that costs little. It withstands nobody who chooses names to make it slow: the names
/// are the program's own.
#[derive(Default)]
struct NameHasher(u64);

impl NameHasher {
    fn add(&mut self, word: u64) {
        // As in rustc's own tables: the fraction of the golden ratio, an odd number.
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.add(u64::from_le_bytes(last));
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }

    fn finish(&self) -> u64 {
        // The table takes the lowest bits, of which a product knows the least.
        self.0 ^ (self.0 >> 32)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

/// The changes that create `tables` where nothing stands: schemas, enums, tables (parents first),
/// and, unless the dialect takes `forward_references`, the foreign keys that form rings.
#[must_use]
pub fn creation(tables: &[&TableDef], native_enums: bool, forward_references: bool) -> Vec<Change> {
    let sorted = sort_tables(tables);
    let mut changes: Vec<Change> = schemas(tables)
        .into_iter()
        .map(|schema| Change::CreateSchema { schema: schema.to_owned().into() })
        .collect();
    if native_enums {
        changes
            .extend(enums(tables).into_values().map(|def| Change::CreateEnum { def: def.clone() }));
    }
    let mut cyclic = if forward_references { Vec::new() } else { sorted.cyclic };
    if !forward_references {
        let all = sorted
            .tables
            .iter()
            .flat_map(|table| table.foreign_keys.iter().map(move |key| (*table, key)));
        cyclic.extend(all.filter(|(table, key)| needs_own_index(table, key)));
    }
    let mut cut: BTreeMap<&TableName, Vec<&ForeignKeyDef>> = BTreeMap::new();
    for (table, key) in &cyclic {
        cut.entry(&table.name).or_default().push(key);
    }
    for table in sorted.tables {
        let mut table = table.clone();
        if let Some(keys) = cut.get(&table.name) {
            let numbered = table.autoincrement_column().map(|column| column.name.clone());
            table.foreign_keys.to_mut().retain(|key| !keys.contains(&key));
            keep_numbering(&mut table, numbered.as_deref());
        }
        changes.push(Change::CreateTable { table });
    }
    changes.extend(cyclic.into_iter().map(|(table, key)| Change::AddForeignKey {
        table: table.name.clone(),
        foreign_key: key.clone(),
    }));
    changes
}

/// Whether a key refers to its own table by columns that only an index makes unique: it comes after
/// the index, which comes after the table.
fn needs_own_index(table: &TableDef, key: &ForeignKeyDef) -> bool {
    let same = |columns: &[Str]| {
        columns.len() == key.referred_columns.len()
            && columns.iter().all(|column| key.referred_columns.contains(column))
    };
    key.referred_table == table.name
        && !same(table.primary_key_columns())
        && !table.uniques.iter().any(|unique| unique.deferrable.is_none() && same(&unique.columns))
}

/// A key that refers to another table is not numbered by the database, also while its foreign key
/// is not there yet.
fn keep_numbering(table: &mut TableDef, numbered: Option<&str>) {
    let Some(by_rule) = table.autoincrement_column().map(|column| column.name.clone()) else {
        return;
    };
    if Some(&*by_rule) != numbered {
        for column in table.columns.to_mut() {
            if column.name == by_rule {
                column.autoincrement = Autoincrement::Never;
            }
        }
    }
}

/// The changes that remove `tables`: the reverse of [`creation`], but for the schemas, which may
/// hold what is not ours.
#[must_use]
pub fn removal(tables: &[&TableDef], native_enums: bool, forward_references: bool) -> Vec<Change> {
    creation(tables, native_enums, forward_references)
        .into_iter()
        .rev()
        .map(Change::reverse)
        .filter(|change| !matches!(change, Change::DropSchema { .. }))
        .collect()
}

fn schemas<'a>(tables: &[&'a TableDef]) -> BTreeSet<&'a str> {
    let of_tables = tables.iter().filter_map(|table| table.name.schema.as_deref());
    let of_enums =
        tables.iter().flat_map(|table| table.enums()).filter_map(|def| def.name.schema.as_deref());
    of_tables.chain(of_enums).collect()
}

/// The enums that `tables` use, each once, by name.
fn enums<'a>(tables: &[&'a TableDef]) -> BTreeMap<&'a TableName, &'a EnumDef> {
    tables.iter().flat_map(|table| table.enums()).map(|def| (&def.name, def)).collect()
}

#[cfg(test)]
mod tests {
    use super::{NameHasher, creation, removal, sort_tables};
    use crate::change::Change;
    use crate::schema::{ColumnDef, EnumDef, ForeignKeyDef, SqlType, TableDef};
    use std::collections::BTreeSet;
    use std::hash::{BuildHasher, BuildHasherDefault};

    /// A table that refers to `parents`.
    fn table(name: &'static str, parents: &[&'static str]) -> TableDef {
        parents.iter().fold(TableDef::new(name), |table, parent| {
            table.foreign_key(ForeignKeyDef::new([format!("{parent}_id")], *parent, ["id"]))
        })
    }

    /// The order of `tables`, and the references that were cut, as `child>parent`.
    fn check(tables: &[TableDef], order: &[&str], cut: &[&str]) {
        let sorted = sort_tables(&tables.iter().collect::<Vec<_>>());
        let names: Vec<String> = sorted.tables.iter().map(|t| t.name.to_string()).collect();
        let cyclic: Vec<String> = sorted
            .cyclic
            .iter()
            .map(|(child, key)| format!("{}>{}", child.name, key.referred_table))
            .collect();
        assert_eq!((names, cyclic), (owned(order), owned(cut)));
    }

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn parents_come_before_children() {
        check(&[table("a", &["b"]), table("b", &["c"]), table("c", &[])], &["c", "b", "a"], &[]);
        check(
            &[table("a", &["d"]), table("b", &["d"]), table("c", &[]), table("d", &["c"])],
            &["c", "d", "a", "b"],
            &[],
        );
    }

    #[test]
    fn tables_without_references_keep_their_order() {
        check(&[table("b", &[]), table("a", &[]), table("c", &[])], &["b", "a", "c"], &[]);
    }

    #[test]
    fn a_ring_is_cut_once() {
        check(
            &[table("a", &["b"]), table("b", &["c"]), table("c", &["a"])],
            &["c", "b", "a"],
            &["c>a"],
        );
    }

    #[test]
    fn a_reference_to_itself_is_no_ring() {
        check(&[table("a", &["a"])], &["a"], &[]);
    }

    #[test]
    fn references_to_tables_outside_do_not_count() {
        check(&[table("a", &["elsewhere"])], &["a"], &[]);
    }

    #[test]
    fn two_rings_that_share_a_table_are_both_cut() {
        check(
            &[table("a", &["b", "c"]), table("b", &["a"]), table("c", &["a"])],
            &["b", "c", "a"],
            &["b>a", "c>a"],
        );
    }

    #[test]
    fn references_tell_schemas_apart() {
        check(
            &[table("a", &["app.b"]), table("app.b", &[]), table("b", &["a"])],
            &["app.b", "a", "b"],
            &[],
        );
    }

    #[test]
    fn names_that_differ_little_have_hashes_that_differ() {
        let names = (0..100_000).flat_map(|at| [format!("t{at}"), format!("orders_{at:06}")]);
        let hash = |name: String| {
            BuildHasherDefault::<NameHasher>::default().hash_one((None::<&str>, &*name))
        };
        let hashes: BTreeSet<u64> = names.map(hash).collect();
        assert_eq!(hashes.len(), 200_000);
        let buckets: BTreeSet<u64> = hashes.iter().map(|hash| hash & 0xf_ffff).collect();
        // As many as chance would fill of 2^20, and a little less.
        assert!(buckets.len() > 180_000, "{}", buckets.len());
    }

    #[test]
    fn a_chain_of_100_000_tables_is_sorted_without_recursion() {
        let tables: Vec<TableDef> = (0..100_000)
            .map(|at| {
                let parent = format!("t{:06}", at + 1);
                TableDef::new(&*format!("t{at:06}")).foreign_key(ForeignKeyDef::new(
                    ["parent"],
                    &*parent,
                    ["id"],
                ))
            })
            .collect();
        let sorted = sort_tables(&tables.iter().collect::<Vec<_>>());
        assert_eq!(sorted.tables[0].name.name, "t099999");
        assert_eq!(sorted.tables.len(), 100_000);
    }

    /// What the changes are, in a word and a name each.
    fn words(changes: &[Change]) -> Vec<String> {
        changes
            .iter()
            .map(|change| match change {
                Change::CreateSchema { schema } => format!("schema {schema}"),
                Change::CreateEnum { def } => format!("enum {}", def.name),
                Change::CreateTable { table } => {
                    format!("table {} ({} keys)", table.name, table.foreign_keys.len())
                }
                Change::AddForeignKey { table, foreign_key } => {
                    format!("key {table}>{}", foreign_key.referred_table)
                }
                Change::DropEnum { def } => format!("drop enum {}", def.name),
                Change::DropTable { table } => format!("drop table {}", table.name),
                Change::DropForeignKey { table, foreign_key } => {
                    format!("drop key {table}>{}", foreign_key.referred_table)
                }
                other => format!("{other:?}"),
            })
            .collect()
    }

    fn ring() -> Vec<TableDef> {
        let role = SqlType::Enum(EnumDef::new("role", ["member"]));
        vec![
            table("app.a", &["app.b"]).column(ColumnDef::new("role", role)),
            table("app.b", &["app.a"]),
        ]
    }

    #[test]
    fn schemas_and_enums_come_first_and_cut_references_last() {
        let tables = ring();
        let tables: Vec<&TableDef> = tables.iter().collect();
        assert_eq!(
            words(&creation(&tables, true, false)),
            [
                "schema app",
                "enum role",
                "table app.b (0 keys)",
                "table app.a (1 keys)",
                "key app.b>app.a"
            ]
        );
        assert_eq!(
            words(&creation(&tables, false, true)),
            ["schema app", "table app.b (1 keys)", "table app.a (1 keys)"]
        );
    }

    #[test]
    fn a_key_whose_reference_is_cut_is_not_numbered_meanwhile() {
        let of = |name: &'static str, other: &'static str| {
            TableDef::new(name)
                .column(ColumnDef::new("id", SqlType::BigInteger))
                .primary_key(["id"])
                .foreign_key(ForeignKeyDef::new(["id"], other, ["id"]))
        };
        let tables = [of("a", "b"), of("b", "a")];
        let tables: Vec<&TableDef> = tables.iter().collect();
        for change in creation(&tables, true, false) {
            if let Change::CreateTable { table } = change {
                assert!(table.autoincrement_column().is_none(), "{table:?}");
            }
        }
    }

    #[test]
    fn removal_is_creation_backwards_and_leaves_schemas() {
        let tables = ring();
        let tables: Vec<&TableDef> = tables.iter().collect();
        assert_eq!(
            words(&removal(&tables, true, false)),
            ["drop key app.b>app.a", "drop table app.a", "drop table app.b", "drop enum role"]
        );
    }

    #[test]
    fn a_change_undone_twice_is_itself() {
        let tables = ring();
        let tables: Vec<&TableDef> = tables.iter().collect();
        for change in creation(&tables, true, false) {
            assert_eq!(change.clone().reverse().reverse(), change);
        }
    }
}
