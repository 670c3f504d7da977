//! A Rust type, its column type, and values that have to read back as they were written.
//! It knows no SQL; a sample is what the tests and the table in the documentation are made from.

use std::fmt::Debug;

use fsm_core::{Dialect, SqlType};
use sqlx::error::BoxDynError;
use sqlx::{Arguments, ColumnIndex, Database, Decode, Encode, MySql, Postgres, Row, Sqlite, Type};

/// Rust types that belong together.
pub struct Family {
    pub title: &'static str,
    pub samples: Vec<Sample>,
}

/// A Rust type, and values for each dialect that has a column type for it.
pub struct Sample {
    pub rust: String,
    pub sql_type: SqlType,
    pub sqlite: Option<Values<Sqlite>>,
    pub postgres: Option<Values<Postgres>>,
    pub mysql: Option<Values<MySql>>,
}

impl Sample {
    pub fn new(rust: &str, sql_type: SqlType) -> Self {
        let rust = format!("`{}`", rust.split_whitespace().collect::<Vec<_>>().join(" "));
        Self { rust, sql_type, sqlite: None, postgres: None, mysql: None }
    }

    /// The same Rust type in a column that an attribute gives another type.
    pub fn with(mut self, attribute: &str, sql_type: SqlType) -> Self {
        self.rust = format!("{} with `{attribute}`", self.rust);
        self.sql_type = sql_type;
        self
    }

    /// Whether the sample says that the dialect has the type.
    pub fn is_on(&self, dialect: Dialect) -> bool {
        match dialect {
            Dialect::Sqlite => self.sqlite.is_some(),
            Dialect::Postgres => self.postgres.is_some(),
            _ => self.mysql.is_some(),
        }
    }
}

/// Values of one Rust type.
pub struct Values<DB: Database> {
    pub values: Vec<Value<DB>>,
}

type Bind<DB> = Box<dyn Fn(&mut <DB as Database>::Arguments, bool) -> Result<(), BoxDynError>>;
type Check<DB> = Box<dyn Fn(&<DB as Database>::Row, bool) -> Result<(), String>>;

/// One value, without its type.
pub struct Value<DB: Database> {
    pub shown: String,
    /// Binds the value, and after it the value in an `Option`: `None` if so asked.
    pub bind: Bind<DB>,
    /// Compares columns 1 and 2 of a row with the value, and with the value or `None`.
    pub check: Check<DB>,
}

/// Takes the type away from `list`, so that the round trip is compiled once a database.
pub fn values<DB, T>(list: impl IntoIterator<Item = T>, same: fn(&T, &T) -> bool) -> Values<DB>
where
    DB: Database,
    T: Clone + Debug + Encode<'static, DB> + for<'r> Decode<'r, DB> + Type<DB> + 'static,
    Option<T>: Encode<'static, DB>,
    usize: ColumnIndex<DB::Row>,
{
    let typed = |value: T| {
        let (shown, written) = (format!("{value:?}"), value.clone());
        let bind: Bind<DB> = Box::new(move |arguments, null| {
            arguments.add(value.clone())?;
            arguments.add(if null { None } else { Some(value.clone()) })
        });
        let check: Check<DB> = Box::new(move |row, null| {
            let read: T = row.try_get(1).map_err(|error| error.to_string())?;
            let maybe: Option<T> = row.try_get(2).map_err(|error| error.to_string())?;
            if !same(&read, &written) {
                return Err(format!("read back as {read:?}"));
            }
            match maybe {
                None if null => Ok(()),
                Some(read) if !null && same(&read, &written) => Ok(()),
                other => Err(format!("read back from the nullable column as {other:?}")),
            }
        });
        Value { shown, bind, check }
    };
    Values { values: list.into_iter().map(typed).collect() }
}

/// `sample!(Type; dialect, dialect = values; dialect = values)`; a dialect that is not named has
/// to refuse the type. `sample!(Type, by same; ..)` compares by `same`, not by `==`.
macro_rules! sample {
    ($rust:ty; $($rest:tt)*) => {
        $crate::types::sample::sample!($rust, by |a, b| a == b; $($rest)*)
    };
    ($rust:ty, by $same:expr; $($($dialect:ident),+ = $values:expr);* $(;)?) => {{
        #[allow(unused_mut, reason = "some types are on no dialect")]
        let mut sample = $crate::types::sample::Sample::new(
            stringify!($rust),
            <$rust as fsm_core::ColumnType>::TYPE,
        );
        $($(
            let values = $crate::types::sample::values::<_, $rust>($values, $same);
            sample.$dialect = Some(values);
        )+)*
        sample
    }};
}
pub(crate) use sample;
