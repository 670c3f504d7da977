use super::collation::{charset_of, is_never_usual, is_same};
use crate::dialect::{Altered, InTheWay, Likeness};
use crate::schema::{ColumnDef, Dialect, IndexDef, Str, TableDef, TableOptions};

pub(in crate::dialect) struct MysqlLikeness;

impl Likeness for MysqlLikeness {
    /// MariaDB takes neither word at a generated column.
    fn says_null(&self, column: &ColumnDef) -> bool {
        column.computed.is_none()
    }

    fn is_numbered(&self, table: &TableDef, column: &ColumnDef) -> bool {
        super::is_numbered(table, column)
    }

    /// Without a word the engine is `InnoDB` and the character set `utf8mb4`, as `CREATE TABLE`
    /// says, and the collation is the server's usual one of that.
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

    /// Where `HASH` is asked for and `InnoDB` keeps a tree, the tree falls nowhere.
    fn is_sorted(&self, index: &IndexDef) -> bool {
        let method = index.method.as_ref().and_then(|sql| sql.text(Dialect::Mysql));
        !method.is_some_and(|method| method.trim().eq_ignore_ascii_case("HASH"))
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
///
/// One that was read always has its collation, and its character set only where that alone brings
/// the collation along on its server; one that another model made may have neither.
fn same_text(before: &TableDef, model: &TableDef) -> bool {
    let (standing, wanted) = (&before.options.mysql, &model.options.mysql);
    let charset = |charset: &'_ Option<Str>| charset.as_deref().unwrap_or("utf8mb4").to_owned();
    match (&standing.collation, &wanted.collation) {
        (Some(one), Some(other)) => is_same(one, other),
        (Some(_), None) => {
            standing.charset.is_some()
                && is_same(&charset(&standing.charset), &charset(&wanted.charset))
        }
        (None, Some(only)) => {
            !is_never_usual(only)
                && charset_of(only).is_some_and(|set| is_same(set, &charset(&standing.charset)))
        }
        (None, None) => is_same(&charset(&standing.charset), &charset(&wanted.charset)),
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
            ([None, None, Some("utf8mb4_bin"), None], [None; 4], false),
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
