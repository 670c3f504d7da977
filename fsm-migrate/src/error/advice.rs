use super::{Error, ErrorKind};

impl Error {
    /// What to do about it, if there is something to say.
    #[must_use]
    #[allow(clippy::too_many_lines, reason = "a sentence a kind")]
    pub fn help(&self) -> Option<String> {
        Some(match self.kind() {
            ErrorKind::InvalidId { .. } | ErrorKind::InvalidLabel { .. } => {
                "choose another name; `@`, `:` and the words `base`, `head`, `heads` and `current` belong to the symbols, in an id `+` and `-` as well".to_owned()
            }
            ErrorKind::DuplicateId { .. } => {
                "give one of them a new id, or remove the copy".to_owned()
            }
            ErrorKind::DuplicateLabel { .. } => {
                "a label stands in one revision only; what follows has it from there".to_owned()
            }
            ErrorKind::MissingParent { missing } => super::list::missing_help(missing),
            ErrorKind::Cycle { ring, .. } => {
                let last = ring.last().map_or("", String::as_str);
                format!(
                    "take one of them out of the ring: change the `down_revision` or `depends_on` of one, such as `{last}`"
                )
            }
            ErrorKind::InvalidSymbol { .. } => {
                "write an id, its beginning, a label, `base`, `head`, `heads`, `current`, `+N`, `-N`, or `LABEL@` before one of these".to_owned()
            }
            ErrorKind::UnknownRevision { similar, .. } => match similar {
                Some(name) => format!("did you mean `{name}`?"),
                None => "the beginning of an id is enough if it is the only one; ids of up to three characters are written in full".to_owned(),
            },
            ErrorKind::AmbiguousPrefix { .. } => "write more of the id".to_owned(),
            ErrorKind::AmbiguousWalk { at: Some(_), .. } => {
                "name one of them instead, or write a branch before the symbol: `LABEL@+1`"
                    .to_owned()
            }
            ErrorKind::AmbiguousWalk { at: None, candidates, .. } => {
                let one = candidates.first().map_or("ID", String::as_str);
                format!("say from where: `{one}-1`, `{one}+1`, or `LABEL@-1`")
            }
            ErrorKind::SeveralHeads { heads, .. } => {
                let one = heads.first().map_or("ID", String::as_str);
                format!(
                    "name one of them, write `{one}@head`, write `heads` where all of them are meant, or join them with `merge`"
                )
            }
            ErrorKind::NotInBranch { .. } => {
                "leave the branch out, or name a revision of it".to_owned()
            }
            ErrorKind::Overlap { revision, .. } => {
                format!("ask for `{revision}` alone: it brings the others")
            }
            ErrorKind::PastTheEnd { .. } => {
                "ask for fewer steps, or for `head` or `base`".to_owned()
            }
            ErrorKind::NotBelow { .. } => {
                "`history` shows what lies below what, and `current` where the database is"
                    .to_owned()
            }
            ErrorKind::WrongDirection { is_upgrade: true, .. } => {
                "`downgrade` goes down".to_owned()
            }
            ErrorKind::WrongDirection { .. } => "`upgrade` goes up".to_owned(),
            ErrorKind::UnknownRows { .. } => {
                "was the database upgraded by another version of the program, or was a revision removed? bring it back, or set the rows with `stamp --purge`".to_owned()
            }
            ErrorKind::NotAHead { .. } => {
                "follow a head, or ask for a new branch with `--splice`".to_owned()
            }
            ErrorKind::AskedTwice { .. } => "name it once".to_owned(),
            ErrorKind::Core { cause } | ErrorKind::Revision { cause, .. } => {
                return cause.core()?.help();
            }
            ErrorKind::RowLength { .. } => {
                "give each row a value for each column, in their order".to_owned()
            }
            ErrorKind::Statement { standing, .. } if standing.is_empty() => {
                "nothing of the revision stands: mend it and run the same again".to_owned()
            }
            ErrorKind::Statement { standing, .. } => format!(
                "this stands and is written down: {}; mend what is left of the revision and run the same again, which goes on from there",
                standing.join(", ")
            ),
            ErrorKind::Interrupted { standing, .. } if standing.is_empty() => {
                "nothing of the revision stands: run the same again".to_owned()
            }
            ErrorKind::Interrupted { standing, .. } => format!(
                "this stands and is written down: {}; run the same again, which goes on from there",
                standing.join(", ")
            ),
            ErrorKind::OutsideTransaction { .. } => {
                "run it on a pool, or on a connection without a transaction".to_owned()
            }
            ErrorKind::EditedWhileUnfinished { .. } => {
                "bring back what was done of it (the ledger has the statements), and change only what is left; or put the schema back by hand and say where it is with `stamp --purge`".to_owned()
            }
            ErrorKind::UnfinishedIsGone { .. } => {
                "bring the revision back and run `upgrade` again; or put the schema in order by hand and say where it is with `stamp --purge`".to_owned()
            }
            ErrorKind::Unfinished { .. } => {
                "run `upgrade` again, which goes on with it; `stamp --purge` forgets it".to_owned()
            }
            ErrorKind::OfflineCode { .. } => {
                "run it online, or write what the code does as SQL with `op.execute(..)`".to_owned()
            }
            ErrorKind::FileTemplate { .. } => {
                "the tokens are `%(rev)s`, `%(slug)s`, `%(year)d`, `%(month).2d`, `%(day).2d`, `%(hour).2d`, `%(minute).2d`, `%(second).2d` and `%(epoch)d`; a percent sign is `%%`".to_owned()
            }
            ErrorKind::ModuleName { .. } => {
                "use ASCII letters, digits and `_`, no digit at the beginning, and no keyword"
                    .to_owned()
            }
            ErrorKind::NothingToMerge { .. } => {
                "name two or more, or `heads` where there are several".to_owned()
            }
            ErrorKind::Config { problems, .. } => {
                let help: Vec<&str> =
                    problems.iter().filter_map(|problem| problem.help.as_deref()).collect();
                if help.is_empty() {
                    return None;
                }
                help.join("; ")
            }
            ErrorKind::UnknownEnvironment { known, name, .. } if known.is_empty() => {
                format!("it names none: write `[env.{name}]`")
            }
            ErrorKind::UnknownEnvironment { known, .. } => format!("there is {}", super::list::Named(known)),
            ErrorKind::UnsetVariable { name, .. } => {
                format!("set it, or write what holds without it: `${{{name}:-..}}`")
            }
        })
    }
}
