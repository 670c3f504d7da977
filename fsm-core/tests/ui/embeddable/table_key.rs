use fsm_core::Embeddable;

#[derive(Embeddable)]
#[column(name = "address")]
pub struct Address {
    pub city: String,
}

fn main() {}
