//! New revisions as files: whole, or not at all.

use super::bench::Bench;
use fsm_migrate::graph::Revision;

const LIST: &str = "src/migrations/mod.rs";

#[test]
fn init_writes_two_files_and_changes_none() {
    let bench = Bench::new();
    let said = bench.fine(&["init", "lib/steps"]);
    assert!(said.contains("pub mod steps;"), "{said}");
    assert!(bench.read("fsm.toml").contains("script_location = \"lib/steps\""));
    assert!(bench.path("lib/steps/mod.rs").is_file());
    assert!(bench.refused(&["init"]).contains("fsm.toml` is there"));
    bench.fine(&["heads"]);

    let bench = Bench::new();
    std::fs::create_dir(bench.path("lib")).unwrap();
    std::fs::create_dir(bench.path("fsm.toml")).unwrap();
    bench.refused(&["init", "lib/steps"]);
    assert!(bench.files("lib").is_empty(), "what was made is gone again");
}

#[test]
fn a_revision_stands_in_its_folder_and_in_the_list() {
    let bench = Bench::begun().empty([Revision::new("a111")]);
    let said = bench.fine(&["revision", "-m", "Add users' names", "--rev-id", "b222"]);
    assert_eq!(bench.files("src/migrations"), ["m_b222_add_users_names.rs", "mod.rs"]);
    assert!(said.ends_with("src/migrations/m_b222_add_users_names.rs\n"), "{said}");
    assert!(bench.read(LIST).ends_with("\nmod m_b222_add_users_names;\n"));
    let text = bench.read("src/migrations/m_b222_add_users_names.rs");
    for part in [
        "id: \"b222\"",
        "down_revision: [\"a111\"]",
        "message: \"Add users' names\"",
        "pub fn upgrade(_op: &mut Operations) {}",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let again = bench.refused(&["revision", "-m", "Add users' names", "--rev-id", "b222"]);
    assert!(again.contains("has a module `m_b222_add_users_names`"), "{again}");
}

#[test]
fn what_it_follows_is_asked_of_the_graph() {
    let bench = Bench::begun().empty([
        Revision::new("a111"),
        Revision::new("b222").down_revision(["a111"]),
        Revision::new("c333").down_revision(["a111"]),
        Revision::new("l555").branch_labels(["lib"]),
    ]);
    let said = bench.refused(&["revision", "-m", "x"]);
    assert!(said.contains("`head` could be any of several heads: `b222`, `c333` and `l555`"));
    let said = bench.refused(&["revision", "--head", "a111"]);
    assert!(said.contains("`a111` is no head"), "{said}");
    let said = bench.refused(&["revision", "--head", "b222", "--branch-label", "lib"]);
    assert!(said.contains("`lib` stands for the revisions"), "{said}");
    let said = bench.refused(&["revision", "--head", "b222", "--rev-id", "c333"]);
    assert!(said.contains("`c333`"), "{said}");
    assert_eq!(bench.files("src/migrations"), ["mod.rs"]);

    bench.fine(&[
        "revision",
        "--head",
        "a111",
        "--splice",
        "--depends-on",
        "lib",
        "--branch-label",
        "side",
        "--rev-id",
        "e666",
        "-m",
        "side",
    ]);
    let text = bench.read("src/migrations/m_e666_side.rs");
    assert!(text.contains("depends_on: [\"lib\"]") && text.contains("branch_labels: [\"side\"]"));

    bench.fine(&["merge", "b222", "c333", "--rev-id", "f777"]);
    let text = bench.read("src/migrations/m_f777_merge_b222_and_c333.rs");
    assert!(text.contains("down_revision: [\"b222\", \"c333\"]"), "{text}");
    bench.fine(&["merge", "heads", "--rev-id", "f888", "-m", "all"]);
    let text = bench.read("src/migrations/m_f888_all.rs");
    assert!(text.contains("down_revision: [\"b222\", \"c333\", \"l555\"]"), "{text}");
    assert!(bench.refused(&["merge", "b222"]).contains("joining takes two revisions"));
}

#[test]
fn a_template_names_the_file_and_a_zone_its_date() {
    let bench = Bench::begun();
    bench.write(
        "fsm.toml",
        "file_template = 'y%(year)d_%(slug)s'\ntimezone = 'Asia/Tokyo'\nset = 'lib'\n",
    );
    // The set of a library, of which nothing is linked: the revisions are this program's own.
    bench.fine(&["revision", "-m", "begin", "--rev-id", "a111"]);
    let files = bench.files("src/migrations");
    assert!(files[1].starts_with('y') && files[1].ends_with("_begin.rs"), "{files:?}");
    let text = bench.read(&format!("src/migrations/{}", files[1]));
    assert!(text.contains("+09:00\"") && text.contains("set: \"lib\""), "{text}");

    bench.write("fsm.toml", "timezone = 'Mars/Olympus'\n");
    let said = bench.refused(&["revision", "-m", "x"]);
    assert!(said.starts_with("error: `Mars/Olympus` is no time zone that this system knows\n"));
    bench.write("fsm.toml", "file_template = '%(nonsense)s'\n");
    bench.refused(&["revision", "-m", "x"]);
    bench.write("fsm.toml", "file_template = '../../../%(rev)s'\n");
    bench.fine(&["revision", "-m", "x", "--rev-id", "b222"]);
    assert!(
        bench.path("src/migrations/m_b222.rs").is_file()
            || bench.path("src/migrations/b222.rs").is_file()
    );
}

#[test]
fn a_hook_changes_the_file_and_one_that_fails_leaves_none() {
    let bench = Bench::begun();
    bench.write(
        "fsm.toml",
        "[[hooks]]\nname = 'note'\ncommand = ['sh', '-c', 'echo \"// noted\" >> \"$0\"', '{file}']\n",
    );
    bench.fine(&["revision", "-m", "one", "--rev-id", "a111"]);
    assert!(bench.read("src/migrations/m_a111_one.rs").ends_with("// noted\n"));

    let before = bench.read(LIST);
    bench.write(
        "fsm.toml",
        "[[hooks]]\nname = 'lint'\ncommand = ['sh', '-c', 'echo wrong; exit 3']\n",
    );
    let said = bench.refused(&["revision", "-m", "two", "--rev-id", "b222"]);
    assert_eq!(
        said,
        "error: the hook `lint` failed: exit status: 3\n  because: wrong\n  help: the file was not kept\n"
    );
    bench.write("fsm.toml", "[[hooks]]\ncommand = ['no-such-program-at-all']\n");
    let said = bench.refused(&["revision", "-m", "two", "--rev-id", "b222"]);
    assert!(said.contains("is `no-such-program-at-all` installed?"), "{said}");
    assert_eq!(bench.files("src/migrations"), ["m_a111_one.rs", "mod.rs"]);
    assert_eq!(bench.read(LIST), before);
}

#[test]
fn without_a_list_of_modules_nothing_is_written() {
    let bench = Bench::new();
    let said = bench.refused(&["revision", "-m", "x"]);
    assert!(said.contains("there is no list of modules"), "{said}");
    assert!(said.contains("help: `init` writes it"), "{said}");
    assert!(bench.files("").is_empty());
}

#[test]
fn a_list_elsewhere_is_kept_there() {
    let bench = Bench::begun();
    std::fs::remove_file(bench.path(LIST)).unwrap();
    bench.write("src/migrations.rs", "//! Steps.\n");
    bench.write("fsm.toml", "module_file = 'src/migrations.rs'\n");
    bench.fine(&["revision", "-m", "x", "--rev-id", "a111"]);
    assert_eq!(bench.read("src/migrations.rs"), "//! Steps.\n\nmod m_a111_x;\n");

    std::fs::create_dir(bench.path("other")).unwrap();
    bench.write("other/mod.rs", "");
    bench.fine(&["revision", "-m", "y", "--rev-id", "b222", "--version-path", "other"]);
    assert_eq!(bench.read("other/mod.rs"), "mod m_b222_y;\n");
}
