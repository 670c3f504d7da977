const _: () = {
    use ::fsm_core::__private as __fsm;
    #[automatically_derived]
    impl __fsm::ColumnType for Role {
        const TYPE: __fsm::SqlType = __fsm::SqlType::Enum(
            __fsm::EnumDef::from_const(
                __fsm::TableName::from_const(__fsm::Option::Some("app"), "role"),
                &[__fsm::Cow::Borrowed("member"), __fsm::Cow::Borrowed("boss")],
            ),
        );
    }
};
