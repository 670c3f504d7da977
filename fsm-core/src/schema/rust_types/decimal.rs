use super::column_types;
use crate::schema::SqlType;

column_types! {
    #[cfg(feature = "rust_decimal")]
    sqlx::types::Decimal => SqlType::Numeric { precision: None, scale: None };
    #[cfg(feature = "bigdecimal")]
    sqlx::types::BigDecimal => SqlType::Numeric { precision: None, scale: None };
}
