const _: () = {
    use ::fsm_core::__private as __fsm;
    #[doc(hidden)]
    pub struct __AddressColumns {
        pub city: __fsm::Column<Address, String>,
        pub latitude: __fsm::Column<Address, Option<Decimal>>,
    }
    const __COLUMNS: &[__fsm::ColumnSpec] = &[
        __fsm::ColumnSpec(
            "town",
            <String as __fsm::ColumnType>::SHAPE,
            &[
                __fsm::ColumnOption::Field("city"),
                __fsm::ColumnOption::Comment("or village"),
            ],
        ),
        __fsm::ColumnSpec(
            "latitude",
            <Option<Decimal> as __fsm::ColumnType>::SHAPE,
            &[__fsm::ColumnOption::Precision(9u32, __fsm::Option::Some(6u32))],
        ),
    ];
    const _: () = {
        __fsm::require_precision(__fsm::find_column(__COLUMNS, "latitude"));
    };
    #[automatically_derived]
    impl __fsm::Embeddable for Address {
        type Columns = __AddressColumns;
        const COLUMNS: __AddressColumns = __AddressColumns {
            city: __fsm::Column {
                place: (__COLUMNS, 0usize),
                table: __fsm::PhantomData,
            },
            latitude: __fsm::Column {
                place: (__COLUMNS, 1usize),
                table: __fsm::PhantomData,
            },
        };
        const COLUMNS_REF: &'static __AddressColumns = &Self::COLUMNS;
        const SPECS: &'static [__fsm::ColumnSpec] = __COLUMNS;
    }
};
