//! The laws, for one sample on one ground.

use fsm_core::change::Change;
use fsm_core::{
    Comparison, Dialect, DropUnknown, IndexKey, Literal, MatchType, Metadata, ReferentialAction,
    Reflected, Renames, Scope, SortOrder, Sql, Str, TableDef, Verdict, apply,
};

use crate::ground::{Error, Ground, full};
use crate::rows::{self, Rows};
use crate::sample::Sample;
use crate::tally;

/// Holds them all, and leaves the ground empty.
///
/// # Errors
/// With the law that is broken, and how.
pub(crate) async fn check(ground: &mut Ground<'_>, sample: &Sample) -> Result<(), Error> {
    if sample.before.tables.is_empty() {
        return Ok(());
    }
    let held = held(ground, sample).await;
    ground.clear().await?;
    held
}

async fn held(ground: &mut Ground<'_>, sample: &Sample) -> Result<(), Error> {
    let (before, after) = (sample.before.metadata(), sample.after.schema.metadata());
    let looking = Looking::at(ground, sample);

    build(ground, &after).await?;
    looking.equal("the schema after, made anew,", ground, &after).await?;
    let fresh = looking.read(ground).await?;
    ground.clear().await?;

    build(ground, &before).await?;
    looking.equal("the schema before", ground, &before).await?;
    let origin = looking.read(ground).await?;
    sample.rows.insert(ground, &sample.before).await?;
    let lineage = crate::lineage::Lineage::of(&sample.before);
    let values = rows::read(ground, &sample.before, &lineage).await?;
    looking.equal("the schema before, with rows,", ground, &before).await?;

    let comparison = looking.compare(ground, &after).await?;
    change(ground, "changing", &comparison.changes).await?;
    let with =
        |error: Error| -> Error { format!("{error}\n{}", shown(&comparison.changes)).into() };
    if std::env::var_os("FSM_READING_DEBUG").is_some()
        && ground.setting.dialect == fsm_core::Dialect::Sqlite
    {
        println!("{:?}", ground.query("SELECT sql FROM sqlite_schema").await?);
    }
    looking.equal("the changed schema", ground, &after).await.map_err(with)?;
    let changed = looking.read(ground).await?;
    same("the changed schema", &changed, &fresh).map_err(with)?;
    let kept = rows::read(ground, &sample.after.schema, &sample.after.lineage).await?;
    if let Some(lost) = rows::lost(&values, &kept, &sample.after.lineage) {
        return Err(format!("rows: {lost}\n{}", shown(&comparison.changes)).into());
    }

    // What was dropped comes back without values, which rows might need.
    Rows::delete(ground, &sample.after.schema).await?;
    let back: Vec<Change> = comparison.changes.iter().rev().cloned().map(Change::reverse).collect();
    change(ground, "changing back", &back).await?;
    looking.equal("the schema changed back", ground, &before).await.map_err(with)?;
    same("the schema changed back", &looking.read(ground).await?, &origin).map_err(with)
}

/// Creates everything.
async fn build(ground: &Ground<'_>, metadata: &Metadata) -> Result<(), Error> {
    ground.create(metadata).await.map_err(|error| format!("creating: {error}"))?;
    // Creating makes tables and what hangs on them.
    let sequences: Vec<Change> =
        metadata.sequences().map(|def| Change::CreateSequence { def: def.clone() }).collect();
    change(ground, "creating sequences", &sequences).await
}

async fn change(ground: &Ground<'_>, doing: &str, changes: &[Change]) -> Result<(), Error> {
    let applied = apply(changes, &ground.pool()).await;
    applied
        .map(drop)
        .map_err(|error| format!("{doing}: {}\n{}", full(&error), shown(changes)).into())
}

/// A sentence a change, or with `FSM_READING_DEBUG` all that stands in it.
fn shown(changes: &[Change]) -> String {
    if std::env::var_os("FSM_READING_DEBUG").is_some() {
        return format!("{changes:#?}\n");
    }
    changes.iter().map(|change| format!("-- {change}\n")).collect()
}

/// How the sample is looked at.
struct Looking {
    schemas: Vec<String>,
    renames: Renames,
}

impl Looking {
    fn at(ground: &Ground<'_>, sample: &Sample) -> Self {
        let other = &ground.setting.other_schema;
        let is_used = [&sample.before, &sample.after.schema].iter().any(|schema| {
            schema.tables.iter().any(|table| {
                table.name.schema.is_some()
                    || table.enums().iter().any(|def| def.name.schema.is_some())
            })
        });
        let schemas = if is_used { vec![other.clone()] } else { Vec::new() };
        let mut renames = Renames::new();
        for hint in &sample.after.labels {
            renames = renames.label(hint.def.clone(), hint.before.clone(), hint.after.clone());
        }
        for (before, after) in &sample.after.enums {
            renames = renames.enum_type(before.clone(), after.clone());
        }
        Self { schemas, renames }
    }

