#[automatically_derived]
impl ::fsm_storage::States for Form {
    fn as_str(&self) -> &::core::primitive::str {
        match self {
            Self::FirstName => "Form:firstName",
            Self::Age => "age",
        }
    }
    fn parse(stored: &::core::primitive::str) -> ::core::option::Option<Self> {
        match stored {
            "Form:firstName" => ::core::option::Option::Some(Self::FirstName),
            "age" => ::core::option::Option::Some(Self::Age),
            _ => ::core::option::Option::None,
        }
    }
    fn upgrade(stored: &::core::primitive::str) -> ::core::option::Option<Self> {
        match stored {
            "Form:years" | "form:age" => ::core::option::Option::Some(Self::Age),
            _ => older(stored),
        }
    }
}
