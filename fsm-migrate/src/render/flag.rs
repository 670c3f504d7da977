//! Likely renames as the flags that answer them.
//! It never answers one.

use fsm_core::Question;

/// The flag of the command line that says yes to a question: `--rename-column users.name=full_name`,
/// `--rename-table old=new`, `--rename-index users.ix_a=ix_b`, `--rename-label role.old=new`.
///
/// What a shell would read otherwise stands in single quotes.
#[must_use]
pub fn rename_flags(question: &Question) -> String {
    let Question { kind, table, before, after, .. } = question;
    let (flag, value) = match &**kind {
        "table" => ("table", format!("{before}={after}")),
        "enum label" => ("label", format!("{table}.{before}={after}")),
        kind => (kind, format!("{table}.{before}={after}")),
    };
    format!("--rename-{flag} {}", in_shell(&value))
}

fn in_shell(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-=/:@%+,".contains(c);
    if text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
