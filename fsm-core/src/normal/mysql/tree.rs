/// An expression, in which what the server takes for the same is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    Null,
    /// A number, as [`number`] has it.
    Number(String),
    Text(String),
    /// Bytes and bits, as they are written: one server takes some of them for numbers.
    Raw(String),
    /// `DATE '2020-01-01'`
    Moment(&'static str, String),
    /// A column.
    Column(String),
    /// A word that is no value: a unit of time, a type.
    Word(String),
    /// A function.
    Call(String, Vec<Tree>),
    /// `NOT`, `-`, `~`.
    Unary(&'static str, Box<Tree>),
    /// Operators on two values.
    Binary(&'static str, Box<Tree>, Box<Tree>),
    /// `AND`, `OR`: of as many as stand side by side.
    Chain(&'static str, Vec<Tree>),
    /// `IN`, `BETWEEN`, `LIKE`, `IS ..`: with `NOT`, what is asked about, and what it is held to.
    Test(bool, &'static str, Box<Tree>, Vec<Tree>),
    /// `CASE`: its subject, the pairs, and `ELSE`.
    Case(Option<Box<Tree>>, Vec<(Tree, Tree)>, Option<Box<Tree>>),
    /// A list in parentheses.
    List(Vec<Tree>),
}

impl Tree {
    /// `NOT` of it, in the form in which servers keep it.
    pub(super) fn negated(self) -> Self {
        let turned = |operator: &str| {
            Some(match operator {
                "=" => "<>",
                "<>" => "=",
                "<" => ">=",
                ">=" => "<",
                ">" => "<=",
                "<=" => ">",
                _ => return None,
            })
        };
        match self {
            Self::Test(not, what, subject, list) => Self::Test(!not, what, subject, list),
            Self::Binary(operator, one, other) => match turned(operator) {
                Some(operator) => Self::Binary(operator, one, other),
                None => Self::Unary("not", Box::new(Self::Binary(operator, one, other))),
            },
            column @ Self::Column(_) => {
                Self::Binary("=", Box::new(column), Box::new(Self::Number("0".to_owned())))
            }
            other => Self::Unary("not", Box::new(other)),
        }
    }

    /// `AND` or `OR` of both; parentheses among equals mean nothing.
    pub(super) fn chained(operator: &'static str, one: Self, other: Self) -> Self {
        let mut parts = Vec::new();
        for side in [one, other] {
            match side {
                Self::Chain(same, inner) if same == operator => parts.extend(inner),
                side => parts.push(side),
            }
        }
        Self::Chain(operator, parts)
    }

    /// `-` of it.
    pub(super) fn minus(self) -> Self {
        match self {
            Self::Number(digits) => match digits.strip_prefix('-') {
                Some(digits) => Self::Number(digits.to_owned()),
                None if digits == "0" => Self::Number(digits),
                None => Self::Number(format!("-{digits}")),
            },
            other => Self::Unary("-", Box::new(other)),
        }
    }
}

/// A number without what says nothing: `.5` is `0.5`, and `007` is `7`. The zeros at the end stay,
/// which are digits of a decimal.
pub(super) fn number(digits: &str) -> String {
    let (whole, exponent) = match digits.split_once(['e', 'E']) {
        Some((whole, exponent)) => (whole, Some(exponent)),
        None => (digits, None),
    };
    let (integer, fraction) = whole.split_once('.').unwrap_or((whole, ""));
    let integer = integer.trim_start_matches('0');
    let mut text = if integer.is_empty() { "0".to_owned() } else { integer.to_owned() };
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    if let Some(exponent) = exponent {
        text.push('e');
        text.push_str(exponent.trim_start_matches('+'));
    }
    text
}
