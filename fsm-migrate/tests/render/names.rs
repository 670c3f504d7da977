use fsm_core::{CompareOptions, Comparison, Dialect, DropUnknown, Metadata, Question};
use fsm_migrate::ErrorKind;
use fsm_migrate::render::{
    DEFAULT_FILE_TEMPLATE, NewRevision, file_name, new_id, rename_flags, slug,
};
use std::collections::BTreeSet;

fn new(id: &str, message: &str) -> NewRevision {
    NewRevision::new(id, message).create_date("2026-03-05 07:08:09+00:00")
}

#[test]
fn a_slug_is_made_of_the_words_of_the_message() {
    for (message, expected) in [
        ("add users", "add_users"),
        ("  Add  users' e-mail! ", "add_users_e_mail"),
        ("", ""),
        ("добавить", ""),
        ("naïve Größe 3", "na_ve_gr_e_3"),
        ("../../etc/passwd", "etc_passwd"),
        (&"word ".repeat(20), "word_word_word_word_word_word_word_word"),
        (&"x".repeat(99), "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
    ] {
        assert_eq!(slug(message), expected, "{message}");
    }
}

#[test]
fn a_file_is_named_after_its_template() {
    for (template, expected) in [
        (DEFAULT_FILE_TEMPLATE, "m_3f2a9c1b7d10_add_users"),
        ("%(slug)s", "add_users"),
        ("%(rev)s", "m_3f2a9c1b7d10"),
        ("%(year)d_%(month).2d_%(day).2d_%(rev)s", "m_2026_03_05_3f2a9c1b7d10"),
        ("r%(year)d%(month).2d%(day).2d_%(hour).2d%(minute).2d%(second).2d", "r20260305_070809"),
        ("e%(epoch)d", "e1772694489"),
        ("a%%b-c", "a_b_c"),
        ("type", "m_type"),
        ("mod", "m_mod"),
        ("Über %(slug)s", "ber_add_users"),
        ("../%(slug)s.rs", "add_users_rs"),
    ] {
        let name = file_name(template, &new("3f2a9c1b7d10", "add users")).unwrap();
        assert_eq!(name, expected, "{template}");
    }
}

#[test]
fn a_message_without_letters_leaves_the_id() {
    assert_eq!(file_name(DEFAULT_FILE_TEMPLATE, &new("ab12", "добавить")).unwrap(), "m_ab12");
}

#[test]
fn a_long_id_is_cut_off_and_stays_one_of_its_own() {
    let name = |id: &str| file_name(DEFAULT_FILE_TEMPLATE, &new(id, "x")).unwrap();
    let (one, other) =
        (name(&format!("{}1", "a".repeat(300))), name(&format!("{}2", "a".repeat(300))));
    assert_eq!(one.len(), 120);
    assert_ne!(one, other);
}

#[test]
fn a_template_that_gives_no_name_is_refused() {
    for template in
        ["", "%(slug", "%", "%(tag)s", "%(rev)", "%(rev)x", "---", "%(year).2", "%(month).é"]
    {
        let refused = file_name(template, &new("a", "b")).unwrap_err();
        assert!(matches!(refused.kind(), ErrorKind::FileTemplate { .. }), "{template}: {refused}");
        assert!(refused.help().is_some());
    }
    for date in ["", "today", "2026-13-01", "2026-01-40", "99999999999999999999-01-01"] {
        let refused = file_name("%(year)d", &NewRevision::new("a", "b").create_date(date));
        assert!(refused.is_err(), "{date}");
    }
    assert!(file_name("%(year)d", &NewRevision::new("a", "b")).is_err());
}

#[test]
fn ids_are_twelve_digits_and_differ() {
    let ids: BTreeSet<String> = (0..10_000).map(new_id).collect();
    assert_eq!(ids.len(), 10_000);
    assert!(ids.iter().all(|id| id.len() == 12 && id.chars().all(|c| c.is_ascii_hexdigit())));
    assert_eq!(new_id(7), new_id(7));
}

/// The questions of comparisons, each with the flag that answers it.
#[test]
fn a_question_is_answered_by_a_flag() {
    use super::cases::users;
    let ask = |before: Metadata, after: Metadata| -> Vec<Question> {
        let options = CompareOptions::new().drop_unknown(DropUnknown::ALL);
        Comparison::between(&before, &after, Dialect::Postgres, &options).questions
    };
    let one = |table| [table].into_iter().collect::<Metadata>();
    let mut renamed = users();
    renamed.columns.to_mut()[2].name = "life story".into();
    let questions = ask(one(users()), one(renamed));
    assert_eq!(rename_flags(&questions[0]), "--rename-column 'users.bio=life story'");
    let questions = ask(one(users()), one(users().renamed("people")));
    assert_eq!(rename_flags(&questions[0]), "--rename-table users=people");
    let with_role = |label: &'static str| {
        let def = fsm_core::EnumDef::new("role", ["member", label]);
        one(users().column(fsm_core::ColumnDef::new("role", fsm_core::SqlType::Enum(def))))
    };
    let questions = ask(with_role("admin"), with_role("it's"));
    assert_eq!(rename_flags(&questions[0]), r"--rename-label 'role.admin=it'\''s'");
}
