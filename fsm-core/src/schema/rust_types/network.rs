use super::column_types;
#[cfg(any(feature = "ipnet", feature = "ipnetwork", feature = "mac_address"))]
use crate::schema::PostgresType;
use crate::schema::SqlType;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

column_types! {
    IpAddr => SqlType::IpAddr;
    Ipv4Addr => SqlType::Ipv4Addr;
    Ipv6Addr => SqlType::Ipv6Addr;
    #[cfg(feature = "ipnet")]
    sqlx::types::ipnet::IpNet => SqlType::Postgres(PostgresType::Inet);
    #[cfg(feature = "ipnetwork")]
    sqlx::types::ipnetwork::IpNetwork => SqlType::Postgres(PostgresType::Inet);
    #[cfg(feature = "mac_address")]
    sqlx::types::mac_address::MacAddress => SqlType::Postgres(PostgresType::MacAddr);
}
