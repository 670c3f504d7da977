//! Expressions of any dialect as terms: what is left of a text without parentheses, case and the
//! several words that mean one thing.
//! It knows nothing of types, which each dialect has rules of its own for.

use sqlparser::ast::{
    BinaryOperator, CastKind, CeilFloorKind, DateTimeField, Expr, FunctionArg, FunctionArgExpr,
    FunctionArguments, Ident, ObjectName, TrimWhereField, UnaryOperator, Value,
};
use sqlparser::dialect::Dialect;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, Tokenizer};
use std::cell::Cell;

/// A term of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// A column. An expression of a table names columns of that table only, so that the name of the
    /// table before it says nothing.
    Column(String),
    Null,
    Boolean(bool),
    /// A number as it is written, with its sign.
    Number(String),
    Text(String),
    /// A conversion, to the type as it is written.
    Cast(Box<Term>, String),
    /// An operator, a function or a construct, and what it is applied to.
    Node(String, Vec<Term>),
}

/// Longer texts are not looked into: a term is as deep as its text is long.
const MAX_TOKENS: usize = 1500;

/// How deep parentheses may stand in each other: the parser needs room on the stack for each.
const MAX_DEPTH: usize = 60;

impl Term {
    /// An operator, a function or a construct.
    pub(super) fn node(head: impl Into<String>, parts: impl Into<Vec<Term>>) -> Self {
        Self::Node(head.into(), parts.into())
    }

    /// A conversion.
    pub(super) fn cast(self, type_name: impl Into<String>) -> Self {
        Self::Cast(Box::new(self), type_name.into())
    }

    /// Reads a text; `None` if it is not understood. `fold` gives the one form of a name.
    pub(super) fn parse(dialect: &dyn Dialect, text: &str, fold: Fold) -> Option<Self> {
        let mut tokens = Tokenizer::new(dialect, text).tokenize().ok()?;
        // What a comment hides from the parser the database may see, and the other way round.
        let strange = |token: &Token| {
            matches!(token, Token::SemiColon)
                || matches!(token, Token::Whitespace(space) if space.to_string().trim() != "")
        };
        if tokens.len() > MAX_TOKENS || tokens.iter().any(strange) {
            return None;
        }
        drop_idle_from(&mut tokens);
        let mut parser = Parser::new(dialect).with_recursion_limit(MAX_DEPTH).with_tokens(tokens);
        let parsed = parser.parse_expr().ok()?;
        if parser.peek_token().token != Token::EOF {
            return None;
        }
        Reader { fold, depth: Cell::new(0) }.term(&parsed)
    }
}

/// `TRIM(BOTH FROM a)` says no more than `TRIM(BOTH a)`, which is all that the parser knows.
fn drop_idle_from(tokens: &mut Vec<Token>) {
    tokens.retain(|token| !matches!(token, Token::Whitespace(_)));
    let is_word = |token: &Token, words: &[&str]| match token {
        Token::Word(word) => {
            word.quote_style.is_none()
                && words.iter().any(|known| word.value.eq_ignore_ascii_case(known))
        }
        _ => false,
    };
    let mut after_side = false;
    tokens.retain(|token| {
        let idle = after_side && is_word(token, &["FROM"]);
        after_side = is_word(token, &["BOTH", "LEADING", "TRAILING"]);
        !idle
    });
}

/// The one form of a name.
pub(super) type Fold = fn(&Ident) -> String;

struct Reader {
    fold: Fold,
    /// How deep the expression is that is read right now.
    depth: Cell<usize>,
}

