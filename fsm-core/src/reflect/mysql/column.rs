use super::default::{self, Told, unescaped, without_parentheses};
use super::settings::Settings;
use crate::dialect::mysql::{normal_type, read_type};
use crate::reflect::Unmanaged;
use crate::schema::{Autoincrement, ColumnDef, ComputedDef, Sql, TableName};

/// What the catalog says of a column.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen<'r> {
    pub(super) name: &'r str,
    pub(super) declared: &'r str,
    pub(super) nullable: bool,
    pub(super) default: Option<&'r str>,
    pub(super) extra: &'r str,
    pub(super) collation: Option<&'r str>,
    pub(super) comment: &'r str,
    pub(super) expression: &'r str,
    pub(super) reference_system: Option<&'r str>,
    /// Whether constants stand in quotes, as they do but in MySQL's catalog.
    pub(super) quoted: bool,
}

/// The column, and what of it is no part of a schema value.
///
/// `collation` is the table's, which a column has unless it names another.
pub(super) fn read(
    settings: &Settings,
    table: &TableName,
    collation: Option<&str>,
    seen: &Seen<'_>,
) -> (ColumnDef, Vec<Unmanaged>) {
    let mut unmanaged = Vec::new();
    let mut lost = |kind: String, definition: Option<String>| {
        unmanaged.push(Unmanaged {
            kind: kind.into(),
            name: of_table(table, seen.name),
            table: Some(table.clone()),
            definition,
        });
    };
    let declared = match seen.reference_system {
        Some(number) => format!("{} srid {number}", seen.declared),
        None => seen.declared.to_owned(),
    };
    let enum_name = || of_table(table, &format!("{}_{}", table.name, seen.name));
    let sql_type = read_type(&declared, settings.quotes, enum_name);
    let mut column = ColumnDef::new(seen.name.to_owned(), sql_type);
    column.nullable = seen.nullable;
    column.comment = (!seen.comment.is_empty()).then(|| seen.comment.to_owned().into());
    column.collation = seen
        .collation
        .filter(|name| Some(*name) != collation)
        .map(|name| Sql::new(name.to_owned()));
    let extra = Extra::read(seen.extra);
    if extra.numbered {
        column.autoincrement = Autoincrement::Always;
    }
    match seen.expression {
        "" => {
            let told = Told {
                declared: &normal_type(&declared, settings.quotes),
                text: seen.default,
                generated: extra.default_generated,
                quoted: seen.quoted,
                on_update: extra.on_update,
            };
            let text = told.text.map(|text| {
                if told.generated && !seen.quoted { unescaped(text) } else { text.to_owned() }
            });
            let told = Told { text: text.as_deref(), ..told };
            if let Some(update) = default::put(settings.quotes, &told, &mut column) {
                lost("ON UPDATE of column".to_owned(), Some(update.to_owned()));
            }
        }
        // The period of a table that keeps its history.
        period @ ("ROW START" | "ROW END") => {
            lost(format!("{period} of column"), None);
        }
        expression => {
            let expression =
                if seen.quoted { expression.to_owned() } else { unescaped(expression) };
            column.computed = Some(ComputedDef {
                expression: Sql::new(without_parentheses(&expression).to_owned()),
                stored: extra.stored,
            });
        }
    }
    for word in &extra.others {
        lost(format!("{word} of column"), None);
    }
    (column, unmanaged)
}

/// The name of something that hangs on the table.
pub(super) fn of_table(table: &TableName, name: &str) -> TableName {
    TableName { schema: table.schema.clone(), name: name.to_owned().into() }
}

/// What the catalog says in one text beside the columns it has for properties.
#[derive(Debug, Default, PartialEq, Eq)]
struct Extra<'r> {
    numbered: bool,
    stored: bool,
    default_generated: bool,
    on_update: Option<&'r str>,
    /// What no schema value has.
    others: Vec<&'static str>,
}

impl<'r> Extra<'r> {
    fn read(text: &'r str) -> Self {
        // The letters stay where they are.
        let lower = text.to_ascii_lowercase();
        let has = |words: &str| lower.contains(words);
        let on_update = lower.find("on update ").map(|at| {
            let rest = &text[at + "on update ".len()..];
            rest.split([' ', ',']).next().unwrap_or(rest)
        });
        let others = [
            ("invisible", "INVISIBLE"),
            ("without system versioning", "WITHOUT SYSTEM VERSIONING"),
            ("not secondary", "NOT SECONDARY"),
        ];
        Self {
            numbered: has("auto_increment"),
            stored: has("stored generated") || has("persistent"),
            default_generated: has("default_generated"),
            on_update,
            others: others.iter().filter(|(words, _)| has(words)).map(|(_, name)| *name).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Extra;

    fn check(text: &str, expected: &Extra<'_>) {
        assert_eq!(&Extra::read(text), expected, "{text}");
    }

    #[test]
    fn the_extra_text_is_taken_apart() {
        let none = Extra::default;
        check("", &none());
        check("auto_increment", &Extra { numbered: true, ..none() });
        check("STORED GENERATED", &Extra { stored: true, ..none() });
        check("VIRTUAL GENERATED", &none());
        check(
            "on update current_timestamp(6)",
            &Extra { on_update: Some("current_timestamp(6)"), ..none() },
        );
        check(
            "DEFAULT_GENERATED on update CURRENT_TIMESTAMP INVISIBLE",
            &Extra {
                default_generated: true,
                on_update: Some("CURRENT_TIMESTAMP"),
                others: vec!["INVISIBLE"],
                ..none()
            },
        );
        check(
            "auto_increment, INVISIBLE",
            &Extra { numbered: true, others: vec!["INVISIBLE"], ..none() },
        );
    }
}
