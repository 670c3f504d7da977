use crate::case::{Case, case, integer, table, varchar};
use fsm_core::Dialect::{Mysql, Postgres, Sqlite};
use fsm_core::{Deferrable, IndexDef, TableDef, UniqueDef};

fn ab(unique: UniqueDef) -> TableDef {
    plain().unique(unique)
}

fn plain() -> TableDef {
    table("t").column(varchar("a").nullable()).column(integer("b").nullable())
}

pub(super) fn cases() -> Vec<Case> {
    let a = || UniqueDef::new(["a"]);
    let deferred = || UniqueDef::new(["a"]).dialects([Postgres]);
    vec![
        case("unique_added", plain(), ab(a())),
        case("unique_dropped", ab(a()), plain()),
        case("unique_gets_a_column", ab(a()), ab(UniqueDef::new(["a", "b"]))),
        case("unique_of_another_column", ab(a()), ab(UniqueDef::new(["b"]))),
        case(
            "unique_in_another_order",
            ab(UniqueDef::new(["a", "b"])),
            ab(UniqueDef::new(["b", "a"])),
        ),
        case(
            "unique_of_the_same_name_with_other_columns",
            ab(a().named("uq")),
            ab(UniqueDef::new(["b"]).named("uq")),
        ),
        case("unique_gets_a_name", ab(a()), ab(a().named("the_unique"))),
        case("unique_name_changes", ab(a().named("one")), ab(a().named("other"))),
        case("unique_twice", ab(a()), ab(a()).unique(UniqueDef::new(["b"]))),
        case("unique_becomes_an_index", ab(a()), plain().index(IndexDef::new(["a"]))),
        case("index_becomes_unique", plain().index(IndexDef::new(["a"])), ab(a())),
        case(
            "unique_becomes_a_unique_index",
            ab(a().named("u")),
            plain().index(IndexDef::new(["a"]).unique().named("u")),
        )
        .none(Mysql, "a unique constraint is a unique index there"),
        case(
            "unique_deferrable",
            ab(deferred()),
            ab(deferred().deferrable(Deferrable::InitiallyDeferred)),
        )
        .none(Sqlite, "the constraint is PostgreSQL's only")
        .none(Mysql, "the constraint is PostgreSQL's only"),
        case(
            "unique_deferrable_another_way",
            ab(deferred().deferrable(Deferrable::InitiallyImmediate)),
            ab(deferred().deferrable(Deferrable::InitiallyDeferred)),
        )
        .none(Sqlite, "the constraint is PostgreSQL's only")
        .none(Mysql, "the constraint is PostgreSQL's only"),
        case(
            "unique_no_longer_deferrable",
            ab(deferred().deferrable(Deferrable::InitiallyImmediate)),
            ab(deferred()),
        )
        .none(Sqlite, "the constraint is PostgreSQL's only")
        .none(Mysql, "the constraint is PostgreSQL's only"),
        case("unique_nulls_not_distinct", ab(a()), ab(a().nulls_not_distinct())),
        case("unique_nulls_distinct_again", ab(deferred().nulls_not_distinct()), ab(deferred()))
            .none(Sqlite, "the constraint is PostgreSQL's only")
            .none(Mysql, "the constraint is PostgreSQL's only"),
        case("unique_of_one_dialect", plain(), ab(a().dialects([Sqlite, Postgres])))
            .none(Mysql, "the constraint is for other databases"),
    ]
}
