use super::{NormalForm, Sameness};

pub(super) struct PostgresForm;

impl NormalForm for PostgresForm {
    fn type_name(&self, text: &str) -> String {
        text.to_ascii_lowercase()
    }

    fn default(&self, _type_name: &str, one: &str, other: &str) -> Sameness {
        self.expression(one, other)
    }

    fn expression(&self, one: &str, other: &str) -> Sameness {
        if one == other { Sameness::Same } else { Sameness::Unknown }
    }
}
