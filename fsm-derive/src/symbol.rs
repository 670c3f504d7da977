//! The words the attributes know, each with what its use looks like, and the nearest of them.
//! It never reads tokens.

/// A key of an attribute.
#[derive(Debug)]
pub(crate) struct Key {
    /// The key.
    pub(crate) name: &'static str,
    /// How it is written: what messages tell people to write.
    pub(crate) write: &'static str,
}

/// Declares a list of keys.
macro_rules! keys {
    ($($(#[$doc:meta])* $list:ident: $($name:literal => $write:literal,)*;)*) => {$(
        $(#[$doc])*
        pub(crate) const $list: &[Key] = &[$(Key { name: $name, write: $write },)*];
    )*};
}

keys! {
    /// `#[table(..)]`
    TABLE:
        "name" => "name = \"users\"",
        "schema" => "schema = \"app\"",
        "comment" => "comment = \"..\"",
        "comment_from_docs" => "comment_from_docs",
        "rename_all" => "rename_all = \"camelCase\"",
        "metadata" => "metadata = \"audit\"",
        "primary_key" => "primary_key(a, b)",
        "unique" => "unique(a, b)",
        "index" => "index(a, b)",
        "check" => "check(\"price > 0\")",
        "foreign_key" => "foreign_key(columns(a, b), references = Type(a, b))",
        "sqlite" => "sqlite(strict, without_rowid)",
        "postgres" => "postgres(unlogged)",
        "mysql" => "mysql(engine = \"InnoDB\")",
        "renamed_from" => "renamed_from = \"old_name\"",
        "crate" => "crate = path::to::fsm_core",
    ;
    /// `#[sql_enum(..)]`
    SQL_ENUM:
        "sqlx_type" => "sqlx_type",
        "crate" => "crate = path::to::fsm_core",
    ;
    /// `#[states(..)]`
    STATES:
        "prefix" => "prefix = \"form\"",
        "rename_all" => "rename_all = \"camelCase\"",
        "upgrade" => "upgrade = path::to::function",
        "crate" => "crate = path::to::fsm_storage",
    ;
    /// `#[state(..)]`
    STATE:
        "name" => "name = \"form:age\"",
        "was" => "was = \"form:years\"",
    ;
    /// `#[column(..)]`
    COLUMN:
        "name" => "name = \"user_id\"",
        "primary_key" => "primary_key",
        "autoincrement" => "autoincrement = false",
        "identity" => "identity(always, start = 1)",
        "unique" => "unique",
        "index" => "index",
        "length" => "length = 50",
        "precision" => "precision = 10",
        "scale" => "scale = 2",
        "sql_type" => "sql_type = \"citext\"",
        "default" => "default = \"member\"",
        "default_sql" => "default_sql = \"CURRENT_TIMESTAMP\"",
        "check" => "check = \"price > 0\"",
        "references" => "references = User::id",
        "on_delete" => "on_delete = \"cascade\"",
        "on_update" => "on_update = \"cascade\"",
        "deferrable" => "deferrable = \"initially deferred\"",
        "match" => "match = \"full\"",
        "collation" => "collation = \"NOCASE\"",
        "computed" => "computed = \"price * amount\"",
        "comment" => "comment = \"..\"",
        "renamed_from" => "renamed_from = \"old_name\"",
        "skip" => "skip",
    ;
    /// `#[column(..)]` on a struct that derives `Embeddable`
    EMBEDDABLE:
        "crate" => "crate = path::to::fsm_core",
    ;
    /// `#[sqlx(..)]` on a struct or an enum
    SQLX_CONTAINER:
        "rename_all" => "rename_all = \"camelCase\"",
        "type_name" => "type_name = \"role\"",
        "default" => "default",
        "transparent" => "transparent",
        "no_pg_array" => "no_pg_array",
    ;
    /// `#[sqlx(..)]` on a field or a variant
    SQLX_FIELD:
        "rename" => "rename = \"user_id\"",
        "default" => "default",
        "flatten" => "flatten",
        "try_from" => "try_from = \"i64\"",
        "skip" => "skip",
        "json" => "json",
    ;
    /// `identity(..)`
    IDENTITY:
        "always" => "always",
        "start" => "start = 1",
        "increment" => "increment = 1",
        "min" => "min = 1",
        "max" => "max = 1000",
        "cycle" => "cycle",
        "cache" => "cache = 20",
    ;
    /// `computed(..)`
    COMPUTED:
        "sql" => "sql = \"price * amount\"",
        "stored" => "stored",
        "virtual" => "virtual",
        "sqlite" => "sqlite = \"..\"",
        "postgres" => "postgres = \"..\"",
        "mysql" => "mysql = \"..\"",
    ;
    /// SQL that differs between the dialects
    DIALECTS:
        "sqlite" => "sqlite = \"..\"",
        "postgres" => "postgres = \"..\"",
        "mysql" => "mysql = \"..\"",
    ;
    /// `check(..)`
    CHECK:
        "name" => "name = \"ck_price\"",
        "sql" => "sql = \"price > 0\"",
        "sqlite" => "sqlite = \"..\"",
        "postgres" => "postgres = \"..\"",
        "mysql" => "mysql = \"..\"",
        "dialects" => "dialects(sqlite, postgres)",
    ;
    /// `primary_key(..)`
    PRIMARY_KEY:
        "name" => "name = \"pk_users\"",
        "columns" => "columns(a, b)",
    ;
    /// `unique(..)`
    UNIQUE:
        "name" => "name = \"uq_users_email\"",
        "columns" => "columns(a, b)",
        "deferrable" => "deferrable = \"initially deferred\"",
        "nulls_not_distinct" => "nulls_not_distinct",
        "dialects" => "dialects(sqlite, postgres)",
    ;
    /// `index(..)`
    INDEX:
        "name" => "name = \"ix_users_email\"",
        "columns" => "columns(a, b desc)",
        "unique" => "unique",
        "where" => "where = \"published\"",
        "method" => "method = \"gin\"",
        "include" => "include(a, b)",
        "nulls_not_distinct" => "nulls_not_distinct",
        "comment" => "comment = \"..\"",
        "renamed_from" => "renamed_from = \"old_name\"",
        "dialects" => "dialects(sqlite, postgres)",
    ;
    /// One column of an index
    INDEX_COLUMN:
        "ops" => "ops = \"text_pattern_ops\"",
        "collate" => "collate = \"C\"",
        "length" => "length = 10",
    ;
    /// `foreign_key(..)`
    FOREIGN_KEY:
        "name" => "name = \"fk_posts_author\"",
        "columns" => "columns(a, b)",
        "references" => "references = Type(a, b)",
        "on_delete" => "on_delete = \"cascade\"",
        "on_update" => "on_update = \"cascade\"",
        "deferrable" => "deferrable = \"initially deferred\"",
        "match" => "match = \"full\"",
    ;
    /// `sqlite(..)`
    SQLITE:
        "strict" => "strict",
        "without_rowid" => "without_rowid",
        "autoincrement" => "autoincrement",
    ;
    /// `postgres(..)`
    POSTGRES:
        "unlogged" => "unlogged",
        "tablespace" => "tablespace = \"fast\"",
        "with" => "with(fillfactor = 70)",
        "partition_by" => "partition_by = \"RANGE (created_at)\"",
    ;
    /// `mysql(..)`
    MYSQL:
        "engine" => "engine = \"InnoDB\"",
        "charset" => "charset = \"utf8mb4\"",
        "collation" => "collation = \"utf8mb4_bin\"",
        "row_format" => "row_format = \"COMPRESSED\"",
    ;
}

/// Words that other libraries have, or that belong elsewhere, with what is written here.
const MEANT: &[(&str, &str)] = &[
    ("nullable", "make the field an `Option`"),
    ("null", "make the field an `Option`"),
    ("not_null", "every field is that unless it is an `Option`, so remove it"),
    ("server_default", "write `default_sql = \"..\"`"),
    ("default_expr", "write `default_sql = \"..\"`"),
    ("foreign_key", "write `references = User::id`, or `foreign_key(..)` in `#[table(..)]`"),
    ("max_length", "write `length = 50`"),
    ("size", "write `length = 50`"),
    ("type", "write `sql_type = \"..\"`"),
    ("column_type", "write `sql_type = \"..\"`"),
    ("rename", "write `name = \"..\"`, or `#[sqlx(rename = \"..\")]`"),
    ("column_name", "write `name = \"..\"`"),
    ("table_name", "write `name = \"..\"`"),
    ("ignore", "write `skip`"),
    ("generated", "write `computed = \"..\"`, or `identity` for numbers"),
    ("flatten", "write `#[sqlx(flatten)]`"),
    ("json", "write `#[sqlx(json)]`"),
    ("try_from", "write `#[sqlx(try_from = \"..\")]`"),
    ("mariadb", "write `mysql`, which is MariaDB too"),
];

/// The word of `known` that is nearest to `word`, if one is near enough to be what was meant.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // One letter is near to every other.
    let limit = match word.chars().count() {
        1 => 0,
        count => count.div_ceil(3),
    };
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The second half of a message about a word that is not known: what was meant, or what there is.
pub(crate) fn suggestion<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(word, known.iter().copied()) {
        return format!("did you mean `{near}`?");
    }
    if let Some((_, advice)) = MEANT.iter().find(|(meant, _)| *meant == word) {
        return (*advice).to_owned();
    }
    match &known[..] {
        [only] => format!("there is only `{only}`"),
        _ => format!("there is {}", list(&known)),
    }
}

/// The same about a key of `shown`: it may belong to the other attribute.
pub(crate) fn suggestion_for_key(word: &str, shown: &str, keys: &'static [Key]) -> String {
    let has = |keys: &[Key]| keys.iter().any(|key| key.name == word);
    let known = || keys.iter().map(|key| key.name);
    let meant = MEANT.iter().any(|(meant, _)| *meant == word);
    if nearest(word, known()).is_none() && !meant {
        // An embedded struct has `#[column(..)]` as well, and no table.
        if shown == "#[column(..)]" && has(TABLE) && keys.len() > EMBEDDABLE.len() {
            return "write it in `#[table(..)]` on the struct".to_owned();
        }
        if shown == "#[table(..)]" && has(COLUMN) {
            return "write it in `#[column(..)]` at a field".to_owned();
        }
    }
    suggestion(word, known())
}

/// Words as messages list them: `` `a`, `b` and `c` ``.
pub(crate) fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => "none".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// How many characters must be inserted, removed, replaced or swapped with their neighbour to
/// make `b` of `a`.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn a_swap_of_neighbours_is_one_step() {
        assert_eq!(distance("nmae", "name"), 1);
        assert_eq!(distance("", "name"), 4);
        assert_eq!(distance("lenght", "length"), 1);
    }

    #[test]
    fn a_far_word_is_not_suggested() {
        assert_eq!(nearest("uniqe", ["unique", "index"]), Some("unique"));
        assert_eq!(nearest("colour", ["unique", "index"]), None);
        assert_eq!(nearest("c", ["a", "b"]), None);
    }
}
