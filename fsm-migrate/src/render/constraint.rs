//! Keys, constraints and indexes: of a new table, and of one that stands.
//! It never gives one a name: that is settled before.

use super::code::{Expr, Line};
use super::literal;
use fsm_core::change::ConstraintKind;
use fsm_core::{
    CheckDef, Deferrable, Dialect, ForeignKeyDef, IndexDef, MatchType, PrimaryKeyDef,
    ReferentialAction, Str, TableName, UniqueDef,
};

fn t(method: &'static str, arguments: Vec<Expr>, name: Option<&Str>) -> Expr {
    let made = Expr::word("t").then(method, arguments);
    match name {
        Some(name) => made.then("named", vec![literal::text(name)]),
        None => made,
    }
}

fn name_of(name: Option<&Str>) -> Expr {
    literal::text(name.map_or("", |name| name))
}

/// `t.primary_key(["id"]).named("pk_users");`
pub(super) fn primary_key(key: &PrimaryKeyDef) -> Line {
    let columns = literal::texts(key.columns.iter());
    Line::Statement(t("primary_key", vec![columns], key.name.as_ref()))
}

/// `op.create_primary_key("pk_users", "users", ["id"]);`
pub(super) fn add_primary_key(table: &TableName, key: &PrimaryKeyDef) -> Line {
    let columns = literal::texts(key.columns.iter());
    let arguments = vec![name_of(key.name.as_ref()), literal::name(table), columns];
    Line::Statement(Expr::op("create_primary_key", arguments))
}

/// `t.unique(["email"]).named("uq_users_email");`
pub(super) fn unique(unique: &UniqueDef) -> Line {
    let columns = literal::texts(unique.columns.iter());
    Line::Statement(of_unique(t("unique", vec![columns], unique.name.as_ref()), unique))
}

/// `op.create_unique_constraint("uq_users_email", "users", ["email"]);`
pub(super) fn add_unique(table: &TableName, unique: &UniqueDef) -> Line {
    let columns = literal::texts(unique.columns.iter());
    let arguments = vec![name_of(unique.name.as_ref()), literal::name(table), columns];
    Line::Statement(of_unique(Expr::op("create_unique_constraint", arguments), unique))
}

fn of_unique(mut made: Expr, unique: &UniqueDef) -> Expr {
    if let Some(deferrable) = unique.deferrable {
        made = made.then("deferrable", vec![deferral(deferrable)]);
    }
    if unique.nulls_not_distinct {
        made = made.then("nulls_not_distinct", Vec::new());
    }
    on_dialects(made, &unique.dialects)
}

fn on_dialects(made: Expr, dialects: &[Dialect]) -> Expr {
    if dialects.is_empty() {
        made
    } else {
        made.then("dialects", vec![literal::dialects(dialects)])
    }
}

fn deferral(deferrable: Deferrable) -> Expr {
    Expr::word(match deferrable {
        Deferrable::InitiallyDeferred => "InitiallyDeferred",
        _ => "InitiallyImmediate",
    })
}

/// `t.check("age > 0").named("ck_users_age");`
pub(super) fn check(check: &CheckDef) -> Line {
    let expression = literal::sql(&check.expression);
    Line::Statement(of_check(t("check", vec![expression], check.name.as_ref()), check))
}

/// `op.create_check_constraint("ck_users_age", "users", "age > 0");`
pub(super) fn add_check(table: &TableName, check: &CheckDef) -> Line {
    let expression = literal::sql(&check.expression);
    let arguments = vec![name_of(check.name.as_ref()), literal::name(table), expression];
    Line::Statement(of_check(Expr::op("create_check_constraint", arguments), check))
}

fn of_check(mut made: Expr, check: &CheckDef) -> Expr {
    if let Some(column) = &check.column {
        made = made.then("at_column", vec![literal::text(column)]);
    }
    on_dialects(made, &check.dialects)
}

/// `t.foreign_key(["user_id"], "users", ["id"]).named("..").on_delete(Cascade);`
pub(super) fn foreign_key(key: &ForeignKeyDef) -> Line {
    let arguments = vec![
        literal::texts(key.columns.iter()),
        literal::name(&key.referred_table),
        literal::texts(key.referred_columns.iter()),
    ];
    Line::Statement(of_foreign_key(t("foreign_key", arguments, key.name.as_ref()), key))
}

