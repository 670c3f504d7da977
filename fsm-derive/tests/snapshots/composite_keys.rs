const _: () = {
    use ::fsm_core::__private as __fsm;
    #[doc(hidden)]
    pub struct __OrderLineColumns {
        pub order_id: __fsm::Column<OrderLine, i64>,
        pub line: __fsm::Column<OrderLine, i32>,
        pub article: __fsm::Column<OrderLine, i64>,
        pub note: __fsm::Column<OrderLine, String>,
    }
    const __COLUMNS: &[__fsm::ColumnSpec] = &[
        __fsm::ColumnSpec("order_id", <i64 as __fsm::ColumnType>::SHAPE, &[]),
        __fsm::ColumnSpec("line", <i32 as __fsm::ColumnType>::SHAPE, &[]),
        __fsm::ColumnSpec("article", <i64 as __fsm::ColumnType>::SHAPE, &[]),
        __fsm::ColumnSpec("note", <String as __fsm::ColumnType>::SHAPE, &[]),
    ];
    const _: () = {
        __fsm::require_foreign_key(
            __COLUMNS,
            &["order_id", "article"],
            <Offer as __fsm::Table>::FACTS,
            &["order_id", "article"],
            false,
        );
    };
    #[automatically_derived]
    impl __fsm::Table for OrderLine {
        type Columns = __OrderLineColumns;
        const COLUMNS: __OrderLineColumns = __OrderLineColumns {
            order_id: __fsm::Column {
                place: (__COLUMNS, 0usize),
                table: __fsm::PhantomData,
            },
            line: __fsm::Column {
                place: (__COLUMNS, 1usize),
                table: __fsm::PhantomData,
            },
            article: __fsm::Column {
                place: (__COLUMNS, 2usize),
                table: __fsm::PhantomData,
            },
            note: __fsm::Column {
                place: (__COLUMNS, 3usize),
                table: __fsm::PhantomData,
            },
        };
        const FACTS: &'static __fsm::TableFacts = &__fsm::TableFacts {
            name: "order_line",
            schema: __fsm::Option::None,
            columns: __COLUMNS,
            keys: &[&["order_id", "line"], &["order_id", "article"]],
            primary_key: __fsm::Option::Some((
                __fsm::Option::Some("pk_lines"),
                &[__fsm::Cow::Borrowed("order_id"), __fsm::Cow::Borrowed("line")],
            )),
            comment: __fsm::Option::None,
            renamed_from: __fsm::Option::None,
            options: __fsm::Option::Some(const {
                &__fsm::TableOptions::from_const(
                    __fsm::SqliteOptions::NEW
                        .const_strict(true)
                        .const_without_rowid(true),
                    __fsm::PostgresOptions::NEW,
                    __fsm::MysqlOptions::NEW
                        .const_engine(
                            __fsm::Option::Some(__fsm::Cow::Borrowed("InnoDB")),
                        ),
                )
            }),
            set: __fsm::DEFAULT_SET,
            place: (__fsm::module_path!(), __fsm::file!(), __fsm::line!()),
        };
        const DEFS: &'static [__fsm::ColumnDef] = &__fsm::columns::<4usize>(__COLUMNS);
        const UNIQUES: &'static [__fsm::UniqueDef] = &__fsm::uniques([
            __fsm::UniqueSpec {
                name: __fsm::Option::None,
                columns: &[
                    __fsm::Cow::Borrowed("order_id"),
                    __fsm::Cow::Borrowed("article"),
                ],
                deferrable: __fsm::Option::None,
                nulls_not_distinct: false,
                dialects: &[],
            },
            __fsm::UniqueSpec {
                name: __fsm::Option::None,
                columns: &[__fsm::Cow::Borrowed("article")],
                deferrable: __fsm::Option::Some(__fsm::Deferrable::InitiallyDeferred),
                nulls_not_distinct: false,
                dialects: &[__fsm::Dialect::Postgres],
            },
        ]);
        const FOREIGN_KEYS: &'static [__fsm::ForeignKeyDef] = &__fsm::foreign_keys(
            [
                __fsm::ForeignKeySpec {
                    name: __fsm::Option::None,
                    columns: &[
                        __fsm::Cow::Borrowed("order_id"),
                        __fsm::Cow::Borrowed("article"),
                    ],
                    table: (
                        <Offer as __fsm::Table>::SCHEMA,
                        <Offer as __fsm::Table>::NAME,
                    ),
                    on_delete: __fsm::Option::Some(__fsm::ReferentialAction::Cascade),
                    on_update: __fsm::Option::None,
                    deferrable: __fsm::Option::None,
                    match_type: __fsm::Option::None,
                },
            ],
            const {
                &__fsm::column_names([
                    __fsm::field_column(<Offer as __fsm::Table>::FACTS, "order_id"),
                    __fsm::field_column(<Offer as __fsm::Table>::FACTS, "article"),
                ])
            },
        );
        const INDEXES: &'static [__fsm::IndexDef] = &__fsm::indexes(
            [
                __fsm::IndexSpec {
                    name: __fsm::Option::None,
                    columns: 2usize,
                    unique: false,
                    options: __fsm::Option::Some(__fsm::IndexOptions {
                        predicate: __fsm::Option::Some((
                            __fsm::Option::Some("line > 0"),
                            &[],
                        )),
                        method: __fsm::Option::None,
                        include: &[],
                        nulls_not_distinct: false,
                        comment: __fsm::Option::None,
                        renamed_from: __fsm::Option::None,
                        dialects: &[],
                    }),
                },
                __fsm::IndexSpec {
                    name: __fsm::Option::None,
                    columns: 1usize,
                    unique: true,
                    options: __fsm::Option::Some(__fsm::IndexOptions {
                        predicate: __fsm::Option::None,
                        method: __fsm::Option::None,
                        include: &[],
                        nulls_not_distinct: false,
                        comment: __fsm::Option::None,
                        renamed_from: __fsm::Option::None,
                        dialects: &[__fsm::Dialect::Mysql],
                    }),
                },
            ],
            const {
                &__fsm::index_columns([
                    __fsm::IndexColumnSpec {
                        key: __fsm::Result::Ok("article"),
                        options: __fsm::Option::Some(__fsm::IndexColumnOptions {
                            order: __fsm::Option::Some(__fsm::SortOrder::Descending),
                            nulls: __fsm::Option::Some(__fsm::NullsOrder::Last),
                            operator_class: __fsm::Option::None,
                            collation: __fsm::Option::None,
                            prefix_length: __fsm::Option::None,
                        }),
                    },
                    __fsm::IndexColumnSpec {
                        key: __fsm::Result::Err("lower(note)"),
                        options: __fsm::Option::None,
                    },
                    __fsm::IndexColumnSpec {
                        key: __fsm::Result::Ok("note"),
                        options: __fsm::Option::Some(__fsm::IndexColumnOptions {
                            order: __fsm::Option::None,
                            nulls: __fsm::Option::None,
                            operator_class: __fsm::Option::None,
                            collation: __fsm::Option::None,
                            prefix_length: __fsm::Option::Some(20u32),
                        }),
                    },
                ])
            },
        );
    }
    __fsm::inventory::submit! {
        __fsm::Registration::of:: < OrderLine > ()
    }
};
