use fsm_migrate::ErrorKind;
use fsm_migrate::render::module_list;

fn check(existing: &str, module: &str, expected: &str) {
    let made = module_list(existing, module).unwrap();
    assert_eq!(made, expected, "{existing:?} with {module}");
    assert_eq!(module_list(&made, module).unwrap(), made, "{module} again");
}

#[test]
fn a_module_comes_where_its_name_belongs() {
    check("", "m_b", "mod m_b;\n");
    check("mod m_a;\nmod m_c;\n", "m_b", "mod m_a;\nmod m_b;\nmod m_c;\n");
    check("mod m_b;\n", "m_a", "mod m_a;\nmod m_b;\n");
    check("mod m_a;\n", "m_b", "mod m_a;\nmod m_b;\n");
    check("mod m_a;", "m_b", "mod m_a;\nmod m_b;\n");
}

#[test]
fn everything_else_stays() {
    check("//! Revisions.\n", "m_a", "//! Revisions.\n\nmod m_a;\n");
    check("//! Revisions.", "m_a", "//! Revisions.\n\nmod m_a;\n");
    check("//! Revisions.\n\n", "m_a", "//! Revisions.\n\nmod m_a;\n");
    check(
        "//! Revisions.\n\nmod m_a;\n\nuse std::fmt;\n",
        "m_b",
        "//! Revisions.\n\nmod m_a;\nmod m_b;\n\nuse std::fmt;\n",
    );
    check(
        "// mod m_b;\n/*\nmod m_b;\n*/\n\npub(crate) mod m_a; // the first\n#[rustfmt::skip]\nmod m_c;\n",
        "m_b",
        "// mod m_b;\n/*\nmod m_b;\n*/\n\npub(crate) mod m_a; // the first\nmod m_b;\n#[rustfmt::skip]\nmod m_c;\n",
    );
    check("mod m_a {\n}\n", "m_b", "mod m_a {\n}\n\nmod m_b;\n");
}

#[test]
fn a_module_that_is_there_stays_as_it_is() {
    for existing in
        ["mod m_a;\n", "pub mod m_a;\n", "  pub(crate)   mod m_a ; // why\n", "mod z;\nmod m_a;\n"]
    {
        assert_eq!(module_list(existing, "m_a").unwrap(), existing);
    }
}

#[test]
fn line_ends_are_those_of_the_file() {
    check("mod m_a;\r\nmod m_c;\r\n", "m_b", "mod m_a;\r\nmod m_b;\r\nmod m_c;\r\n");
}

/// Two branches that each add a module, far from each other in the list, change different lines.
#[test]
fn each_module_is_a_line_of_its_own() {
    let base = "mod m_1;\nmod m_5;\nmod m_9;\n";
    let (ours, theirs) = (module_list(base, "m_3").unwrap(), module_list(base, "m_7").unwrap());
    let both = module_list(&ours, "m_7").unwrap();
    assert_eq!(both, module_list(&theirs, "m_3").unwrap());
    assert_eq!(both, "mod m_1;\nmod m_3;\nmod m_5;\nmod m_7;\nmod m_9;\n");
}

#[test]
fn what_no_module_can_be_called_is_refused() {
    for name in ["", "3f2a", "type", "a-b", "a b", "é", "a;", "_"] {
        let refused = module_list("", name).unwrap_err();
        assert!(matches!(refused.kind(), ErrorKind::ModuleName { .. }), "{name}");
        assert!(refused.help().is_some());
    }
}
