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
    const _: () = {
        __fsm::require_length(<String as __fsm::ColumnType>::SHAPE);
    };
    #[automatically_derived]
    impl __fsm::Table for User {
        type Columns = __UserColumns;
        const COLUMNS: __UserColumns = __UserColumns {
            id: __fsm::column("id"),
            username: __fsm::column("username"),
            email: __fsm::column("email"),
            role: __fsm::column("role"),
            created_at: __fsm::column("created_at"),
            nick: __fsm::column("nick"),
        };
        const SPEC: &'static __fsm::TableSpec = &__fsm::TableSpec {
            name: "users",
            columns: __fsm::ColumnSpecs {
                names: &["id", "username", "email", "role", "created_at", "nick"],
                shapes: &[
                    <i64 as __fsm::ColumnType>::SHAPE,
                    <String as __fsm::ColumnType>::SHAPE,
                    <Option<String> as __fsm::ColumnType>::SHAPE,
                    <String as __fsm::ColumnType>::SHAPE,
                    <Time as __fsm::ColumnType>::SHAPE,
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
                ],
                options: &[
                    (1usize, __fsm::ColumnOption::Length(50u32)),
                    (3usize, __fsm::ColumnOption::DefaultString("member")),
                    (
                        4usize,
                        __fsm::ColumnOption::DefaultSql((
                            __fsm::Option::None,
                            &[
                                (__fsm::Dialect::Postgres, __fsm::Cow::Borrowed("now()")),
                                (__fsm::Dialect::Mysql, __fsm::Cow::Borrowed("NOW(6)")),
                            ],
                        )),
                    ),
                ],
            },
            parts: &[
                __fsm::Part::Comment("people who talked to the bot"),
                __fsm::Part::PrimaryKey("id"),
                __fsm::Part::Unique("username"),
                __fsm::Part::Check((
                    __fsm::Option::Some("role IN ('member', 'admin')"),
                    &[],
                )),
                __fsm::Part::OfColumn("role"),
                __fsm::Part::Index("username"),
            ],
            place: (__fsm::module_path!(), __fsm::file!(), __fsm::line!()),
        };
        const KEYS: &'static [__fsm::KeyPart] = &[
            (0usize, "id", <i64 as __fsm::ColumnType>::SHAPE),
            (1usize, "username", <String as __fsm::ColumnType>::SHAPE),
        ];
        type Lists = __fsm::Lists<
            6usize,
            2usize,
            1usize,
            1usize,
            1usize,
            0usize,
            1usize,
        >;
    }
    __fsm::inventory::submit! {
        __fsm::Registration::of:: < User > ()
    }
};
