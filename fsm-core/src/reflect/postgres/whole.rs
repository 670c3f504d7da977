use super::selection::{Selection, connection, unreadable};
use super::{
    column, comment, constraint, enum_type, index, lookup, scratch, sequence, string, table,
    unmanaged,
};
use crate::error::Error;
use crate::name::NamingConvention;
use crate::reflect::{Catalog, Reflected, Rows, Scope, Scratch};
use crate::registry::Metadata;
use crate::schema::{Dialect, EnumDef, SequenceDef, Str, TableDef};

/// The catalog of the dialect, read whole.
pub(in crate::reflect) struct PostgresCatalog;

/// What the tables are read from, in this order.
type Query = fn(&Selection) -> String;
const QUERIES: [Query; 9] = [
    table::query,
    enum_type::query,
    column::query,
    constraint::query,
    constraint::referred_query,
    lookup::query,
    index::query,
    sequence::query,
    comment::query,
];

impl Catalog for PostgresCatalog {
    fn queries(&self, scope: &Scope, answers: &[Rows]) -> Vec<String> {
        let connected = match answers {
            [] => return vec![connection(scope)],
            [connected] => connected,
            _ => return Vec::new(),
        };
        // What is wrong with the connection is said where it is read.
        let Ok(selection) = Selection::new(scope, connected) else { return Vec::new() };
        if selection.spaces.is_empty() {
            return Vec::new();
        }
        let mut queries: Vec<String> = QUERIES.iter().map(|query| query(&selection)).collect();
        queries.push(unmanaged::query(&selection));
        // The caller's transaction goes on as it was.
        if let Some(jit) = selection.jit.as_deref().filter(|jit| *jit != "off") {
            queries.push(format!("SELECT set_config('jit', {}, true)", string(jit)));
        }
        queries
    }

    fn read(&self, scope: &Scope, answers: &[Rows]) -> Result<Reflected, Error> {
        let [connected, answers @ ..] = answers else {
            return Err(unreadable("the connection", "no answer"));
        };
        let selection = Selection::new(scope, connected)?;
        let mut reflected = Reflected {
            dialect: Dialect::Postgres,
            default_schema: selection.own.clone().map(Str::Owned),
            schemas: selection.schemas(),
            metadata: Metadata::new(),
            unmanaged: Vec::new(),
            flaws: Vec::new(),
        };
        if selection.spaces.is_empty() {
            return Ok(reflected);
        }
        let read = read(&selection, answers, &mut reflected)?;
        let rest = answers.get(QUERIES.len()).ok_or_else(silent)?;
        unmanaged::read(&selection, rest, &mut reflected.unmanaged);
        reflected.metadata = read.tables.into_iter().collect();
        for def in read.enums {
            reflected.metadata.add_enum(def);
        }
        for def in read.sequences {
            reflected.metadata.add_sequence(def);
        }
        reflected.unmanaged.sort();
        reflected.unmanaged.dedup();
        reflected.flaws.sort();
        Ok(reflected)
    }

    fn scratch(&self, table: &TableDef, naming: &NamingConvention) -> Option<Scratch> {
        let selection = Selection::temporary(&table.name.name);
        let ask = QUERIES.iter().map(|query| query(&selection)).collect();
        Some(scratch::scratch(table, naming, ask))
    }

    fn read_scratch(&self, table: &TableDef, answers: &[Rows]) -> Result<TableDef, Error> {
        let selection = Selection::temporary(&table.name.name);
        let mut out = Reflected {
            dialect: Dialect::Postgres,
            default_schema: None,
            schemas: Vec::new(),
            metadata: Metadata::new(),
            unmanaged: Vec::new(),
            flaws: Vec::new(),
        };
        let read = read(&selection, answers, &mut out)?;
        let [kept] = &read.tables[..] else {
            return Err(unreadable(
                &format!("`{}`", table.name),
                "no temporary table of that name",
            ));
        };
        Ok(scratch::with_texts(table, kept))
    }
}

struct Read {
    tables: Vec<TableDef>,
    enums: Vec<EnumDef>,
    sequences: Vec<SequenceDef>,
}

/// Reads what [`QUERIES`] were answered with.
fn read(selection: &Selection, answers: &[Rows], out: &mut Reflected) -> Result<Read, Error> {
    let Some([tables, enums, columns, constraints, referred, lookup, indexes, sequences, comments]) =
        answers.first_chunk::<{ QUERIES.len() }>()
    else {
        return Err(silent());
    };
    let (unmanaged, flaws) = (&mut out.unmanaged, &mut out.flaws);
    let mut drafts = table::read(selection, tables)?;
    let enums = enum_type::read(selection, enums)?;
    column::read(&mut drafts, &enums, columns, unmanaged)?;
    constraint::read(selection, &mut drafts, constraints, referred, unmanaged, flaws)?;
    let lookup = lookup::read(lookup)?;
    let places = index::read(&mut drafts, &lookup, indexes, unmanaged, flaws)?;
    let mut sequences = sequence::read(selection, &mut drafts, sequences, unmanaged)?;
    comment::read(&mut drafts, &places, &mut sequences, comments)?;
    let tables = drafts.into_values().map(|draft| {
        let mut table = draft.finish();
        column::settle_numbering(&mut table);
        table
    });
    Ok(Read {
        tables: tables.collect(),
        enums: enums.of_schemas().collect(),
        sequences: sequences.into_values().collect(),
    })
}

fn silent() -> Error {
    unreadable("the schema", "fewer answers than questions")
}
