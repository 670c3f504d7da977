use crate::dialect::{Altered, InTheWay, Likeness};
use crate::schema::{
    ColumnDef, Dialect, IndexColumn, NullsOrder, SortOrder, Str, TableDef, TableOptions,
};

pub(in crate::dialect) struct PostgresLikeness;

impl Likeness for PostgresLikeness {
    fn is_numbered(&self, table: &TableDef, column: &ColumnDef) -> bool {
        column.identity.is_some()
            || table.autoincrement_column().is_some_and(|numbered| numbered.name == column.name)
    }

    /// `transformIndexConstraints` in PostgreSQL's `parse_utilcmd.c`.
    fn leaves_out_repeated_keys(&self) -> bool {
        true
    }

    /// A tablespace that the model does not name is anybody's choice. Storage parameters are not:
    /// without a word none is set.
    fn options(&self, before: &TableDef, model: &TableDef) -> Option<TableOptions> {
        let (standing, wanted) = (&before.options.postgres, &model.options.postgres);
        let mut options = before.options.clone();
        options.postgres.unlogged = wanted.unlogged;
        if let Some(tablespace) = &wanted.tablespace
            && (standing.tablespace.is_some() || tablespace != "pg_default")
        {
            options.postgres.tablespace = Some(tablespace.clone());
        }
        if parameters(&standing.with) != parameters(&wanted.with) {
            options.postgres.with.clone_from(&wanted.with);
        }
        if plain(standing.partition_by.as_ref()) != plain(wanted.partition_by.as_ref()) {
            options.postgres.partition_by.clone_from(&wanted.partition_by);
        }
        (options != before.options).then_some(options)
    }

    fn same_collation(
        &self,
        (_, before): (&TableDef, &ColumnDef),
        (_, model): (&TableDef, &ColumnDef),
    ) -> bool {
        let of = |column: &ColumnDef| {
            let text = column.collation.as_ref()?.text(Dialect::Postgres)?;
            named(text).map(str::to_owned)
        };
        of(before) == of(model)
    }

    /// Without a word an index compares as its column does.
    fn same_index_collation(
        &self,
        before: (&TableDef, &IndexColumn),
        model: (&TableDef, &IndexColumn),
    ) -> bool {
        let of = |(table, part): (&TableDef, &IndexColumn)| {
            let of_column = match &part.key {
                crate::schema::IndexKey::Column(name) => table
                    .find_column(name)
                    .and_then(|column| column.collation.as_ref())
                    .and_then(|sql| sql.text(Dialect::Postgres)),
                crate::schema::IndexKey::Expression(_) => None,
            };
            part.collation.as_deref().or(of_column).and_then(named).map(str::to_owned)
        };
        before.1.collation == model.1.collation || of(before) == of(model)
    }

    fn nulls(&self, part: &IndexColumn) -> Option<NullsOrder> {
        let usual = match part.order {
            Some(SortOrder::Descending) => NullsOrder::First,
            _ => NullsOrder::Last,
        };
        Some(part.nulls.unwrap_or(usual))
    }

    /// Keys and what is made of expressions are built anew with the column, and the statement
    /// fails if the operators they need are not there for the new type in between. A column that
    /// a generated one is made of keeps its type (`ATPrepAlterColumnType` in PostgreSQL's
    /// `tablecmds.c`).
    fn in_the_way(&self, altered: Altered<'_>) -> InTheWay {
        let Some((before, after)) = altered.sql_type else { return InTheWay::default() };
        let another = family(before) != family(after);
        InTheWay { foreign_keys: another, expressions: another, computed: true }
    }
}

/// Types between which every operator is there.
fn family(type_name: &str) -> &str {
    let base = type_name.split('(').next().unwrap_or(type_name).trim();
    match base {
        "smallint" | "integer" | "bigint" | "int2" | "int4" | "int8" | "int" => "integer",
        "text" | "varchar" | "character varying" => "text",
        other => other,
    }
}

/// The collation by itself; `None` for the database's own.
fn named(text: &str) -> Option<&str> {
    let name = text.strip_prefix("pg_catalog.").unwrap_or(text).trim_matches('"');
    (!name.is_empty() && name != "default").then_some(name)
}

fn parameters(with: &[(Str, Str)]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = with
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_ascii_lowercase()))
        .collect();
    all.sort();
    all
}

/// What rows are parted by, without what may be written in several ways.
fn plain(by: Option<&Str>) -> Option<String> {
    let plain = |letter: &char| !letter.is_whitespace() && *letter != '"';
    by.map(|text| text.chars().filter(plain).collect::<String>().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::PostgresLikeness;
    use crate::dialect::Likeness as _;
    use crate::schema::{TableDef, TableOptions};

    #[test]
    fn parameters_have_no_order_and_no_case() {
        let table = |with: &[(&'static str, &'static str)]| {
            let mut options = TableOptions::NEW;
            options.postgres.with =
                with.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
            TableDef::new("t").options(options)
        };
        let before = table(&[("fillfactor", "70"), ("autovacuum_enabled", "false")]);
        let model = table(&[("AUTOVACUUM_ENABLED", "FALSE"), ("fillfactor", "70")]);
        assert_eq!(PostgresLikeness.options(&before, &model), None);
        assert!(PostgresLikeness.options(&before, &table(&[])).is_some());
    }
}
