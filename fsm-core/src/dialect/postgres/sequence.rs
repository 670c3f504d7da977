use crate::schema::{ColumnDef, TableDef};

/// The longest name (`NAMEDATALEN - 1`).
const NAME: usize = 63;

/// The sequences that number the table's columns, by the names that PostgreSQL gives them where they
/// are free; otherwise a number stands behind them.
pub(super) fn names(table: &TableDef) -> Vec<String> {
    let by_rule = table.autoincrement_column().map(|column| &column.name);
    table
        .columns
        .iter()
        .filter(|column| column.identity.is_some() || by_rule == Some(&column.name))
        .map(|column| name(table, column))
        .collect()
}

/// `users_id_seq`, and if that is too long, of the two names as much as fits, the longer cut first
/// (`makeObjectName` in PostgreSQL's `indexcmds.c`).
fn name(table: &TableDef, column: &ColumnDef) -> String {
    let room = NAME - "_".len() - "_seq".len();
    let (mut first, mut second) = (table.name.name.len(), column.name.len());
    while first + second > room {
        if first > second {
            first -= 1;
        } else {
            second -= 1;
        }
    }
    format!("{}_{}_seq", cut(&table.name.name, first), cut(&column.name, second))
}

/// At most so many bytes, and no part of a character.
fn cut(name: &str, bytes: usize) -> &str {
    let mut end = bytes.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::schema::{ColumnDef, SqlType, TableDef};

    fn check(table: &str, column: &str, expected: &str) {
        let table = TableDef::new(table)
            .column(ColumnDef::new(column.to_owned(), SqlType::BigInteger))
            .primary_key([column.to_owned()]);
        assert_eq!(names(&table), [expected]);
    }

    /// As PostgreSQL 15 answers.
    #[test]
    fn the_longer_name_is_cut_first_and_no_character_in_two() {
        check("users", "id", "users_id_seq");
        let (long, short) = ("a".repeat(62), "b".repeat(62));
        check(&long, "id", &format!("{}_id_seq", "a".repeat(56)));
        check("t", &short, &format!("t_{}_seq", "b".repeat(57)));
        check(&long, &short, &format!("{}_{}_seq", "a".repeat(29), "b".repeat(29)));
        check(&"\u{e4}".repeat(31), "id2", &format!("{}_id2_seq", "\u{e4}".repeat(27)));
    }

    #[test]
    fn a_table_without_numbers_has_none() {
        let table = TableDef::new("t").column(ColumnDef::new("id", SqlType::BigInteger));
        assert_eq!(names(&table), [""; 0]);
    }
}
