use super::spelled::{SAME, bare, everywhere};
use crate::case::{Case, bigint, by_hand, integer, of, table, text, varchar};
use fsm_core::Dialect::{Mysql, Postgres, Sqlite};
use fsm_core::{
    Autoincrement, CheckDef, ForeignKeyDef, IdentityDef, IndexColumn, IndexDef, MatchType,
    NullsOrder, ReferentialAction, Sql, SqlType, TableDef, UniqueDef,
};

/// What other tools report as differences, and what is none: of conditions, keys and the rest.
pub(super) fn cases() -> Vec<Case> {
    let mut cases = of_conditions();
    cases.extend(of_the_rest());
    cases
}

fn of_conditions() -> Vec<Case> {
    vec![
        by_hand(
            "spelled_check_in_list",
            &everywhere("CREATE TABLE t (a INTEGER NOT NULL, CONSTRAINT ck CHECK (a IN (1,2,3)))"),
            bare(integer("a")).check(CheckDef::new("a in (1, 2, 3)").named("ck")),
        )
        .same(SAME),
        by_hand(
            "spelled_check_in_list_of_texts",
            &everywhere(
                "CREATE TABLE t (a VARCHAR(50) NOT NULL, CONSTRAINT ck CHECK (a IN ('x', 'y')))",
            ),
            bare(varchar("a")).check(CheckDef::new("(a IN ('x','y'))").named("ck")),
        )
        .same(SAME),
        by_hand(
            "spelled_check_not_in",
            &everywhere("CREATE TABLE t (a INTEGER NOT NULL, CONSTRAINT ck CHECK (a NOT IN (1,2)))"),
            bare(integer("a")).check(CheckDef::new("a NOT IN (1, 2)").named("ck")),
        )
        .same(SAME),
        by_hand(
            "spelled_check_between",
            &everywhere(
                "CREATE TABLE t (a INTEGER NOT NULL, CONSTRAINT ck CHECK (a BETWEEN 1 AND 9))",
            ),
            bare(integer("a")).check(CheckDef::new("a between 1 and 9").named("ck")),
        )
        .same(SAME),
        by_hand(
            "spelled_check_like",
            &everywhere(
                "CREATE TABLE t (a VARCHAR(50) NOT NULL, CONSTRAINT ck CHECK (a LIKE '%@%'))",
            ),
            bare(varchar("a")).check(CheckDef::new("a LIKE '%@%'").named("ck")),
        )
        .same(SAME),
        by_hand(
            "spelled_check_parentheses",
            &everywhere(
                "CREATE TABLE t (a INTEGER NOT NULL, CONSTRAINT ck CHECK (((a > 0)) AND ((a < 9))))",
            ),
            bare(integer("a")).check(CheckDef::new("a > 0 AND a < 9").named("ck")),
        )
        .same(SAME),
        by_hand(
            "spelled_check_unequal",
            &everywhere("CREATE TABLE t (a INTEGER NOT NULL, CONSTRAINT ck CHECK (a != 3))"),
            bare(integer("a")).check(CheckDef::new("a <> 3").named("ck")),
        )
        .same(SAME),
        by_hand(
            "spelled_check_cast",
            &[(Postgres, "CREATE TABLE t (a INTEGER NOT NULL, CONSTRAINT ck CHECK (a::text <> ''))")],
            bare(integer("a")).check(CheckDef::new("CAST(a AS text) <> ''").named("ck")),
        )
        .none(Postgres, SAME),
        by_hand(
            "spelled_check_of_functions",
            &[
                (Sqlite, "CREATE TABLE t (a VARCHAR(50) NOT NULL, CONSTRAINT ck CHECK (LENGTH(a) > 2))"),
                (Postgres, "CREATE TABLE t (a VARCHAR(50) NOT NULL, CONSTRAINT ck CHECK (char_length(a) > 2))"),
                (Mysql, "CREATE TABLE t (a VARCHAR(50) NOT NULL, CONSTRAINT ck CHECK (CHAR_LENGTH(a) > 2))"),
            ],
            bare(varchar("a")).check(
                CheckDef::new(Sql::new("char_length(a) > 2").on(Sqlite, "length(a)>2")).named("ck"),
            ),
        )
        .same(SAME),
        by_hand(
            "spelled_check_of_another_case",
            &everywhere("CREATE TABLE t (a INTEGER NOT NULL, CONSTRAINT ck CHECK (A > 0 and a < 9))"),
            bare(integer("a")).check(CheckDef::new("a > 0 AND a < 9").named("ck")),
        )
        .same(SAME),
        by_hand(
            "spelled_index_predicate",
            &[
                (Sqlite, "CREATE TABLE t (a INTEGER NOT NULL); CREATE INDEX ix ON t (a) WHERE (a > 0)"),
                (Postgres, "CREATE TABLE t (a INTEGER NOT NULL); CREATE INDEX ix ON t (a) WHERE (a > 0)"),
            ],
            bare(integer("a")).index(IndexDef::new(["a"]).predicate("a > 0").named("ix")),
        )
        .none(Sqlite, SAME)
        .none(Postgres, SAME),
        by_hand(
            "spelled_index_predicate_in_list",
            &[
                (Postgres, "CREATE TABLE t (a VARCHAR(50) NOT NULL); CREATE INDEX ix ON t (a) WHERE a IN ('x', 'y')"),
            ],
            bare(varchar("a")).index(IndexDef::new(["a"]).predicate("a IN ('x', 'y')").named("ix")),
        )
        .none(Postgres, SAME),
        by_hand(
            "spelled_index_predicate_of_a_boolean",
            &[
                (Postgres, "CREATE TABLE t (a BOOLEAN NOT NULL); CREATE INDEX ix ON t (a) WHERE NOT a"),
            ],
            bare(of(SqlType::Boolean)).index(IndexDef::new(["a"]).predicate("(NOT a)").named("ix")),
        )
        .none(Postgres, SAME),
        by_hand(
            "spelled_index_expression",
            &[
                (Sqlite, "CREATE TABLE t (a VARCHAR(50) NOT NULL); CREATE INDEX ix ON t (LOWER(a))"),
                (Postgres, "CREATE TABLE t (a VARCHAR(50) NOT NULL); CREATE INDEX ix ON t (LOWER(a))"),
            ],
            bare(varchar("a")).index(IndexDef::new([IndexColumn::expression("lower(a)")]).named("ix")),
        )
        .none(Sqlite, SAME)
        .none(Postgres, SAME),
        by_hand(
            "spelled_index_expression_with_cast",
            &[
                (Postgres, "CREATE TABLE t (a VARCHAR(50) NOT NULL); CREATE INDEX ix ON t ((a || '!'::text))"),
            ],
            bare(varchar("a")).index(IndexDef::new([IndexColumn::expression("a || '!'")]).named("ix")),
        )
        .none(Postgres, SAME),
        by_hand(
            "spelled_generated",
            &[
                (Sqlite, "CREATE TABLE t (a INTEGER NOT NULL, b INTEGER NOT NULL AS (A*2) STORED)"),
                (Postgres, "CREATE TABLE t (a INTEGER NOT NULL, b INTEGER NOT NULL GENERATED ALWAYS AS ((a*2)) STORED)"),
            ],
            bare(integer("a")).column(integer("b").computed("a * 2", true)),
        )
        .none(Sqlite, SAME)
        .none(Postgres, SAME),
        by_hand(
            "spelled_generated_as_persistent",
            &[(Mysql, "CREATE TABLE t (a INT NOT NULL, b INT AS (`a`*2) PERSISTENT)")],
            bare(integer("a")).column(integer("b").nullable().computed("a * 2", true)),
        )
        .none(Mysql, SAME),
        by_hand(
            "spelled_generated_texts",
            &[
                (Postgres, "CREATE TABLE t (a TEXT NOT NULL, b TEXT GENERATED ALWAYS AS (COALESCE(a, '') || ' ' || upper(a)) STORED)"),
            ],
            bare(text("a")).column(text("b").nullable().computed("coalesce(a, '') || ' ' || upper(a)", true)),
        )
        .none(Postgres, SAME),
    ]
}

