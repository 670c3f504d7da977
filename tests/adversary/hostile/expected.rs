//! What each database can hold, from its manual and from trying: written apart from the library's `verify`.
//!
//! Without it, a library that refused everything would pass.

use fsm_core::Dialect;
use fsm_tests::hostile::Place;

/// Whether `text` cannot stand in `place`, so that `verify` has to refuse it.
pub(crate) fn is_refused(dialect: Dialect, place: Place, text: &str) -> bool {
    // An enum without a type of its own has no use for the type's name; a primary key has a name
    // in the model even where the database calls every one `PRIMARY`.
    if place.is_ignored(dialect) && place != Place::PrimaryKey {
        return false;
    }
    if place.is_name() { name(dialect, place, text) } else { value(dialect, place, text) }
}

fn name(dialect: Dialect, place: Place, text: &str) -> bool {
    // An index without a name, or a schema, is refused on every database, so that a model means the
    // same on all.
    if text.is_empty() || text.contains('\0') {
        return true;
    }
    match dialect {
        Dialect::Sqlite => {
            let in_the_schema_table = matches!(place, Place::Table | Place::Index);
            let attached = place == Place::Schema;
            !attached
                && in_the_schema_table
                && text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("sqlite_"))
        }
        // NAMEDATALEN, and 5.4 of the manual, System Columns; 5.9.1, Creating a Schema.
        Dialect::Postgres => {
            let system = ["ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"];
            text.len() > 63
                || (place == Place::Column && system.contains(&text))
                || (place == Place::Schema && text.starts_with("pg_"))
        }
        // 9.2 of MySQL's manual, Schema Object Names; 15.1.20 on `PRIMARY`; InnoDB's own names.
        _ => {
            let index =
                matches!(place, Place::Index | Place::Unique | Place::Check | Place::ForeignKey);
            let own = ["db_row_id", "db_trx_id", "db_roll_ptr"];
            let lower = text.to_lowercase();
            text.chars().count() > 64
                || text.chars().any(|character| character > '\u{ffff}')
                || text.ends_with([' ', '\t', '\n', '\u{b}', '\u{c}', '\r'])
                // A file is named after it, with five bytes for most of what is no letter.
                || (place == Place::Table && text.chars().filter(|character| is_spelled_out(*character)).count() > 50)
                || (matches!(place, Place::Table | Place::Index) && lower.starts_with("#mysql50#"))
                || (index && ["primary", "gen_clust_index"].contains(&lower.as_str()))
                || (place == Place::Column && own.contains(&lower.as_str()))
        }
    }
}

fn value(dialect: Dialect, place: Place, text: &str) -> bool {
    if text.contains('\0') {
        return true;
    }
    let label = place == Place::EnumLabel;
    match dialect {
        Dialect::Sqlite => false,
        Dialect::Postgres => label && text.len() > 63,
        // Labels, comments and defaults stand in the catalog, which holds three bytes a character;
        // labels lose the spaces at their ends.
        _ => {
            let wide = text.chars().any(|character| character > '\u{ffff}');
            wide || (label && text.ends_with(' '))
        }
    }
}

/// The letters of the lists here that a file's name holds in fewer than five bytes.
fn is_spelled_out(character: char) -> bool {
    !(character.is_ascii_alphanumeric() || character == '_' || "äöüßÄÖÜ".contains(character))
}
