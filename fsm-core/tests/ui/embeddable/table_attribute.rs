use fsm_core::Embeddable;

#[derive(Embeddable)]
#[column(name = "address")]
struct Address {
    city: String,
}

fn main() {}
