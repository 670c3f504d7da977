//! The law of quoting: reading a quoted thing by the database's own rules gives back what was quoted, and nothing is left.

use fsm_core::{Dialect, Literal, TableName};

use super::{Verdict, require};
use crate::lexer::{Rules, Token};

/// Every law of this module, for one text in every part.
///
/// # Errors
/// With what broke.
pub fn check(text: &str) -> Verdict {
    for &dialect in Dialect::ALL {
        identifier(dialect, text)?;
        string(dialect, text)?;
        name(dialect, text, text)?;
    }
    Ok(())
}

/// A quoted identifier is one token under every mode of the session.
///
/// # Errors
/// With what broke.
pub fn identifier(dialect: Dialect, name: &str) -> Verdict {
    if !can_be_named(dialect, name) {
        return Ok(());
    }
    let quoted = dialect.quote_identifier(name);
    for rules in Rules::all(dialect) {
        let read = rules.tokens(&quoted);
        require(read == Ok(vec![Token::Identifier(name.to_owned())]), || {
            format!("{name:?} as {quoted:?} is read as {read:?} under {rules:?}")
        })?;
    }
    Ok(())
}

/// A quoted string is one token under every mode of the session, by itself and as a literal.
///
/// # Errors
/// With what broke.
pub fn string(dialect: Dialect, text: &str) -> Verdict {
    if !can_be_text(dialect, text) {
        return Ok(());
    }
    let literal = dialect.quote_literal(&Literal::String(text.to_owned().into()));
    for quoted in [dialect.quote_string(text), literal] {
        for rules in Rules::all(dialect) {
            let read = rules.tokens(&quoted);
            require(read == Ok(vec![Token::Text(text.to_owned())]), || {
                format!("{text:?} as {quoted:?} is read as {read:?} under {rules:?}")
            })?;
        }
    }
    Ok(())
}

/// A name in a schema is two identifiers with a dot between them, whatever both hold.
///
/// # Errors
/// With what broke.
pub fn name(dialect: Dialect, schema: &str, table: &str) -> Verdict {
    if !can_be_named(dialect, schema) || !can_be_named(dialect, table) {
        return Ok(());
    }
    let name = TableName::new(table.to_owned()).in_schema(schema.to_owned());
    let quoted = dialect.quote_name(&name);
    let expected = vec![
        Token::Identifier(schema.to_owned()),
        Token::Word(".".to_owned()),
        Token::Identifier(table.to_owned()),
    ];
    for rules in Rules::all(dialect) {
        let read = rules.tokens(&quoted);
        require(read.as_ref() == Ok(&expected), || {
            format!("{name:?} as {quoted:?} is read as {read:?} under {rules:?}")
        })?;
    }
    Ok(())
}

/// What no quotes can help: NUL on every database, an empty name on two. `verify` has to refuse these.
fn can_be_named(dialect: Dialect, name: &str) -> bool {
    !name.contains('\0') && (!name.is_empty() || dialect == Dialect::Sqlite)
}

fn can_be_text(dialect: Dialect, text: &str) -> bool {
    dialect == Dialect::Mysql || !text.contains('\0')
}
