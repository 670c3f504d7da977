use super::Speller;
use crate::schema::{
    CheckDef, Deferrable, Dialect, ForeignKeyDef, MatchType, PrimaryKeyDef, ReferentialAction,
    TableName, UniqueDef,
};

/// Whether an object with this list of dialects is made on `dialect`.
pub(crate) fn made_on(dialects: &[Dialect], dialect: Dialect) -> bool {
    dialects.is_empty() || dialects.contains(&dialect)
}

impl Speller<'_> {
    fn named(&self, name: &str) -> String {
        format!("CONSTRAINT {}", self.identifier(name))
    }

    pub(crate) fn primary_key_name(&self, table: &TableName, key: &PrimaryKeyDef) -> String {
        self.naming.primary_key(table, key, self.can().name_limit)
    }

    pub(crate) fn unique_name(&self, table: &TableName, unique: &UniqueDef) -> String {
        self.naming.unique(table, unique, self.can().name_limit)
    }

    pub(crate) fn check_name(&self, table: &TableName, check: &CheckDef) -> String {
        self.naming.check(table, check, self.can().name_limit)
    }

    pub(crate) fn foreign_key_name(&self, table: &TableName, key: &ForeignKeyDef) -> String {
        self.naming.foreign_key(table, key, self.can().name_limit)
    }

    /// `CONSTRAINT .. PRIMARY KEY`, without columns: where it stands at its column.
    pub(crate) fn primary_key_here(&self, table: &TableName, key: &PrimaryKeyDef) -> String {
        format!("{} PRIMARY KEY", self.named(&self.primary_key_name(table, key)))
    }

    pub(crate) fn primary_key(&self, table: &TableName, key: &PrimaryKeyDef) -> String {
        format!("{} {}", self.primary_key_here(table, key), self.identifiers(key.columns.iter()))
    }

    pub(crate) fn unique(&self, table: &TableName, unique: &UniqueDef) -> String {
        let mut words = vec![self.named(&self.unique_name(table, unique)), "UNIQUE".to_owned()];
        if unique.nulls_not_distinct {
            words.push("NULLS NOT DISTINCT".to_owned());
        }
        words.push(self.identifiers(unique.columns.iter()));
        words.extend(unique.deferrable.map(deferral));
        words.join(" ")
    }

    /// `None` if the author wrote no text for this dialect.
    pub(crate) fn check(&self, table: &TableName, check: &CheckDef) -> Option<String> {
        let text = self.grammar.text(&check.expression)?;
        Some(format!("{} CHECK ({text})", self.named(&self.check_name(table, check))))
    }

    pub(crate) fn foreign_key(&self, table: &TableName, key: &ForeignKeyDef) -> String {
        let referred = if self.can().qualified_references {
            self.name(&key.referred_table)
        } else {
            self.identifier(&key.referred_table.name)
        };
        let mut words = vec![
            self.named(&self.foreign_key_name(table, key)),
            "FOREIGN KEY".to_owned(),
            self.identifiers(key.columns.iter()),
            "REFERENCES".to_owned(),
            format!("{referred} {}", self.identifiers(key.referred_columns.iter())),
        ];
        // Simple is what every database does without a word; MySQL stumbles over the word.
        if key.match_type == Some(MatchType::Full) {
            words.push("MATCH FULL".to_owned());
        }
        words.extend(key.on_delete.map(|what| format!("ON DELETE {}", action(what))));
        words.extend(key.on_update.map(|what| format!("ON UPDATE {}", action(what))));
        words.extend(key.deferrable.map(deferral));
        words.join(" ")
    }
}

fn deferral(deferrable: Deferrable) -> String {
    match deferrable {
        Deferrable::InitiallyImmediate => "DEFERRABLE INITIALLY IMMEDIATE".to_owned(),
        Deferrable::InitiallyDeferred => "DEFERRABLE INITIALLY DEFERRED".to_owned(),
    }
}

fn action(action: ReferentialAction) -> &'static str {
    match action {
        ReferentialAction::NoAction => "NO ACTION",
        ReferentialAction::Restrict => "RESTRICT",
        ReferentialAction::Cascade => "CASCADE",
        ReferentialAction::SetNull => "SET NULL",
        ReferentialAction::SetDefault => "SET DEFAULT",
    }
}
