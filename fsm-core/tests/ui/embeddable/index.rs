use fsm_core::Embeddable;

#[derive(Embeddable)]
struct Address {
    #[column(index = "ix_city")]
    city: String,
}

fn main() {}
