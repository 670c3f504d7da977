//! A program with a thousand revisions linked, to be timed from its start.

mod revisions {
    include!(concat!(env!("OUT_DIR"), "/revisions.rs"));
}

fn main() -> std::process::ExitCode {
    fsm_migrate::cli::main(fsm_core::Metadata::new())
}
