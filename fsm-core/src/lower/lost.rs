use crate::error::Problem;
use crate::reflect::Unmanaged;
use crate::schema::TableName;

/// What tables that are made anew would lose: clauses that no schema value holds and that act on
/// rows, and what was made with a text that is not known. `is_anew` says which tables these are.
pub(super) fn lost(unmanaged: &[Unmanaged], is_anew: impl Fn(&TableName) -> bool) -> Vec<Problem> {
    unmanaged
        .iter()
        .filter(|other| other.definition.is_none() && !may_go(other))
        .filter_map(|other| {
            let table = other.table.as_ref().filter(|table| is_anew(table))?;
            // A constraint of the table may have no name.
            let object = Some(other.name.name.to_string()).filter(|name| !name.is_empty());
            Some(Problem {
                table: table.clone(),
                object,
                message: format!(
                    "the table would have to be made anew, and would lose the {}",
                    other.kind
                ),
                help: Some(
                    "change the table by hand; or leave the clause out of what `Apply::before` is \
                     given, which lets it go"
                        .to_owned(),
                ),
            })
        })
        .collect()
}

/// Whether no row depends on it: SQLite only reads the word
/// (<https://sqlite.org/foreignkeys.html>, section 6, on `MATCH`), or the rows are held to more
/// than before and an error says if they do not keep to it.
fn may_go(other: &Unmanaged) -> bool {
    let kind = &*other.kind;
    let is_clause = |word: &str| kind.starts_with(word) && kind.ends_with(" clause");
    kind == "name of a not null constraint"
        || kind == "column of the primary key that may be null"
        || is_clause("match ")
        || is_clause("on insert ")
}
