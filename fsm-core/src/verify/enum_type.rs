use super::Verifier;
use crate::schema::{ColumnDef, EnumDef, TableDef};
use std::{borrow::Cow, collections::BTreeMap};

impl Verifier<'_> {
    pub(super) fn enum_type(&mut self, table: &TableDef, column: &ColumnDef, def: &EnumDef) {
        let at = column.name.as_ref();
        if self.can().native_enums {
            self.object_name(table, Some(at), &def.name);
            self.reserved_type(table, at, &def.name);
        }
        if def.labels.is_empty() {
            let message = format!("the enum `{}` has no label", def.name);
            self.problem(table, at, message, "give it one");
        }
        let mut seen: BTreeMap<Cow<'_, str>, &str> = BTreeMap::new();
        for label in def.labels.iter() {
            self.label(table, at, label);
            if let Some(first) =
                seen.insert(self.speller.grammar.fold_label(table, column, label), label)
            {
                let message = if first == label {
                    format!("the enum `{}` has the label `{label}` twice", def.name)
                } else {
                    format!(
                        "the labels `{first}` and `{label}` of the enum `{}` are one to {}",
                        def.name,
                        self.dialect()
                    )
                };
                self.problem(table, at, message, "give each variant a label of its own");
            }
        }
    }

    fn label(&mut self, table: &TableDef, at: &str, label: &str) {
        self.stored_text(table, Some(at), "label", label);
        let limit = self.can().label_limit;
        if !limit.fits(label) {
            let message = format!("the label `{label}` is longer than {} takes", self.dialect());
            self.problem(table, at, message, "shorten it: `#[sqlx(rename = \"..\")]`");
        }
        if !self.can().labels_keep_spaces && label.ends_with(' ') {
            let message =
                format!("the label `{label}` ends in a space, which {} cuts off", self.dialect());
            self.problem(table, at, message, "leave the space out");
        }
    }
}
