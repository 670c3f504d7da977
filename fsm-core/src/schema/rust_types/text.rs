use super::column_types;
use crate::schema::{ColumnType, SqlType};

column_types! {
    str => SqlType::Text;
    String => SqlType::Text;
}

/// What `T` displays as and is parsed from.
#[diagnostic::do_not_recommend]
impl<T> ColumnType for sqlx::types::Text<T> {
    const TYPE: SqlType = SqlType::Text;
}
