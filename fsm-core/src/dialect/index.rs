use super::{Comments, Speller, Statement};
use crate::schema::{IndexColumn, IndexDef, IndexKey, NullsOrder, SortOrder, TableName};

impl Speller<'_> {
    pub(crate) fn index_name(&self, table: &TableName, index: &IndexDef) -> String {
        self.naming.index(table, index, self.can().name_limit)
    }

    pub(super) fn create_index(&self, table: &TableName, index: &IndexDef) -> Vec<Statement> {
        let name = self.index_name(table, index);
        // Where the index carries the schema, the table must not.
        let (target, on) = if self.can().index_carries_schema {
            (self.in_schema_of(table, &name), self.identifier(&table.name))
        } else {
            (self.identifier(&name), self.name(table))
        };
        let kind = self.index_kind(index);
        let using = self.method_before(index);
        let tail = self.index_tail(index);
        let parts = self.index_parts(index);
        let sql = format!("CREATE {kind}INDEX {target} ON {on}{using} {parts}{tail}");
        // A foreign key can refer to the columns of a unique index.
        let create = Statement::new("create index", name.clone(), sql).leaf(!index.unique);
        let mut statements = vec![create];
        if let Some(comment) = &index.comment
            && self.can().comments == Comments::Statements
        {
            let sql = format!(
                "COMMENT ON INDEX {} IS {}",
                self.in_schema_of(table, &name),
                self.grammar.comment(comment)
            );
            statements.push(Statement::new("comment on", name, sql).leaf(true));
        }
        statements
    }

    /// An index as it stands in `CREATE TABLE`.
    pub(super) fn inline_index(&self, table: &TableName, index: &IndexDef) -> String {
        let name = self.identifier(&self.index_name(table, index));
        let (kind, parts) = (self.index_kind(index), self.index_parts(index));
        format!("{kind}INDEX {name} {parts}{}", self.index_tail(index))
    }

    pub(super) fn drop_index(&self, table: &TableName, index: &IndexDef) -> Statement {
        let name = self.index_name(table, index);
        let sql = if self.can().drop_index_names_table {
            format!("DROP INDEX {} ON {}", self.identifier(&name), self.name(table))
        } else {
            format!("DROP INDEX {}", self.in_schema_of(table, &name))
        };
        Statement::new("drop index", name, sql)
    }

    fn in_schema_of(&self, table: &TableName, name: &str) -> String {
        let name = TableName { schema: table.schema.clone(), name: name.to_owned().into() };
        self.name(&name)
    }

    fn index_kind(&self, index: &IndexDef) -> String {
        let unique = if index.unique { "UNIQUE " } else { "" };
        match self.kind_method(index) {
            Some(kind) => format!("{unique}{kind} "),
            None => unique.to_owned(),
        }
    }

    /// The method, where it is a kind of index rather than a method (`FULLTEXT`).
    fn kind_method(&self, index: &IndexDef) -> Option<String> {
        let method = self.grammar.text(index.method.as_ref()?)?.to_ascii_uppercase();
        self.can().index_kinds.contains(&method.as_str()).then_some(method)
    }

    fn using(&self, index: &IndexDef) -> Option<String> {
        let method = self.grammar.text(index.method.as_ref()?)?;
        self.kind_method(index).is_none().then(|| format!(" USING {method}"))
    }

    fn method_before(&self, index: &IndexDef) -> String {
        if self.can().index_method_last { None } else { self.using(index) }.unwrap_or_default()
    }

    fn index_parts(&self, index: &IndexDef) -> String {
        let parts: Vec<String> =
            index.columns.iter().map(|column| self.index_part(column)).collect();
        format!("({})", parts.join(", "))
    }

    fn index_part(&self, part: &IndexColumn) -> String {
        let length =
            part.prefix_length.map_or_else(String::new, |characters| format!("({characters})"));
        let mut words = vec![match &part.key {
            IndexKey::Column(name) => self.identifier(name) + &length,
            IndexKey::Expression(sql) => format!("({})", self.grammar.text(sql).unwrap_or("")),
        }];
        let collation = part.collation.as_ref();
        words.extend(collation.map(|name| format!("COLLATE {}", self.grammar.collation(name))));
        words.extend(part.operator_class.as_ref().map(ToString::to_string));
        words.extend(part.order.map(|order| {
            match order {
                SortOrder::Ascending => "ASC",
                SortOrder::Descending => "DESC",
            }
            .to_owned()
        }));
        words.extend(part.nulls.map(|nulls| {
            match nulls {
                NullsOrder::First => "NULLS FIRST",
                NullsOrder::Last => "NULLS LAST",
            }
            .to_owned()
        }));
        words.join(" ")
    }

    /// What stands behind the columns, each part with a space before it.
    fn index_tail(&self, index: &IndexDef) -> String {
        let mut words = Vec::new();
        if !index.include.is_empty() {
            words.push(format!(" INCLUDE {}", self.identifiers(index.include.iter())));
        }
        if index.nulls_not_distinct {
            words.push(" NULLS NOT DISTINCT".to_owned());
        }
        if self.can().index_method_last {
            words.extend(self.using(index));
        }
        if self.can().comments == Comments::Inline {
            let comment = index.comment.as_ref();
            words.extend(comment.map(|text| format!(" COMMENT {}", self.grammar.comment(text))));
        }
        let predicate = index.predicate.as_ref().and_then(|sql| self.grammar.text(sql));
        words.extend(predicate.map(|text| format!(" WHERE {text}")));
        words.concat()
    }
}
