use fsm_core::Embeddable;

#[derive(Embeddable)]
struct Range<T> {
    first: T,
    last: T,
}

fn main() {}
