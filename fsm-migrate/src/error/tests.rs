use super::{Error, ErrorKind, MissingRevision};

#[track_caller]
fn check(kind: ErrorKind, text: &str) {
    let error = Error::from(kind);
    assert_eq!(error.to_string(), text);
    assert!(!text.ends_with('.'), "{text}");
    let help = error.help().unwrap_or_default();
    assert!(format!("{error:?}").ends_with(&help), "{error:?}");
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn lists_are_read_like_sentences() {
    let several =
        |heads: &[&str]| ErrorKind::SeveralHeads { symbol: "head".to_owned(), heads: names(heads) };
    check(several(&["a", "b"]), "`head` could be any of several heads: `a` and `b`");
    check(several(&["a", "b", "c"]), "`head` could be any of several heads: `a`, `b` and `c`");
    check(
        several(&["a", "b", "c", "d", "e", "f", "g", "h", "i"]),
        "`head` could be any of several heads: `a`, `b`, `c`, `d`, `e`, `f`, `g` and 2 more",
    );
}

#[test]
fn a_ring_is_shown_closed_and_a_long_one_is_cut() {
    let cycle = |ring: Vec<String>| ErrorKind::Cycle { ring, through_dependency: true };
    let text = "revisions need each other in a ring that goes through `depends_on`: ";
    check(cycle(names(&["a"])), &format!("{text}`a` -> `a`"));
    let long: Vec<String> = (0..1000).map(|n| format!("r{n}")).collect();
    let shown = Error::from(cycle(long)).to_string();
    assert!(shown.ends_with("`r7` -> 992 more -> `r0`"), "{shown}");
}

#[test]
fn what_is_missing_is_said_of_each() {
    let missing = vec![
        MissingRevision::new("b", "a", false, None),
        MissingRevision::new("c", "lib1", true, Some("lib2".to_owned())),
    ];
    let error = Error::from(ErrorKind::MissingParent { missing });
    assert_eq!(
        format!("{error:?}"),
        "the revision `b` follows `a`, which is not there; the revision `c` depends on `lib1`, which is not there\n  help: did you mean `lib2` for `lib1`? if not, bring the file back"
    );
    assert!(format!("{error:#?}").starts_with("Error(\n    MissingParent {"), "{error:#?}");
}
