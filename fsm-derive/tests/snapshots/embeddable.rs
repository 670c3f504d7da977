const _: () = {
    use ::fsm_core::__private as __fsm;
    #[doc(hidden)]
    pub struct __AddressColumns {
        pub city: __fsm::Column<Address, String>,
        pub latitude: __fsm::Column<Address, Option<Decimal>>,
    }
    const _: () = {
        __fsm::require_precision(<Option<Decimal> as __fsm::ColumnType>::SHAPE);
    };
    #[automatically_derived]
    impl __fsm::Embeddable for Address {
        type Columns = __AddressColumns;
        const COLUMNS: __AddressColumns = __AddressColumns {
            city: __fsm::column("town"),
            latitude: __fsm::column("latitude"),
        };
        const COLUMNS_REF: &'static __AddressColumns = &Self::COLUMNS;
        const SPECS: __fsm::ColumnSpecs = __fsm::ColumnSpecs {
            names: &["town", "latitude"],
            shapes: &[
                <String as __fsm::ColumnType>::SHAPE,
                <Option<Decimal> as __fsm::ColumnType>::SHAPE,
            ],
            options: &[
                (0usize, __fsm::ColumnOption::Field("city")),
                (0usize, __fsm::ColumnOption::Comment("or village")),
                (1usize, __fsm::ColumnOption::Precision(9u32, __fsm::Option::Some(6u32))),
            ],
        };
    }
};
