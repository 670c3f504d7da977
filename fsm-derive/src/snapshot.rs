//! What the derives write for a few models, as text: `tests/snapshots/`.
//! It never tells whether that is right: the tests of `fsm-core` do.
//!
//! `UPDATE_EXPECT=1 cargo test -p fsm-derive` writes what they write now; read the difference.

use expect_test::{ExpectFile, expect_file};
use proc_macro2::TokenStream;
use syn::{DeriveInput, parse_quote};

/// The expansion of a model, laid out as a person would write it.
fn shown(expand: fn(&DeriveInput) -> TokenStream, input: &DeriveInput) -> String {
    let tokens = expand(input);
    match syn::parse2(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => format!("// {error}\n{tokens}\n"),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "reads better where it is called")]
fn table(expected: ExpectFile, input: DeriveInput) {
    expected.assert_eq(&shown(crate::expand_table, &input));
}

#[test]
fn plain() {
    table(
        expect_file!["../tests/snapshots/plain.rs"],
        parse_quote! {
            #[table(name = "users", comment = "people who talked to the bot")]
            struct User {
                #[column(primary_key)]
                id: i64,
                #[column(length = 50, unique, index)]
                username: String,
                email: Option<String>,
                #[column(default = "member", check = "role IN ('member', 'admin')")]
                role: String,
                #[column(default_sql(postgres = "now()", mysql = "NOW(6)"))]
                created_at: Time,
                #[column(sql_type = "citext")]
                nick: Option<String>,
            }
        },
    );
}

#[test]
fn composite_keys() {
    table(
        expect_file!["../tests/snapshots/composite_keys.rs"],
        parse_quote! {
            #[table(
                primary_key(name = "pk_lines", columns(order_id, line)),
                unique(order_id, article),
                unique(columns(article), deferrable = "initially deferred", dialects(postgres)),
                index(columns(article desc nulls last, "lower(note)"), where = "line > 0"),
                index(unique, columns(note length = 20), dialects(mysql)),
                foreign_key(
                    columns(order_id, article),
                    references = Offer(order_id, article),
                    on_delete = "cascade"
                ),
                sqlite(strict, without_rowid),
                mysql(engine = "InnoDB")
            )]
            struct OrderLine {
                order_id: i64,
                line: i32,
                article: i64,
                note: String,
            }
        },
    );
}

#[test]
fn references() {
    table(
        expect_file!["../tests/snapshots/references.rs"],
        parse_quote! {
            #[table(metadata = "blog", schema = "app")]
            struct Post {
                #[column(primary_key, identity(always, start = 1000))]
                id: i64,
                #[column(references = users::User::id, on_delete = "cascade")]
                author_id: i64,
                #[column(references = Self::id, on_delete = "set null", deferrable)]
                parent: Option<i64>,
                #[column(references = "app.topics.id")]
                topic: i64,
            }
        },
    );
}

#[test]
fn flattened() {
    table(
        expect_file!["../tests/snapshots/flattened.rs"],
        parse_quote! {
            #[table(crate = schema, index(city))]
            #[sqlx(rename_all = "camelCase")]
            struct House {
                #[column(primary_key)]
                house_id: i64,
                #[sqlx(flatten)]
                address: Address,
                #[sqlx(json(nullable))]
                rest: Option<Data>,
            }
        },
    );
}

#[test]
fn embeddable() {
    let input = parse_quote! {
        struct Address {
            #[column(name = "town", comment = "or village")]
            city: String,
            #[column(precision = 9, scale = 6)]
            latitude: Option<Decimal>,
        }
    };
    expect_file!["../tests/snapshots/embeddable.rs"]
        .assert_eq(&shown(crate::expand_embeddable, &input));
}

#[test]
fn enumeration() {
    let input = parse_quote! {
        #[sqlx(type_name = "app.role", rename_all = "lowercase")]
        enum Role {
            Member,
            #[sqlx(rename = "boss")]
            Admin,
        }
    };
    expect_file!["../tests/snapshots/enumeration.rs"]
        .assert_eq(&shown(crate::expand_sql_enum, &input));
}

#[test]
fn enumeration_with_the_type_of_sqlx() {
    let input = parse_quote! {
        #[sql_enum(sqlx_type)]
        #[sqlx(type_name = "role")]
        enum Role {
            Member,
            Admin,
        }
    };
    expect_file!["../tests/snapshots/enumeration_with_the_type_of_sqlx.rs"]
        .assert_eq(&shown(crate::expand_sql_enum, &input));
}

#[test]
fn in_error() {
    table(
        expect_file!["../tests/snapshots/in_error.rs"],
        parse_quote! {
            #[table(nmae = "users")]
            struct User {
                #[column(primary_key, lenght = 5)]
                id: i64,
                #[sqlx(flatten)]
                address: Address,
            }
        },
    );
}

#[test]
fn states_of_a_dialogue() {
    let input = parse_quote! {
        #[states(prefix = "Form", rename_all = "camelCase", upgrade = older)]
        enum Form {
            FirstName,
            #[state(name = "age", was = "Form:years", was = "form:age")]
            Age,
        }
    };
    expect_file!["../tests/snapshots/states.rs"].assert_eq(&shown(crate::expand_states, &input));
}
