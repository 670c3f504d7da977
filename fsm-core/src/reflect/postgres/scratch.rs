//! A model's table made as a temporary one, to learn in which form the server keeps its texts.
//! It never makes what outlives the session.

use super::string;
use crate::change::Change;
use crate::name::NamingConvention;
use crate::reflect::Scratch;
use crate::schema::{
    Autoincrement, ColumnDef, Dialect, EnumDef, SqlType, Str, TableDef, TableName, TableOptions,
};

const DIALECT: Dialect = Dialect::Postgres;

/// How the table is made, asked for by `ask`, and taken away.
pub(super) fn scratch(table: &TableDef, naming: &NamingConvention, ask: Vec<String>) -> Scratch {
    let enums = table.enums();
    let mut make: Vec<String> = enums.iter().filter_map(|def| make_enum(def)).collect();
    let change = Change::CreateTable { table: temporary(table) };
    make.extend(DIALECT.spell(&change, naming).into_iter().map(|statement| statement.sql));
    let mut clear = vec![format!("DROP TABLE IF EXISTS {}", in_temporary(&table.name.name))];
    clear.extend(
        enums
            .iter()
            .filter(|def| def.name.schema.is_none())
            .map(|def| format!("DROP TYPE IF EXISTS {}", in_temporary(&def.name.name))),
    );
    Scratch { make, ask, clear }
}

fn in_temporary(name: &str) -> String {
    DIALECT.quote_name(&TableName::new(name.to_owned()).in_schema("pg_temp"))
}

/// The model's enum, where none of that name with all its labels stands yet.
///
/// One in another schema would be found there and nowhere else.
fn make_enum(def: &EnumDef) -> Option<String> {
    if def.name.schema.is_some() {
        return None;
    }
    let labels: Vec<String> = def.labels.iter().map(|label| string(label)).collect();
    let (labels, name) = (labels.join(", "), DIALECT.quote_name(&def.name));
    let body = format!(
        "BEGIN IF (SELECT count(*) FROM pg_catalog.pg_enum AS e \
         WHERE e.enumtypid = to_regtype({}) AND e.enumlabel = ANY (ARRAY[{labels}]::name[])) < {} \
         THEN CREATE TYPE {} AS ENUM ({labels}); END IF; END",
        string(&name),
        def.labels.len(),
        in_temporary(&def.name.name),
    );
    Some(format!("DO {}", string(&body)))
}

/// The table as a temporary one under the same name, so that texts which name it find it, without
/// what has no text: keys, numbering, comments, where it is stored.
///
/// Checks and indexes are named by their places, which is how they are found again.
fn temporary(table: &TableDef) -> TableDef {
    let mut copy = table.clone();
    copy.name = TableName::new(table.name.name.clone()).in_schema("pg_temp");
    copy.primary_key = None;
    copy.uniques = Vec::new().into();
    copy.foreign_keys = Vec::new().into();
    copy.comment = None;
    copy.options = TableOptions::NEW;
    copy.options.postgres.partition_by.clone_from(&table.options.postgres.partition_by);
    for column in copy.columns.to_mut() {
        column.autoincrement = Autoincrement::Never;
        column.identity = None;
        column.comment = None;
    }
    for (at, check) in copy.checks.to_mut().iter_mut().enumerate() {
        check.name = Some(place(at));
    }
    for (at, index) in copy.indexes.to_mut().iter_mut().enumerate() {
        index.name = Some(place(at));
        index.comment = None;
    }
    copy
}

fn place(at: usize) -> Str {
    Str::Owned(format!("fsm scratch {at}"))
}

/// `table` with its texts as `kept`, the temporary one, has them.
pub(super) fn with_texts(table: &TableDef, kept: &TableDef) -> TableDef {
    let mut answer = table.clone();
    for column in answer.columns.to_mut() {
        if let Some(found) = kept.find_column(&column.name) {
            take_column(column, found);
        }
    }
    for (at, check) in answer.checks.to_mut().iter_mut().enumerate() {
        let name = Some(place(at));
        if let Some(found) = kept.checks.iter().find(|found| found.name == name) {
            check.expression.clone_from(&found.expression);
        }
    }
    for (at, index) in answer.indexes.to_mut().iter_mut().enumerate() {
        let name = Some(place(at));
        if let Some(found) = kept.indexes.iter().find(|found| found.name == name) {
            index.columns.clone_from(&found.columns);
            index.predicate.clone_from(&found.predicate);
            index.method.clone_from(&found.method);
        }
    }
    answer.options.postgres.partition_by.clone_from(&kept.options.postgres.partition_by);
    answer
}