    async fn compare(&self, ground: &Ground<'_>, metadata: &Metadata) -> Result<Comparison, Error> {
        let pool = ground.pool();
        let comparison = metadata
            .compare(&pool)
            .schemas(self.schemas.clone())
            .renames(self.renames.clone())
            .drop_unknown(DropUnknown::ALL)
            .await
            .map_err(|error| format!("comparing: {}", full(&error)))?;
        tally::skipped(ground.setting.dialect, &comparison.skipped);
        Ok(comparison)
    }

    /// Nothing is found to differ.
    async fn equal(
        &self,
        what: &str,
        ground: &Ground<'_>,
        metadata: &Metadata,
    ) -> Result<(), Error> {
        let pool = ground.pool();
        let comparison = metadata
            .compare(&pool)
            .schemas(self.schemas.clone())
            .drop_unknown(DropUnknown::ALL)
            .await
            .map_err(|error| format!("comparing {what}: {}", full(&error)))?;
        tally::skipped(ground.setting.dialect, &comparison.skipped);
        // The ground itself brings extensions along.
        let more: Vec<_> = comparison.kept.iter().filter(|kept| kept.kind != "extension").collect();
        match comparison.verdict() {
            Verdict::Equal | Verdict::Undecided if more.is_empty() => Ok(()),
            Verdict::Different => {
                let differs: Vec<String> =
                    comparison.changes.iter().map(ToString::to_string).collect();
                let (differs, flaws) = (differs.join("; "), &comparison.flaws);
                Err(format!("{what} differs: {differs} {flaws:?}\n{}", shown(&comparison.changes))
                    .into())
            }
            _ => Err(format!("{what} comes with more: {more:?}").into()),
        }
    }

    async fn read(&self, ground: &Ground<'_>) -> Result<Reflected, Error> {
        let mut scope = Scope::default();
        scope.schemas = self.schemas.iter().cloned().map(Into::into).collect();
        scope.default_schema = true;
        let pool = ground.pool();
        Metadata::reflect(&pool)
            .scope(scope)
            .await
            .map_err(|error| format!("reading: {}", full(&error)).into())
    }
}

/// Whether the two readings are one, column order apart.
fn same(what: &str, found: &Reflected, expected: &Reflected) -> Result<(), Error> {
    let tables = |reflected: &Reflected| {
        let tables = reflected.metadata.tables();
        tables.map(|table| sorted(reflected.dialect, table)).collect::<Vec<_>>()
    };
    let (found_tables, expected_tables) = (tables(found), tables(expected));
    for table in &found_tables {
        match expected_tables.iter().find(|there| there.name == table.name) {
            None => return Err(format!("{what} has a table more: {table:#?}").into()),
            Some(there) if there != table => {
                return Err(difference(what, table, there).into());
            }
            Some(_) => {}
        }
    }
    if let Some(missing) = expected_tables
        .iter()
        .find(|table| !found_tables.iter().any(|there| there.name == table.name))
    {
        return Err(format!("{what} lacks a table: {missing:#?}").into());
    }
    let rest = |reflected: &Reflected| {
        format!(
            "{:?}\n{:?}\n{:?}\n{:?}",
            reflected.metadata.enums().collect::<Vec<_>>(),
            reflected.metadata.sequences().collect::<Vec<_>>(),
            reflected.unmanaged,
            reflected.flaws
        )
    };
    if rest(found) == rest(expected) {
        return Ok(());
    }
    Err(format!(
        "{what} is read otherwise than what is made anew:\n{}\ninstead of\n{}",
        rest(found),
        rest(expected)
    )
    .into())
}

