//! The blog's command line for migrations: `cargo run -p blog --bin manage -- --help`.

use blog as _; // links models and revisions

fn main() -> std::process::ExitCode {
    fsm_migrate::cli::main(fsm_core::metadata())
}
