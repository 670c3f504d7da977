//! The laws on random texts.

use fsm_tests::hostile::any_text;
use fsm_tests::{law, model};
use proptest::prelude::*;

use crate::cases;

fn verdict(result: law::Verdict) -> Result<(), TestCaseError> {
    result.map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn quoted_text_is_read_back_whole(text in any_text()) {
        verdict(law::quoting::check(&text))?;
    }

    #[test]
    fn names_fit_and_are_the_same_each_time(
        table in any_text(),
        columns in prop::collection::vec(any_text(), 1..6),
    ) {
        verdict(law::naming::check(&table, &columns))?;
    }

    #[test]
    fn shortened_names_stay_apart(
        start in prop::collection::vec(any_text(), 0..12),
        one in any_text(),
        two in any_text(),
    ) {
        let start = start.concat();
        verdict(law::naming::shortening(&format!("{start}{one}"), &format!("{start}{two}")))?;
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn no_text_changes_the_structure_of_a_statement(text in any_text()) {
        verdict(law::structure::check(&text))?;
    }

    #[test]
    fn tables_in_any_order_are_spelled_with_the_same_bytes(
        shuffled in Just(model::tables()).prop_shuffle()
    ) {
        verdict(law::order::check(&model::tables(), &shuffled))?;
    }
}
