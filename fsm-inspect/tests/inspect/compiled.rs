//! The law: the source compiles, and its metadata is spelled as the metadata that it was made of.

use crate::cases;
use fsm_core::Dialect;
use fsm_tests::compiled::Program;

#[test]
fn the_source_makes_the_same_tables() {
    let mut program = Program::new(env!("CARGO_TARGET_TMPDIR"), "inspected-models");
    for (name, metadata) in cases::all() {
        for &dialect in Dialect::ALL {
            let name = format!("{name}_{}", dialect.key());
            let source = fsm_inspect::rust_source((&metadata, dialect));
            program.add(&name, source, &metadata, dialect);
        }
    }
    let compared = program.len();
    let different = program.differences();
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n\n"));
    // A case that is refused is not compared, and most are not.
    assert!(compared > 200, "{compared}");
}
