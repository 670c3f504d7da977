use super::Verifier;
use crate::dialect::ReservedPrefix;
use crate::name::NameLimit;
use crate::schema::{TableDef, TableName};

impl Verifier<'_> {
    pub(super) fn table_name(&mut self, table: &TableDef) {
        self.object_name(table, None, &table.name);
        self.reserved_table_name(table, None, &table.name.name);
    }

    /// The name of something that lives in a schema.
    pub(super) fn object_name(&mut self, table: &TableDef, object: Option<&str>, name: &TableName) {
        if let Some(schema) = &name.schema {
            self.identifier(table, object, "schema", schema);
            self.file_name(table, object, "schema", schema);
            if let ReservedPrefix::Schemas(prefix) = self.can().reserved_prefix
                && schema.starts_with(prefix)
            {
                let message = format!(
                    "the schema `{schema}` begins with `{prefix}`, which {} keeps for itself",
                    self.dialect()
                );
                self.found(table, object, (message, Some("choose another name".to_owned())));
            }
        }
        self.identifier(table, object, "name", &name.name);
        self.file_name(table, object, "name", &name.name);
    }

    pub(super) fn reserved_table_name(
        &mut self,
        table: &TableDef,
        object: Option<&str>,
        name: &str,
    ) {
        if let ReservedPrefix::Tables(prefix) = self.can().reserved_prefix
            && name.to_ascii_lowercase().starts_with(prefix)
        {
            let message = format!(
                "the name `{name}` begins with `{prefix}`, which {} keeps for itself",
                self.dialect()
            );
            self.found(table, object, (message, Some("choose another name".to_owned())));
        }
    }

    /// A name in quotes can be anything but what is refused here.
    pub(super) fn identifier(
        &mut self,
        table: &TableDef,
        object: Option<&str>,
        what: &str,
        name: &str,
    ) {
        let dialect = self.dialect();
        let mut refuse = |message: String, help: &str| {
            self.found(table, object, (message, Some(help.to_owned())));
        };
        if name.is_empty() {
            refuse(format!("the {what} is empty"), "give it a name");
            return;
        }
        if name.contains('\0') {
            refuse(
                format!("the {what} {name:?} holds a NUL character, which no database takes"),
                "leave it out",
            );
        }
        let can = dialect.capabilities();
        if !can.name_limit.fits(name) {
            let (limit, long) = match can.name_limit {
                NameLimit::Bytes(limit) => (format!("{limit} bytes"), name.len()),
                NameLimit::Characters(limit) => {
                    (format!("{limit} characters"), name.chars().count())
                }
                _ => (String::new(), 0),
            };
            refuse(
                format!("the {what} `{name}` is too long: {long}, where {dialect} takes {limit}"),
                "shorten it",
            );
        }
        if !can.names_hold_any_character {
            if let Some(wide) = name.chars().find(|character| *character > '\u{ffff}') {
                refuse(
                    format!("the {what} `{name}` holds `{wide}`, which {dialect} takes in no name"),
                    "write it with characters up to U+FFFF",
                );
            }
            if name.ends_with(|end: char| end.is_ascii_whitespace() || end == '\u{b}') {
                refuse(
                    format!(
                        "the {what} `{name}` ends in white space, which {dialect} takes in no name"
                    ),
                    "leave the white space out",
                );
            }
        }
    }
}
