use super::Verifier;
use super::constant::{has_offset, is_held, is_no_day, is_number};
use crate::schema::{ColumnDef, Literal, SqlType, TableDef};

impl Verifier<'_> {
    pub(super) fn default(&mut self, table: &TableDef, column: &ColumnDef) {
        let name = column.name.as_ref();
        if let Some(sql) = &column.default_sql {
            self.own_sql(table, Some(name), "default", sql);
            if let Some(text) = sql.text(self.dialect()) {
                if let Some(refusal) = self.speller.grammar.refuse_default_sql(text) {
                    self.found(table, Some(name), refusal);
                }
                return;
            }
        }
        let Some(literal) = &column.default else { return };
        if let Literal::String(text) = literal {
            self.stored_text(table, Some(name), "default", text);
        }
        // What the author's own type takes is the author's business.
        let dialect = self.dialect();
        if column.type_override(dialect).is_none()
            && let Some((message, help)) = self.misfit(&column.sql_type, literal)
        {
            self.problem(table, name, message, help);
        }
    }

    /// Why the constant is none of the type.
    fn misfit(&self, sql_type: &SqlType, literal: &Literal) -> Option<(String, &'static str)> {
        if let Literal::Number(digits) = literal
            && !is_number(digits)
        {
            return Some((
                format!("the default `{digits}` is no number"),
                "write digits, such as `1.50` or `-2e3`",
            ));
        }
        let wrong = |help| {
            let shown = as_written(literal);
            Some((format!("the default `{shown}` is no value of {}", sql_type.name()), help))
        };
        match (sql_type, literal) {
            (SqlType::Custom(_) | SqlType::Array(_) | SqlType::Postgres(_), _)
            | (SqlType::Boolean, Literal::Boolean(_)) => None,
            (SqlType::Boolean, _) => wrong("write `true` or `false`"),
            (SqlType::Enum(def), Literal::String(text)) => {
                (!def.labels.contains(text)).then(|| {
                    let labels: Vec<String> =
                        def.labels.iter().map(|label| format!("`{label}`")).collect();
                    let (name, labels) = (&def.name, labels.join(", "));
                    (
                        format!("the default `{text}` is no label of the enum `{name}`: {labels}"),
                        "write one of its labels",
                    )
                })
            }
            (SqlType::String(length), Literal::String(text)) => {
                let long = text.chars().count();
                (u32::try_from(long).unwrap_or(u32::MAX) > *length).then(|| {
                    (
                        format!("the default has {long} characters, and the column takes {length}"),
                        "shorten it, or give the column a larger `length`",
                    )
                })
            }
            (SqlType::Uuid, Literal::String(_)) => {
                let declared = self.speller.grammar.spell_type(sql_type).ok()?;
                if declared.eq_ignore_ascii_case("UUID") {
                    None
                } else {
                    wrong("this dialect keeps a UUID as bytes: write them with `default_sql`")
                }
            }
            (
                SqlType::Date | SqlType::DateTime | SqlType::DateTimeTz | SqlType::DateTimeOffset,
                Literal::String(text),
            ) if is_no_day(text) => wrong("write a day that there is"),
            (_, Literal::Integer(number)) if sql_type.is_integer() => {
                let (least, most) = range(sql_type)?;
                if (least..=most).contains(number) {
                    None
                } else {
                    wrong("write a number that the type can hold, or choose a wider type")
                }
            }
            _ if sql_type.is_integer() => wrong("write a whole number"),
            (
                SqlType::Float | SqlType::Double | SqlType::Numeric { .. },
                Literal::Integer(_) | Literal::Number(_),
            ) => {
                if is_held(sql_type, literal) {
                    None
                } else {
                    wrong("write a number that the type can hold, or choose a wider type")
                }
            }
            (SqlType::Binary(length), Literal::String(text)) => {
                let long = text.len();
                (u32::try_from(long).unwrap_or(u32::MAX) > *length).then(|| {
                    (
                        format!("the default has {long} bytes, and the column takes {length}"),
                        "shorten it, or give the column a larger `length`",
                    )
                })
            }
            (
                SqlType::DateTime | SqlType::DateTimeTz | SqlType::DateTimeOffset,
                Literal::String(text),
            ) if !self.can().offset_in_constants && has_offset(text) => wrong(
                "write it in UTC and without an offset, or for each database with `default_sql`",
            ),
            (SqlType::Float | SqlType::Double | SqlType::Numeric { .. }, _) => {
                wrong("write a number")
            }
            (_, Literal::String(_)) => None,
            (_, _) => wrong("write a string, or SQL with `default_sql`"),
        }
    }
}

/// The constant as its author wrote it, whatever the dialect makes of it.
fn as_written(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => format!("{text:?}"),
        Literal::Integer(number) => number.to_string(),
        Literal::Number(digits) => digits.to_string(),
        Literal::Boolean(value) => value.to_string(),
    }
}

/// The numbers of an integer type.
pub(super) fn range(sql_type: &SqlType) -> Option<(i128, i128)> {
    Some(match sql_type {
        SqlType::TinyInteger => (i8::MIN.into(), i8::MAX.into()),
        SqlType::SmallInteger => (i16::MIN.into(), i16::MAX.into()),
        SqlType::Integer => (i32::MIN.into(), i32::MAX.into()),
        SqlType::BigInteger => (i64::MIN.into(), i64::MAX.into()),
        SqlType::UnsignedTinyInteger => (0, u8::MAX.into()),
        SqlType::UnsignedSmallInteger => (0, u16::MAX.into()),
        SqlType::UnsignedInteger => (0, u32::MAX.into()),
        SqlType::UnsignedBigInteger => (0, u64::MAX.into()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::schema::{ColumnDef, Dialect, Literal, SqlType, TableDef};

    #[test]
    fn a_wrong_default_is_shown_as_it_is_written() {
        for (value, shown) in [
            (Literal::Boolean(true), "`true`"),
            (Literal::from("it's"), "`\"it's\"`"),
            (Literal::Number("1.50".into()), "`1.50`"),
        ] {
            let column = ColumnDef::new("a", SqlType::Integer).default_value(value);
            for &dialect in Dialect::ALL {
                let error = TableDef::new("t").column(column.clone()).verify(dialect).unwrap_err();
                let expected = format!("the default {shown} is no value of INTEGER");
                assert!(error.to_string().contains(&expected), "{error}");
            }
        }
    }
}
