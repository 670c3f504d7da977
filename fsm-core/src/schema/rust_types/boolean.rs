use super::column_types;
use crate::schema::SqlType;

column_types! {
    bool => SqlType::Boolean;
}
