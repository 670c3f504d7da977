//! What can be written on the command line.
//! It never does any of it.

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use fsm_core::Dialect;
use std::path::PathBuf;

/// Migrations of this program's database.
#[derive(Debug, Parser)]
#[command(
    version,
    disable_help_subcommand = true,
    infer_subcommands = false,
    after_help = "Revisions are written as ids, beginnings of ids, labels, `head`, `heads`, `base`, \
                  `current`, `+N`, `-N`, `LABEL@head`; ranges as `a:b`.\n\
                  Exit codes: 0 fine, 1 found something or failed, 2 wrong usage."
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// The configuration; `fsm.toml` of the package, or of this folder or one around it
    #[arg(
        short,
        long,
        global = true,
        value_name = "FILE",
        env = "FSM_CONFIG",
        hide_env_values = true
    )]
    pub(super) config: Option<PathBuf>,
    /// The environment of the configuration, `[env.NAME]`
    #[arg(
        short,
        long,
        global = true,
        value_name = "NAME",
        env = "FSM_ENV",
        hide_env_values = true
    )]
    pub(super) name: Option<String>,
    /// The database, instead of the configuration's
    #[arg(long, global = true, value_name = "URL")]
    pub(super) url: Option<String>,
    /// A setting for the revisions
    #[arg(short = 'x', long = "set", global = true, value_name = "NAME=VALUE", value_parser = pair)]
    pub(super) settings: Vec<(String, String)>,
    /// Answers as JSON
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Says more; twice also each statement
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(super) verbose: u8,
    /// Says nothing but answers and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.to_owned()))
        }
        _ => Err("write `NAME=VALUE`".to_owned()),
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Writes `fsm.toml` and the migrations module
    Init(Init),
    /// Writes a new revision
    Revision(Revision),
    /// Writes a revision that joins others
    Merge(Merge),
    /// Brings the database up
    Upgrade(Upgrade),
    /// Takes the database down
    Downgrade(Downgrade),
    /// Says where the database is, without running anything
    Stamp(Stamp),
    /// Where the database is
    Current(Current),
    /// The revisions, the newest first
    History(History),
    /// The revisions that nothing follows
    Heads(Heads),
    /// The revisions that several follow
    Branches,
    /// One revision
    Show(Show),
    /// Whether the database is at head and as the models say
    Check,
    /// Makes the version table, if it is not there
    EnsureVersion(EnsureVersion),
    /// Opens a revision in `$EDITOR`
    Edit(Edit),
    /// What an upgrade or a downgrade would run, statement by statement
    Plan(Plan),
    /// Creates what is missing, without revisions
    CreateAll(CreateAll),
    /// Drops the tables of the models, and their rows
    DropAll(DropAll),
    /// Models for the tables of a database, as Rust source
    Inspect(Inspect),
    /// A picture of the tables
    Diagram(Diagram),
    /// Tries every revision on a scratch database: up, down and up again
    Test(Test),
    /// Completions for a shell
    Completions(Completions),
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder of the migrations module
    #[arg(default_value = "src/migrations")]
    pub(super) folder: String,
}

/// What a new file is called and follows.
#[derive(Debug, Args)]
pub(super) struct NewFile {
    /// What it is for, in a line
    #[arg(short, long)]
    pub(super) message: Option<String>,
    /// Its id, instead of a random one
    #[arg(long, value_name = "ID")]
    pub(super) rev_id: Option<String>,
    /// A name for the branch that begins here
    #[arg(long, value_name = "LABEL", value_delimiter = ',')]
    pub(super) branch_label: Vec<String>,
    /// It may follow a revision that others follow already
    #[arg(long)]
    pub(super) splice: bool,
    /// What has to be applied before, though it is of another branch
    #[arg(long, value_name = "REVISION", value_delimiter = ',')]
    pub(super) depends_on: Vec<String>,
    /// The folder for the file; that of the revision it follows unless it is said
    #[arg(long, value_name = "FOLDER")]
    pub(super) version_path: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Revision {
    #[command(flatten)]
    pub(super) file: NewFile,
    /// What it follows
    #[arg(long, value_name = "REVISION", value_delimiter = ',', default_value = "head")]
    pub(super) head: Vec<String>,
    /// Writes what the models changed since the database's schema
    #[arg(long)]
    pub(super) autogenerate: bool,
    /// Writes the file even if the models changed nothing
    #[arg(long)]
    pub(super) empty: bool,
    #[command(flatten)]
    pub(super) renames: Renames,
}

/// What was renamed, for `--autogenerate`.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Renames")]
pub(super) struct Renames {
    /// A table was renamed
    #[arg(long, value_name = "BEFORE=AFTER", value_parser = pair)]
    pub(super) rename_table: Vec<(String, String)>,
    /// A column was renamed
    #[arg(long, value_name = "TABLE.BEFORE=AFTER", value_parser = part)]
    pub(super) rename_column: Vec<Part>,
    /// An index or a unique constraint was renamed
    #[arg(long, value_name = "TABLE.BEFORE=AFTER", value_parser = part)]
    pub(super) rename_index: Vec<Part>,
    /// An enum was renamed
    #[arg(long, value_name = "BEFORE=AFTER", value_parser = pair)]
    pub(super) rename_enum: Vec<(String, String)>,
    /// A label of an enum was renamed
    #[arg(long, value_name = "ENUM.BEFORE=AFTER", value_parser = part)]
    pub(super) rename_label: Vec<Part>,
    /// What looks like a rename is none: `TABLE`, `TABLE.COLUMN`, or everything without a name
    #[arg(long, value_name = "BEFORE", num_args = 0..=1, default_missing_value = "*")]
    pub(super) no_rename: Vec<String>,
}

/// `TABLE.BEFORE=AFTER`.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) table: String,
    pub(super) before: String,
    pub(super) after: String,
}

