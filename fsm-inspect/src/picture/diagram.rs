//! Metadata as a diagram sees it: entities with attributes, and relationships with their ends.
//! It never decides where anything stands.

use fsm_core::{
    ColumnDef, ForeignKeyDef, Metadata, ReferentialAction, SqlType, Str, TableDef, TableName,
};
use std::collections::BTreeMap;

/// Entities and relationships, both in the metadata's order.
#[derive(Debug)]
pub(super) struct Diagram {
    pub(super) entities: Vec<Entity>,
    pub(super) relations: Vec<Relation>,
}

/// A table.
#[derive(Debug)]
pub(super) struct Entity {
    pub(super) name: TableName,
    pub(super) attributes: Vec<Attribute>,
    pub(super) comment: Option<String>,
    /// Whether the metadata holds it; others are only referred to.
    pub(super) known: bool,
}

/// A column.
#[allow(clippy::struct_excessive_bools, reason = "one for each mark of a column")]
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) type_name: String,
    pub(super) nullable: bool,
    pub(super) primary: bool,
    pub(super) foreign: bool,
    pub(super) unique: bool,
    pub(super) comment: Option<String>,
}

/// A foreign key.
#[derive(Debug)]
pub(super) struct Relation {
    pub(super) child: usize,
    pub(super) parent: usize,
    /// Places of the referring columns in the child.
    pub(super) columns: Vec<usize>,
    /// Places of the columns referred to in the parent.
    pub(super) referred: Vec<usize>,
    /// Whether a child may be without a parent.
    pub(super) optional: bool,
    /// Whether a parent has one child at most.
    pub(super) single: bool,
    /// Whether the reference is part of the child's primary key.
    pub(super) identifying: bool,
    /// The referring columns.
    pub(super) label: String,
    /// The whole of it, in words.
    pub(super) title: String,
}

impl Diagram {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let mut entities: Vec<Entity> = metadata.tables().map(Entity::of).collect();
        let mut places: BTreeMap<TableName, usize> = BTreeMap::new();
        for (at, table) in metadata.tables().enumerate() {
            places.insert(table.name.clone(), at);
        }
        let mut relations = Vec::new();
        for (child, table) in metadata.tables().enumerate() {
            for key in table.foreign_keys.iter() {
                let parent = *places.entry(key.referred_table.clone()).or_insert_with(|| {
                    entities.push(Entity::unknown(key.referred_table.clone()));
                    entities.len() - 1
                });
                relations.push(Relation::of(child, table, parent, &entities[parent], key));
            }
        }
        Self { entities, relations }
    }
}

impl Entity {
    fn of(table: &TableDef) -> Self {
        Self {
            name: table.name.clone(),
            attributes: table.columns.iter().map(|column| Attribute::of(table, column)).collect(),
            comment: table.comment.as_deref().map(str::to_owned),
            known: true,
        }
    }

    fn unknown(name: TableName) -> Self {
        Self { name, attributes: Vec::new(), comment: None, known: false }
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.attributes.iter().position(|attribute| attribute.name == name)
    }
}

impl Attribute {
    fn of(table: &TableDef, column: &ColumnDef) -> Self {
        let name = &column.name;
        let primary = table.primary_key_columns().contains(name);
        Self {
            name: name.to_string(),
            type_name: type_name(&column.sql_type),
            nullable: column.nullable && !primary,
            primary,
            foreign: table.foreign_keys.iter().any(|key| key.columns.contains(name)),
            unique: is_unique(table, std::slice::from_ref(name)),
            comment: column.comment.as_deref().map(str::to_owned),
        }
    }
}

impl Relation {
    fn of(
        child: usize,
        table: &TableDef,
        parent: usize,
        entity: &Entity,
        key: &ForeignKeyDef,
    ) -> Self {
        let columns: Vec<usize> = key
            .columns
            .iter()
            .filter_map(|name| table.columns.iter().position(|column| column.name == *name))
            .collect();
        let primary = table.primary_key_columns();
        let label = key.columns.join(", ");
        let deleted = match key.on_delete {
            Some(ReferentialAction::Cascade) => ", deleted with it",
            Some(ReferentialAction::SetNull) => ", set null when it is deleted",
            Some(ReferentialAction::SetDefault) => ", set to its default when it is deleted",
            _ => "",
        };
        Self {
            child,
            parent,
            optional: columns.iter().any(|at| {
                let column = &table.columns[*at];
                column.nullable && !primary.contains(&column.name)
            }),
            single: is_unique(table, &key.columns) || same(primary, &key.columns),
            identifying: !key.columns.is_empty()
                && key.columns.iter().all(|name| primary.contains(name)),
            referred: key.referred_columns.iter().filter_map(|name| entity.place(name)).collect(),
            title: format!(
                "{}({label}) refers to {}({}){deleted}",
                table.name,
                key.referred_table,
                key.referred_columns.join(", ")
            ),
            columns,
            label,
        }
    }
}

/// Whether a unique constraint, or an index that is as good, has these columns and no others.
fn is_unique(table: &TableDef, columns: &[Str]) -> bool {
    let whole_index = |index: &fsm_core::IndexDef| {
        let names: Option<Vec<Str>> = index
            .columns
            .iter()
            .map(|part| match &part.key {
                fsm_core::IndexKey::Column(name) => Some(name.clone()),
                fsm_core::IndexKey::Expression(_) => None,
            })
            .collect();
        index.unique
            && index.predicate.is_none()
            && names.is_some_and(|names| same(&names, columns))
    };
    table.uniques.iter().any(|unique| same(&unique.columns, columns))
        || table.indexes.iter().any(whole_index)
}

/// Whether two lists have the same names, in any order.
fn same(one: &[Str], other: &[Str]) -> bool {
    !one.is_empty() && one.len() == other.len() && one.iter().all(|name| other.contains(name))
}

/// The type in a few letters, whatever the dialect.
fn type_name(sql_type: &SqlType) -> String {
    match sql_type {
        SqlType::String(length) => format!("varchar({length})"),
        SqlType::Binary(length) => format!("varbinary({length})"),
        SqlType::Numeric { precision: Some(precision), scale: Some(scale) } => {
            format!("numeric({precision},{scale})")
        }
        SqlType::Numeric { precision: Some(precision), .. } => format!("numeric({precision})"),
        SqlType::DateTimeTz | SqlType::DateTimeOffset => "timestamptz".to_owned(),
        SqlType::TimeTz => "timetz".to_owned(),
        SqlType::Enum(def) => def.name.name.to_string(),
        SqlType::Array(element) => format!("{}[]", type_name(element)),
        SqlType::Custom(sql) => {
            let any = sql.common.as_ref().or_else(|| sql.overrides.first().map(|(_, text)| text));
            any.map(ToString::to_string).unwrap_or_default()
        }
        other => other.name().to_lowercase(),
    }
}
