const _: () = {
    use schema::__private as __fsm;
    #[doc(hidden)]
    pub struct __HouseColumns {
        pub house_id: __fsm::Column<House, i64>,
        pub address: __fsm::Embedded<Address>,
        pub rest: __fsm::Column<House, Option<Data>>,
    }
    const __PARTS: &[&[__fsm::ColumnSpec]] = &[
        &[
            __fsm::ColumnSpec(
                "houseId",
                <i64 as __fsm::ColumnType>::SHAPE,
                &[__fsm::ColumnOption::Field("house_id")],
            ),
        ],
        <Address as __fsm::Embeddable>::SPECS,
        &[__fsm::ColumnSpec("rest", __fsm::NULLABLE_JSON, &[])],
    ];
    const __COLUMNS: &[__fsm::ColumnSpec] = &__fsm::concat_columns::<
        { __fsm::count_columns(__PARTS) },
    >(__PARTS);
    const _: () = {
        __fsm::require_distinct(__COLUMNS);
        let _ = __fsm::find_column(__COLUMNS, "city");
    };
    #[automatically_derived]
    impl __fsm::Table for House {
        type Columns = __HouseColumns;
        const COLUMNS: __HouseColumns = __HouseColumns {
            house_id: __fsm::Column {
                place: (__PARTS[0usize], 0usize),
                table: __fsm::PhantomData,
            },
            address: __fsm::Embedded::<Address>::NEW,
            rest: __fsm::Column {
                place: (__PARTS[2usize], 0usize),
                table: __fsm::PhantomData,
            },
        };
        const FACTS: &'static __fsm::TableFacts = &__fsm::TableFacts {
            name: "house",
            schema: __fsm::Option::None,
            columns: __COLUMNS,
            keys: &[&["houseId"]],
            primary_key: __fsm::Option::Some((
                __fsm::Option::None,
                &[__fsm::Cow::Borrowed("houseId")],
            )),
            comment: __fsm::Option::None,
            renamed_from: __fsm::Option::None,
            options: __fsm::Option::None,
            set: __fsm::DEFAULT_SET,
            place: (__fsm::module_path!(), __fsm::file!(), __fsm::line!()),
        };
        const DEFS: &'static [__fsm::ColumnDef] = &__fsm::columns::<
            { __fsm::count_columns(__PARTS) },
        >(__COLUMNS);
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
                        key: __fsm::Result::Ok("city"),
                        options: __fsm::Option::None,
                    },
                ])
            },
        );
    }
    __fsm::inventory::submit! {
        __fsm::Registration::of:: < House > ()
    }
};
