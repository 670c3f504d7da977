//! Which Rust type a column's field has, and what attributes must say beside it.
//! It never decides whether the column may be null.

use super::comment::Unsaid;
use super::custom_type::{caution, known};
use super::names::Names;
use super::{DateTypes, DecimalTypes, RustSource, literal};
use fsm_core::{ColumnDef, Dialect, PostgresType, SqlType};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// What a file has to bring along for the types in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    /// Names to import, by module.
    pub(super) imports: BTreeMap<&'static str, BTreeSet<&'static str>>,
    /// Features of `fsm-core` and of sqlx, which has them by the same names.
    pub(super) features: BTreeSet<&'static str>,
}

/// A field's type.
#[derive(Clone, Debug)]
pub(super) struct FieldType {
    /// The type, without the `Option` of what may be null.
    pub(super) rust: String,
    /// What `#[column(..)]` says of the type.
    pub(super) keys: Vec<TokenStream>,
    /// What cannot be said of it.
    pub(super) unsaid: Vec<Unsaid>,
    /// What a reader should know.
    pub(super) remark: Option<String>,
    /// The type by which the compiler checks foreign keys.
    pub(super) shape: SqlType,
    pub(super) needs: Needs,
}

impl Needs {
    fn import(&mut self, module: &'static str, names: &[&'static str]) {
        self.imports.entry(module).or_default().extend(names);
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (module, names) in &other.imports {
            self.imports.entry(module).or_default().extend(names);
        }
        self.features.extend(&other.features);
    }
}

const CHRONO: &str = "sqlx::types::chrono";
const TIME: &str = "sqlx::types::time";
const POSTGRES: &str = "sqlx::postgres::types";

