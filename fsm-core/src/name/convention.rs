use super::limit::NameLimit;
use super::slug::expression_slug;
use super::template::{Template, Values};
use crate::error::Error;
use crate::schema::{
    CheckDef, ForeignKeyDef, IndexDef, IndexKey, PrimaryKeyDef, Sql, Str, TableName, UniqueDef,
};
use std::borrow::Cow;

/// The names of constraints and indexes that their author left without one.
///
/// Templates with SQLAlchemy's tokens, one for each kind
/// (<https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.MetaData.params.naming_convention>):
///
/// | token | stands for |
/// | --- | --- |
/// | `%(table_name)s` | the table, without its schema |
/// | `%(column_0_name)s`, `%(column_1_name)s`, … | one column |
/// | `%(column_0N_name)s` | all columns, joined |
/// | `%(column_0_N_name)s` | all columns, with `_` between them |
/// | `%(column_0_label)s` and the like | the same, each with the table before it |
/// | `%(referred_table_name)s`, `%(referred_column_0_name)s`, … | the same of the table referred to |
/// | `%(constraint_name)s` | of a check: its column, or the words of its expression |
/// | `%%` | a percent sign |
///
/// A name that its author gave is used as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamingConvention {
    ix: Template,
    uq: Template,
    ck: Template,
    fk: Template,
    pk: Template,
}

impl Default for NamingConvention {
    /// `ix_users_email`, `uq_users_email`, `ck_users_role`, `fk_posts_author_id_users`,
    /// `pk_users`.
    fn default() -> Self {
        let parse = |template| Template::parse(template).unwrap_or_else(|_| Template::empty());
        Self {
            ix: parse("ix_%(table_name)s_%(column_0_N_name)s"),
            uq: parse("uq_%(table_name)s_%(column_0_N_name)s"),
            ck: parse("ck_%(table_name)s_%(constraint_name)s"),
            fk: parse("fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s"),
            pk: parse("pk_%(table_name)s"),
        }
    }
}

