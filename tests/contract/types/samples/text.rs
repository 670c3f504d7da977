use std::borrow::Cow;
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;

use fsm_core::SqlType;
use sqlx::types::Text;

use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    vec![
        sample!(String;
            sqlite, mysql = TEXTS.iter().copied().chain(["a\0b"]).map(String::from).chain([long()]);
            postgres = TEXTS.map(String::from).into_iter().chain([long()])),
        sample!(String; sqlite, postgres, mysql = [String::new(), "7".to_owned(), "😀".repeat(50)])
            .with("length = 50", SqlType::String(50)),
        sample!(Box<str>; sqlite, postgres, mysql = TEXTS.map(Box::from)),
        sample!(Arc<str>; sqlite, postgres, mysql = TEXTS.map(Arc::from)),
        sample!(Rc<str>; sqlite, postgres, mysql = TEXTS.map(Rc::from)),
        sample!(Cow<'static, str>; sqlite, postgres, mysql = TEXTS.map(Cow::from)),
        sample!(Text<SocketAddr>; sqlite, postgres, mysql = [Text(address())]),
        sample!(Text<u64>; sqlite, postgres, mysql = [Text(0), Text(u64::MAX)]),
    ]
}

/// Text that looks like another type to a database that guesses, and text that is easily lost.
const TEXTS: [&str; 11] = [
    "",
    " ",
    "trailing  ",
    "007",
    "1e3",
    "-0.0",
    "NULL",
    "true",
    "it's \"quoted\" `so` \\ %s",
    "ß ẞ İ ﷽ é e\u{301} \u{200b}",
    "😀 \u{10ffff}",
];

/// Longer than MySQL's `TEXT`.
fn long() -> String {
    "😀".repeat(20_000)
}

fn address() -> SocketAddr {
    "[2001:db8::1]:443".parse().expect("an address")
}
