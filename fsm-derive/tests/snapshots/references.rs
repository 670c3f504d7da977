const _: () = {
    use ::fsm_core::__private as __fsm;
    #[doc(hidden)]
    pub struct __PostColumns {
        pub id: __fsm::Column<Post, i64>,
        pub author_id: __fsm::Column<Post, i64>,
        pub parent: __fsm::Column<Post, Option<i64>>,
        pub topic: __fsm::Column<Post, i64>,
    }
    const _: () = {
        __fsm::require_reference::<
            Post,
        >(
            0usize,
            <i64 as __fsm::ColumnType>::SHAPE,
            <users::User as __fsm::Table>::KEYS,
            "id",
            false,
        );
        __fsm::require_reference::<
            Post,
        >(
            2usize,
            <Option<i64> as __fsm::ColumnType>::SHAPE,
            <Post as __fsm::Table>::KEYS,
            "id",
            true,
        );
    };
    #[automatically_derived]
    impl __fsm::Table for Post {
        type Columns = __PostColumns;
        const COLUMNS: __PostColumns = __PostColumns {
            id: __fsm::column("id"),
            author_id: __fsm::column("author_id"),
            parent: __fsm::column("parent"),
            topic: __fsm::column("topic"),
        };
        const SPEC: &'static __fsm::TableSpec = &__fsm::TableSpec {
            name: "post",
            columns: __fsm::ColumnSpecs {
                names: &["id", "author_id", "parent", "topic"],
                shapes: &[
                    <i64 as __fsm::ColumnType>::SHAPE,
                    <i64 as __fsm::ColumnType>::SHAPE,
                    <Option<i64> as __fsm::ColumnType>::SHAPE,
                    <i64 as __fsm::ColumnType>::SHAPE,
                ],
                options: &[
                    (
                        0usize,
                        __fsm::ColumnOption::Identity(const {
                            &__fsm::IdentityDef::from_const(
                                true,
                                __fsm::Option::Some(1000i64),
                                __fsm::Option::None,
                                __fsm::Option::None,
                                __fsm::Option::None,
                                false,
                                __fsm::Option::None,
                            )
                        }),
                    ),
                ],
            },
            parts: &[
                __fsm::Part::Schema("app"),
                __fsm::Part::Set("blog"),
                __fsm::Part::PrimaryKey("id"),
            ],
            place: (__fsm::module_path!(), __fsm::file!(), __fsm::line!()),
        };
        const REFERENCES: &'static [__fsm::Reference] = &[
            __fsm::Reference::Struct(
                "author_id",
                <users::User as __fsm::Table>::SPEC,
                "id",
            ),
            __fsm::Reference::OnDelete(__fsm::ReferentialAction::Cascade),
            __fsm::Reference::Struct("parent", <Post as __fsm::Table>::SPEC, "id"),
            __fsm::Reference::OnDelete(__fsm::ReferentialAction::SetNull),
            __fsm::Reference::Deferrable(__fsm::Deferrable::InitiallyImmediate),
            __fsm::Reference::Named(
                "topic",
                (__fsm::Option::Some("app"), "topics"),
                "id",
            ),
        ];
        const KEYS: &'static [__fsm::KeyPart] = &[
            (0usize, "id", <i64 as __fsm::ColumnType>::SHAPE),
        ];
        type Lists = __fsm::Lists<4usize, 7usize, 0usize, 0usize, 0usize, 3usize>;
    }
    __fsm::inventory::submit! {
        __fsm::Registration::of:: < Post > ()
    }
};