fn of_the_rest() -> Vec<Case> {
    vec![
        by_hand(
            "spelled_serial",
            &[(Postgres, "CREATE TABLE t (id BIGSERIAL CONSTRAINT pk_t PRIMARY KEY)")],
            table("t"),
        )
        .none(Postgres, "serial and identity number alike"),
        by_hand(
            "spelled_identity_by_default",
            &[(Postgres, "CREATE TABLE t (id BIGINT GENERATED BY DEFAULT AS IDENTITY CONSTRAINT pk_t PRIMARY KEY)")],
            table("t"),
        )
        .none(Postgres, SAME),
        by_hand(
            "spelled_identity_with_every_option_as_it_is_anyway",
            &[(
                Postgres,
                "CREATE TABLE t (id BIGINT GENERATED BY DEFAULT AS IDENTITY (START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1 NO CYCLE) CONSTRAINT pk_t PRIMARY KEY)",
            )],
            TableDef::new("t").column(bigint("id").identity(IdentityDef::NEW)).primary_key(["id"]),
        )
        .none(Postgres, SAME),
        by_hand(
            "spelled_rowid_alias",
            &[(Sqlite, "CREATE TABLE t (id INTEGER PRIMARY KEY)")],
            table("t"),
        )
        .none(Sqlite, "an INTEGER PRIMARY KEY holds 64 bits and is numbered"),
        by_hand(
            "spelled_auto_increment",
            &[(Mysql, "CREATE TABLE t (id BIGINT(20) NOT NULL AUTO_INCREMENT PRIMARY KEY)")],
            TableDef::new("t")
                .column(bigint("id").autoincrement(Autoincrement::Always))
                .primary_key(["id"]),
        )
        .none(Mysql, SAME),
        by_hand(
            "spelled_primary_key_by_name",
            &everywhere("CREATE TABLE t (a VARCHAR(50) NOT NULL, CONSTRAINT pk_t PRIMARY KEY (a))"),
            bare(varchar("a")).primary_key(["a"]),
        )
        .same(SAME),
        by_hand(
            "spelled_unique_at_the_column",
            &[
                (Sqlite, "CREATE TABLE t (a VARCHAR(50) NOT NULL UNIQUE)"),
                (Postgres, "CREATE TABLE t (a VARCHAR(50) NOT NULL UNIQUE)"),
                (Mysql, "CREATE TABLE t (a VARCHAR(50) NOT NULL UNIQUE)"),
            ],
            bare(varchar("a")).unique(UniqueDef::new(["a"])),
        )
        .none(Sqlite, "what has no name cannot have another"),
        by_hand(
            "spelled_foreign_key_to_the_key",
            &[
                (Sqlite, "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p_id BIGINT NOT NULL REFERENCES p)"),
                (Postgres, "CREATE TABLE p (id BIGSERIAL CONSTRAINT pk_p PRIMARY KEY); CREATE TABLE c (p_id BIGINT NOT NULL CONSTRAINT fk_c_p_id_p REFERENCES p)"),
                (Mysql, "CREATE TABLE p (id BIGINT AUTO_INCREMENT PRIMARY KEY); CREATE TABLE c (p_id BIGINT NOT NULL, CONSTRAINT fk_c_p_id_p FOREIGN KEY (p_id) REFERENCES p (id))"),
            ],
            [
                table("p"),
                TableDef::new("c")
                    .column(bigint("p_id"))
                    .foreign_key(ForeignKeyDef::new(["p_id"], "p", ["id"])),
            ],
        )
        .same("without a word, the key is referred to"),
        by_hand(
            "spelled_foreign_key_no_action",
            &[
                (Sqlite, "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p_id BIGINT NOT NULL REFERENCES p (id) ON DELETE NO ACTION NOT DEFERRABLE)"),
                (Postgres, "CREATE TABLE p (id BIGSERIAL CONSTRAINT pk_p PRIMARY KEY); CREATE TABLE c (p_id BIGINT NOT NULL CONSTRAINT fk_c_p_id_p REFERENCES p (id) MATCH SIMPLE ON DELETE NO ACTION)"),
                (Mysql, "CREATE TABLE p (id BIGINT AUTO_INCREMENT PRIMARY KEY); CREATE TABLE c (p_id BIGINT NOT NULL, CONSTRAINT fk_c_p_id_p FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE NO ACTION)"),
            ],
            [
                table("p"),
                TableDef::new("c").column(bigint("p_id")).foreign_key(
                    ForeignKeyDef::new(["p_id"], "p", ["id"])
                        .on_update(ReferentialAction::NoAction),
                ),
            ],
        )
        .same("NO ACTION is what there is without a word"),
        by_hand(
            "spelled_foreign_key_restrict",
            &[
                (Mysql, "CREATE TABLE p (id BIGINT AUTO_INCREMENT PRIMARY KEY); CREATE TABLE c (p_id BIGINT NOT NULL, CONSTRAINT fk_c_p_id_p FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE RESTRICT)"),
            ],
            [
                table("p"),
                TableDef::new("c")
                    .column(bigint("p_id"))
                    .foreign_key(ForeignKeyDef::new(["p_id"], "p", ["id"])),
            ],
        )
        .none(Mysql, "RESTRICT is what NO ACTION does there"),
        by_hand(
            "spelled_foreign_key_match_simple",
            &[
                (Postgres, "CREATE TABLE p (id BIGSERIAL CONSTRAINT pk_p PRIMARY KEY); CREATE TABLE c (p_id BIGINT NOT NULL CONSTRAINT fk_c_p_id_p REFERENCES p (id))"),
            ],
            [
                table("p"),
                TableDef::new("c").column(bigint("p_id")).foreign_key(
                    ForeignKeyDef::new(["p_id"], "p", ["id"]).match_type(MatchType::Simple),
                ),
            ],
        )
        .none(Postgres, "MATCH SIMPLE is what there is without a word"),
        by_hand(
            "spelled_index_ascending",
            &everywhere("CREATE TABLE t (a INTEGER NOT NULL); CREATE INDEX ix ON t (a ASC)"),
            bare(integer("a")).index(IndexDef::new(["a"]).named("ix")),
        )
        .same("ASC is what there is without a word"),
        by_hand(
            "spelled_index_nulls_as_they_are_anyway",
            &[(Postgres, "CREATE TABLE t (a INTEGER NOT NULL); CREATE INDEX ix ON t (a)")],
            bare(integer("a"))
                .index(IndexDef::new([IndexColumn::column("a").nulls(NullsOrder::Last)]).named("ix")),
        )
        .none(Postgres, "NULLS LAST is what there is without a word"),
        by_hand(
            "spelled_index_method_btree",
            &[
                (Postgres, "CREATE TABLE t (a INTEGER NOT NULL); CREATE INDEX ix ON t (a)"),
                (Mysql, "CREATE TABLE t (a INTEGER NOT NULL); CREATE INDEX ix ON t (a)"),
            ],
            bare(integer("a")).index(IndexDef::new(["a"]).method("BTREE").named("ix")),
        )
        .none(Postgres, "it is the usual method")
        .none(Mysql, "it is the usual method"),
        by_hand(
            "spelled_index_operator_class_as_it_is_anyway",
            &[(Postgres, "CREATE TABLE t (a INTEGER NOT NULL); CREATE INDEX ix ON t (a)")],
            bare(integer("a")).index(
                IndexDef::new([IndexColumn::column("a").operator_class("int4_ops")]).named("ix"),
            ),
        )
        .none(Postgres, "it is the usual class of the type"),
        by_hand(
            "spelled_collation_default",
            &[
                (Sqlite, "CREATE TABLE t (a VARCHAR(50) COLLATE BINARY NOT NULL)"),
                (Postgres, "CREATE TABLE t (a VARCHAR(50) COLLATE \"default\" NOT NULL)"),
            ],
            bare(varchar("a")),
        )
        .none(Sqlite, "it is the usual collation")
        .none(Postgres, "it is the usual collation"),
        by_hand(
            "spelled_comment_empty",
            &[(Mysql, "CREATE TABLE t (a INT NOT NULL COMMENT '') COMMENT ''")],
            bare(integer("a")),
        )
        .none(Mysql, "an empty comment is none"),
        by_hand(
            "spelled_engine",
            &[(Mysql, "CREATE TABLE t (a INT NOT NULL) ENGINE=innodb")],
            bare(integer("a")),
        )
        .none(Mysql, "it is the usual engine"),
        by_hand(
            "spelled_quoted_on_sqlite",
            &[(Sqlite, "CREATE TABLE \"t\" ([a] INTEGER NOT NULL, `b` TEXT, 'c' TEXT)")],
            bare(integer("a")).column(text("b").nullable()).column(text("c").nullable()),
        )
        .none(Sqlite, SAME),
        by_hand(
            "spelled_with_comments_on_sqlite",
            &[(
                Sqlite,
                "CREATE TABLE t (a INTEGER NOT NULL -- the first, it's\n, /* 'and' */ b TEXT DEFAULT '--' NOT NULL)",
            )],
            bare(integer("a")).column(text("b").default_value("--")),
        )
        .none(Sqlite, "comments are no part of the table"),
        by_hand(
            "spelled_names_that_look_like_words",
            &[(Sqlite, "CREATE TABLE t (\"check\" INTEGER NOT NULL, \"default\" TEXT, \"primary\" TEXT)")],
            bare(integer("check"))
                .column(text("default").nullable())
                .column(text("primary").nullable()),
        )
        .none(Sqlite, SAME),
    ]
}
