//! The same metadata, spelled in separate processes.
//!
//! `cargo xtask determinism` compares build profiles too.

use std::process::Command;

use fsm_tests::{law, model};

fn spelled_elsewhere() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_spelled")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn processes_spell_the_same_bytes() {
    let here = law::order::all_sql(&model::metadata().unwrap()).unwrap();
    assert_eq!(here.matches("CREATE TABLE").count(), 3 * (model::TABLES + 4));
    for _ in 0..2 {
        assert_eq!(spelled_elsewhere(), here);
    }
}
