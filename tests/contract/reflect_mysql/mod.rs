//! What is read from MySQL and MariaDB: the values that stand for each piece of DDL.
//! It compares with values written out by hand, or with what the server itself says of a copy.

mod smoke;

use fsm_core::Dialect;
use fsm_tests::Suite;

pub fn list(suite: Suite) -> Suite {
    suite.on(&[Dialect::Mysql], smoke::cases())
}
