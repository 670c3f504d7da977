use fsm_core::Embeddable;

#[derive(Embeddable)]
#[column(crat = fsm_core)]
struct Address {
    city: String,
}

fn main() {}
