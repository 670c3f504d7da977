//! A private MariaDB, or MySQL where that is installed instead.
//!
//! Never listens beyond this machine, and reads no configuration of it.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Recipe, data, programs};

/// The programs of one of the two.
pub(super) struct Programs {
    server: PathBuf,
    admin: PathBuf,
    /// MariaDB's script that fills the data folder; MySQL's server does that itself.
    install: Option<PathBuf>,
}

pub(super) fn programs() -> Option<Programs> {
    // Debian keeps servers out of the `PATH` of people who are not root.
    let folders: Vec<PathBuf> =
        ["/usr/sbin", "/usr/local/sbin", "/usr/local/mysql/bin"].map(PathBuf::from).into();
    let server = programs::find(&["mariadbd", "mysqld"], &folders)?;
    let admin = programs::find(&["mariadb-admin", "mysqladmin"], &folders)?;
    let install = programs::find(&["mariadb-install-db", "mysql_install_db"], &folders);
    Some(Programs { server, admin, install })
}

pub(super) fn recipe(programs: &Programs, folder: &Path, port: u16) -> Recipe {
    let option = |name: &str, path: &Path| format!("--{name}={}", path.display());
    let socket = option("socket", &folder.join("mysql.sock"));
    let data = option("datadir", &data(folder));
    let mut prepare = if let Some(script) = &programs.install {
        let mut command = Command::new(script);
        command.args([
            "--no-defaults",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
        ]);
        command
    } else {
        let mut command = Command::new(&programs.server);
        command.args(["--no-defaults", "--initialize-insecure"]);
        command
    };
    prepare.arg(&data);
    let mut serve = Command::new(&programs.server);
    serve.args(["--no-defaults", "--bind-address=127.0.0.1", "--skip-name-resolve"]);
    serve.args([
        &data,
        &socket,
        &format!("--port={port}"),
        &option("pid-file", &folder.join("pid")),
    ]);
    // Tests throw the data away: a binary log is of no use, and what is committed has to outlive the
    // server, which they restart, but not the machine.
    serve.args([
        "--skip-log-bin",
        "--innodb-flush-log-at-trx-commit=2",
        "--innodb-buffer-pool-size=64M",
    ]);
    if programs.install.is_none() {
        // MySQL's second protocol would take a fixed port.
        serve.arg("--mysqlx=OFF");
    }
    let mut ready = Command::new(&programs.admin);
    ready.args(["--no-defaults", "--user=root", "--protocol=tcp", "--host=127.0.0.1"]);
    ready.args([&format!("--port={port}"), "status"]);
    Recipe {
        prepare: vec![prepare],
        serve,
        ready,
        stop: "TERM",
        tidy: "TERM",
        crash: "KILL",
        url: format!("mysql://root@127.0.0.1:{port}/mysql"),
    }
}
