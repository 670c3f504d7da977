use super::column_types;
use crate::schema::{ColumnType, SqlType};
use sqlx::types::{Json, JsonRawValue, JsonValue};

column_types! {
    JsonValue => SqlType::Json;
    JsonRawValue => SqlType::Json;
}

/// Whatever serde writes of a `T`.
#[diagnostic::do_not_recommend]
impl<T: ?Sized> ColumnType for Json<T> {
    const TYPE: SqlType = SqlType::Json;
}
