//! Schema values: tables, columns, constraints, indexes, types, as plain data that the derive
//! builds in constants and a program can build at run time.
//! It never spells SQL and never touches a connection.

mod column;
mod column_spec;
mod column_type;
mod constraint;
mod constraint_spec;
mod dialect;
mod embed;
mod foreign_key;
mod foreign_key_spec;
mod index;
mod literal;
mod options;
mod refusal;
mod rust_types;
mod sequence;
mod sql;
mod sql_type;
mod sqlx_enum;
mod table;
mod table_name;
mod table_spec;
mod typed;

pub use column::{Autoincrement, ColumnDef, ComputedDef, IdentityDef};
#[doc(hidden)]
pub use column_spec::{
    ColumnOption, ColumnShape, ColumnSpecs, Concatenated, JSON, NULLABLE_JSON, SqlSpec,
    concat_columns, count_columns, count_options, find_column, key_part, require_distinct,
    require_length, require_precision, shape_of,
};
use column_spec::{columns, find_field};
pub use column_type::ColumnType;
pub use constraint::{CheckDef, PrimaryKeyDef, UniqueDef};
pub use dialect::Dialect;
pub use embed::{Embeddable, Embedded};
#[doc(hidden)]
pub use embed::{FieldShape, NotOptional};
pub use foreign_key::{Deferrable, ForeignKeyDef, MatchType, ReferentialAction};
#[doc(hidden)]
pub use foreign_key_spec::{KeyPart, Reference, require_foreign_key, require_reference};
pub use index::{IndexColumn, IndexDef, IndexKey, NullsOrder, SortOrder};
pub use literal::Literal;
pub use options::{MysqlOptions, PostgresOptions, SqliteOptions, TableOptions};
#[doc(hidden)]
pub use refusal::{NO_COLUMNS, NO_KEYS, NO_SPEC};
pub use sequence::SequenceDef;
pub use sql::Sql;
pub use sql_type::{ElementType, EnumDef, PostgresType, SqlType};
#[doc(hidden)]
pub use sqlx_enum::unknown_label;
pub use table::TableDef;
pub use table_name::TableName;
#[doc(hidden)]
pub use table_spec::{Definition, Lists, Part, TableSpec};
#[doc(hidden)]
pub use typed::column;
pub use typed::{Column, Table};

/// Text of a schema value: borrowed when the derive wrote it, owned when a program did.
pub type Str = std::borrow::Cow<'static, str>;

/// Items of a schema value: borrowed when the derive wrote them, owned when a program did.
pub type List<T> = std::borrow::Cow<'static, [T]>;
