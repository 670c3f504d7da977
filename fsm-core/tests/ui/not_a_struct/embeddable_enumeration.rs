use fsm_core::Embeddable;

#[derive(Embeddable)]
enum Address {
    Home,
    Work,
}

fn main() {}
