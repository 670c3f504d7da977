use super::key::Layout;
use super::page::{Conversation, RawRow, Rows};
use super::{AiogramImport, Imported, LISTED, Reason, Told, Unreadable};
use crate::error::{Error, ErrorKind};
use crate::store::{FsmStorage, Whole};

/// The name that errors and spans call it by.
const OPERATION: &str = "import_aiogram";

/// A conversation, and the id it came from.
type Named = (Option<String>, Conversation);

impl AiogramImport<'_> {
    pub(super) async fn run(self) -> Result<Imported, Error> {
        let Self { storage, pool, table, layout, page, told } = self;
        let mut run = Run { storage, layout, imported: Imported::default(), told };
        let work = async {
            let rows = Rows::of(pool, &table, page)?;
            run.take_all(rows).await
        };
        match work.await {
            Ok(()) => Ok(run.imported),
            // What names a conversation keeps it.
            Err(error) if error.operation().is_some() => Err(error),
            Err(error) => Err(error.of(OPERATION, None)),
        }
    }
}

/// What is being done, and what came of the rows so far.
struct Run<'s> {
    storage: &'s FsmStorage,
    layout: Layout,
    imported: Imported,
    told: Option<Told<'s>>,
}

impl Run<'_> {
    async fn take_all(&mut self, mut rows: Rows) -> Result<(), Error> {
        for _ in 0..rows.nameless().await? {
            self.unreadable(None, Reason::NoId);
        }
        loop {
            let page = rows.page().await?;
            if page.is_empty() {
                return Ok(());
            }
            let mut ready = Vec::with_capacity(page.len());
            for mut row in page {
                if row.is_long() {
                    // By itself, so that a page of long ones does not fill the memory.
                    rows.fill(&mut row, self.storage.byte_limit()).await?;
                    if let Some(named) = self.read(row) {
                        self.take_one(named).await?;
                    }
                } else if let Some(named) = self.read(row) {
                    ready.push(named);
                }
            }
            self.take_page(ready).await?;
        }
    }

    /// What the row holds, if that can be read and is something.
    fn read(&mut self, row: RawRow) -> Option<Named> {
        match row.read(&self.layout, self.storage) {
            Ok(Some(conversation)) => return Some((row.id.text, conversation)),
            Ok(None) => self.imported.empty += 1,
            Err(reason) => self.unreadable(row.id.text, reason),
        }
        None
    }

    /// All in one transaction; one by one if it fails, to find the one that it fails for.
    async fn take_page(&mut self, page: Vec<Named>) -> Result<(), Error> {
        let wholes: Vec<_> = page.iter().map(|(_, found)| (&found.key, found.whole())).collect();
        if let Ok(taken) = self.storage.put_all_if_absent(OPERATION, &wholes).await {
            for taken in taken {
                self.taken(taken);
            }
            return Ok(());
        }
        for named in page {
            self.take_one(named).await?;
        }
        Ok(())
    }

    async fn take_one(&mut self, (id, found): Named) -> Result<(), Error> {
        match self.storage.put_if_absent(OPERATION, &found.key, found.whole()).await {
            Ok(taken) => self.taken(taken),
            Err(error) if is_rows_own(&error) => self.unreadable(id, error.into()),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn taken(&mut self, taken: bool) {
        let Imported { taken: all, present, .. } = &mut self.imported;
        *(if taken { all } else { present }) += 1;
    }

    fn unreadable(&mut self, id: Option<String>, reason: Reason) {
        let row = Unreadable { id, reason };
        if let Some(told) = &mut self.told {
            told(&row);
        }
        self.imported.unreadable += 1;
        if self.imported.first_unreadable.len() < LISTED {
            self.imported.first_unreadable.push(row);
        }
    }
}

impl Conversation {
    fn whole(&self) -> Whole<'_> {
        Whole { state: self.state.as_deref(), data: self.data.as_ref() }
    }
}

/// Whether the error is about what the row holds, and the next row may be fine.
fn is_rows_own(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Database { source: sqlx::Error::Database(said) } => {
            let code = said.code().unwrap_or_default();
            // SQLSTATE: data exceptions and limits of the program; SQLite: too large a string.
            code.starts_with("22") || code.starts_with("54") || code == "18"
        }
        ErrorKind::Database { .. } | ErrorKind::Contended { .. } | ErrorKind::Schema { .. } => {
            false
        }
        _ => true,
    }
}
