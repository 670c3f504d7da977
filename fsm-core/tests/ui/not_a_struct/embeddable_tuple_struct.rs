use fsm_core::Embeddable;

#[derive(Embeddable)]
struct Address(String, String);

fn main() {}
