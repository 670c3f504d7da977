/// What a type is to a conversion of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Text,
    Number,
    /// A byte that sqlx binds `i8` to.
    Byte,
    Boolean,
    Moment,
    TimeOfDay,
    Json,
    Array,
    Other,
}

/// The conversion of a column's values, where PostgreSQL does not find it by itself; `column` is in
/// quotes.
///
/// Where it does, nothing is written: what it finds by itself fails on a text that is too long,
/// while a written cast cuts it off (manual, 10.4 Value Storage).
pub(super) fn using(from: &str, to: &str, column: &str) -> Option<String> {
    use Family::{Array, Boolean, Byte, Json, Moment, Number, Other, Text, TimeOfDay};
    let cast = match (family(from), family(to)) {
        (Text | Number | Boolean | Moment | TimeOfDay | Json | Other, Text)
        | (Byte, Byte)
        | (Number, Number)
        | (Moment, Moment | TimeOfDay)
        | (TimeOfDay, TimeOfDay)
        | (Json, Json)
        | (Boolean, Boolean) => return None,
        (Byte, Text) => format!("{column}::integer::text"),
        (Byte | Boolean, Number) | (Number | Boolean, Byte) => format!("{column}::integer::{to}"),
        (Number, Boolean) => format!("({column} <> 0)"),
        (Text, _) => format!("{column}::{to}"),
        (Array, Array) => format!("{column}::text[]::{to}"),
        _ => format!("{column}::text::{to}"),
    };
    Some(cast)
}

fn family(declared: &str) -> Family {
    let lower = declared.trim().to_ascii_lowercase();
    if lower.ends_with(']') {
        return Family::Array;
    }
    let end = lower.find('(').unwrap_or(lower.len());
    match lower[..end].trim_end() {
        "text" | "varchar" | "character varying" | "char" | "character" | "bpchar" | "citext" => {
            Family::Text
        }
        "smallint" | "int2" | "integer" | "int" | "int4" | "bigint" | "int8" | "numeric"
        | "decimal" | "real" | "float4" | "double precision" | "float8" => Family::Number,
        "\"char\"" => Family::Byte,
        "boolean" | "bool" => Family::Boolean,
        "time" | "timetz" | "time without time zone" | "time with time zone" => Family::TimeOfDay,
        "json" | "jsonb" => Family::Json,
        name if name == "date" || name.starts_with("timestamp") => Family::Moment,
        _ => Family::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::using;

    #[test]
    fn a_cast_is_written_only_where_none_is_found() {
        for (from, to, expected) in [
            ("VARCHAR(50)", "VARCHAR(5)", None),
            ("BIGINT", "INTEGER", None),
            ("NUMERIC(10, 2)", "DOUBLE PRECISION", None),
            ("UUID", "TEXT", None),
            ("TIMESTAMPTZ", "DATE", None),
            ("TEXT", "BIGINT", Some("\"a\"::BIGINT")),
            ("TEXT", "\"mood\"", Some("\"a\"::\"mood\"")),
            ("\"mood\"", "\"mood 2\"", Some("\"a\"::text::\"mood 2\"")),
            ("BIGINT", "BOOLEAN", Some("(\"a\" <> 0)")),
            ("BOOLEAN", "BIGINT", Some("\"a\"::integer::BIGINT")),
            ("\"char\"", "SMALLINT", Some("\"a\"::integer::SMALLINT")),
            ("\"char\"", "TEXT", Some("\"a\"::integer::text")),
            ("TEXT[]", "\"mood\"[]", Some("\"a\"::text[]::\"mood\"[]")),
        ] {
            assert_eq!(using(from, to, "\"a\"").as_deref(), expected, "{from} to {to}");
        }
    }
}
