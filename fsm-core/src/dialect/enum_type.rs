use super::{Speller, Statement};
use crate::schema::{CheckDef, ColumnDef, EnumDef, SqlType};

impl Speller<'_> {
    /// Where the dialect has no native enums, nothing calls for this statement.
    pub(super) fn create_enum(&self, def: &EnumDef) -> Statement {
        let sql = format!("CREATE TYPE {} AS ENUM ({})", self.name(&def.name), self.labels(def));
        Statement::new("create enum", def.name.to_string(), sql)
    }

    pub(super) fn drop_enum(&self, def: &EnumDef) -> Statement {
        let sql = format!("DROP TYPE {}", self.name(&def.name));
        Statement::new("drop enum", def.name.to_string(), sql)
    }

    /// The check that stands in for an enum type where the dialect has none.
    pub(crate) fn enum_check(&self, column: &ColumnDef) -> Option<CheckDef> {
        let SqlType::Enum(def) = &column.sql_type else { return None };
        if !self.can().enum_as_check || column.type_override(self.dialect()).is_some() {
            return None;
        }
        let expression = format!("{} IN ({})", self.identifier(&column.name), self.labels(def));
        let mut check = CheckDef::new(expression);
        check.column = Some(column.name.clone());
        Some(check)
    }

    fn labels(&self, def: &EnumDef) -> String {
        let labels: Vec<String> =
            def.labels.iter().map(|label| self.grammar.string(label)).collect();
        labels.join(", ")
    }
}
