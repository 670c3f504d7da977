use super::NameLimit;
use crate::schema::{
    CheckDef, ForeignKeyDef, IndexDef, IndexKey, PrimaryKeyDef, Str, TableName, UniqueDef,
};

/// The names of constraints and indexes, with SQLAlchemy's tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NamingConvention {
    /// Indexes.
    pub ix: Str,
    /// Unique constraints.
    pub uq: Str,
    /// Check constraints.
    pub ck: Str,
    /// Foreign keys.
    pub fk: Str,
    /// Primary keys.
    pub pk: Str,
}

impl Default for NamingConvention {
    fn default() -> Self {
        Self {
            ix: "ix_%(table_name)s_%(column_0_N_name)s".into(),
            uq: "uq_%(table_name)s_%(column_0_N_name)s".into(),
            ck: "ck_%(table_name)s_%(constraint_name)s".into(),
            fk: "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s".into(),
            pk: "pk_%(table_name)s".into(),
        }
    }
}

impl NamingConvention {
    /// The name of a primary key.
    #[must_use]
    pub fn primary_key(&self, table: &TableName, key: &PrimaryKeyDef, limit: NameLimit) -> String {
        let _ = limit;
        given(key.name.as_ref(), || format!("pk_{}", table.name))
    }

    /// The name of a unique constraint.
    #[must_use]
    pub fn unique(&self, table: &TableName, unique: &UniqueDef, limit: NameLimit) -> String {
        let _ = limit;
        given(unique.name.as_ref(), || format!("uq_{}_{}", table.name, unique.columns.join("_")))
    }

    /// The name of a check constraint.
    #[must_use]
    pub fn check(&self, table: &TableName, check: &CheckDef, limit: NameLimit) -> String {
        let _ = limit;
        given(check.name.as_ref(), || {
            format!("ck_{}_{}", table.name, check.column.as_deref().unwrap_or("check"))
        })
    }

    /// The name of a foreign key.
    #[must_use]
    pub fn foreign_key(&self, table: &TableName, key: &ForeignKeyDef, limit: NameLimit) -> String {
        let _ = limit;
        given(key.name.as_ref(), || {
            format!("fk_{}_{}_{}", table.name, key.columns.join("_"), key.referred_table.name)
        })
    }

    /// The name of an index.
    #[must_use]
    pub fn index(&self, table: &TableName, index: &IndexDef, limit: NameLimit) -> String {
        let _ = limit;
        given(index.name.as_ref(), || {
            let columns: Vec<&str> = index
                .columns
                .iter()
                .map(|part| match &part.key {
                    IndexKey::Column(name) => name.as_ref(),
                    IndexKey::Expression(_) => "expression",
                })
                .collect();
            format!("ix_{}_{}", table.name, columns.join("_"))
        })
    }
}

fn given(name: Option<&Str>, generate: impl FnOnce() -> String) -> String {
    name.map_or_else(generate, ToString::to_string)
}
