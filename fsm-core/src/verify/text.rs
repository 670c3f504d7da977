use super::Verifier;
use crate::schema::{Sql, TableDef};

impl Verifier<'_> {
    /// Text that the database keeps: a comment, a label, a constant.
    pub(super) fn stored_text(
        &mut self,
        table: &TableDef,
        object: Option<&str>,
        what: &str,
        text: &str,
    ) {
        if text.contains('\0') {
            let message = format!("the {what} {text:?} holds a NUL character");
            self.found(table, object, (message, Some("leave it out".to_owned())));
        }
        if !self.can().catalog_holds_any_character
            && let Some(wide) = text.chars().find(|character| *character > '\u{ffff}')
        {
            let message = format!(
                "the {what} `{text}` holds `{wide}`, of which {} keeps a question mark in its catalog",
                self.dialect()
            );
            let help = "write it with characters up to U+FFFF";
            self.found(table, object, (message, Some(help.to_owned())));
        }
    }

    /// A comment; `part` is what it hangs on below the table.
    pub(super) fn comment(&mut self, table: &TableDef, part: Option<&str>, comment: Option<&str>) {
        let Some(comment) = comment else { return };
        if self.can().comments == crate::dialect::Comments::None {
            return;
        }
        self.stored_text(table, part, "comment", comment);
        let limits = self.can().comment_limits;
        let limit = if part.is_some() { limits.part } else { limits.table };
        let long = comment.chars().count();
        if let Some(limit) = limit
            && long > limit
        {
            let message = format!(
                "the comment has {long} characters, of which {} takes {limit}",
                self.dialect()
            );
            self.found(table, part, (message, Some("shorten it".to_owned())));
        }
    }

    /// SQL in the author's own words that the schema means nothing without.
    pub(super) fn needed_sql(
        &mut self,
        table: &TableDef,
        object: Option<&str>,
        what: &str,
        sql: &Sql,
    ) {
        if sql.text(self.dialect()).is_none() {
            let message = format!("the {what} has no text for {}", self.dialect());
            let help = format!("write one: `{} = \"..\"`", self.dialect().key());
            self.found(table, object, (message, Some(help)));
        }
        self.own_sql(table, object, what, sql);
    }

    /// SQL in the author's own words, wherever it stands.
    pub(super) fn own_sql(
        &mut self,
        table: &TableDef,
        object: Option<&str>,
        what: &str,
        sql: &Sql,
    ) {
        let Some(text) = sql.text(self.dialect()) else { return };
        if text.trim().is_empty() {
            self.found(
                table,
                object,
                (format!("the {what} is empty"), Some("write it, or leave it out".to_owned())),
            );
        } else if text.contains('\0') {
            let message = format!("the {what} {text:?} holds a NUL character");
            self.found(table, object, (message, Some("leave it out".to_owned())));
        }
    }
}
