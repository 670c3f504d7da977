use crate::case::{Case, bigint, by_hand, case, table};
use fsm_core::Dialect::Postgres;
use fsm_core::{Metadata, SequenceDef};

fn s() -> SequenceDef {
    SequenceDef::new("s")
}

fn sequence(name: &'static str, before: SequenceDef, after: SequenceDef) -> Case {
    case(name, [before], [after]).only(&[Postgres], NONE)
}

const NONE: &str = "there are no sequences, or none that are read";

pub(super) fn cases() -> Vec<Case> {
    let with_default = |text: &'static str| -> Metadata {
        let mut metadata: Metadata =
            [table("t").column(bigint("n").default_sql(text))].into_iter().collect();
        metadata.add_sequence(s()).add_sequence(SequenceDef::new("other"));
        metadata
    };
    vec![
        case("sequence_added", table("t"), [s()]).only(&[Postgres], NONE),
        case("sequence_dropped", [s()], table("t")).only(&[Postgres], NONE),
        case("sequence_added_with_options", table("t"), [s().start(100).increment(10).cache(5)])
            .only(&[Postgres], NONE),
        sequence("sequence_start", s(), s().start(100)),
        sequence("sequence_increment", s(), s().increment(10)),
        sequence("sequence_counts_down", s(), s().increment(-1)),
        sequence("sequence_minimum", s(), s().min_value(-5)),
        sequence("sequence_maximum", s(), s().max_value(500)),
        sequence("sequence_maximum_goes", s().max_value(500), s()),
        sequence("sequence_cache", s(), s().cache(20)),
        sequence("sequence_cycle", s(), s().cycle()),
        sequence("sequence_no_longer_cycles", s().cycle(), s()),
        sequence("sequence_type", s(), s().data_type("integer")),
        sequence("sequence_type_bigint_said", s(), s().data_type("BIGINT"))
            .none(Postgres, "it is the usual type"),
        sequence(
            "sequence_options_as_they_are_anyway",
            s(),
            s().start(1).increment(1).min_value(1).max_value(i64::MAX).cache(1),
        )
        .none(Postgres, "the options are the usual ones"),
        sequence("sequence_comment", s(), s().comment("what it counts")),
        case("sequence_of_another_name", [s()], [SequenceDef::new("r")]).only(&[Postgres], NONE),
        case(
            "sequence_in_a_default",
            with_default("nextval('s')"),
            with_default("nextval('other')"),
        )
        .only(&[Postgres], NONE),
        case(
            "sequence_in_a_default_with_cast",
            with_default("nextval('s')"),
            with_default("nextval('s'::regclass)"),
        )
        .only(&[Postgres], NONE)
        .none(Postgres, "it is the same, written otherwise"),
        by_hand(
            "sequence_by_hand",
            &[(Postgres, "CREATE TABLE t (id BIGSERIAL CONSTRAINT pk_t PRIMARY KEY); CREATE SEQUENCE s START 1 NO CYCLE")],
            [s()],
        )
        .none(Postgres, "the sequence of a column is the column's"),
    ]
}
