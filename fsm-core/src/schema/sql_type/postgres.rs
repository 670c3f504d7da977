//! The types that only PostgreSQL has, and that sqlx binds there.
//! It never says what other dialects use instead.

macro_rules! postgres_types {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// The types that only PostgreSQL has, and that sqlx binds there.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum PostgresType {$(
            $(#[$doc])*
            $variant,
        )*}

        impl PostgresType {
            /// All of them, by name.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name PostgreSQL has for the type.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {$(
                    Self::$variant => $name,
                )*}
            }
        }
    };
}

postgres_types! {
    /// `BOX`
    Box = "BOX",
    /// `BYTEA`, for `[u8; N]`, which sqlx binds nowhere else.
    Bytea = "BYTEA",
    /// `CIDR`
    Cidr = "CIDR",
    /// `CIRCLE`
    Circle = "CIRCLE",
    /// `CITEXT`, of the extension `citext`.
    Citext = "CITEXT",
    /// `CUBE`, of the extension `cube`.
    Cube = "CUBE",
    /// `DATERANGE`
    DateRange = "DATERANGE",
    /// `HSTORE`, of the extension `hstore`.
    Hstore = "HSTORE",
    /// `INET` (a host or a network)
    Inet = "INET",
    /// `INT4RANGE`
    Int4Range = "INT4RANGE",
    /// `INT8RANGE`
    Int8Range = "INT8RANGE",
    /// `LINE`
    Line = "LINE",
    /// `LQUERY`, of the extension `ltree`.
    Lquery = "LQUERY",
    /// `LSEG`
    Lseg = "LSEG",
    /// `LTREE`, of the extension `ltree`.
    Ltree = "LTREE",
    /// `MACADDR`
    MacAddr = "MACADDR",
    /// `MONEY`
    Money = "MONEY",
    /// `NUMRANGE`
    NumRange = "NUMRANGE",
    /// `OID`
    Oid = "OID",
    /// `PATH`
    Path = "PATH",
    /// `POINT`
    Point = "POINT",
    /// `POLYGON`
    Polygon = "POLYGON",
    /// `TSRANGE`
    TsRange = "TSRANGE",
    /// `TSTZRANGE`
    TsTzRange = "TSTZRANGE",
    /// `VARBIT`
    VarBit = "VARBIT",
}
