const _: () = {
    use ::fsm_core::__private as __fsm;
    #[doc(hidden)]
    pub struct __OrderLineColumns {
        pub order_id: __fsm::Column<OrderLine, i64>,
        pub line: __fsm::Column<OrderLine, i32>,
        pub article: __fsm::Column<OrderLine, i64>,
        pub note: __fsm::Column<OrderLine, String>,
    }
    const _: () = {
        __fsm::require_foreign_key::<
            OrderLine,
        >(
            0usize,
            &[<i64 as __fsm::ColumnType>::SHAPE, <i64 as __fsm::ColumnType>::SHAPE],
            <Offer as __fsm::Table>::KEYS,
            &["order_id", "article"],
            false,
        );
    };
    #[automatically_derived]
    impl __fsm::Table for OrderLine {
        type Columns = __OrderLineColumns;
        const COLUMNS: __OrderLineColumns = __OrderLineColumns {
            order_id: __fsm::column("order_id"),
            line: __fsm::column("line"),
            article: __fsm::column("article"),
            note: __fsm::column("note"),
        };
        const SPEC: &'static __fsm::TableSpec = &__fsm::TableSpec {
            name: "order_line",
            columns: __fsm::ColumnSpecs {
                names: &["order_id", "line", "article", "note"],
                shapes: &[
                    <i64 as __fsm::ColumnType>::SHAPE,
                    <i32 as __fsm::ColumnType>::SHAPE,
                    <i64 as __fsm::ColumnType>::SHAPE,
                    <String as __fsm::ColumnType>::SHAPE,
                ],
                options: &[],
            },
            parts: &[
                __fsm::Part::Options(const {
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
                __fsm::Part::PrimaryKey("order_id"),
                __fsm::Part::And("line"),
                __fsm::Part::Name("pk_lines"),
                __fsm::Part::Unique("order_id"),
                __fsm::Part::And("article"),
                __fsm::Part::Unique("article"),
                __fsm::Part::Deferrable(__fsm::Deferrable::InitiallyDeferred),
                __fsm::Part::Dialects(&[__fsm::Dialect::Postgres]),
                __fsm::Part::Index("article"),
                __fsm::Part::And(""),
                __fsm::Part::Predicate((__fsm::Option::Some("line > 0"), &[])),
                __fsm::Part::Order(0usize, __fsm::SortOrder::Descending),
                __fsm::Part::Nulls(0usize, __fsm::NullsOrder::Last),
                __fsm::Part::Expression(1usize, "lower(note)"),
                __fsm::Part::Index("note"),
                __fsm::Part::UniqueRows,
                __fsm::Part::Dialects(&[__fsm::Dialect::Mysql]),
                __fsm::Part::PrefixLength(0usize, 20u32),
            ],
            place: (__fsm::module_path!(), __fsm::file!(), __fsm::line!()),
        };
        const REFERENCES: &'static [__fsm::Reference] = &[
            __fsm::Reference::Struct(
                "order_id",
                <Offer as __fsm::Table>::SPEC,
                "order_id",
            ),
            __fsm::Reference::And("article", "article"),
            __fsm::Reference::OnDelete(__fsm::ReferentialAction::Cascade),
        ];
        const KEYS: &'static [__fsm::KeyPart] = &[
            (0usize, "order_id", <i64 as __fsm::ColumnType>::SHAPE),
            (0usize, "line", <i32 as __fsm::ColumnType>::SHAPE),
            (1usize, "order_id", <i64 as __fsm::ColumnType>::SHAPE),
            (1usize, "article", <i64 as __fsm::ColumnType>::SHAPE),
        ];
        type Lists = __fsm::Lists<4usize, 9usize, 2usize, 2usize, 3usize, 1usize>;
    }
    __fsm::inventory::submit! {
        __fsm::Registration::of:: < OrderLine > ()
    }
};
