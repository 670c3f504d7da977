//! Labels of enums that a collation takes for one.

use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::judge;
use super::model::{held, labels, refused, table, with};

pub(super) fn mysql() -> Vec<Case> {
    cases![labels_that_a_collation_takes_for_one]
}

async fn labels_that_a_collation_takes_for_one(db: &TestDatabase) -> TestResult {
    let one = |column| vec![table("t").column(column)];
    let accents = || labels("kind", &["resume", "resumé"]);
    let case = || labels("kind", &["small", "SMALL"]);
    let models = vec![
        refused("an accent", &["`resume`", "`resumé`"], one(accents())),
        refused(
            "an accent under a collation that ignores it",
            &["`resume`", "`resumé`"],
            one(accents().collation("utf8mb4_unicode_ci")),
        ),
        refused(
            "accents and case",
            &["`ÉCOLE`", "`ecole`"],
            one(labels("kind", &["ÉCOLE", "ecole"])),
        ),
        refused("case", &["`small`", "`SMALL`"], one(case())),
        refused(
            "the two of a Russian letter",
            &["`мел`", "`мёл`"],
            one(labels("kind", &["мел", "мёл"])),
        ),
        held("an accent under a binary collation", one(accents().collation("utf8mb4_bin"))),
        held("case under a binary collation", one(case().collation("utf8mb4_bin"))),
        held(
            "case under the table's binary collation",
            vec![with(table("t").column(case()), |table| {
                table.options.mysql.collation = Some("utf8mb4_bin".into());
            })],
        ),
        held(
            "letters that only look alike",
            one(labels("kind", &["o", "0", "и", "й", "l", "1", "a", "b"])),
        ),
    ];
    judge(db, models).await
}
