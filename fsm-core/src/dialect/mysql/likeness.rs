use super::collation::{charset_of, is_never_usual, is_same};
use crate::dialect::{Altered, InTheWay, Likeness};
use crate::schema::{ColumnDef, Dialect, IndexDef, ReferentialAction, Str, TableDef, TableOptions};

pub(in crate::dialect) struct MysqlLikeness;

impl Likeness for MysqlLikeness {
    fn is_numbered(&self, table: &TableDef, column: &ColumnDef) -> bool {
        super::is_numbered(table, column)
    }

    /// `InnoDB` checks at once either way (manual, 15.1.20.5 FOREIGN KEY Constraints).
    fn action(&self, action: Option<ReferentialAction>) -> ReferentialAction {
        match action {
            None | Some(ReferentialAction::Restrict) => ReferentialAction::NoAction,
            Some(action) => action,
        }
    }

    /// Without a word the engine is `InnoDB` and the character set `utf8mb4`, as `CREATE TABLE`
    /// says. The collation is the server's choice then, unless it is one that none chooses; so is
    /// the row format.
    fn options(&self, before: &TableDef, model: &TableDef) -> Option<TableOptions> {
        let (standing, wanted) = (&before.options.mysql, &model.options.mysql);
        let mut options = before.options.clone();
        let engine = |engine: &Option<Str>| engine.as_deref().unwrap_or("InnoDB").to_owned();
        if !engine(&standing.engine).eq_ignore_ascii_case(&engine(&wanted.engine)) {
            options.mysql.engine = Some(engine(&wanted.engine).into());
        }
        if !same_text(before, model) {
            options.mysql.charset.clone_from(&wanted.charset);
            options.mysql.collation.clone_from(&wanted.collation);
        }
        let format = |format: &Option<Str>| {
            let format = format.as_deref().unwrap_or("DEFAULT").to_ascii_uppercase();
            if format == "DYNAMIC" { "DEFAULT".to_owned() } else { format }
        };
        if format(&standing.row_format) != format(&wanted.row_format) {
            options.mysql.row_format =
                Some(wanted.row_format.clone().unwrap_or_else(|| "DEFAULT".into()));
        }
        (options != before.options).then_some(options)
    }

    /// A column that says nothing compares as its table does.
    fn same_collation(
        &self,
        (table, before): (&TableDef, &ColumnDef),
        (_, model): (&TableDef, &ColumnDef),
    ) -> bool {
        let of = |column: &'_ ColumnDef| {
            column.collation.as_ref().and_then(|sql| sql.text(Dialect::Mysql)).map(str::to_owned)
        };
        let around = table.options.mysql.collation.as_deref();
        match (of(before), of(model)) {
            (Some(one), Some(other)) => is_same(&one, &other),
            (None, None) => true,
            (Some(only), None) | (None, Some(only)) => {
                around.is_some_and(|around| is_same(around, &only))
            }
        }
    }

    /// `InnoDB` makes a `BTREE` of a `HASH`.
    fn index_method(&self, table: &TableDef, index: &IndexDef) -> String {
        let method = index.method.as_ref().and_then(|sql| sql.text(Dialect::Mysql));
        let method = method.unwrap_or_default().trim().to_ascii_lowercase();
        let engine = table.options.mysql.engine.as_deref().unwrap_or("InnoDB");
        let in_memory = ["MEMORY", "HEAP"].iter().any(|known| known.eq_ignore_ascii_case(engine));
        match &*method {
            "btree" => String::new(),
            "hash" if !in_memory => String::new(),
            _ => method,
        }
    }

    fn names_primary_keys(&self) -> bool {
        false
    }

    fn uniques_are_indexes(&self) -> bool {
        true
    }

    fn indexes_foreign_keys(&self) -> bool {
        true
    }

    /// Errors 1832 and 1833, and 1830 for `NULL`; longer text is refused as well, on MariaDB.
    fn in_the_way(&self, altered: Altered<'_>) -> InTheWay {
        let foreign_keys = altered.sql_type.is_some() || altered.collation || altered.nullability;
        InTheWay { foreign_keys, ..InTheWay::default() }
    }
}

/// Whether the table that stands holds its text as the model says.
fn same_text(before: &TableDef, model: &TableDef) -> bool {
    let (standing, wanted) = (&before.options.mysql, &model.options.mysql);
    let of_collation =
        |collation: &'_ Option<Str>| collation.as_deref().and_then(charset_of).map(str::to_owned);
    let charset = |charset: &Option<Str>, collation: &Option<Str>| {
        charset.as_deref().map(str::to_owned).or_else(|| of_collation(collation))
    };
    let wanted_charset = charset(&wanted.charset, &wanted.collation);
    let wanted_charset = match (&wanted.collation, wanted_charset) {
        (None, None) => Some("utf8mb4".to_owned()),
        (_, known) => known,
    };
    // What was read without a character set was made by the rule that holds for models.
    let standing_charset = charset(&standing.charset, &standing.collation)
        .or_else(|| standing.collation.is_none().then(|| "utf8mb4".to_owned()));
    if let (Some(one), Some(other)) = (&standing_charset, &wanted_charset)
        && !is_same(one, other)
    {
        return false;
    }
    match (&standing.collation, &wanted.collation) {
        (Some(one), Some(other)) => is_same(one, other),
        (Some(only), None) => !is_never_usual(only),
        (None, Some(only)) => !is_never_usual(only) && standing.charset.is_none(),
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::MysqlLikeness;
    use crate::dialect::Likeness as _;
    use crate::schema::{MysqlOptions, Str, TableDef, TableOptions};

    fn table(words: [Option<&'static str>; 4]) -> TableDef {
        let mut options = TableOptions::NEW;
        let [engine, charset, collation, row_format] = words.map(|word| word.map(Str::from));
        options.mysql = MysqlOptions { engine, charset, collation, row_format };
        TableDef::new("t").options(options)
    }

    #[test]
    fn what_the_model_leaves_unsaid_is_what_create_table_says() {
        let read = Some("utf8mb4_general_ci");
        for (before, model, same) in [
            ([Some("InnoDB"), Some("utf8mb4"), read, None], [None; 4], true),
            ([Some("InnoDB"), Some("utf8mb4"), read, Some("Dynamic")], [None; 4], true),
            ([Some("MyISAM"), Some("utf8mb4"), read, None], [None; 4], false),
            ([None, Some("latin1"), Some("latin1_swedish_ci"), None], [None; 4], false),
            ([None, Some("utf8mb4"), Some("utf8mb4_bin"), None], [None; 4], false),
            ([None, Some("utf8mb4"), read, Some("COMPRESSED")], [None; 4], false),
            (
                [None, Some("utf8mb4"), read, None],
                [Some("innodb"), None, Some("utf8mb4_bin"), None],
                false,
            ),
            (
                [None, Some("utf8mb3"), Some("utf8mb3_bin"), None],
                [None, None, Some("utf8_bin"), None],
                true,
            ),
            ([None; 4], [None; 4], true),
        ] {
            let found = MysqlLikeness.options(&table(before), &table(model));
            assert_eq!(found.is_none(), same, "{before:?} {model:?}: {found:?}");
            if let Some(options) = found {
                let after = table(before).options(options);
                assert_eq!(MysqlLikeness.options(&after, &table(model)), None, "{before:?}");
            }
        }
    }
}
