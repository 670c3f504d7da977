/// The types that only PostgreSQL has, and that sqlx binds there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PostgresType {
    /// `BOX`
    Box,
    /// `BYTEA`, for `[u8; N]`, which sqlx binds nowhere else.
    Bytea,
    /// `CIDR`
    Cidr,
    /// `CIRCLE`
    Circle,
    /// `CITEXT`, of the extension `citext`.
    Citext,
    /// `CUBE`, of the extension `cube`.
    Cube,
    /// `DATERANGE`
    DateRange,
    /// `HSTORE`, of the extension `hstore`.
    Hstore,
    /// `INET` (a host or a network)
    Inet,
    /// `INT4RANGE`
    Int4Range,
    /// `INT8RANGE`
    Int8Range,
    /// `LINE`
    Line,
    /// `LQUERY`, of the extension `ltree`.
    Lquery,
    /// `LSEG`
    Lseg,
    /// `LTREE`, of the extension `ltree`.
    Ltree,
    /// `MACADDR`
    MacAddr,
    /// `MONEY`
    Money,
    /// `NUMRANGE`
    NumRange,
    /// `OID`
    Oid,
    /// `PATH`
    Path,
    /// `POINT`
    Point,
    /// `POLYGON`
    Polygon,
    /// `TSRANGE`
    TsRange,
    /// `TSTZRANGE`
    TsTzRange,
    /// `VARBIT`
    VarBit,
}

impl PostgresType {
    /// The name PostgreSQL has for the type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Box => "BOX",
            Self::Bytea => "BYTEA",
            Self::Cidr => "CIDR",
            Self::Circle => "CIRCLE",
            Self::Citext => "CITEXT",
            Self::Cube => "CUBE",
            Self::DateRange => "DATERANGE",
            Self::Hstore => "HSTORE",
            Self::Inet => "INET",
            Self::Int4Range => "INT4RANGE",
            Self::Int8Range => "INT8RANGE",
            Self::Line => "LINE",
            Self::Lquery => "LQUERY",
            Self::Lseg => "LSEG",
            Self::Ltree => "LTREE",
            Self::MacAddr => "MACADDR",
            Self::Money => "MONEY",
            Self::NumRange => "NUMRANGE",
            Self::Oid => "OID",
            Self::Path => "PATH",
            Self::Point => "POINT",
            Self::Polygon => "POLYGON",
            Self::TsRange => "TSRANGE",
            Self::TsTzRange => "TSTZRANGE",
            Self::VarBit => "VARBIT",
        }
    }
}
