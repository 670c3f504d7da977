use fsm_core::Embeddable;

#[derive(Embeddable)]
struct Address {
    #[column(check = "city <> ''")]
    city: String,
}

fn main() {}
