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
            id: __fsm::column(""),
            address: __fsm::Embedded::<Address>::NEW,
        };
        const SPEC: &'static __fsm::TableSpec = __fsm::NO_SPEC;
        const KEYS: &'static [__fsm::KeyPart] = __fsm::NO_KEYS;
        type Lists = __fsm::Lists;
    }
};
