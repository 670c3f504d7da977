use fsm_core::Embeddable;

#[derive(Embeddable)]
struct Address {
    #[column(references = "cities.name")]
    city: String,
}

fn main() {}