impl Reader {
    fn term(&self, expr: &Expr) -> Option<Term> {
        if self.depth.get() > MAX_DEPTH {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let term = match expr {
            Expr::BinaryOp { left, op: op @ (BinaryOperator::And | BinaryOperator::Or), right } => {
                self.flat(left, op, right)
            }
            Expr::Nested(inner) => self.term(inner),
            _ => self.other(expr),
        };
        self.depth.set(self.depth.get() - 1);
        term
    }

    /// `AND` and `OR` without the order in which their parts are put together, which changes
    /// nothing. A long row of them is read without going deeper for each.
    fn flat(&self, left: &Expr, op: &BinaryOperator, right: &Expr) -> Option<Term> {
        let mut sides = vec![right];
        let mut next = left;
        while let Expr::BinaryOp { left, op: inner, right } = next
            && inner == op
        {
            sides.push(right);
            next = left;
        }
        sides.push(next);
        let head = op.to_string();
        let mut parts = Vec::new();
        for side in sides.into_iter().rev() {
            match self.term(side)? {
                Term::Node(inner, more) if inner == head => parts.extend(more),
                other => parts.push(other),
            }
        }
        Some(Term::node(head, parts))
    }

    fn other(&self, expr: &Expr) -> Option<Term> {
        Some(match expr {
            Expr::Identifier(name) => Term::Column((self.fold)(name)),
            Expr::CompoundIdentifier(path) => Term::Column((self.fold)(path.last()?)),
            Expr::Value(value) => constant(&value.value)?,
            Expr::TypedString(typed) => {
                constant(&typed.value.value)?.cast(typed.data_type.to_string())
            }
            Expr::Cast {
                kind: CastKind::Cast | CastKind::DoubleColon,
                expr,
                data_type,
                format: None,
            } => self.term(expr)?.cast(data_type.to_string()),
            Expr::UnaryOp { op, expr } => unary(*op, self.term(expr)?),
            Expr::BinaryOp { left, op, right } => self.binary(left, op, right)?,
            Expr::Between { expr, negated, low, high } => {
                let (low_op, high_op, both) =
                    if *negated { ("<", ">", "OR") } else { (">=", "<=", "AND") };
                let value = self.term(expr)?;
                let low = Term::node(low_op, [value.clone(), self.term(low)?]);
                Term::node(both, [low, Term::node(high_op, [value, self.term(high)?])])
            }
            Expr::InList { expr, list, negated } => {
                let mut parts = vec![self.term(expr)?];
                parts.extend(self.terms(list)?);
                membership(*negated, parts)
            }
            Expr::IsDistinctFrom(one, other) => {
                Term::node("IS DISTINCT FROM", [self.term(one)?, self.term(other)?])
            }
            Expr::IsNotDistinctFrom(one, other) => {
                Term::node("IS NOT DISTINCT FROM", [self.term(one)?, self.term(other)?])
            }
            Expr::AnyOp { left, compare_op: BinaryOperator::Eq, right, .. } => {
                Term::node("= ANY", [self.term(left)?, self.term(right)?])
            }
            Expr::AllOp { left, compare_op: BinaryOperator::NotEq, right } => {
                Term::node("<> ALL", [self.term(left)?, self.term(right)?])
            }
            Expr::Like { negated, any: false, expr, pattern, escape_char } => {
                self.like(["LIKE", "NOT LIKE"], *negated, expr, pattern, escape_char.as_deref())?
            }
            Expr::ILike { negated, any: false, expr, pattern, escape_char } => {
                self.like(["ILIKE", "NOT ILIKE"], *negated, expr, pattern, escape_char.as_deref())?
            }
            Expr::Case { .. } => self.case(expr)?,
            Expr::Tuple(items) => Term::node("ROW", self.terms(items)?),
            Expr::Array(array) => Term::node("ARRAY", self.terms(&array.elem)?),
            Expr::Collate { expr, collation } => {
                Term::node(format!("COLLATE {}", self.path(collation)?), [self.term(expr)?])
            }
            _ => match tested(expr) {
                Some((head, tested)) => Term::node(head, [self.term(tested)?]),
                None => self.call(expr)?,
            },
        })
    }

    fn terms(&self, exprs: &[Expr]) -> Option<Vec<Term>> {
        exprs.iter().map(|expr| self.term(expr)).collect()
    }

    fn binary(&self, left: &Expr, op: &BinaryOperator, right: &Expr) -> Option<Term> {
        let (left, right) = (self.term(left)?, self.term(right)?);
        let head = match op {
            BinaryOperator::NotEq => "<>".to_owned(),
            BinaryOperator::PGLikeMatch => "LIKE".to_owned(),
            BinaryOperator::PGNotLikeMatch => "NOT LIKE".to_owned(),
            BinaryOperator::PGILikeMatch => "ILIKE".to_owned(),
            BinaryOperator::PGNotILikeMatch => "NOT ILIKE".to_owned(),
            _ => op.to_string(),
        };
        Some(Term::node(head, [left, right]))
    }

    fn like(
        &self,
        [plain, negated]: [&str; 2],
        is_negated: bool,
        expr: &Expr,
        pattern: &Expr,
        escape: Option<&Expr>,
    ) -> Option<Term> {
        let mut parts = vec![self.term(expr)?, self.term(pattern)?];
        if let Some(escape) = escape {
            parts.push(self.term(escape)?);
        }
        Some(Term::node(if is_negated { negated } else { plain }, parts))
    }

    fn case(&self, expr: &Expr) -> Option<Term> {
        let Expr::Case { operand, conditions, else_result, .. } = expr else { return None };
        let mut parts = Vec::new();
        let mut head = String::from("CASE");
        if let Some(operand) = operand {
            head.push_str(" OF");
            parts.push(self.term(operand)?);
        }
        for when in conditions {
            parts.push(self.term(&when.condition)?);
            parts.push(self.term(&when.result)?);
        }
        if let Some(result) = else_result {
            head.push_str(" ELSE");
            parts.push(self.term(result)?);
        }
        Some(Term::node(head, parts))
    }

    /// Functions, and what is written like one.
    fn call(&self, expr: &Expr) -> Option<Term> {
        Some(match expr {
            Expr::Function(function) => {
                let plain = function.filter.is_none()
                    && function.over.is_none()
                    && function.null_treatment.is_none()
                    && function.within_group.is_empty()
                    && matches!(function.parameters, FunctionArguments::None);
                let name = self.path(&function.name).filter(|_| plain)?;
                Term::node(name, self.arguments(&function.args)?)
            }
            Expr::Extract { field, expr, .. } => {
                let field = field.to_string().to_ascii_lowercase();
                Term::node("extract", [Term::Text(field), self.term(expr)?])
            }
            Expr::Ceil { expr, field: CeilFloorKind::DateTimeField(DateTimeField::NoDateTime) } => {
                Term::node("ceil", [self.term(expr)?])
            }
            Expr::Floor {
                expr,
                field: CeilFloorKind::DateTimeField(DateTimeField::NoDateTime),
            } => Term::node("floor", [self.term(expr)?]),
            Expr::Position { expr, r#in } => {
                Term::node("position", [self.term(expr)?, self.term(r#in)?])
            }
            Expr::Substring { expr, substring_from: Some(from), substring_for, .. } => {
                let mut parts = vec![self.term(expr)?, self.term(from)?];
                if let Some(length) = substring_for {
                    parts.push(self.term(length)?);
                }
                Term::node("substring", parts)
            }
            Expr::Trim { trim_where, trim_what, expr, trim_characters: None } => {
                let head = match trim_where {
                    None | Some(TrimWhereField::Both) => "trim both",
                    Some(TrimWhereField::Leading) => "trim leading",
                    Some(TrimWhereField::Trailing) => "trim trailing",
                };
                let mut parts = vec![self.term(expr)?];
                if let Some(what) = trim_what {
                    parts.push(self.term(what)?);
                }
                Term::node(head, parts)
            }
            Expr::AtTimeZone { timestamp, time_zone } => {
                Term::node("AT TIME ZONE", [self.term(timestamp)?, self.term(time_zone)?])
            }
            Expr::Interval(interval)
                if interval.leading_field.is_none() && interval.last_field.is_none() =>
            {
                self.term(&interval.value)?.cast("interval")
            }
            _ => return None,
        })
    }

    fn arguments(&self, arguments: &FunctionArguments) -> Option<Vec<Term>> {
        let list = match arguments {
            FunctionArguments::None => return Some(Vec::new()),
            FunctionArguments::List(list) => list,
            FunctionArguments::Subquery(_) => return None,
        };
        if list.duplicate_treatment.is_some() || !list.clauses.is_empty() {
            return None;
        }
        let argument = |argument: &FunctionArg| match argument {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => self.term(expr),
            _ => None,
        };
        list.args.iter().map(argument).collect()
    }

    fn path(&self, name: &ObjectName) -> Option<String> {
        let parts: Option<Vec<String>> =
            name.0.iter().map(|part| part.as_ident().map(self.fold)).collect();
        Some(parts?.join("."))
    }
}

/// What is tested by words behind it.
fn tested(expr: &Expr) -> Option<(&'static str, &Expr)> {
    Some(match expr {
        Expr::IsNull(inner) => ("IS NULL", inner),
        Expr::IsNotNull(inner) => ("IS NOT NULL", inner),
        Expr::IsTrue(inner) => ("IS TRUE", inner),
        Expr::IsNotTrue(inner) => ("IS NOT TRUE", inner),
        Expr::IsFalse(inner) => ("IS FALSE", inner),
        Expr::IsNotFalse(inner) => ("IS NOT FALSE", inner),
        Expr::IsUnknown(inner) => ("IS UNKNOWN", inner),
        Expr::IsNotUnknown(inner) => ("IS NOT UNKNOWN", inner),
        _ => return None,
    })
}

/// `IN`, of one thing an equation.
pub(super) fn membership(negated: bool, parts: Vec<Term>) -> Term {
    let head = match (parts.len(), negated) {
        (2, false) => "=",
        (2, true) => "<>",
        (_, false) => "IN",
        (_, true) => "NOT IN",
    };
    Term::node(head, parts)
}

fn constant(value: &Value) -> Option<Term> {
    Some(match value {
        Value::Number(digits, false) => Term::Number(digits.clone()),
        Value::SingleQuotedString(text) | Value::EscapedStringLiteral(text) => {
            Term::Text(text.clone())
        }
        Value::DollarQuotedString(text) => Term::Text(text.value.clone()),
        Value::Boolean(value) => Term::Boolean(*value),
        Value::Null => Term::Null,
        _ => return None,
    })
}

fn unary(op: UnaryOperator, term: Term) -> Term {
    match (op, term) {
        (UnaryOperator::Minus, Term::Number(digits)) => match digits.strip_prefix('-') {
            Some(positive) => Term::Number(positive.to_owned()),
            None => Term::Number(format!("-{digits}")),
        },
        (op, term) => Term::node(op.to_string(), [term]),
    }
}