fn part(text: &str) -> Result<Part, String> {
    let split = text
        .split_once('=')
        .and_then(|(before, after)| before.rsplit_once('.').map(|(table, it)| (table, it, after)));
    match split {
        Some((table, before, after))
            if ![table, before, after].iter().any(|text| text.trim().is_empty()) =>
        {
            Ok(Part {
                table: table.trim().to_owned(),
                before: before.trim().to_owned(),
                after: after.trim().to_owned(),
            })
        }
        _ => Err("write `TABLE.BEFORE=AFTER`".to_owned()),
    }
}

#[derive(Debug, Args)]
pub(super) struct Merge {
    /// The revisions to join
    #[arg(required = true, value_delimiter = ',')]
    pub(super) revisions: Vec<String>,
    #[command(flatten)]
    pub(super) file: NewFile,
}

/// SQL instead of a run.
#[derive(Debug, Args)]
pub(super) struct Offline {
    /// Writes SQL instead of running it; no database is asked
    #[arg(long)]
    pub(super) sql: bool,
    /// The database that the SQL is for; that of the URL unless it is said
    #[arg(long, value_name = "DATABASE", requires = "sql")]
    pub(super) dialect: Option<Database>,
}

/// A kind of database.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Database {
    Sqlite,
    Postgres,
    #[value(alias = "mariadb")]
    Mysql,
}

impl From<Database> for Dialect {
    fn from(database: Database) -> Self {
        match database {
            Database::Sqlite => Self::Sqlite,
            Database::Postgres => Self::Postgres,
            Database::Mysql => Self::Mysql,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Upgrade {
    /// Where to; with `--sql` also a range, `a:b` or `a,b:c`
    #[arg(default_value = "head", value_name = "REVISION")]
    pub(super) targets: Vec<String>,
    #[command(flatten)]
    pub(super) offline: Offline,
}

#[derive(Debug, Args)]
pub(super) struct Downgrade {
    /// Where to: what follows it is undone; with `--sql` a range, `b:a`
    #[arg(value_name = "REVISION", allow_negative_numbers = true)]
    pub(super) target: String,
    #[command(flatten)]
    pub(super) offline: Offline,
}

#[derive(Debug, Args)]
pub(super) struct Stamp {
    /// Where the database is; with `--sql` also a range
    #[arg(required = true, value_name = "REVISION", allow_negative_numbers = true)]
    pub(super) targets: Vec<String>,
    /// Removes all rows of the version table before
    #[arg(long)]
    pub(super) purge: bool,
    #[command(flatten)]
    pub(super) offline: Offline,
}

#[derive(Debug, Args)]
pub(super) struct Current {
    /// Exits with 1 unless the database is at all heads
    #[arg(long)]
    pub(super) check_heads: bool,
}

#[derive(Debug, Args)]
pub(super) struct History {
    /// What lies between: `a:b`, `-3:current`, `LABEL@base:`
    #[arg(short, long, value_name = "RANGE", allow_hyphen_values = true)]
    pub(super) rev_range: Option<String>,
    /// Marks where the database is
    #[arg(short, long)]
    pub(super) indicate_current: bool,
    /// What was run on the database and when, from its ledger
    #[arg(long, conflicts_with_all = ["rev_range", "indicate_current"])]
    pub(super) applied: bool,
    /// Draws the lines between revisions, which happens on a terminal anyway
    #[arg(long)]
    pub(super) graph: bool,
}

#[derive(Debug, Args)]
pub(super) struct Heads {
    /// Leaves out heads that another revision depends on
    #[arg(long)]
    pub(super) resolve_dependencies: bool,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The revision
    #[arg(allow_negative_numbers = true)]
    pub(super) revision: String,
}

#[derive(Debug, Args)]
pub(super) struct EnsureVersion {
    #[command(flatten)]
    pub(super) offline: Offline,
}

#[derive(Debug, Args)]
pub(super) struct Edit {
    /// The revision
    #[arg(default_value = "head", allow_negative_numbers = true)]
    pub(super) revision: String,
}

#[derive(Debug, Args)]
pub(super) struct Plan {
    /// Where to
    #[arg(default_value = "head", value_name = "REVISION")]
    pub(super) targets: Vec<String>,
    /// A downgrade, to there
    #[arg(long, value_name = "REVISION", conflicts_with = "targets", allow_hyphen_values = true)]
    pub(super) down: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CreateAll {
    #[command(flatten)]
    pub(super) offline: Offline,
}

#[derive(Debug, Args)]
pub(super) struct DropAll {
    /// Does not ask
    #[arg(short, long)]
    pub(super) yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// A folder for a file a table, instead of one text
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Diagram {
    /// As Mermaid, which others draw; this is what happens unless it is told
    #[arg(long, conflicts_with = "svg")]
    pub(super) mermaid: bool,
    /// As a picture
    #[arg(long)]
    pub(super) svg: bool,
    /// Of the database, and not of the models
    #[arg(long)]
    pub(super) database: bool,
    /// A file for it
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Test {}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: Shell,
}
