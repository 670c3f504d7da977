use fsm_core::Embeddable;

#[derive(Embeddable)]
pub struct Address(String);

fn main() {}
