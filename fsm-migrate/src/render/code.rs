//! Pieces of Rust: expressions and statements, as far as revisions are made of them.
//! It never decides where a line breaks.

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expr {
    /// A literal, a path or a name: what is never broken.
    Word(String),
    /// A call of a function, or a tuple where the name is empty.
    Call(String, Vec<Expr>),
    /// Methods called on an expression, one after the other.
    Chain(Box<Expr>, Vec<(&'static str, Vec<Expr>)>),
    /// A list, with what stands before its items: `[`, `&[` or `vec![`.
    List(&'static str, Vec<Expr>),
    /// A closure: what stands before its body, and the body.
    Closure(&'static str, Vec<Line>),
    /// A closure whose body is an expression.
    Short(&'static str, Box<Expr>),
}

/// A line of a block, or several where it is long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// An expression and a semicolon.
    Statement(Expr),
    /// `place = value;`
    Assign(String, Expr),
    /// A comment, without its slashes.
    Comment(String),
    /// Nothing.
    Blank,
}

impl Expr {
    /// A name, a path or a literal.
    pub(super) fn word(text: impl Into<String>) -> Self {
        Self::Word(text.into())
    }

    /// `callee(arguments)`
    pub(super) fn call(callee: impl Into<String>, arguments: Vec<Self>) -> Self {
        Self::Call(callee.into(), arguments)
    }

    /// `op.method(arguments)`
    pub(super) fn op(method: &'static str, arguments: Vec<Self>) -> Self {
        Self::word("op").then(method, arguments)
    }

    /// The expression with one more method called on it.
    pub(super) fn then(self, method: &'static str, arguments: Vec<Self>) -> Self {
        match self {
            Self::Chain(root, mut calls) => {
                calls.push((method, arguments));
                Self::Chain(root, calls)
            }
            root => Self::Chain(Box::new(root), vec![(method, arguments)]),
        }
    }
}
