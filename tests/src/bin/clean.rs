//! Removes the test databases that killed runs left behind; `cargo xtask test --clean` calls it.

use std::process::ExitCode;

use fsm_core::Dialect;
use fsm_tests::leftover;
use fsm_tests::server::Server;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for &dialect in Dialect::ALL {
        let server = match Server::find(dialect).await {
            Ok(server) => server,
            Err(unreached) => {
                println!("{dialect}: skipped, {unreached}");
                continue;
            }
        };
        match leftover::remove(&server).await {
            Ok(removed) if removed.is_empty() => println!("{dialect}: nothing left behind"),
            Ok(removed) => println!("{dialect}: removed {}", removed.join(", ")),
            Err(error) => {
                println!("{dialect}: {error}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
