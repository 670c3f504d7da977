use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use fsm_core::{PostgresType, SqlType};
use sqlx::types::Text;
use sqlx::types::ipnet::IpNet;
use sqlx::types::ipnetwork::IpNetwork;
use sqlx::types::mac_address::MacAddress;

use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    vec![
        sample!(IpAddr; postgres, mysql = addresses()),
        sample!(Ipv4Addr; mysql = V4),
        sample!(Ipv6Addr; mysql = [Ipv6Addr::UNSPECIFIED, V4[1].to_ipv6_mapped(), last()]),
        sample!(IpNet; postgres = NETWORKS.map(|text| text.parse().expect("a network"))),
        sample!(IpNetwork; postgres = NETWORKS.map(network)),
        sample!(IpNetwork; postgres = ["0.0.0.0/0", "10.0.0.0/8", "2001:db8::/32"].map(network))
            .with("sql_type = \"CIDR\"", SqlType::Postgres(PostgresType::Cidr)),
        sample!(MacAddress; postgres = [
            MacAddress::new([0; 6]),
            MacAddress::new([1, 2, 3, 0xab, 0xcd, 0xef]),
            MacAddress::new([0xff; 6]),
        ]),
        sample!(Text<IpAddr>; sqlite, postgres, mysql = addresses().map(Text)),
    ]
}

const V4: [Ipv4Addr; 2] = [Ipv4Addr::UNSPECIFIED, Ipv4Addr::BROADCAST];

/// With and without bits of a host.
const NETWORKS: [&str; 5] =
    ["0.0.0.0/0", "10.1.2.3/8", "255.255.255.255/32", "::/0", "2001:db8::1/64"];

fn network(text: &str) -> IpNetwork {
    text.parse().expect("a network")
}

fn addresses() -> [IpAddr; 3] {
    [V4[0].into(), V4[1].into(), last().into()]
}

/// The longest that is written without dots.
fn last() -> Ipv6Addr {
    Ipv6Addr::from_bits(u128::MAX)
}
