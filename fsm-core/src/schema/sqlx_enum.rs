//! What `#[sql_enum(sqlx_type)]` writes: sqlx's `Type`, `Encode` and `Decode` of an enum of labels.
//! It never says what the column is: that is [`super::ColumnType`].
//!
//! sqlx's own derive does the same but for MySQL, where sqlx 0.9 finds such an enum compatible only
//! with columns whose flags are all equal, and so fetches none from a `NOT NULL` column
//! (<https://github.com/launchbadge/sqlx/issues/3750>).

/// Implements sqlx's traits for an enum. `Type` of a database is implemented by a macro of its
/// own, because a condition in here would be one on the features of the program.
#[doc(hidden)]
#[macro_export]
macro_rules! __sqlx_enum {
    ($enum:ident, $name:literal, $($variant:ident => $label:literal),* $(,)?) => {
        $crate::__sqlx_enum_sqlite! { $enum }
        $crate::__sqlx_enum_postgres! { $enum, $name }
        $crate::__sqlx_enum_mysql! { $enum }

        #[automatically_derived]
        impl<'q, DB> $crate::__private::sqlx::Encode<'q, DB> for $enum
        where
            DB: $crate::__private::sqlx::Database,
            &'q $crate::__private::str: $crate::__private::sqlx::Encode<'q, DB>,
        {
            fn encode_by_ref(
                &self,
                buffer: &mut <DB as $crate::__private::sqlx::Database>::ArgumentBuffer,
            ) -> $crate::__private::EncodeResult {
                let label: &'static $crate::__private::str = match self {
                    $(Self::$variant => $label,)*
                };
                $crate::__private::sqlx::Encode::<'q, DB>::encode(label, buffer)
            }
        }

        #[automatically_derived]
        impl<'r, DB> $crate::__private::sqlx::Decode<'r, DB> for $enum
        where
            DB: $crate::__private::sqlx::Database,
            $crate::__private::String: $crate::__private::sqlx::Decode<'r, DB>,
        {
            fn decode(
                value: <DB as $crate::__private::sqlx::Database>::ValueRef<'r>,
            ) -> $crate::__private::DecodeResult<Self> {
                let label: $crate::__private::String =
                    $crate::__private::sqlx::Decode::<'r, DB>::decode(value)?;
                match &*label {
                    $($label => $crate::__private::Ok(Self::$variant),)*
                    _ => $crate::__private::Err($crate::__private::unknown_label(
                        &label,
                        $crate::__private::stringify!($enum),
                    )),
                }
            }
        }
    };
}

#[cfg(feature = "sqlite")]
#[doc(hidden)]
#[macro_export]
macro_rules! __sqlx_enum_sqlite {
    ($enum:ident) => {
        #[automatically_derived]
        impl $crate::__private::sqlx::Type<$crate::__private::sqlx::Sqlite> for $enum {
            fn type_info() -> $crate::__private::sqlx::sqlite::SqliteTypeInfo {
                <$crate::__private::str as $crate::__private::sqlx::Type<
                    $crate::__private::sqlx::Sqlite,
                >>::type_info()
            }

            fn compatible(
                column: &$crate::__private::sqlx::sqlite::SqliteTypeInfo,
            ) -> $crate::__private::bool {
                <$crate::__private::str as $crate::__private::sqlx::Type<
                    $crate::__private::sqlx::Sqlite,
                >>::compatible(column)
            }
        }
    };
}

#[cfg(feature = "postgres")]
#[doc(hidden)]
#[macro_export]
macro_rules! __sqlx_enum_postgres {
    ($enum:ident, $name:literal) => {
        #[automatically_derived]
        impl $crate::__private::sqlx::Type<$crate::__private::sqlx::Postgres> for $enum {
            fn type_info() -> $crate::__private::sqlx::postgres::PgTypeInfo {
                $crate::__private::sqlx::postgres::PgTypeInfo::with_name($name)
            }
        }

        #[automatically_derived]
        impl $crate::__private::sqlx::postgres::PgHasArrayType for $enum {
            fn array_type_info() -> $crate::__private::sqlx::postgres::PgTypeInfo {
                $crate::__private::sqlx::postgres::PgTypeInfo::array_of($name)
            }
        }
    };
}

#[cfg(feature = "mysql")]
#[doc(hidden)]
#[macro_export]
macro_rules! __sqlx_enum_mysql {
    ($enum:ident) => {
        #[automatically_derived]
        impl $crate::__private::sqlx::Type<$crate::__private::sqlx::MySql> for $enum {
            fn type_info() -> $crate::__private::sqlx::mysql::MySqlTypeInfo {
                $crate::__private::sqlx::mysql::MySqlTypeInfo::__enum()
            }

            fn compatible(
                column: &$crate::__private::sqlx::mysql::MySqlTypeInfo,
            ) -> $crate::__private::bool {
                <$crate::__private::str as $crate::__private::sqlx::Type<
                    $crate::__private::sqlx::MySql,
                >>::compatible(column)
            }
        }
    };
}

/// Without the database there is nothing to implement.
#[cfg(not(feature = "sqlite"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __sqlx_enum_sqlite {
    ($($any:tt)*) => {};
}

/// Without the database there is nothing to implement.
#[cfg(not(feature = "postgres"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __sqlx_enum_postgres {
    ($($any:tt)*) => {};
}

/// Without the database there is nothing to implement.
#[cfg(not(feature = "mysql"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __sqlx_enum_mysql {
    ($($any:tt)*) => {};
}

/// A label in the database that the enum does not have.
#[doc(hidden)]
#[must_use]
pub fn unknown_label(label: &str, name: &str) -> sqlx::error::BoxDynError {
    format!("`{label}` is no label of the enum `{name}`").into()
}
