//! Changes by hand: what no comparison of random schemas comes across.

use fsm_core::{Comparison, Metadata};

pub(crate) fn cases() -> Vec<(String, Metadata, Comparison)> {
    Vec::new()
}
