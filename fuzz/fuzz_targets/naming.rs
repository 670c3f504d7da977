//! Any names in; a name out that fits and is the same each time.
#![no_main]

libfuzzer_sys::fuzz_target!(|names: (String, Vec<String>)| {
    let (table, mut columns) = names;
    if columns.is_empty() {
        columns.push(String::new());
    }
    let verdict = fsm_tests::law::naming::check(&table, &columns)
        .and_then(|()| fsm_tests::law::naming::shortening(&table, &columns.concat()));
    if let Err(broken) = verdict {
        panic!("{broken}");
    }
});
