use super::column_types;
use crate::schema::SqlType;

column_types! {
    f32 => SqlType::Float;
    f64 => SqlType::Double;
}
