//! What the command line says.

use fsm_core::Dialect;

pub const USAGE: &str = "\
usage: quickstart [--tables NAME,NAME,..] [--sql sqlite|postgres|mysql]

  --tables  create only these tables, if they are missing, and what they need
  --sql     print the SQL for a database, without one

The database is DATABASE_URL, or sqlite:quickstart.db?mode=rwc.";

pub enum Command {
    /// Create what is missing, then write and read some rows.
    Run,
    /// Create only these tables.
    Tables(Vec<String>),
    /// Print the SQL.
    Sql(Dialect),
    /// Print how it is used.
    Help,
}

impl Command {
    pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let command = match arguments.next().as_deref() {
            None => Self::Run,
            Some("--help" | "-h") => Self::Help,
            Some("--tables") => {
                let names = arguments.next().ok_or("--tables needs names")?;
                Self::Tables(names.split(',').map(str::to_owned).collect())
            }
            Some("--sql") => {
                let name = arguments.next().ok_or("--sql needs a dialect")?;
                let dialect = Dialect::from_key(&name)
                    .ok_or_else(|| format!("`{name}` is not sqlite, postgres or mysql"))?;
                Self::Sql(dialect)
            }
            Some(other) => return Err(format!("`{other}` is no option")),
        };
        match arguments.next() {
            Some(extra) => Err(format!("`{extra}` is one too many")),
            None => Ok(command),
        }
    }
}