/// `op.create_foreign_key("..", "posts", "users", ["user_id"], ["id"]).on_delete(Cascade);`
pub(super) fn add_foreign_key(table: &TableName, key: &ForeignKeyDef) -> Line {
    let arguments = vec![
        name_of(key.name.as_ref()),
        literal::name(table),
        literal::name(&key.referred_table),
        literal::texts(key.columns.iter()),
        literal::texts(key.referred_columns.iter()),
    ];
    Line::Statement(of_foreign_key(Expr::op("create_foreign_key", arguments), key))
}

fn of_foreign_key(mut made: Expr, key: &ForeignKeyDef) -> Expr {
    if let Some(action) = key.on_delete {
        made = made.then("on_delete", vec![referential(action)]);
    }
    if let Some(action) = key.on_update {
        made = made.then("on_update", vec![referential(action)]);
    }
    if let Some(deferrable) = key.deferrable {
        made = made.then("deferrable", vec![deferral(deferrable)]);
    }
    if let Some(match_type) = key.match_type {
        let word = match match_type {
            MatchType::Full => "MatchType::Full",
            _ => "MatchType::Simple",
        };
        made = made.then("match_type", vec![Expr::word(word)]);
    }
    made
}

fn referential(action: ReferentialAction) -> Expr {
    Expr::word(match action {
        ReferentialAction::Restrict => "Restrict",
        ReferentialAction::Cascade => "Cascade",
        ReferentialAction::SetNull => "SetNull",
        ReferentialAction::SetDefault => "SetDefault",
        _ => "NoAction",
    })
}

/// `t.index(["email"]).named("ix_users_email");`
pub(super) fn index(index: &IndexDef) -> Line {
    let columns = literal::index_columns(&index.columns);
    Line::Statement(of_index(t("index", vec![columns], index.name.as_ref()), index))
}

/// `op.create_index("ix_users_email", "users", ["email"]).unique();`
pub(super) fn create_index(table: &TableName, index: &IndexDef) -> Line {
    let columns = literal::index_columns(&index.columns);
    let arguments = vec![name_of(index.name.as_ref()), literal::name(table), columns];
    Line::Statement(of_index(Expr::op("create_index", arguments), index))
}

/// `op.drop_index("ix_users_email", "users");`
pub(super) fn drop_index(table: &TableName, index: &IndexDef) -> Line {
    let arguments = vec![name_of(index.name.as_ref()), literal::name(table)];
    Line::Statement(Expr::op("drop_index", arguments))
}

fn of_index(mut made: Expr, index: &IndexDef) -> Expr {
    if index.unique {
        made = made.then("unique", Vec::new());
    }
    if let Some(method) = &index.method {
        made = made.then("method", vec![literal::sql(method)]);
    }
    if let Some(predicate) = &index.predicate {
        made = made.then("predicate", vec![literal::sql(predicate)]);
    }
    if !index.include.is_empty() {
        made = made.then("include", vec![literal::texts(index.include.iter())]);
    }
    if index.nulls_not_distinct {
        made = made.then("nulls_not_distinct", Vec::new());
    }
    if let Some(comment) = &index.comment {
        made = made.then("comment", vec![literal::text(comment)]);
    }
    on_dialects(made, &index.dialects)
}

/// `op.drop_constraint("uq_users_email", "users", ConstraintKind::Unique);`
pub(super) fn drop(table: &TableName, kind: ConstraintKind, name: Option<&Str>) -> Line {
    let arguments = vec![name_of(name), literal::name(table), kind_of(kind)];
    Line::Statement(Expr::op("drop_constraint", arguments))
}

/// `op.rename_constraint("users", ConstraintKind::Unique, "before", "after");`
pub(super) fn rename(table: &TableName, kind: ConstraintKind, before: &str, after: &str) -> Line {
    let names = [before, after].map(literal::text);
    let arguments = [literal::name(table), kind_of(kind)].into_iter().chain(names).collect();
    Line::Statement(Expr::op("rename_constraint", arguments))
}

fn kind_of(kind: ConstraintKind) -> Expr {
    Expr::word(match kind {
        ConstraintKind::Unique => "ConstraintKind::Unique",
        ConstraintKind::Check => "ConstraintKind::Check",
        ConstraintKind::ForeignKey => "ConstraintKind::ForeignKey",
        _ => "ConstraintKind::PrimaryKey",
    })
}
