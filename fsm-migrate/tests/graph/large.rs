//! Sizes: nothing calls itself, and nothing takes the square of the number of revisions.

use fsm_migrate::ErrorKind;
use fsm_migrate::graph::{Applied, Graph, Revision};

/// A chain whose ids are in no order.
fn chain(length: usize) -> impl Iterator<Item = Revision> {
    // Any odd factor goes through all numbers of 32 bits once.
    let id = |at: usize| format!("{:08x}", at.wrapping_mul(0x9E37_79B1) & 0xFFFF_FFFF);
    (0..length).map(move |at| Revision::new(id(at)).down_revision((at > 0).then(|| id(at - 1))))
}

#[test]
fn a_chain_of_100_000_fits_on_a_small_stack() {
    let work = || {
        let graph = Graph::new(chain(100_000)).unwrap();
        let up = graph.upgrade(&Applied::none(), ["head"]).unwrap();
        assert_eq!(up.steps().len(), 100_000);
        let down = graph.downgrade(up.after(), "head-99999").unwrap();
        assert_eq!(down.steps().len(), 99_999);
        assert_eq!(graph.downgrade(up.after(), "base").unwrap().steps().len(), 100_000);
        assert_eq!(graph.history(":", up.after()).unwrap().len(), 100_000);
        assert_eq!(graph.history("-9:", up.after()).unwrap().len(), 10);
        assert_eq!(graph.stamp(up.after(), ["base+1"]).unwrap().row_changes().len(), 1);
        assert!(graph.facts(&graph.heads()[0].id).unwrap().is_head);
        drop((up, down));
    };
    std::thread::Builder::new().stack_size(256 * 1024).spawn(work).unwrap().join().unwrap();
}

#[test]
fn a_ring_of_100_000_is_found_whole() {
    let mut revisions: Vec<Revision> = chain(100_000).collect();
    let last = revisions.last().unwrap().id.clone();
    revisions[0].down_revision = vec![last];
    match Graph::new(revisions).unwrap_err().kind() {
        ErrorKind::Cycle { ring, through_dependency: false } => assert_eq!(ring.len(), 100_000),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_star_and_a_comb_take_no_square() {
    let size = 20_000;
    let star = (1..size).map(|at| Revision::new(format!("r{at:05}")).down_revision(["root1"]));
    let star = Graph::new(star.chain([Revision::new("root1")])).unwrap();
    let plan = star.upgrade(&Applied::none(), ["heads"]).unwrap();
    assert_eq!(plan.after().rows().len(), size - 1);
    assert_eq!(star.stamp(plan.after(), ["heads"]).unwrap().row_changes(), []);
    let ids = (1..size).map(|at| format!("r{at:05}"));
    let all = Revision::new("joined").down_revision(ids);
    let joined = star.with(all).unwrap();
    let plan = joined.upgrade(plan.after(), ["head"]).unwrap();
    assert_eq!(plan.steps()[0].row_changes().len(), size - 1);
    assert_eq!(joined.downgrade(plan.after(), "root1").unwrap().steps().len(), size);
}
