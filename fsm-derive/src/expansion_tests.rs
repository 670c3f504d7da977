//! The expansions, as people would read them.
//!
//! `INSTA_UPDATE=always cargo test -p fsm-derive` writes them anew; read them in the diff.

use crate::{expand_embeddable, expand_sql_enum, expand_table};
use proc_macro2::TokenStream;
use syn::{DeriveInput, parse_quote};

/// Formatted Rust; the derive's output holds items only, so it reads as a file.
fn pretty(tokens: TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

fn table(input: &DeriveInput) -> String {
    pretty(expand_table(input))
}

#[test]
fn a_table_with_what_most_tables_have() {
    let expansion = table(&parse_quote! {
        #[table(name = "users", comment = "people who talked to the bot")]
        struct User {
            #[column(primary_key)]
            id: i64,
            #[column(length = 50, unique)]
            username: String,
            email: Option<String>,
            #[column(default = "member", check = "role IN ('member', 'admin')")]
            role: String,
            #[column(default_sql = "CURRENT_TIMESTAMP")]
            created_at: chrono::DateTime<chrono::Utc>,
        }
    });
    insta::assert_snapshot!(expansion);
}

#[test]
fn foreign_keys_and_indexes() {
    let expansion = table(&parse_quote! {
        #[table(
            schema = "blog",
            unique(author_id, slug),
            index(name = "ix_posts_recent", columns(author_id, created_at desc), where = "published"),
            foreign_key(columns(tenant, author_id), references = Member(tenant, id)),
        )]
        struct Post {
            #[column(primary_key)]
            id: i64,
            #[column(references = models::User::id, on_delete = "cascade", index)]
            author_id: i64,
            #[column(references = Self::id, on_delete = "set null")]
            answer_to: Option<i64>,
            #[column(references = "tenants.id")]
            tenant: i64,
            slug: String,
            published: bool,
            created_at: i64,
        }
    });
    insta::assert_snapshot!(expansion);
}

#[test]
fn flattened_columns() {
    let expansion = table(&parse_quote! {
        #[table(index(city))]
        #[sqlx(rename_all = "camelCase")]
        struct Customer {
            customer_id: i64,
            #[sqlx(flatten)]
            address: Address,
            #[sqlx(json)]
            settings: Settings,
        }
    });
    insta::assert_snapshot!(expansion);
}

#[test]
fn types_in_the_authors_words_and_options_of_dialects() {
    let expansion = table(&parse_quote! {
        #[table(crate = my::fsm, metadata = "audit", sqlite(strict), postgres(with(fillfactor = 70)))]
        struct Entry {
            #[column(identity(always, start = 10))]
            id: i64,
            #[column(sql_type = "citext", collation(sqlite = "NOCASE"))]
            word: Option<Word>,
            #[column(sql_type(mysql = "MEDIUMTEXT"), renamed_from = "text")]
            body: String,
            #[column(precision = 10, scale = 2, computed(sql = "a * b", virtual))]
            total: Decimal,
        }
    });
    insta::assert_snapshot!(expansion);
}

#[test]
fn columns_that_stand_in_several_tables() {
    let input = parse_quote! {
        struct Address {
            #[column(length = 80)]
            city: String,
            zip: Option<String>,
        }
    };
    let expansion = pretty(expand_embeddable(&input));
    insta::assert_snapshot!(expansion);
}

#[test]
fn an_enum() {
    let input = parse_quote! {
        #[sqlx(type_name = "app.role", rename_all = "lowercase")]
        enum Role {
            Member,
            #[sqlx(rename = "root")]
            Admin,
        }
    };
    let expansion = pretty(expand_sql_enum(&input));
    insta::assert_snapshot!(expansion);
}

#[test]
fn what_stands_in_for_a_table_in_error() {
    let expansion = table(&parse_quote! {
        struct User {
            #[column(primary_ky)]
            id: i64,
            name: String,
        }
    });
    insta::assert_snapshot!(expansion);
}
