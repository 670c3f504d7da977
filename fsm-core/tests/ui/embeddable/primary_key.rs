use fsm_core::Embeddable;

#[derive(Embeddable)]
struct Address {
    #[column(primary_key)]
    city: String,
}

fn main() {}
