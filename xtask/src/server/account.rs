//! The account a private server runs under: the caller's own, or an unprivileged one when the caller is root.
//!
//! Never gives anything but the server's own folder away.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::{Error, process};

/// Whose processes and files the server's are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Account {
    /// User and group to change to.
    other: Option<(u32, u32)>,
}

impl Account {
    /// PostgreSQL refuses to run as root and MariaDB wants to be told twice, so root changes to `preferred`'s
    /// account, or to the one everybody has.
    pub(super) fn for_servers(preferred: &str) -> Result<Self, Error> {
        if !Self::is_root()? {
            return Ok(Self { other: None });
        }
        let accounts = fs::read_to_string("/etc/passwd")?;
        let other = [preferred, "nobody"].iter().find_map(|name| find(&accounts, name));
        if other.is_none() {
            return Err(format!(
                "root cannot run a database server, and there is no user `{preferred}` or `nobody`"
            )
            .into());
        }
        Ok(Self { other })
    }

    pub(super) fn is_root() -> Result<bool, Error> {
        Ok(process::output(Command::new("id").arg("-u"))?.trim() == "0")
    }

    /// Lets this account, and nobody else, use `folder`.
    pub(super) fn give(self, folder: &Path) -> Result<(), Error> {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        if let Some((user, group)) = self.other {
            chown(folder, Some(user), Some(group))?;
        }
        Ok(())
    }

    /// Makes `command` run under this account, in `folder`, out of reach of the terminal's Ctrl-C.
    pub(super) fn run<'a>(self, command: &'a mut Command, folder: &Path) -> &'a mut Command {
        if let Some((user, group)) = self.other {
            command.uid(user).gid(group);
        }
        command.env("HOME", folder).current_dir(folder).process_group(0)
    }
}

/// The numbers of `name` in the text of `/etc/passwd`.
fn find(accounts: &str, name: &str) -> Option<(u32, u32)> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next() != Some(name) {
            return None;
        }
        let mut numbers = fields.skip(1);
        Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_an_account_by_its_whole_name() {
        let accounts =
            "root:x:0:0:root:/:/bin/sh\npostgresql:x:5:6::/:\npostgres:x:101:104:,:/:/bin/sh\n";
        assert_eq!(find(accounts, "postgres"), Some((101, 104)));
        assert_eq!(find(accounts, "nobody"), None);
    }
}