/// The table with what hangs on it in one order, and without words that say what is so without them.
fn sorted(dialect: Dialect, table: &TableDef) -> TableDef {
    let mut table = table.clone();
    if dialect == Dialect::Postgres {
        for check in table.checks.to_mut() {
            without_conversions(&mut check.expression);
        }
        for index in table.indexes.to_mut() {
            index.predicate.iter_mut().for_each(without_conversions);
        }
    }
    if dialect == Dialect::Mysql {
        // What a foreign key uses may be left over from another, and is nobody's.
        let keys: Vec<Vec<Str>> =
            table.foreign_keys.iter().map(|key| key.columns.to_vec()).collect();
        table.indexes.to_mut().retain(|index| {
            let plain = index.columns.iter().map(|part| match &part.key {
                IndexKey::Column(name) if part.prefix_length.is_none() => Some(name.clone()),
                _ => None,
            });
            let plain: Option<Vec<Str>> = plain.collect();
            let serves = plain.is_some_and(|columns| keys.contains(&columns));
            index.unique || index.comment.is_some() || !serves
        });
        // A row tells more of such a default than the catalog does.
        let is_hidden = |text: &str| text.contains('?') || text.chars().any(|c| c > '\u{ffff}');
        for column in table.columns.to_mut() {
            let text = matches!(&column.default, Some(Literal::String(text)) if is_hidden(text));
            let sql = column.default_sql.as_ref().and_then(|sql| sql.text(dialect));
            if text || sql.is_some_and(|sql| sql.to_ascii_lowercase().starts_with("x'")) {
                column.default = None;
                column.default_sql = None;
            }
        }
        let format = &mut table.options.mysql.row_format;
        *format = format.take().filter(|format| *format != "DYNAMIC");
    }
    for column in table.columns.to_mut() {
        column.collation = column.collation.take().filter(|sql| !is_binary(sql.common.as_deref()));
        column.collation.iter_mut().flat_map(|sql| &mut sql.common).for_each(in_capitals);
        column.default_sql.iter_mut().for_each(bare);
        column.computed.iter_mut().for_each(|computed| bare(&mut computed.expression));
    }
    for check in table.checks.to_mut() {
        bare(&mut check.expression);
    }
    for index in table.indexes.to_mut() {
        index.predicate.iter_mut().for_each(bare);
        for part in index.columns.to_mut() {
            part.collation = part.collation.take().filter(|name| !is_binary(Some(name)));
            part.collation.iter_mut().for_each(in_capitals);
            if let IndexKey::Expression(sql) = &mut part.key {
                bare(sql);
            }
        }
    }
    for key in table.foreign_keys.to_mut() {
        key.on_delete = key.on_delete.filter(|action| *action != ReferentialAction::NoAction);
        key.on_update = key.on_update.filter(|action| *action != ReferentialAction::NoAction);
        key.match_type = key.match_type.filter(|kind| *kind != MatchType::Simple);
    }
    for part in table.indexes.to_mut().iter_mut().flat_map(|index| index.columns.to_mut()) {
        part.order = part.order.filter(|order| *order != SortOrder::Ascending);
    }
    // What PostgreSQL leaves out of a table that is made with both, and keeps where one comes later.
    let key = table.primary_key_columns().to_vec();
    table.uniques.to_mut().retain(|unique| {
        unique.deferrable.is_some() || unique.nulls_not_distinct || *unique.columns != *key
    });
    table.options.postgres.with.to_mut().sort();
    table.columns.to_mut().sort_by(|a, b| a.name.cmp(&b.name));
    table.uniques.to_mut().sort_by_key(|unique| format!("{unique:?}"));
    table.checks.to_mut().sort_by_key(|check| format!("{check:?}"));
    table.foreign_keys.to_mut().sort_by_key(|key| format!("{key:?}"));
    table.indexes.to_mut().sort_by_key(|index| format!("{index:?}"));
    table
}

/// Without conversions to texts and the parentheses around them: PostgreSQL puts more of them into
/// what it wrote itself, each time it reads it. Whether they mean the same, comparing has to know.
fn without_conversions(sql: &mut Sql) {
    if let Some(text) = &sql.common {
        let mut text = text.replace(['(', ')'], "");
        for conversion in ["::character varying", "::text[]", "::text"] {
            text = text.replace(conversion, "");
        }
        sql.common = Some(text.into());
    }
}

/// The names of SQLite's collations are one in any case, and kept as they are written.
fn in_capitals(name: &mut Str) {
    if ["NOCASE", "RTRIM"].iter().any(|known| name.eq_ignore_ascii_case(known)) {
        *name = name.to_ascii_uppercase().into();
    }
}

/// SQLite's usual collation, under its name.
fn is_binary(name: Option<&str>) -> bool {
    name.is_some_and(|name| name.eq_ignore_ascii_case("BINARY"))
}

/// Without the quotes around names that are the same without them, which SQLite keeps as they are.
fn bare(sql: &mut Sql) {
    let Some(text) = &sql.common else { return };
    let mut parts: Vec<String> = text.split('"').map(str::to_owned).collect();
    let plain =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if parts.len() % 2 == 1 && !text.contains("\"\"") && !text.contains('\'') {
        for name in parts.iter_mut().skip(1).step_by(2).filter(|name| !plain(name)) {
            *name = format!("\"{name}\"");
        }
        sql.common = Some(parts.concat().into());
    }
}

fn difference(what: &str, found: &TableDef, expected: &TableDef) -> String {
    let (found, expected) = (format!("{found:#?}"), format!("{expected:#?}"));
    let (found, expected): (Vec<&str>, Vec<&str>) =
        (found.lines().collect(), expected.lines().collect());
    let same = found.iter().zip(&expected).take_while(|(one, other)| one == other).count();
    let line = |lines: &[&str]| lines.get(same).map_or("", |line| line.trim()).to_owned();
    let around =
        |lines: &[&str]| lines[same.saturating_sub(12)..(same + 12).min(lines.len())].join("\n");
    format!(
        "{what} is read otherwise than what is made anew: {} instead of {}\n{}\ninstead of\n{}",
        line(&found),
        line(&expected),
        around(&found),
        around(&expected)
    )
}
