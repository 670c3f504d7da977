use super::tree::Tree;
use crate::dialect::mysql::token::{Quotes, Token, tokens};

/// A constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Constant {
    Null,
    Number(String),
    Text(String),
    Bytes(Vec<u8>),
    Bits(String),
    /// The current time, with its digits after a second.
    Now(String),
}

impl Constant {
    /// What the expression is if it depends on nothing; the current time counts as that.
    pub(super) fn of(tree: &Tree) -> Option<Self> {
        Some(match tree {
            Tree::Null => Self::Null,
            Tree::Number(digits) => Self::Number(digits.clone()),
            Tree::Text(text) | Tree::Moment(_, text) => Self::Text(text.clone()),
            Tree::Raw(raw) => match tokens(raw, Quotes::USUAL)?.pop()?.token {
                Token::Bytes(bytes) => Self::Bytes(bytes),
                Token::Bits(bits) => Self::Bits(bits),
                _ => return None,
            },
            Tree::Call(name, arguments) if name == "current_timestamp" => match &arguments[..] {
                [] => Self::Now(String::new()),
                [Tree::Number(digits)] => Self::Now(digits.clone()),
                _ => return None,
            },
            _ => return None,
        })
    }

    /// Whether two constants of one kind differ for certain, wherever they stand.
    pub(super) fn differs_as_expression(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one
                .parse::<i128>()
                .is_ok_and(|one| other.parse().is_ok_and(|other: i128| one != other)),
            (Self::Text(one), Self::Text(other)) => one != other,
            _ => false,
        }
    }
}
