use super::{Comments, Speller, Statement};
use crate::change::{Change, ConstraintKind};
use crate::schema::{ColumnDef, IndexDef, Str, TableName};

/// A part of an `ALTER TABLE`: what stands behind the table's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    /// What it does: `add column`, ….
    pub(crate) action: &'static str,
    /// What it does it to.
    pub(crate) object: String,
    /// The clause.
    pub(crate) sql: String,
}

/// A part of what makes a change of a table that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A part of an `ALTER TABLE`.
    Clause(Clause),
    /// A statement of its own.
    Statement(Statement),
}

impl Clause {
    pub(crate) fn new(action: &'static str, object: impl Into<String>, sql: String) -> Self {
        Self { action, object: object.into(), sql }
    }
}

impl From<Clause> for Piece {
    fn from(clause: Clause) -> Self {
        Self::Clause(clause)
    }
}

impl From<Statement> for Piece {
    fn from(statement: Statement) -> Self {
        Self::Statement(statement)
    }
}

impl Speller<'_> {
    /// One `ALTER TABLE` for all clauses.
    pub(crate) fn alter_table(&self, table: &TableName, clauses: &[Clause]) -> Option<Statement> {
        let (first, rest) = clauses.split_first()?;
        let head = format!("ALTER TABLE {}", self.name(table));
        if rest.is_empty() {
            let sql = format!("{head} {}", first.sql);
            return Some(Statement::new(first.action, first.object.clone(), sql));
        }
        let all: Vec<&str> = clauses.iter().map(|clause| &*clause.sql).collect();
        let sql = format!("{head}\n    {}", all.join(",\n    "));
        Some(Statement::new("alter table", table.to_string(), sql))
    }

    /// A statement for each piece, and one for each run of clauses where they can be joined.
    pub(crate) fn altered(&self, table: &TableName, pieces: Vec<Piece>) -> Vec<Statement> {
        let joined = self.can().alter_table == super::AlterTable::Joined;
        let mut statements = Vec::new();
        let mut clauses: Vec<Clause> = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Clause(clause) => {
                    if !joined {
                        statements.extend(self.alter_table(table, &clauses));
                        clauses.clear();
                    }
                    clauses.push(clause);
                }
                Piece::Statement(statement) => {
                    statements.extend(self.alter_table(table, &clauses));
                    clauses.clear();
                    statements.push(statement);
                }
            }
        }
        statements.extend(self.alter_table(table, &clauses));
        statements
    }

    /// What makes a change of a table that stands.
    ///
    /// Each column in it must say by itself whether it is numbered and whether it holds `NULL`:
    /// the table's primary key is not in view.
    pub(crate) fn pieces(&self, change: &Change) -> Vec<Piece> {
        match change {
            Change::AddColumn { table, column } => self.add_column(table, column),
            Change::DropColumn { table, column } => vec![self.drop_column(table, &column.name)],
            Change::AlterColumn { table, before, after } => {
                self.grammar.alter_column(self, table, before, after)
            }
            Change::RenameColumn { table, before, after } => {
                vec![self.rename_column(table, before, after)]
            }
            Change::AddPrimaryKey { table, primary_key } => {
                let name = self.primary_key_name(table, primary_key);
                vec![Self::add("add primary key", name, &self.primary_key(table, primary_key))]
            }
            Change::DropPrimaryKey { table, primary_key } => {
                let name = self.primary_key_name(table, primary_key);
                vec![self.drop_key("drop primary key", ConstraintKind::PrimaryKey, &name)]
            }
            Change::AddUnique { table, unique } => {
                let name = self.unique_name(table, unique);
                vec![Self::add("add unique constraint", name, &self.unique(table, unique))]
            }
            Change::DropUnique { table, unique } => {
                let name = self.unique_name(table, unique);
                vec![self.drop_key("drop unique constraint", ConstraintKind::Unique, &name)]
            }
            Change::AddCheck { table, check } => {
                let name = self.check_name(table, check);
                let add = |sql: String| Self::add("add check", name, &sql);
                self.check(table, check).map(add).into_iter().collect()
            }
            Change::DropCheck { table, check } => {
                if self.grammar.text(&check.expression).is_none() {
                    return Vec::new();
                }
                let name = self.check_name(table, check);
                vec![self.drop_key("drop check", ConstraintKind::Check, &name)]
            }
            Change::AddForeignKey { table, foreign_key } => {
                let name = self.foreign_key_name(table, foreign_key);
                vec![Self::add("add foreign key", name, &self.foreign_key(table, foreign_key))]
            }
            Change::DropForeignKey { table, foreign_key } => {
                let name = self.foreign_key_name(table, foreign_key);
                vec![self.drop_key("drop foreign key", ConstraintKind::ForeignKey, &name)]
            }
            Change::CreateIndex { table, index } => self.add_index(table, index),
            Change::DropIndex { table, index } => vec![self.remove_index(table, index)],
            Change::RenameConstraint { table, kind, before, after } => {
                self.grammar.rename_constraint(self, table, *kind, before, after)
            }
            Change::RenameIndex { table, before, after } => {
                vec![self.grammar.rename_index(self, table, before, after)]
            }
            Change::SetTableComment { table, after, .. } => {
                self.set_table_comment(table, after.as_ref())
            }
            Change::SetTableOptions { table, before, after } => {
                self.grammar.alter_options(self, table, before, after)
            }
            _ => Vec::new(),
        }
    }

    fn add(action: &'static str, name: String, definition: &str) -> Piece {
        Clause::new(action, name, format!("ADD {definition}")).into()
    }

    /// A constraint goes, by its name.
    pub(crate) fn drop_key(&self, action: &'static str, kind: ConstraintKind, name: &str) -> Piece {
        Clause::new(action, name, self.grammar.drop_constraint(kind, name)).into()
    }

    pub(crate) fn add_column(&self, table: &TableName, column: &ColumnDef) -> Vec<Piece> {
        let mut sql = String::from("ADD COLUMN ");
        self.push_column(&Self::alone(table, column), column, &mut sql);
        let mut pieces = vec![Clause::new("add column", object(table, &column.name), sql).into()];
        if column.comment.is_some() {
            pieces.extend(self.comment_on_column(table, column));
        }
        pieces
    }

    /// A column goes.
    pub(crate) fn drop_column(&self, table: &TableName, column: &str) -> Piece {
        let sql = format!("DROP COLUMN {}", self.identifier(column));
        Clause::new("drop column", object(table, column), sql).into()
    }

    fn rename_column(&self, table: &TableName, before: &str, after: &str) -> Piece {
        let sql =
            format!("RENAME COLUMN {} TO {}", self.identifier(before), self.identifier(after));
        Clause::new("rename column", object(table, before), sql).into()
    }

    fn add_index(&self, table: &TableName, index: &IndexDef) -> Vec<Piece> {
        if !self.can().inline_indexes {
            return self.create_index(table, index).into_iter().map(Piece::from).collect();
        }
        let sql = format!("ADD {}", self.inline_index(table, index));
        vec![Clause::new("create index", self.index_name(table, index), sql).into()]
    }

    fn remove_index(&self, table: &TableName, index: &IndexDef) -> Piece {
        if !self.can().inline_indexes {
            return self.drop_index(table, index).into();
        }
        let name = self.index_name(table, index);
        let sql = format!("DROP INDEX {}", self.identifier(&name));
        Clause::new("drop index", name, sql).into()
    }

    fn set_table_comment(&self, table: &TableName, comment: Option<&Str>) -> Vec<Piece> {
        let text = comment.map(|text| self.grammar.comment(text));
        match self.can().comments {
            Comments::None => Vec::new(),
            Comments::Inline => {
                let sql = format!("COMMENT = {}", text.as_deref().unwrap_or("''"));
                vec![Clause::new("comment on", table.to_string(), sql).into()]
            }
            Comments::Statements => {
                let text = text.as_deref().unwrap_or("NULL");
                let sql = format!("COMMENT ON TABLE {} IS {text}", self.name(table));
                vec![Statement::new("comment on", table.to_string(), sql).into()]
            }
        }
    }

    /// The column's comment in a statement of its own, where it stands in none.
    pub(crate) fn comment_on_column(&self, table: &TableName, column: &ColumnDef) -> Option<Piece> {
        if self.can().comments != Comments::Statements {
            return None;
        }
        let comment = column.comment.as_ref().map(|text| self.grammar.comment(text));
        let sql = format!(
            "COMMENT ON COLUMN {}.{} IS {}",
            self.name(table),
            self.identifier(&column.name),
            comment.as_deref().unwrap_or("NULL")
        );
        Some(Statement::new("comment on", object(table, &column.name), sql).into())
    }

    /// The column in a table of its own, for what asks a column's table.
    pub(crate) fn alone(table: &TableName, column: &ColumnDef) -> crate::schema::TableDef {
        crate::schema::TableDef::new(table.clone()).column(column.clone())
    }
}

/// A column as messages name it.
pub(crate) fn object(table: &TableName, column: &str) -> String {
    format!("{table}.{column}")
}
