use super::query::{self, ANSWERS, OWN, Schema};
use super::remark::Remarks;
use super::rows::{Answers, ObjectRow, unreadable};
use super::{foreign_key, index, table};
use crate::error::{Error, ErrorKind};
use crate::reflect::{Catalog, Reflected, Rows, Scope, Unmanaged};
use crate::registry::Metadata;
use crate::schema::{Dialect, TableDef};
use std::collections::BTreeMap;

/// The catalog of the dialect, read whole.
pub(in crate::reflect) struct SqliteCatalog;

impl Catalog for SqliteCatalog {
    fn queries(&self, scope: &Scope, answers: &[Rows]) -> Vec<String> {
        match answers {
            [] => vec![query::attached()],
            [attached] => query::schemas(scope, attached)
                .iter()
                .flat_map(|schema| query::of_schema(scope, schema))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn read(&self, scope: &Scope, answers: &[Rows]) -> Result<Reflected, Error> {
        let Some((attached, answers)) = answers.split_first() else {
            let what = "the schema".to_owned();
            return Err(ErrorKind::Catalog { what, found: "no answer".to_owned() }.into());
        };
        let schemas = query::schemas(scope, attached);
        let mut tables = Vec::new();
        let mut unmanaged = Vec::new();
        for (schema, answers) in schemas.iter().zip(answers.chunks(ANSWERS)) {
            let answers = Answers::read(answers)?;
            tables.extend(of_schema(schema, &answers, &mut unmanaged)?);
        }
        unmanaged.sort();
        Ok(Reflected {
            dialect: Dialect::Sqlite,
            default_schema: Some(OWN.into()),
            schemas: schemas.into_iter().map(|schema| schema.name.into()).collect(),
            metadata: tables.into_iter().collect::<Metadata>(),
            unmanaged,
            flaws: Vec::new(),
        })
    }
}

/// The tables of a schema; what else stands there goes to `unmanaged`.
fn of_schema(
    schema: &Schema,
    answers: &Answers<'_>,
    unmanaged: &mut Vec<Unmanaged>,
) -> Result<Vec<TableDef>, Error> {
    let mut tables: Vec<TableDef> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let is_shadow = |name: &str| answers.shadows.contains(name);
    for &object in &answers.objects {
        match object.kind {
            "table" if is_shadow(object.name) => {}
            "table" if object.has_page => {
                let mut remarks = Remarks::new(schema, object.name, unmanaged);
                places.insert(object.name, tables.len());
                tables.push(table::table(schema, object, answers, &mut remarks)?);
            }
            "table" => unmanaged.push(whole(schema, object, "virtual table")),
            "view" => unmanaged.push(whole(schema, object, "view")),
            "trigger" => {
                let mut trigger = whole(schema, object, "trigger");
                trigger.table = Some(schema.table_name(object.table));
                unmanaged.push(trigger);
            }
            _ => {}
        }
    }
    // An index comes after its table, unless someone wrote into the catalog.
    let indexes = answers.objects.iter().filter(|object| object.kind == "index");
    for &object in indexes.filter(|object| !is_shadow(object.table)) {
        let parts = answers.index_parts.get(object.name).map(Vec::as_slice).unwrap_or_default();
        let index = index::index(object, parts)?;
        let place = places.get(object.table).and_then(|place| tables.get_mut(*place));
        let Some(table) = place else {
            return Err(unreadable(object.name, format!("no table `{}`", object.table)));
        };
        table.indexes.to_mut().push(index);
    }
    foreign_key::call_by_their_names(&mut tables);
    foreign_key::widen(&mut tables);
    Ok(tables)
}

/// Something that is kept with the text it was made with.
fn whole(schema: &Schema, object: ObjectRow<'_>, kind: &'static str) -> Unmanaged {
    let mut unmanaged = Unmanaged::new(kind, schema.table_name(object.name));
    unmanaged.definition = object.sql.map(str::to_owned);
    unmanaged
}
