use crate::dialect::{PartitionPart, Refusal};
use crate::name::nearest;
use crate::schema::TableDef;

/// Parts that a partition key may have (`PARTITION_MAX_KEYS`).
const MAX_PARTS: usize = 32;

/// What rows are parted by; nothing if the table is whole, or the text is none that is understood.
pub(super) fn parts(table: &TableDef) -> Vec<PartitionPart> {
    let by = table.options.postgres.partition_by.as_deref();
    by.and_then(read).map(|(_, parts)| parts).unwrap_or_default()
}

/// What PostgreSQL refuses of the partition key itself (manual, CREATE TABLE, `PARTITION BY`).
pub(super) fn refuse(table: &TableDef, by: &str) -> Vec<Refusal> {
    let Some((strategy, parts)) = read(by) else { return Vec::new() };
    let mut refusals = Vec::new();
    let mut refuse = |message: String, help: String| refusals.push((message, Some(help)));
    let is = |word: &str| strategy.eq_ignore_ascii_case(word);
    if !is("RANGE") && !is("LIST") && !is("HASH") {
        refuse(
            format!("a table is not partitioned by `{strategy}`"),
            "write `RANGE`, `LIST` or `HASH`, and the columns in parentheses".to_owned(),
        );
    }
    if is("LIST") && parts.len() > 1 {
        refuse(
            format!("a table is partitioned by `LIST` of one column, not of {}", parts.len()),
            "name one column, or use `RANGE`".to_owned(),
        );
    }
    if parts.len() > MAX_PARTS {
        refuse(
            format!(
                "the partition key has {} parts, of which PostgreSQL takes {MAX_PARTS}",
                parts.len()
            ),
            "leave some of them out".to_owned(),
        );
    }
    for part in &parts {
        let PartitionPart::Column(name) = part else { continue };
        match table.find_column(name) {
            None => {
                let names = table.columns.iter().map(|column| column.name.as_ref());
                let help = match nearest(name, names) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "name a column of the table".to_owned(),
                };
                refuse(
                    format!(
                        "the partition key names a column `{name}` that the table does not have"
                    ),
                    help,
                );
            }
            Some(column) if column.computed.is_some() => refuse(
                format!("the partition key names the column `{name}`, which is generated"),
                "write its expression in the partition key, in parentheses".to_owned(),
            ),
            Some(_) => {}
        }
    }
    refusals
}

/// The strategy and the parts of what stands behind `PARTITION BY`.
fn read(by: &str) -> Option<(&str, Vec<PartitionPart>)> {
    let (strategy, rest) = by.split_at(by.find('(')?);
    let end = closing(rest)?;
    if !rest[end + 1..].trim().is_empty() {
        return None;
    }
    let parts = split(&rest[1..end]).into_iter().map(part).collect::<Option<Vec<_>>>()?;
    Some((strategy.trim(), parts))
}

fn part(text: &str) -> Option<PartitionPart> {
    let text = text.trim();
    // A column in parentheses is a column still; behind the outermost stand a collation and an
    // operator class.
    let mut inner = text;
    while inner.starts_with('(') {
        let end = closing(inner)?;
        if inner.len() < text.len() && !inner[end + 1..].trim().is_empty() {
            return Some(PartitionPart::Expression);
        }
        inner = inner[1..end].trim();
    }
    let wrapped = inner.len() < text.len();
    Some(match identifier(inner) {
        Some((name, rest)) if wrapped && rest.trim().is_empty() => PartitionPart::Column(name),
        Some((name, rest)) if !wrapped && !rest.trim_start().starts_with(['(', '.']) => {
            PartitionPart::Column(name)
        }
        None if !wrapped => return None,
        _ => PartitionPart::Expression,
    })
}

/// The name that `text` begins with, as PostgreSQL reads it, and what follows.
fn identifier(text: &str) -> Option<(String, &str)> {
    if let Some(quoted) = text.strip_prefix('"') {
        let mut name = String::new();
        let mut rest = quoted;
        loop {
            let end = rest.find('"')?;
            name.push_str(&rest[..end]);
            rest = &rest[end + 1..];
            match rest.strip_prefix('"') {
                Some(more) => {
                    name.push('"');
                    rest = more;
                }
                None => return Some((name, rest)),
            }
        }
    }
    let is_letter = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
    let end = text
        .find(|c: char| !(is_letter(c) || c.is_ascii_digit() || c == '$'))
        .unwrap_or(text.len());
    text.starts_with(is_letter).then(|| (text[..end].to_ascii_lowercase(), &text[end..]))
}

/// Where the parenthesis that `text` begins with is closed, quotes heeded.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    outside_quotes(text).find_map(|(at, character)| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

/// The texts between commas that stand in no parentheses and no quotes.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, character) in outside_quotes(text) {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The characters that stand in no quotes; a doubled quote ends one quoted text and begins another.
fn outside_quotes(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    text.char_indices().filter(move |(_, character)| match quote {
        Some(open) => {
            if *character == open {
                quote = None;
            }
            false
        }
        None if matches!(character, '"' | '\'') => {
            quote = Some(*character);
            false
        }
        None => true,
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::dialect::PartitionPart::{self, Column, Expression};

    fn check(by: &str, expected: Option<(&str, &[PartitionPart])>) {
        let found = read(by);
        let found = found.as_ref().map(|(strategy, parts)| (*strategy, parts.as_slice()));
        assert_eq!(found, expected, "{by}");
    }

    fn column(name: &str) -> PartitionPart {
        Column(name.to_owned())
    }

    #[test]
    fn columns_are_read_as_postgresql_reads_names() {
        check("RANGE (a)", Some(("RANGE", &[column("a")])));
        check(" list ( Created_At ) ", Some(("list", &[column("created_at")])));
        check("RANGE (\"A, (b\"\"\", c)", Some(("RANGE", &[column("A, (b\""), column("c")])));
        check("LIST (a COLLATE \"C\" text_ops)", Some(("LIST", &[column("a")])));
        check("RANGE ((a), ( ( \"B\" ) ))", Some(("RANGE", &[column("a"), column("B")])));
    }

    #[test]
    fn what_is_more_than_a_column_is_an_expression() {
        check("RANGE ((a + 1))", Some(("RANGE", &[Expression])));
        check("RANGE (lower(a), b)", Some(("RANGE", &[Expression, column("b")])));
        check("RANGE ((a COLLATE \"C\"))", Some(("RANGE", &[Expression])));
        check("RANGE ((split_part(a, ',', 1)))", Some(("RANGE", &[Expression])));
        check("RANGE (((a) || (b)))", Some(("RANGE", &[Expression])));
    }

    #[test]
    fn what_is_not_understood_is_left_to_the_server() {
        for by in ["", "RANGE", "RANGE (a", "RANGE (a) WITH (x)", "RANGE (1)", "RANGE (\"a)"] {
            check(by, None);
        }
    }
}
