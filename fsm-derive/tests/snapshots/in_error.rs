::core::compile_error! {
    "`#[table(..)]` has no key `nmae`: did you mean `name`?"
}
::core::compile_error! {
    "`#[column(..)]` has no key `lenght`: did you mean `length`?"
}
const _: () = {
    use ::fsm_core::__private as __fsm;
    #[doc(hidden)]
    pub struct __UserColumns {
        pub id: __fsm::Column<User, i64>,
        pub address: __fsm::Embedded<Address>,
    }
    #[automatically_derived]
    impl __fsm::Table for User {
        type Columns = __UserColumns;
        const COLUMNS: __UserColumns = __UserColumns {
            id: __fsm::Column {
                place: (__fsm::NO_COLUMN, 0),
                table: __fsm::PhantomData,
            },
            address: __fsm::Embedded::<Address>::NEW,
        };
        const FACTS: &'static __fsm::TableFacts = __fsm::NO_FACTS;
        const DEFS: &'static [__fsm::ColumnDef] = &[];
    }
};
