/// How long a name may be on a dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameLimit {
    /// At most this many bytes.
    Bytes(usize),
    /// At most this many characters.
    Characters(usize),
    /// Any length.
    None,
}
