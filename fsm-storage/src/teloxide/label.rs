use crate::codec::check_text;
use serde::ser::{Error, Impossible, Serialize, Serializer};
use std::{convert::Infallible, fmt};

/// The name of the variant that `value` is, if it is an enum that serde writes as it does unless
/// told otherwise, and if the name fits into a state.
pub(super) fn of(value: &(impl Serialize + ?Sized)) -> Option<&'static str> {
    match value.serialize(Variant) {
        Err(Label(name)) => name.filter(|name| check_text("state", name).is_ok()),
        Ok(never) => match never {},
    }
}

/// Writes nothing: the first thing that it is handed is the answer, and ends it.
struct Variant;

/// The name, by the way of an error.
#[derive(Debug)]
struct Label(Option<&'static str>);

type Outcome = Result<Infallible, Label>;
type Never = Impossible<Infallible, Label>;

const NONE: Label = Label(None);

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.unwrap_or("no variant"))
    }
}

impl std::error::Error for Label {}

impl Error for Label {
    fn custom<T: fmt::Display>(_: T) -> Self {
        NONE
    }
}

macro_rules! no_variant {
    ($($method:ident: $type:ty,)*) => {$(
        fn $method(self, _: $type) -> Outcome {
            Err(NONE)
        }
    )*};
}

impl Serializer for Variant {
    type Ok = Infallible;
    type Error = Label;
    type SerializeSeq = Never;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStruct = Never;
    type SerializeStructVariant = Never;

    no_variant! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_i128: i128,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_u128: u128,
        serialize_f32: f32,
        serialize_f64: f64,
        serialize_char: char,
        serialize_str: &str,
        serialize_bytes: &[u8],
        serialize_unit_struct: &'static str,
    }

    fn serialize_none(self) -> Outcome {
        Err(NONE)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Outcome {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Outcome {
        Err(NONE)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Outcome {
        Err(Label(Some(name)))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Outcome {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: &T,
    ) -> Outcome {
        Err(Label(Some(name)))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Never, Label> {
        Err(NONE)
    }

    fn serialize_tuple(self, _: usize) -> Result<Never, Label> {
        Err(NONE)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Never, Label> {
        Err(NONE)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Never, Label> {
        Err(Label(Some(name)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Never, Label> {
        Err(NONE)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Never, Label> {
        Err(NONE)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Never, Label> {
        Err(Label(Some(name)))
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, _: &T) -> Outcome {
        Err(NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use serde::Serialize;

    #[derive(Serialize)]
    enum State {
        Start,
        Name(String),
        Both(u8, u8),
        #[serde(rename = "age")]
        Age {
            name: String,
        },
    }

    #[derive(Serialize)]
    struct Wrapped(Option<State>);

    #[derive(Serialize)]
    #[serde(tag = "kind")]
    enum Tagged {
        Secret { kind_of: String },
    }

    #[test]
    fn variants_of_enums_are_named_and_nothing_else_is() {
        assert_eq!(of(&State::Start), Some("Start"));
        assert_eq!(of(&State::Name("Ada".to_owned())), Some("Name"));
        assert_eq!(of(&State::Both(1, 2)), Some("Both"));
        assert_eq!(of(&State::Age { name: "Ada".to_owned() }), Some("age"));
        assert_eq!(of(&Wrapped(Some(State::Start))), Some("Start"));
        assert_eq!(of(&Wrapped(None)), None);
        // What serde writes as a struct could be anything.
        assert_eq!(of(&Tagged::Secret { kind_of: "x".to_owned() }), None);
        assert_eq!(of("Start"), None);
        assert_eq!(of(&[State::Start]), None);
        assert_eq!(of(&()), None);
    }
}
