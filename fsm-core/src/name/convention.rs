use crate::schema::Str;

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
