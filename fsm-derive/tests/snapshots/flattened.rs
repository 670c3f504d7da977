const _: () = {
    use schema::__private as __fsm;
    #[doc(hidden)]
    pub struct __HouseColumns {
        pub house_id: __fsm::Column<House, i64>,
        pub rest: __fsm::Column<House, Option<Data>>,
        pub address: __fsm::Embedded<Address>,
    }
    const __PARTS: &[__fsm::ColumnSpecs] = &[
        __fsm::ColumnSpecs {
            names: &["houseId"],
            shapes: &[<i64 as __fsm::ColumnType>::SHAPE],
            options: &[(0usize, __fsm::ColumnOption::Field("house_id"))],
        },
        <Address as __fsm::Embeddable>::SPECS,
        __fsm::ColumnSpecs {
            names: &["rest"],
            shapes: &[__fsm::NULLABLE_JSON],
            options: &[],
        },
    ];
    const __COLUMNS: &__fsm::Concatenated<
        { __fsm::count_columns(__PARTS) },
        { __fsm::count_options(__PARTS) },
    > = &__fsm::concat_columns(__PARTS);
    const _: () = {
        let __columns = <House as __fsm::Table>::SPEC.columns;
        __fsm::require_distinct(__columns);
        let _ = __fsm::find_column(__columns, "city");
    };
    #[automatically_derived]
    impl __fsm::Table for House {
        type Columns = __HouseColumns;
        const COLUMNS: __HouseColumns = __HouseColumns {
            house_id: __fsm::column("houseId"),
            rest: __fsm::column("rest"),
            address: __fsm::Embedded::<Address>::NEW,
        };
        const SPEC: &'static __fsm::TableSpec = &__fsm::TableSpec {
            name: "house",
            columns: __COLUMNS.specs(),
            parts: &[__fsm::Part::PrimaryKey("houseId"), __fsm::Part::Index("city")],
            place: (__fsm::module_path!(), __fsm::file!(), __fsm::line!()),
        };
        const KEYS: &'static [__fsm::KeyPart] = &[
            (0usize, "house_id", <i64 as __fsm::ColumnType>::SHAPE),
        ];
        type Lists = __fsm::Lists<
            { __fsm::count_columns(__PARTS) },
            1usize,
            0usize,
            1usize,
            1usize,
        >;
    }
    __fsm::inventory::submit! {
        __fsm::Registration::of:: < House > ()
    }
};
