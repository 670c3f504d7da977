//! A private PostgreSQL: `initdb`, then `postgres` without the care for data that lasts.
//!
//! Never listens beyond this machine.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Recipe, data, programs};

/// The folder with PostgreSQL's programs.
pub(super) fn programs() -> Option<PathBuf> {
    let mut folders = programs::versions(Path::new("/usr/lib/postgresql"), "bin");
    folders.push("/usr/local/pgsql/bin".into());
    let initdb = programs::find(&["initdb"], &folders)?;
    // Distributions link single programs into `PATH`; the server is where the real file is.
    let folder = initdb.canonicalize().ok()?.parent()?.to_owned();
    ["postgres", "pg_isready"].iter().all(|name| folder.join(name).is_file()).then_some(folder)
}

pub(super) fn recipe(programs: &Path, folder: &Path, port: u16) -> Recipe {
    let port = port.to_string();
    let mut initdb = Command::new(programs.join("initdb"));
    initdb
        .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
        .arg("-D")
        .arg(data(folder));
    let mut serve = Command::new(programs.join("postgres"));
    serve.arg("-D").arg(data(folder)).args(["-p", &port, "-k"]).arg(folder);
    // What is committed outlives the server, which tests restart, and not the machine.
    for setting in ["listen_addresses=127.0.0.1", "fsync=off", "full_page_writes=off"] {
        serve.args(["-c", setting]);
    }
    let mut ready = Command::new(programs.join("pg_isready"));
    ready.args(["-q", "-h", "127.0.0.1", "-U", "postgres", "-p", &port]);
    Recipe {
        prepare: vec![initdb],
        serve,
        ready,
        // "Immediate shutdown": nothing is written that nobody will read, and shared memory is given back.
        stop: "QUIT",
        tidy: "INT",
        // SIGKILL would leave its other processes behind, which the next server waits for.
        crash: "QUIT",
        url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
    }
}
