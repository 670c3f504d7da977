use super::column_types;
use crate::schema::SqlType;
use sqlx::mysql::types::MySqlTime;

column_types! {
    MySqlTime => SqlType::MysqlTime;
}
