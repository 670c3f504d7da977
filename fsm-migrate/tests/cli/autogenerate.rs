//! Revisions from what the models changed: nothing is guessed, and nothing of others' goes.

use super::bench::{Bench, users};
use fsm_core::{ColumnDef, SqlType, TableDef};
use fsm_migrate::graph::Revision;

const AUTOGENERATE: [&str; 6] =
    ["revision", "--autogenerate", "-m", "next", "--rev-id", "bbbb2222"];
const FILE: &str = "src/migrations/m_bbbb2222_next.rs";

/// A database with `users`, and models in which it looks like this.
fn changed(table: TableDef) -> Bench {
    let bench = Bench::begun().with_users();
    bench.fine(&["upgrade"]);
    bench.model(table)
}

fn renamed() -> Bench {
    changed(
        TableDef::new("users")
            .column(ColumnDef::new("id", SqlType::BigInteger))
            .column(ColumnDef::new("full_name", SqlType::String(50)))
            .primary_key(["id"]),
    )
}

#[test]
fn nothing_changed_writes_nothing_unless_it_is_asked() {
    let bench = changed(users());
    let said = bench.fine(&AUTOGENERATE);
    assert_eq!(said, "the database is as the models say: no revision was written\n");
    assert_eq!(bench.files("src/migrations"), ["mod.rs"]);
    bench.fine(&[&AUTOGENERATE[..], &["--empty"]].concat());
    assert!(bench.path(FILE).is_file());
}

#[test]
fn a_database_that_is_behind_is_refused() {
    let bench = Bench::begun().with_users();
    let said = bench.refused(&AUTOGENERATE);
    assert!(said.contains("error: the database is 1 revision behind\n  help: run `upgrade heads`"));
    assert_eq!(bench.files("src/migrations"), ["mod.rs"]);
}

#[test]
fn a_likely_rename_is_asked() {
    let bench = renamed();
    let answer = bench.answering(&AUTOGENERATE, "y\n");
    assert_eq!(answer.code, 0, "{answer:?}");
    assert!(answer.err.contains("was the column `name` of `users` renamed to `full_name`?"));
    let text = bench.read(FILE);
    assert!(text.contains("op.rename_column(\"users\", \"name\", \"full_name\");"), "{text}");

    let bench = renamed();
    let answer = bench.answering(&AUTOGENERATE, "n\n");
    assert_eq!(answer.code, 0, "{answer:?}");
    let text = bench.read(FILE);
    assert!(text.contains("op.drop_column(\"users\", \"name\")"), "{text}");
    assert!(text.contains("op.add_column(\"users\", \"full_name\""), "{text}");
}

#[test]
fn where_nobody_answers_flags_do() {
    let bench = renamed();
    let said = bench.refused(&AUTOGENERATE);
    assert!(
        said.contains("--rename-column users.name=full_name if so, --no-rename users.name if not"),
        "{said}"
    );
    assert_eq!(bench.files("src/migrations"), ["mod.rs"]);
    bench.refused(&[&AUTOGENERATE[..], &["--json"]].concat());
    bench.fine(&[&AUTOGENERATE[..], &["--rename-column", "users.name=full_name"]].concat());
    assert!(bench.read(FILE).contains("rename_column"));

    for flag in [&["--no-rename", "users.name"][..], &["--no-rename"]] {
        let bench = renamed();
        bench.fine(&[&AUTOGENERATE[..], flag].concat());
        assert!(bench.read(FILE).contains("drop_column"));
    }
}

#[test]
fn a_table_goes_only_if_a_revision_here_made_it() {
    let gone = |op: &mut fsm_migrate::Operations| {
        op.create_table("old", |t| {
            t.column("id", SqlType::BigInteger).not_null();
            t.primary_key(["id"]);
        });
        // Not said in words that tell: it counts as somebody else's.
        op.execute("CREATE TABLE theirs (id INTEGER PRIMARY KEY)");
    };
    let bench = Bench::begun().with_users().revision(
        Revision::new("aaaa2222").down_revision(["aaaa1111"]),
        gone,
        |op| {
            op.drop_table("old");
            op.drop_table("theirs");
        },
    );
    bench.fine(&["upgrade"]);
    let found = bench.run(&["check"]);
    assert_eq!(found.code, 1, "{found:?}");
    let answer = bench.run(&AUTOGENERATE);
    assert_eq!(answer.code, 0, "{answer:?}");
    assert!(answer.err.contains("made it: table `theirs`"), "{answer:?}");
    let text = bench.read(FILE);
    assert!(text.contains("op.drop_table(\"old\");"), "{text}");
    assert!(!text.contains("drop_table(\"theirs\")"), "{text}");
    assert!(!text.contains("fsm_version"), "{text}");
}

#[test]
fn what_the_configuration_leaves_out_is_not_looked_at() {
    let bench = changed(users().column(ColumnDef::new("age", SqlType::Integer)));
    let config = bench.read("fsm.toml");
    bench.write("fsm.toml", &format!("{config}exclude = ['users']\n"));
    assert!(bench.fine(&AUTOGENERATE).contains("no revision was written"));
    bench.write("fsm.toml", &format!("{config}[exclude_kinds]\ncolumn = 'age'\n"));
    assert!(bench.fine(&AUTOGENERATE).contains("no revision was written"));
    bench.fine(&["check"]);
    bench.write("fsm.toml", &config);
    bench.fine(&AUTOGENERATE);
    assert!(bench.read(FILE).contains("op.add_column(\"users\", \"age\", Integer);"));
}
