//! Writes a thousand revisions as Rust, so that a program can be timed that has them linked.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

/// How many revisions the program has.
const COUNT: usize = 1_000;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let mut text = String::new();
    for at in 0..COUNT {
        let down = at.checked_sub(1).map(|at| format!("\"{at:012x}\"")).unwrap_or_default();
        let _ = write!(
            text,
            r#"
mod m_{at:012x} {{
    use fsm_migrate::prelude::*;
    revision! {{ id: "{at:012x}", down_revision: [{down}], branch_labels: [], depends_on: [], message: "a table" }}
    fn upgrade(op: &mut Operations) {{
        op.create_table("table_{at:04}", |t| {{
            t.column("id", BigInteger).primary_key();
            t.column("name", String(80)).not_null();
        }});
    }}
    fn downgrade(op: &mut Operations) {{
        op.drop_table("table_{at:04}");
    }}
}}
"#
        );
    }
    let folder = env::var_os("OUT_DIR").unwrap_or_default();
    fs::write(Path::new(&folder).join("revisions.rs"), text)
}
