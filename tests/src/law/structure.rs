//! The law of structure: whatever stands in a name, a label, a default or a comment, the statements have the tokens that they have for a harmless text, and that text in its place.

use fsm_core::change::creation;
use fsm_core::dialect::Statement;
use fsm_core::{Dialect, NamingConvention, TableDef};

use super::{Verdict, require};
use crate::hostile::Place;
use crate::lexer::{Rules, Token};

/// Stands where the hostile text stands in the statements compared with.
const TAME: &str = "tame_stand_in";

/// Holds the law for `text` in every place of every dialect.
///
/// # Errors
/// With what broke.
pub fn check(text: &str) -> Verdict {
    for &dialect in Dialect::ALL {
        for &place in Place::ALL {
            in_place(dialect, place, text)?;
        }
    }
    Ok(())
}

/// The statements that create `tables` where nothing stands.
#[must_use]
pub fn statements(dialect: Dialect, tables: &[TableDef]) -> Vec<Statement> {
    let can = dialect.capabilities();
    let tables: Vec<&TableDef> = tables.iter().collect();
    let naming = NamingConvention::default();
    creation(&tables, can.native_enums, can.forward_references)
        .iter()
        .flat_map(|change| dialect.spell(change, &naming))
        .collect()
}

fn in_place(dialect: Dialect, place: Place, text: &str) -> Verdict {
    // What no spelling can carry is refused before anything is spelled.
    let empty_name = place.is_name() && text.is_empty();
    if text.contains('\0') || empty_name || collides(text) {
        return Ok(());
    }
    let hostile = statements(dialect, &Place::tables(&[place], text));
    let tame = statements(dialect, &Place::tables(&[place], TAME));
    require(hostile.len() == tame.len(), || {
        format!("{} statements for {text:?}, {} for a tame text", hostile.len(), tame.len())
    })?;
    for rules in Rules::all(dialect) {
        for (hostile, tame) in hostile.iter().zip(&tame) {
            let expected = rules.tokens(&tame.sql)?;
            let found = plain(rules.tokens(&hostile.sql)?);
            let same = expected.len() == found.len()
                && expected
                    .iter()
                    .zip(&found)
                    .all(|(tame, found)| corresponds(tame, found, text, place, rules, dialect));
            require(same, || {
                format!(
                    "{place} {text:?} changes the structure under {rules:?}:\n{}\nagainst\n{}",
                    hostile.sql, tame.sql
                )
            })?;
        }
    }
    Ok(())
}

/// The tokens with `CONVERT(X'..' USING utf8mb4)` as the text that it is: how MySQL takes a backslash
/// in an expression.
fn plain(tokens: Vec<Token>) -> Vec<Token> {
    let mut plain: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        plain.push(token);
        let Some((start, end)) = plain.split_last_chunk::<6>() else { continue };
        if let [
            Token::Word(convert),
            Token::Symbol('('),
            Token::Text(text),
            Token::Word(using),
            Token::Word(set),
            Token::Symbol(')'),
        ] = end
            && convert == "CONVERT"
            && using == "USING"
            && set == "utf8mb4"
        {
            let (kept, text) = (start.len(), Token::Text(text.clone()));
            plain.truncate(kept);
            plain.push(text);
        }
    }
    plain
}

/// A text that is one of the fixture's own names makes another schema, not another spelling.
fn collides(text: &str) -> bool {
    ["id", "name", "kind", "plain", "amount", "other", "child"].contains(&text)
}

fn corresponds(
    tame: &Token,
    found: &Token,
    text: &str,
    place: Place,
    rules: Rules,
    dialect: Dialect,
) -> bool {
    let comment = matches!(place, Place::TableComment | Place::ColumnComment | Place::IndexComment);
    match (tame, found) {
        (Token::Identifier(tame), Token::Identifier(found)) if tame == TAME => found == text,
        // A generated name: it holds the text in a form of its own.
        (Token::Identifier(tame), Token::Identifier(_)) if tame.contains(TAME) => true,
        // MySQL takes nothing but a plain string as a comment, and no plain string with a backslash
        // means the same in both modes; `NO_BACKSLASH_ESCAPES` is read as the comment doubled.
        (Token::Text(tame), Token::Text(found))
            if tame == TAME && comment && dialect == Dialect::Mysql && !rules.backslash() =>
        {
            *found == text.replace('\\', "\\\\")
        }
        (Token::Text(tame), Token::Text(found)) if tame == TAME => found == text,
        (tame, found) => tame == found,
    }
}