fn take_column(column: &mut ColumnDef, found: &ColumnDef) {
    column.default = None;
    column.default_sql.clone_from(&found.default_sql);
    column.computed.clone_from(&found.computed);
    column.collation.clone_from(&found.collation);
    // A type in the author's own words is a text as well.
    let own_words = column.type_override(DIALECT).is_some();
    if own_words || matches!(column.sql_type, SqlType::Custom(_)) {
        column.type_overrides.to_mut().retain(|(dialect, _)| *dialect != DIALECT);
        column.sql_type.clone_from(&found.sql_type);
    }
}

#[cfg(test)]
mod tests {
    use super::{scratch, temporary, with_texts};
    use crate::name::NamingConvention;
    use crate::schema::{
        CheckDef, ColumnDef, Dialect, EnumDef, ForeignKeyDef, IndexColumn, IndexDef, SqlType,
        TableDef,
    };

    fn model() -> TableDef {
        let mood = EnumDef::new("mood", ["a", "it's"]);
        TableDef::new("app.t")
            .column(ColumnDef::new("id", SqlType::BigInteger))
            .column(ColumnDef::new("mood", SqlType::Enum(mood)).default_value("a"))
            .column(ColumnDef::new("n", SqlType::custom("decimal(5)")))
            .primary_key(["id"])
            .check(CheckDef::new("n > 0").named("positive"))
            .check(CheckDef::new("a").dialects([Dialect::Sqlite]))
            .check(CheckDef::new("t.n < 9"))
            .foreign_key(ForeignKeyDef::new(["id"], "app.t", ["id"]))
            .index(IndexDef::new([IndexColumn::expression("n + 1")]).predicate("n > 1"))
            .comment("gone")
    }

    #[test]
    fn what_is_made_is_temporary_and_taken_away() {
        let made = scratch(&model(), &NamingConvention::default(), Vec::new());
        let expected = [
            r#"DO 'BEGIN IF (SELECT count(*) FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = to_regtype(''"mood"'') AND e.enumlabel = ANY (ARRAY[''a'', ''it''''s'']::name[])) < 2 THEN CREATE TYPE "pg_temp"."mood" AS ENUM (''a'', ''it''''s''); END IF; END'"#,
            r#"CREATE TABLE "pg_temp"."t" (
    "id" BIGINT NOT NULL,
    "mood" "mood" DEFAULT 'a' NOT NULL,
    "n" decimal(5) NOT NULL,
    CONSTRAINT "fsm scratch 0" CHECK (n > 0),
    CONSTRAINT "fsm scratch 2" CHECK (t.n < 9)
)"#,
            r#"CREATE INDEX "fsm scratch 0" ON "pg_temp"."t" ((n + 1)) WHERE n > 1"#,
        ];
        assert_eq!(made.make, expected);
        let cleared =
            [r#"DROP TABLE IF EXISTS "pg_temp"."t""#, r#"DROP TYPE IF EXISTS "pg_temp"."mood""#];
        assert_eq!(made.clear, cleared);
    }

    #[test]
    fn texts_are_put_where_they_belong() {
        let model = model();
        let mut kept = temporary(&model);
        // As the catalog has them: by name, and none for another dialect.
        let mut checks: Vec<CheckDef> = kept.checks.iter().cloned().rev().collect();
        checks.remove(1);
        checks[0].expression = "((n < 9))".into();
        checks[1].expression = "((n > 0))".into();
        kept.checks = checks.into();
        kept.columns.to_mut()[1].default = None;
        kept.columns.to_mut()[1].default_sql = Some("'a'::mood".into());
        kept.columns.to_mut()[2].sql_type = SqlType::Numeric { precision: Some(5), scale: Some(0) };
        kept.indexes.to_mut()[0].predicate = Some("(n > 1)".into());
        let answer = with_texts(&model, &kept);
        let mut expected = model.clone();
        expected.columns.clone_from(&kept.columns);
        for (column, before) in expected.columns.to_mut().iter_mut().zip(model.columns.iter()) {
            column.autoincrement = before.autoincrement;
        }
        expected.checks.to_mut()[0].expression = "((n > 0))".into();
        expected.checks.to_mut()[2].expression = "((n < 9))".into();
        expected.indexes.to_mut()[0].predicate = Some("(n > 1)".into());
        assert_eq!(answer, expected);
    }
}
