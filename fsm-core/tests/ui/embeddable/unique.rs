use fsm_core::Embeddable;

#[derive(Embeddable)]
pub struct Address {
    #[column(unique)]
    pub city: String,
}

fn main() {}
