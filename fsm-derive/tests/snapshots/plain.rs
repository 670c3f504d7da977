const _: () = {
    use ::fsm_core::__private as __fsm;
    #[doc(hidden)]
    pub struct __UserColumns {
        pub id: __fsm::Column<User, i64>,
        pub username: __fsm::Column<User, String>,
        pub email: __fsm::Column<User, Option<String>>,
        pub role: __fsm::Column<User, String>,
        pub created_at: __fsm::Column<User, Time>,
        pub nick: __fsm::Column<User, Option<String>>,
    }
    const __COLUMNS: &[__fsm::ColumnSpec] = &[
        __fsm::ColumnSpec("id", <i64 as __fsm::ColumnType>::SHAPE, &[]),
        __fsm::ColumnSpec(
            "username",
            <String as __fsm::ColumnType>::SHAPE,
            &[__fsm::ColumnOption::Length(50u32)],
        ),
        __fsm::ColumnSpec("email", <Option<String> as __fsm::ColumnType>::SHAPE, &[]),
        __fsm::ColumnSpec(
            "role",
            <String as __fsm::ColumnType>::SHAPE,
            &[__fsm::ColumnOption::DefaultString("member")],
        ),
        __fsm::ColumnSpec(
            "created_at",
            <Time as __fsm::ColumnType>::SHAPE,
            &[
                __fsm::ColumnOption::DefaultSql((
                    __fsm::Option::None,
                    &[
                        (__fsm::Dialect::Postgres, __fsm::Cow::Borrowed("now()")),
                        (__fsm::Dialect::Mysql, __fsm::Cow::Borrowed("NOW(6)")),
                    ],
                )),
            ],
        ),
        __fsm::ColumnSpec(
            "nick",
            const {
                &__fsm::ColumnShape {
                    sql_type: __fsm::SqlType::custom_parts((
                        __fsm::Option::Some("citext"),
                        &[],
                    )),
                    nullable: {
                        use __fsm::NotOptional as _;
                        __fsm::FieldShape::<Option<String>>::NULLABLE
                    },
                }
            },
            &[],
        ),
    ];
    const _: () = {
        __fsm::require_length(__fsm::find_column(__COLUMNS, "username"));
    };
    #[automatically_derived]
    impl __fsm::Table for User {
        type Columns = __UserColumns;
        const COLUMNS: __UserColumns = __UserColumns {
            id: __fsm::Column {
                place: (__COLUMNS, 0usize),
                table: __fsm::PhantomData,
            },
            username: __fsm::Column {
                place: (__COLUMNS, 1usize),
                table: __fsm::PhantomData,
            },
            email: __fsm::Column {
                place: (__COLUMNS, 2usize),
                table: __fsm::PhantomData,
            },
            role: __fsm::Column {
                place: (__COLUMNS, 3usize),
                table: __fsm::PhantomData,
            },
            created_at: __fsm::Column {
                place: (__COLUMNS, 4usize),
                table: __fsm::PhantomData,
            },
            nick: __fsm::Column {
                place: (__COLUMNS, 5usize),
                table: __fsm::PhantomData,
            },
        };
        const FACTS: &'static __fsm::TableFacts = &__fsm::TableFacts {
            name: "users",
            schema: __fsm::Option::None,
            columns: __COLUMNS,
            keys: &[&["id"], &["username"]],
            primary_key: __fsm::Option::Some((
                __fsm::Option::None,
                &[__fsm::Cow::Borrowed("id")],
            )),
            comment: __fsm::Option::Some("people who talked to the bot"),
            renamed_from: __fsm::Option::None,
            options: __fsm::Option::None,
            set: __fsm::DEFAULT_SET,
            place: (__fsm::module_path!(), __fsm::file!(), __fsm::line!()),
        };
        const DEFS: &'static [__fsm::ColumnDef] = &__fsm::columns::<6usize>(__COLUMNS);
        const UNIQUES: &'static [__fsm::UniqueDef] = &__fsm::uniques([
            __fsm::UniqueSpec {
                name: __fsm::Option::None,
                columns: &[__fsm::Cow::Borrowed("username")],
                deferrable: __fsm::Option::None,
                nulls_not_distinct: false,
                dialects: &[],
            },
        ]);
        const CHECKS: &'static [__fsm::CheckDef] = &__fsm::checks([
            __fsm::CheckSpec {
                name: __fsm::Option::None,
                column: __fsm::Option::Some("role"),
                expression: (__fsm::Option::Some("role IN ('member', 'admin')"), &[]),
                dialects: &[],
            },
        ]);
        const INDEXES: &'static [__fsm::IndexDef] = &__fsm::indexes(
            [
                __fsm::IndexSpec {
                    name: __fsm::Option::None,
                    columns: 1usize,
                    unique: false,
                    options: __fsm::Option::None,
                },
            ],
            const {
                &__fsm::index_columns([
                    __fsm::IndexColumnSpec {
                        key: __fsm::Result::Ok("username"),
                        options: __fsm::Option::None,
                    },
                ])
            },
        );
    }
    __fsm::inventory::submit! {
        __fsm::Registration::of:: < User > ()
    }
};