impl FieldType {
    pub(super) fn of(source: &RustSource<'_>, names: &Names, column: &ColumnDef) -> Self {
        let mut found = Self::of_type(source, names, &column.sql_type);
        if let Some(words) = column.type_override(source.dialect) {
            let (words, custom) = (literal::text(words), matches!(found.shape, SqlType::Custom(_)));
            if custom {
                found.keys = vec![quote!(sql_type = #words)];
            } else {
                let key = super::names::dialect_key(source.dialect);
                found.keys.push(quote!(sql_type(#key = #words)));
            }
        }
        found
    }

    fn of_type(source: &RustSource<'_>, names: &Names, sql_type: &SqlType) -> Self {
        let mut needs = Needs::default();
        let rust = rust(source, names, sql_type, &mut needs);
        let mut found = Self {
            rust: String::new(),
            keys: Vec::new(),
            unsaid: Vec::new(),
            remark: None,
            shape: sql_type.clone(),
            needs,
        };
        found.rust = rust.unwrap_or_else(|| {
            let words = words(source.dialect, sql_type).unwrap_or_default();
            found.remark =
                Some(format!("sqlx has no Rust type for `{words}`: text stands in for it"));
            "String".to_owned()
        });
        if let SqlType::Custom(sql) = sql_type
            && let Some(words) = sql.text(source.dialect)
        {
            found.remark = found.remark.or_else(|| caution(source.dialect, words));
        }
        match sql_type {
            SqlType::String(length) | SqlType::Binary(length) => {
                let length = Literal::u32_unsuffixed(*length);
                found.keys.push(quote!(length = #length));
            }
            SqlType::Numeric { precision: Some(precision), scale } => {
                let precision = Literal::u32_unsuffixed(*precision);
                found.keys.push(quote!(precision = #precision));
                if let Some(scale) = scale {
                    let scale = Literal::u32_unsuffixed(*scale);
                    found.keys.push(quote!(scale = #scale));
                }
            }
            SqlType::Numeric { precision: None, scale: Some(scale) } => {
                found.unsaid.push(Unsaid::new(format!("a scale of {scale} without a precision")));
            }
            SqlType::Custom(_) | SqlType::Postgres(PostgresType::Cidr) => found.spelled(source),
            SqlType::Enum(def) if names.enum_ident(def).is_none() => found.spelled(source),
            SqlType::Array(element) if !is_plain_element(names, element) => found.spelled(source),
            _ => {}
        }
        found
    }

    /// Says the type in the dialect's words.
    fn spelled(&mut self, source: &RustSource<'_>) {
        match words(source.dialect, &self.shape) {
            Some(words) => {
                let text = literal::text(&words);
                self.keys.push(quote!(sql_type = #text));
                self.shape = SqlType::custom(words);
            }
            None => self.unsaid.push(Unsaid::new("its type, which this database does not have")),
        }
    }
}

/// Whether a `Vec` of the element's Rust type is the array, all of it.
fn is_plain_element(names: &Names, element: &SqlType) -> bool {
    match element {
        SqlType::String(_)
        | SqlType::Binary(_)
        | SqlType::UnsignedTinyInteger
        | SqlType::Numeric { precision: Some(_), .. }
        | SqlType::Custom(_)
        | SqlType::Postgres(PostgresType::Cidr | PostgresType::Bytea) => false,
        SqlType::Enum(def) => names.enum_ident(def).is_some(),
        SqlType::Array(inner) => is_plain_element(names, inner),
        _ => true,
    }
}

fn words(dialect: Dialect, sql_type: &SqlType) -> Option<String> {
    dialect.spell_type(sql_type).ok().map(std::borrow::Cow::into_owned)
}

/// The Rust type that sqlx reads from a column of this type; `None` if it has none.
fn rust(
    source: &RustSource<'_>,
    names: &Names,
    sql_type: &SqlType,
    needs: &mut Needs,
) -> Option<String> {
    let mut from = |module: &'static str, name: &'static str, feature: &'static str| {
        needs.import(module, &[name]);
        needs.features.insert(feature);
        name.to_owned()
    };
    Some(match sql_type {
        SqlType::Boolean => "bool".to_owned(),
        SqlType::TinyInteger => "i8".to_owned(),
        SqlType::SmallInteger => "i16".to_owned(),
        SqlType::Integer => "i32".to_owned(),
        SqlType::BigInteger => "i64".to_owned(),
        SqlType::UnsignedTinyInteger => "u8".to_owned(),
        SqlType::UnsignedSmallInteger => "u16".to_owned(),
        SqlType::UnsignedInteger => "u32".to_owned(),
        SqlType::UnsignedBigInteger => "u64".to_owned(),
        SqlType::Float => "f32".to_owned(),
        SqlType::Double => "f64".to_owned(),
        SqlType::Text | SqlType::String(_) => "String".to_owned(),
        SqlType::LargeBinary | SqlType::Binary(_) => "Vec<u8>".to_owned(),
        SqlType::Numeric { .. } => match source.decimals {
            DecimalTypes::RustDecimal => from("sqlx::types", "Decimal", "rust_decimal"),
            DecimalTypes::BigDecimal => from("sqlx::types", "BigDecimal", "bigdecimal"),
        },
        SqlType::Uuid => from("sqlx::types", "Uuid", "uuid"),
        SqlType::UuidHyphenated => from("sqlx::types::uuid::fmt", "Hyphenated", "uuid"),
        SqlType::UuidSimple => from("sqlx::types::uuid::fmt", "Simple", "uuid"),
        SqlType::Date
        | SqlType::Time
        | SqlType::TimeTz
        | SqlType::DateTime
        | SqlType::DateTimeTz
        | SqlType::DateTimeOffset => moment(source.dates, sql_type, needs),
        SqlType::Interval => from(POSTGRES, "PgInterval", "postgres"),
        SqlType::MysqlTime => from("sqlx::mysql::types", "MySqlTime", "mysql"),
        SqlType::Json => from("sqlx::types", "JsonValue", "json"),
        SqlType::Enum(def) => return names.enum_ident(def).map(str::to_owned),
        SqlType::IpAddr => standard(needs, "IpAddr"),
        SqlType::Ipv4Addr => standard(needs, "Ipv4Addr"),
        SqlType::Ipv6Addr => standard(needs, "Ipv6Addr"),
        SqlType::Postgres(native) => postgres(source.dates, source.decimals, *native, needs),
        SqlType::Array(element) => format!("Vec<{}>", rust(source, names, element, needs)?),
        SqlType::Custom(sql) => {
            let kind = known(source.dialect, sql.text(source.dialect)?)?;
            return rust(source, names, &kind, needs);
        }
        _ => return None,
    })
}

fn standard(needs: &mut Needs, name: &'static str) -> String {
    needs.import("std::net", &[name]);
    name.to_owned()
}

fn moment(dates: DateTypes, sql_type: &SqlType, needs: &mut Needs) -> String {
    let (module, feature, names, text): (_, _, &[&'static str], _) = match (dates, sql_type) {
        (DateTypes::Chrono, SqlType::Date) => (CHRONO, "chrono", &["NaiveDate"], "NaiveDate"),
        (DateTypes::Chrono, SqlType::Time) => (CHRONO, "chrono", &["NaiveTime"], "NaiveTime"),
        (DateTypes::Chrono, SqlType::TimeTz) => {
            (CHRONO, "chrono", &["FixedOffset", "NaiveTime"], "PgTimeTz<NaiveTime, FixedOffset>")
        }
        (DateTypes::Chrono, SqlType::DateTime) => {
            (CHRONO, "chrono", &["NaiveDateTime"], "NaiveDateTime")
        }
        (DateTypes::Chrono, SqlType::DateTimeOffset) => {
            (CHRONO, "chrono", &["DateTime", "FixedOffset"], "DateTime<FixedOffset>")
        }
        (DateTypes::Chrono, _) => (CHRONO, "chrono", &["DateTime", "Utc"], "DateTime<Utc>"),
        (DateTypes::Time, SqlType::Date) => (TIME, "time", &["Date"], "Date"),
        (DateTypes::Time, SqlType::Time) => (TIME, "time", &["Time"], "Time"),
        (DateTypes::Time, SqlType::TimeTz) => {
            (TIME, "time", &["Time", "UtcOffset"], "PgTimeTz<Time, UtcOffset>")
        }
        (DateTypes::Time, SqlType::DateTime) => {
            (TIME, "time", &["PrimitiveDateTime"], "PrimitiveDateTime")
        }
        (DateTypes::Time, _) => (TIME, "time", &["OffsetDateTime"], "OffsetDateTime"),
    };
    needs.import(module, names);
    needs.features.insert(feature);
    if *sql_type == SqlType::TimeTz {
        needs.import(POSTGRES, &["PgTimeTz"]);
        needs.features.insert("postgres");
    }
    text.to_owned()
}

fn postgres(
    dates: DateTypes,
    decimals: DecimalTypes,
    native: PostgresType,
    needs: &mut Needs,
) -> String {
    let name = match native {
        PostgresType::Box => "PgBox",
        PostgresType::Circle => "PgCircle",
        PostgresType::Citext => "PgCiText",
        PostgresType::Cube => "PgCube",
        PostgresType::Hstore => "PgHstore",
        PostgresType::Line => "PgLine",
        PostgresType::Lquery => "PgLQuery",
        PostgresType::Lseg => "PgLSeg",
        PostgresType::Ltree => "PgLTree",
        PostgresType::Money => "PgMoney",
        PostgresType::Oid => "Oid",
        PostgresType::Path => "PgPath",
        PostgresType::Point => "PgPoint",
        PostgresType::Polygon => "PgPolygon",
        PostgresType::Cidr | PostgresType::Inet => {
            needs.import("sqlx::types::ipnetwork", &["IpNetwork"]);
            needs.features.insert("ipnetwork");
            return "IpNetwork".to_owned();
        }
        PostgresType::MacAddr => {
            needs.import("sqlx::types::mac_address", &["MacAddress"]);
            needs.features.insert("mac_address");
            return "MacAddress".to_owned();
        }
        PostgresType::VarBit => {
            needs.import("sqlx::types", &["BitVec"]);
            needs.features.insert("bit-vec");
            return "BitVec".to_owned();
        }
        PostgresType::Int4Range => return range(needs, "i32"),
        PostgresType::Int8Range => return range(needs, "i64"),
        PostgresType::NumRange => {
            let (name, feature) = match decimals {
                DecimalTypes::RustDecimal => ("Decimal", "rust_decimal"),
                DecimalTypes::BigDecimal => ("BigDecimal", "bigdecimal"),
            };
            needs.import("sqlx::types", &[name]);
            needs.features.insert(feature);
            return range(needs, name);
        }
        PostgresType::DateRange => {
            let bound = moment(dates, &SqlType::Date, needs);
            return range(needs, &bound);
        }
        PostgresType::TsRange => {
            let bound = moment(dates, &SqlType::DateTime, needs);
            return range(needs, &bound);
        }
        PostgresType::TsTzRange => {
            let bound = moment(dates, &SqlType::DateTimeTz, needs);
            return range(needs, &bound);
        }
        // `BYTEA`, and any that is younger than this list: bytes.
        _ => return "Vec<u8>".to_owned(),
    };
    needs.import(POSTGRES, &[name]);
    needs.features.insert("postgres");
    name.to_owned()
}

fn range(needs: &mut Needs, bound: &str) -> String {
    needs.import(POSTGRES, &["PgRange"]);
    needs.features.insert("postgres");
    format!("PgRange<{bound}>")
}
