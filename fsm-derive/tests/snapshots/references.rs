const _: () = {
    use ::fsm_core::__private as __fsm;
    #[doc(hidden)]
    pub struct __PostColumns {
        pub id: __fsm::Column<Post, i64>,
        pub author_id: __fsm::Column<Post, i64>,
        pub parent: __fsm::Column<Post, Option<i64>>,
        pub topic: __fsm::Column<Post, i64>,
    }
    const __COLUMNS: &[__fsm::ColumnSpec] = &[
        __fsm::ColumnSpec(
            "id",
            <i64 as __fsm::ColumnType>::SHAPE,
            &[
                __fsm::ColumnOption::Identity(const {
                    __fsm::IdentityDef::from_const(
                        true,
                        __fsm::Option::Some(1000i64),
                        __fsm::Option::None,
                        __fsm::Option::None,
                        __fsm::Option::None,
                        false,
                        __fsm::Option::None,
                    )
                }),
            ],
        ),
        __fsm::ColumnSpec("author_id", <i64 as __fsm::ColumnType>::SHAPE, &[]),
        __fsm::ColumnSpec("parent", <Option<i64> as __fsm::ColumnType>::SHAPE, &[]),
        __fsm::ColumnSpec("topic", <i64 as __fsm::ColumnType>::SHAPE, &[]),
    ];
    const _: () = {
        __fsm::require_foreign_key(
            __COLUMNS,
            &["author_id"],
            <users::User as __fsm::Table>::FACTS,
            &["id"],
            false,
        );
        __fsm::require_foreign_key(
            __COLUMNS,
            &["parent"],
            <Post as __fsm::Table>::FACTS,
            &["id"],
            true,
        );
    };
    #[automatically_derived]
    impl __fsm::Table for Post {
        type Columns = __PostColumns;
        const COLUMNS: __PostColumns = __PostColumns {
            id: __fsm::Column {
                place: (__COLUMNS, 0usize),
                table: __fsm::PhantomData,
            },
            author_id: __fsm::Column {
                place: (__COLUMNS, 1usize),
                table: __fsm::PhantomData,
            },
            parent: __fsm::Column {
                place: (__COLUMNS, 2usize),
                table: __fsm::PhantomData,
            },
            topic: __fsm::Column {
                place: (__COLUMNS, 3usize),
                table: __fsm::PhantomData,
            },
        };
        const FACTS: &'static __fsm::TableFacts = &__fsm::TableFacts {
            name: "post",
            schema: __fsm::Option::Some("app"),
            columns: __COLUMNS,
            keys: &[&["id"]],
            primary_key: __fsm::Option::Some((
                __fsm::Option::None,
                &[__fsm::Cow::Borrowed("id")],
            )),
            comment: __fsm::Option::None,
            renamed_from: __fsm::Option::None,
            options: __fsm::Option::None,
            set: "blog",
            place: (__fsm::module_path!(), __fsm::file!(), __fsm::line!()),
        };
        const DEFS: &'static [__fsm::ColumnDef] = &__fsm::columns::<4usize>(__COLUMNS);
        const FOREIGN_KEYS: &'static [__fsm::ForeignKeyDef] = &__fsm::foreign_keys(
            [
                __fsm::ForeignKeySpec {
                    name: __fsm::Option::None,
                    columns: &[__fsm::Cow::Borrowed("author_id")],
                    table: (
                        <users::User as __fsm::Table>::SCHEMA,
                        <users::User as __fsm::Table>::NAME,
                    ),
                    on_delete: __fsm::Option::Some(__fsm::ReferentialAction::Cascade),
                    on_update: __fsm::Option::None,
                    deferrable: __fsm::Option::None,
                    match_type: __fsm::Option::None,
                },
                __fsm::ForeignKeySpec {
                    name: __fsm::Option::None,
                    columns: &[__fsm::Cow::Borrowed("parent")],
                    table: (
                        <Post as __fsm::Table>::SCHEMA,
                        <Post as __fsm::Table>::NAME,
                    ),
                    on_delete: __fsm::Option::Some(__fsm::ReferentialAction::SetNull),
                    on_update: __fsm::Option::None,
                    deferrable: __fsm::Option::Some(
                        __fsm::Deferrable::InitiallyImmediate,
                    ),
                    match_type: __fsm::Option::None,
                },
                __fsm::ForeignKeySpec {
                    name: __fsm::Option::None,
                    columns: &[__fsm::Cow::Borrowed("topic")],
                    table: (__fsm::Option::Some("app"), "topics"),
                    on_delete: __fsm::Option::None,
                    on_update: __fsm::Option::None,
                    deferrable: __fsm::Option::None,
                    match_type: __fsm::Option::None,
                },
            ],
            const {
                &__fsm::column_names([
                    __fsm::field_column(<users::User as __fsm::Table>::FACTS, "id"),
                    __fsm::field_column(<Post as __fsm::Table>::FACTS, "id"),
                    "id",
                ])
            },
        );
    }
    __fsm::inventory::submit! {
        __fsm::Registration::of:: < Post > ()
    }
};
