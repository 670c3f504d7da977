use fsm_core::Embeddable;

#[derive(Embeddable)]
struct Address {
    #[column(unique)]
    city: String,
}

fn main() {}
