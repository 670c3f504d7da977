use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    vec![
        sample!(Option<i64>; sqlite, postgres, mysql = [Some(7)]),
        sample!(Box<i64>; sqlite, postgres, mysql = [Box::new(7)]),
        sample!(Arc<i64>; sqlite, postgres, mysql = [Arc::new(7)]),
        sample!(Rc<i64>; sqlite, postgres, mysql = [Rc::new(7)]),
        sample!(Cow<'static, i64>; sqlite, postgres, mysql = [Cow::Owned(7)]),
    ]
}
