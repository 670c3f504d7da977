//! The table of column types in the documentation, made from the samples.
//! `BLESS=1` writes it; otherwise the test fails if it differs.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use fsm_core::Dialect;
use fsm_tests::TestResult;

use super::sample::{Family, Sample};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/src/types.md");
const BEGIN: &str = "<!-- made from the samples of the round-trip tests: `BLESS=1 cargo test -p fsm-tests --test contract types` -->\n";
const END: &str = "<!-- end of what is made -->\n";

pub fn compare(families: &[Family]) -> TestResult {
    let path = Path::new(FILE);
    let committed = fs::read_to_string(path)?;
    let (head, rest) = committed.split_once(BEGIN).ok_or("the table's first mark is missing")?;
    let (_, tail) = rest.split_once(END).ok_or("the table's last mark is missing")?;
    let made = format!("{head}{BEGIN}{}{END}{tail}", tables(families)?);
    if env::var_os("BLESS").is_some() {
        fs::write(path, made)?;
    } else {
        assert!(made == committed, "`docs/src/types.md` is out of date: run with `BLESS=1`");
    }
    Ok(())
}

fn tables(families: &[Family]) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    for Family { title, samples } in families {
        write!(text, "\n## {title}\n\n| Rust |")?;
        for dialect in Dialect::ALL {
            write!(text, " {dialect} |")?;
        }
        text.push_str("\n| --- | --- | --- | --- |\n");
        for sample in samples {
            write!(text, "| {} |", sample.rust.replace('|', "\\|"))?;
            for &dialect in Dialect::ALL {
                write!(text, " {} |", cell(sample, dialect))?;
            }
            text.push('\n');
        }
    }
    text.push('\n');
    Ok(text)
}

fn cell(sample: &Sample, dialect: Dialect) -> String {
    match dialect.spell_type(&sample.sql_type) {
        Ok(spelled) if spelled.contains('`') => format!("`` {spelled} ``"),
        Ok(spelled) => format!("`{}`", spelled.replace('|', "\\|")),
        Err(refusal) => format!("*{}*", refusal.help.unwrap_or(refusal.message)),
    }
}
