use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use fsm_core::SqlType;
use sqlx::types::BString;

use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    vec![
        sample!(Vec<u8>; sqlite, postgres, mysql = bytes()),
        sample!(Vec<u8>; sqlite, postgres, mysql = [vec![], vec![0; 50], vec![32; 50]])
            .with("length = 50", SqlType::Binary(50)),
        sample!(Box<[u8]>; sqlite, postgres, mysql = bytes().map(Box::from)),
        sample!(Arc<[u8]>; sqlite, postgres, mysql = bytes().map(Arc::from)),
        sample!(Rc<[u8]>; sqlite, postgres, mysql = bytes().map(Rc::from)),
        sample!(Cow<'static, [u8]>; sqlite, postgres, mysql = bytes().map(Cow::from)),
        sample!(BString; sqlite, postgres, mysql = bytes().map(BString::from)),
        sample!([u8; 4]; postgres = [[0; 4], [1, 2, 3, 4], [255; 4]]),
    ]
}

/// Nothing, what strings cut off, what is no UTF-8, every byte, and more than MySQL's `BLOB`.
fn bytes() -> [Vec<u8>; 6] {
    [vec![], vec![0], b"end \0 ".to_vec(), vec![0xff, 0xfe], (0..=255).collect(), vec![7; 70_000]]
}