/// Declares the setter of each kind.
macro_rules! templates {
    ($($(#[$doc:meta])* $kind:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// [`crate::ErrorKind::UnknownNamingToken`] for a token that is none.
        pub fn $kind(mut self, template: &str) -> Result<Self, Error> {
            self.$kind = Template::parse(template)?;
            Ok(self)
        }
    )*};
}

impl NamingConvention {
    templates! {
        /// The names of indexes.
        ix;
        /// The names of unique constraints.
        uq;
        /// The names of check constraints.
        ck;
        /// The names of foreign keys.
        fk;
        /// The names of primary keys.
        pk;
    }

    /// The name of a primary key.
    #[must_use]
    pub fn primary_key(&self, table: &TableName, key: &PrimaryKeyDef, limit: NameLimit) -> String {
        given(key.name.as_ref()).unwrap_or_else(|| {
            limit.shorten(self.pk.fill(Values {
                table: &table.name,
                columns: &key.columns,
                ..Values::default()
            }))
        })
    }

    /// The name of a unique constraint.
    #[must_use]
    pub fn unique(&self, table: &TableName, unique: &UniqueDef, limit: NameLimit) -> String {
        given(unique.name.as_ref()).unwrap_or_else(|| {
            limit.shorten(self.uq.fill(Values {
                table: &table.name,
                columns: &unique.columns,
                ..Values::default()
            }))
        })
    }

    /// The name of a check constraint.
    #[must_use]
    pub fn check(&self, table: &TableName, check: &CheckDef, limit: NameLimit) -> String {
        given(check.name.as_ref()).unwrap_or_else(|| {
            let constraint = check
                .column
                .as_deref()
                .map_or_else(|| expression_slug(any_text(&check.expression)), str::to_owned);
            let constraint = Str::Owned(constraint);
            limit.shorten(self.ck.fill(Values {
                table: &table.name,
                columns: std::slice::from_ref(&constraint),
                constraint: &constraint,
                ..Values::default()
            }))
        })
    }

    /// The name of a foreign key.
    #[must_use]
    pub fn foreign_key(&self, table: &TableName, key: &ForeignKeyDef, limit: NameLimit) -> String {
        given(key.name.as_ref()).unwrap_or_else(|| {
            limit.shorten(self.fk.fill(Values {
                table: &table.name,
                columns: &key.columns,
                referred_table: &key.referred_table.name,
                referred_columns: &key.referred_columns,
                ..Values::default()
            }))
        })
    }

    /// The name of an index; an expression in it counts as a column named by its words and a hash.
    #[must_use]
    pub fn index(&self, table: &TableName, index: &IndexDef, limit: NameLimit) -> String {
        given(index.name.as_ref()).unwrap_or_else(|| {
            let columns: Vec<Cow<'_, str>> = index
                .columns
                .iter()
                .map(|part| match &part.key {
                    IndexKey::Column(name) => Cow::Borrowed(&**name),
                    IndexKey::Expression(sql) => Cow::Owned(expression_slug(any_text(sql))),
                })
                .collect();
            limit.shorten(self.ix.fill(Values {
                table: &table.name,
                columns: &columns,
                ..Values::default()
            }))
        })
    }
}

fn given(name: Option<&Str>) -> Option<String> {
    name.map(|name| name.clone().into_owned())
}

/// A text of the expression, the same whatever the dialect: a name must not change with it.
fn any_text(sql: &Sql) -> &str {
    sql.common.as_deref().or_else(|| sql.overrides.first().map(|(_, text)| &**text)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::{NameLimit, NamingConvention};
    use crate::error::ErrorKind;
    use crate::schema::{
        CheckDef, ForeignKeyDef, IndexColumn, IndexDef, PrimaryKeyDef, TableName, UniqueDef,
    };

    fn posts() -> TableName {
        TableName::new("posts").in_schema("app")
    }

    #[test]
    fn every_kind_has_a_name_by_default() {
        let naming = NamingConvention::default();
        let limit = NameLimit::Unlimited;
        let names = [
            naming.primary_key(&posts(), &PrimaryKeyDef::new(["id"]), limit),
            naming.unique(&posts(), &UniqueDef::new(["author_id", "slug"]), limit),
            naming.check(&posts(), &CheckDef::new("a < b"), limit),
            naming.foreign_key(
                &posts(),
                &ForeignKeyDef::new(["author_id"], "users", ["id"]),
                limit,
            ),
            naming.index(&posts(), &IndexDef::new(["author_id"]), limit),
            naming.index(
                &posts(),
                &IndexDef::new([IndexColumn::expression("lower(title)")]),
                limit,
            ),
        ];
        assert_eq!(
            names,
            [
                "pk_posts",
                "uq_posts_author_id_slug",
                "ck_posts_a_b_3bfb",
                "fk_posts_author_id_users",
                "ix_posts_author_id",
                "ix_posts_lower_title_1014",
            ]
        );
    }

    #[test]
    fn expressions_of_the_same_words_have_different_names() {
        let naming = NamingConvention::default();
        let check =
            |sql: &'static str| naming.check(&posts(), &CheckDef::new(sql), NameLimit::Unlimited);
        assert_ne!(check("a < b"), check("a > b"));
        let index = |sql: &'static str| {
            let index = IndexDef::new([IndexColumn::expression(sql)]);
            naming.index(&posts(), &index, NameLimit::Unlimited)
        };
        assert_ne!(index("a + b"), index("a - b"));
        assert_ne!(index("+"), index("-"));
    }

    #[test]
    fn every_token_is_replaced() {
        let cases = [
            ("%(table_name)s", "posts"),
            ("%(column_0_name)s", "a"),
            ("%(column_1_name)s", "b"),
            ("%(column_7_name)s", ""),
            ("%(column_0_label)s", "posts_a"),
            ("%(column_0_key)s", "a"),
            ("%(column_0N_name)s", "ab"),
            ("%(column_0_N_name)s", "a_b"),
            ("%(column_0_N_label)s", "posts_a_posts_b"),
            ("%(referred_table_name)s", "users"),
            ("%(referred_column_0_name)s", "x"),
            ("%(referred_column_0_N_name)s", "x_y"),
            ("100%%", "100%"),
            ("plain", "plain"),
        ];
        let key = ForeignKeyDef::new(["a", "b"], "app.users", ["x", "y"]);
        for (template, expected) in cases {
            let naming = NamingConvention::default().fk(template).unwrap();
            let name = naming.foreign_key(&posts(), &key, NameLimit::Unlimited);
            assert_eq!(name, expected, "{template}");
        }
    }

    #[test]
    fn an_unknown_token_is_refused_with_the_nearest_one() {
        let refused = NamingConvention::default().ix("ix_%(tabel_name)s").unwrap_err();
        assert!(matches!(
            refused.kind(),
            ErrorKind::UnknownNamingToken { similar: Some("table_name"), .. }
        ));
        for template in ["%", "%(", "%(table_name)", "%d", "%(column_x_name)s", "%()s"] {
            assert!(NamingConvention::default().ix(template).is_err(), "{template}");
        }
    }

    #[test]
    fn a_given_name_is_used_as_it_stands() {
        let name = "n".repeat(200);
        let index = IndexDef::new(["id"]).named(name.clone());
        let naming = NamingConvention::default();
        assert_eq!(naming.index(&posts(), &index, NameLimit::Bytes(63)), name);
    }

    #[test]
    fn a_generated_name_fits_the_limit() {
        let unique = UniqueDef::new(["column"; 40]);
        let naming = NamingConvention::default();
        for limit in [NameLimit::Bytes(63), NameLimit::Characters(64)] {
            assert!(limit.fits(&naming.unique(&posts(), &unique, limit)), "{limit:?}");
        }
    }
}
