//! The commands that the configuration runs on a new file.
//! It never removes the file: whoever wrote it does, if one of them fails.

use super::Context;
use super::console::note;
use super::failure::Failure;
use std::path::Path;
use std::process::{Command, Stdio};

pub(super) fn run(at: &Context<'_>, file: &Path) -> Result<(), Failure> {
    for hook in &at.project.config().hooks {
        let arguments = hook.arguments(&file.display().to_string());
        let Some((program, arguments)) = arguments.split_first() else { continue };
        let output = Command::new(program)
            .args(arguments)
            .current_dir(at.project.folder())
            .stdin(Stdio::null())
            .output()
            .map_err(|error| {
                Failure::new(format!("the hook `{}` could not be run", hook.name))
                    .because(error)
                    .help(format!("is `{program}` installed? the file was not kept"))
            })?;
        let said = [&output.stdout[..], &output.stderr[..]].concat();
        let said = String::from_utf8_lossy(&said);
        if !output.status.success() {
            let mut failure =
                Failure::new(format!("the hook `{}` failed: {}", hook.name, output.status))
                    .help("the file was not kept");
            for line in said.lines().take(20) {
                failure = failure.because(line);
            }
            return Err(failure);
        }
        if at.project.is_verbose() && !said.trim().is_empty() {
            note!(at.console, "{}", said.trim_end());
        }
    }
    Ok(())
}
