//! Texts that no one should write: each is answered, and nothing panics.

use crate::model::models;
use crate::scenario::graph;
use fsm_migrate::graph::{Applied, Graph, Range, Revision};
use proptest::prelude::*;

/// Everything that takes a symbol.
fn try_all(graph: &Graph, symbol: &str) {
    let states = [Applied::none(), graph.at(["heads"]).unwrap()];
    for applied in &states {
        let _ = graph.resolve(symbol, applied);
        let _ = graph.upgrade(applied, [symbol]);
        let _ = graph.upgrade(applied, [symbol, "heads"]);
        let _ = graph.downgrade(applied, symbol);
        let _ = graph.stamp(applied, [symbol, symbol]);
        for range in [symbol.to_owned(), format!("{symbol}:"), format!(":{symbol}")] {
            let _ = graph.history(&range, applied);
        }
    }
    let _ = Range::parse(symbol);
    let _ = graph.lookup(symbol);
    let _ = graph.stamp_purged([symbol]);
    let _ = graph.new_revision(symbol, [symbol], true);
    let _ = graph.merge("new", [symbol, "heads"], true);
    let _ = graph.new_dependencies([symbol]);
    let _ = graph.facts(symbol);
    let _ = Applied::from_rows(graph, [symbol]);
    let _ = graph.with(Revision::new(symbol));
    let _ = graph.with(Revision::new("new").down_revision([symbol]));
    let _ = graph.with(Revision::new("new").depends_on([symbol]).branch_labels([symbol]));
}

const GRAPHS: [&str; 3] =
    ["", "a001", "a001 @lab\nb001 < a001 @l-1\nb002 < a001\nc001 < b001 b002\nd001 | lab"];

#[test]
fn no_text_makes_it_panic() {
    let long = "a".repeat(100_000);
    let deep = "a@".repeat(50_000);
    let many = "+1".repeat(50_000);
    let texts = [
        "",
        " ",
        "@",
        "@@",
        ":",
        "::",
        "+",
        "-",
        "+-",
        "--1",
        "+1",
        "-1",
        "+0",
        "-0",
        "-1-1",
        "lab@",
        "@lab",
        "lab@@head",
        "lab@+",
        "lab@-",
        "l-1",
        "l-1@head",
        "l-1-1",
        "l-1@l-1+1",
        "head-",
        "head+",
        "base-1",
        "base+0",
        "heads+1",
        "current",
        "current+1",
        "current-1",
        "lab@current",
        "lab@current-1",
        "lab@base-1",
        "head@head",
        "heads@heads",
        "base@base",
        "current@current",
        "+99999999999999999999999999999",
        "-18446744073709551615",
        "head-18446744073709551616",
        "base+340282366920938463463374607431768211456",
        "ä",
        "日本語",
        "🦀",
        "🦀@🦀",
        "🦀+1",
        "\u{0}",
        "\n",
        "a001\n",
        "\u{202e}a001",
        "e\u{301}",
        "+١",
        "-²",
        "a001 ",
        " a001",
        "A001",
        "%s",
        "{}",
        "'; DROP TABLE x; --",
        "../../etc/passwd",
        "NULL",
        "None",
        &long,
        &deep,
        &many,
    ];
    for lines in GRAPHS {
        let graph = graph(lines).unwrap();
        for text in texts {
            try_all(&graph, text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_random_text_makes_it_panic(
        model in models(6),
        text in "\\PC{0,12}|[abc0-9@:+-]{0,10}|(head|heads|base|current|lab|[0-9a-f]{4})[@+-][0-9a-f+-]{0,4}",
    ) {
        try_all(&Graph::new(model.revisions)?, &text);
    }
}

#[test]
fn a_hostile_id_is_named_in_the_error() {
    for id in ["", "a@b", "a:b", "a+b", "a-b", "head", "heads", "base", "current", "a\nb", " a"] {
        let error = Graph::new([Revision::new(id)]).unwrap_err();
        assert!(error.to_string().starts_with(&format!("`{id}` cannot be the id")), "{error}");
    }
    let long = "é".repeat(10_000);
    let graph = Graph::new([Revision::new(&long), Revision::new("x").down_revision([&long])]);
    let graph = graph.unwrap();
    let plan = graph.upgrade(&Applied::none(), ["é-0"]).unwrap();
    assert_eq!(plan.after().rows(), [long]);
}
