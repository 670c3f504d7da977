//! Laws: what the graph answers is what the definition says, on random graphs.

use crate::model::{Ids, Model, models};
use fsm_migrate::graph::{Applied, Direction, Graph, Plan, RowChange};
use proptest::prelude::*;
use proptest::sample::Index;

/// One request; the targets are chosen among what there is when it is made.
#[derive(Clone, Debug)]
enum Move {
    Upgrade(Vec<Index>),
    Downgrade(Option<Index>),
    DowngradeBranch(Index),
    Stamp(Vec<Index>),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let several = || prop::collection::vec(any::<Index>(), 1..4);
    let one = prop_oneof![
        5 => several().prop_map(Move::Upgrade),
        4 => any::<Index>().prop_map(|at| Move::Downgrade(Some(at))),
        1 => Just(Move::Downgrade(None)),
        2 => any::<Index>().prop_map(Move::DowngradeBranch),
        2 => several().prop_map(Move::Stamp),
    ];
    prop::collection::vec(one, 1..8)
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn a_small_graph_answers_what_the_definition_says(model in models(9), moves in moves()) {
        follow(&model, &moves)?;
    }

    #[test]
    fn a_large_graph_answers_what_the_definition_says(model in models(200), moves in moves()) {
        follow(&model, &moves)?;
    }

    #[test]
    fn what_an_upgrade_did_can_be_undone(
        model in models(40),
        before in prop::collection::vec(any::<Index>(), 0..3),
        targets in prop::collection::vec(any::<Index>(), 1..4),
    ) {
        undo(&model, &before, &targets)?;
    }

    #[test]
    fn the_order_in_which_revisions_are_handed_in_changes_nothing(
        (model, shuffled) in models(30).prop_flat_map(|model| {
            let shuffled = Just(model.revisions.clone()).prop_shuffle();
            (Just(model), shuffled)
        }),
        moves in moves(),
    ) {
        let (one, other) = (Graph::new(model.revisions.clone())?, Graph::new(shuffled)?);
        let (mut left, mut right) = (Applied::none(), Applied::none());
        for request in &moves {
            let (a, b) = (plan(&one, &model, &left, request), plan(&other, &model, &right, request));
            prop_assert_eq!(&a, &b);
            if let Ok(Some((_, after))) = a {
                (left, right) = (after.clone(), after);
            }
        }
        prop_assert_eq!(one.history(":", &left)?, other.history(":", &right)?);
    }
}

/// A plan as text, and where it ends.
fn plan(
    graph: &Graph,
    model: &Model,
    applied: &Applied,
    request: &Move,
) -> Result<Option<(String, Applied)>, String> {
    let plan = match request {
        Move::Upgrade(targets) => graph.upgrade(applied, picked(model, targets)),
        Move::Downgrade(Some(target)) => graph.downgrade(applied, picked(model, &[*target])[0]),
        _ => return Ok(None),
    };
    plan.map(|plan| Some((format!("{:?}", plan.steps()), plan.after().clone())))
        .map_err(|error| format!("{error:?}"))
}

/// Makes each request in turn, from a database without revisions.
fn follow(model: &Model, moves: &[Move]) -> Result<(), TestCaseError> {
    let graph = Graph::new(model.revisions.clone())?;
    structure(model, &graph)?;
    let mut applied = Applied::none();
    for request in moves {
        let set = model.closure(applied.rows().iter().map(String::as_str));
        applied = match request {
            Move::Upgrade(targets) => upgrade(model, &graph, &applied, &set, targets)?,
            Move::Downgrade(target) => downgrade(model, &graph, &applied, &set, *target)?,
            Move::DowngradeBranch(child) => {
                downgrade_branch(model, &graph, &applied, &set, *child)?
            }
            Move::Stamp(targets) => stamp(model, &graph, &applied, targets)?,
        };
        prop_assert_eq!(&applied, &Applied::from_rows(&graph, applied.rows())?);
    }
    Ok(())
}

fn structure(model: &Model, graph: &Graph) -> Result<(), TestCaseError> {
    let sorted: Vec<&str> = graph.sorted().iter().map(|revision| revision.id.as_str()).collect();
    prop_assert_eq!(sorted.len(), model.revisions.len());
    let mut done = Ids::new();
    for id in sorted {
        let revision = model.revision(id);
        let needed = revision.down_revision.iter().chain(&revision.depends_on);
        prop_assert!(needed.clone().all(|name| done.contains(name)), "{id}");
        done.insert(id.to_owned());
    }
    let effective: Ids = graph.effective_heads().iter().map(|head| head.id.clone()).collect();
    prop_assert_eq!(effective, model.rows(&done));
    for head in graph.heads() {
        prop_assert!(model.children(&head.id).is_empty());
    }
    Ok(())
}

fn upgrade(
    model: &Model,
    graph: &Graph,
    applied: &Applied,
    set: &Ids,
    targets: &[Index],
) -> Result<Applied, TestCaseError> {
    let targets = picked(model, targets);
    let wanted = model.closure(targets.iter().copied());
    let Ok(plan) = graph.upgrade(applied, &targets) else {
        // The only thing that can be wrong with revisions that are there.
        prop_assert!(overlap(model, &targets), "{:?}", targets);
        return Ok(applied.clone());
    };
    prop_assert!(!overlap(model, &targets), "{:?}", targets);
    replay(model, applied, &plan, Direction::Upgrade, &(&wanted - set))
}

fn downgrade(
    model: &Model,
    graph: &Graph,
    applied: &Applied,
    set: &Ids,
    target: Option<Index>,
) -> Result<Applied, TestCaseError> {
    let target = target.map(|target| picked(model, &[target])[0]);
    let (name, children): (&str, Vec<&str>) = match target {
        Some(target) => (target, model.children(target)),
        None => ("base", set.iter().map(String::as_str).collect()),
    };
    let plan = graph.downgrade(applied, name);
    if target.is_some_and(|target| !set.contains(target)) {
        prop_assert!(plan.is_err(), "{} is not applied", name);
        return Ok(applied.clone());
    }
    let gone = model.needing(set, &children);
    replay(model, applied, &plan?, Direction::Downgrade, &gone)
}

/// Down to a parent of a revision, or to `base`, in that revision's branch alone.
fn downgrade_branch(
    model: &Model,
    graph: &Graph,
    applied: &Applied,
    set: &Ids,
    child: Index,
) -> Result<Applied, TestCaseError> {
    let Some(child) = (!set.is_empty()).then(|| child.index(set.len())) else {
        return Ok(applied.clone());
    };
    let child = set.iter().nth(child).cloned().unwrap_or_default();
    let parent = model.revision(&child).down_revision.first().map_or("base", String::as_str);
    let plan = graph.downgrade(applied, &format!("{child}@{parent}"))?;
    let undone: Ids = plan.steps().iter().map(|step| step.revision().id.clone()).collect();
    prop_assert!(undone.contains(&child));
    let beside = |id: &&str| !on_one_line(model, &child, id);
    for other in model.children(parent).into_iter().filter(beside) {
        // A branch beside it stays, unless it needs what goes for another reason.
        let other_needs = undone.iter().any(|gone| gone != other && model.needs(other, gone));
        prop_assert_eq!(undone.contains(other), set.contains(other) && other_needs);
    }
    replay(model, applied, &plan, Direction::Downgrade, &undone)
}

fn on_one_line(model: &Model, one: &str, other: &str) -> bool {
    let reaches = |from: &str, to: &str| {
        let (mut todo, mut seen) = (vec![from.to_owned()], Ids::new());
        while let Some(id) = todo.pop() {
            if id == to {
                return true;
            }
            if seen.insert(id.clone()) {
                todo.extend(model.revision(&id).down_revision.iter().cloned());
            }
        }
        false
    };
    reaches(one, other) || reaches(other, one)
}

fn stamp(
    model: &Model,
    graph: &Graph,
    applied: &Applied,
    targets: &[Index],
) -> Result<Applied, TestCaseError> {
    let targets = picked(model, targets);
    let Ok(stamp) = graph.stamp(applied, &targets) else {
        prop_assert!(overlap(model, &targets));
        return Ok(applied.clone());
    };
    let related =
        |row: &&String| targets.iter().any(|id| model.needs(id, row) || model.needs(row, id));
    let mut expected: Ids = applied.rows().iter().filter(|row| !related(row)).cloned().collect();
    expected.extend(targets.iter().map(|&id| id.to_owned()));
    let mut table: Ids = applied.rows().iter().cloned().collect();
    change(&mut table, stamp.row_changes())?;
    prop_assert_eq!(&table, &expected);
    prop_assert_eq!(stamp.after().rows(), table.into_iter().collect::<Vec<_>>());
    Ok(stamp.after().clone())
}

/// Runs a plan on a table of rows, and holds each step against the definition.
fn replay(
    model: &Model,
    applied: &Applied,
    plan: &Plan<'_>,
    direction: Direction,
    expected: &Ids,
) -> Result<Applied, TestCaseError> {
    let mut table: Ids = applied.rows().iter().cloned().collect();
    let mut set = model.closure(applied.rows().iter().map(String::as_str));
    let mut steps = Ids::new();
    for step in plan.steps() {
        let id = step.revision().id.as_str();
        prop_assert_eq!(step.direction(), direction);
        prop_assert!(steps.insert(id.to_owned()), "{} twice", id);
        if direction == Direction::Upgrade {
            prop_assert!(set.insert(id.to_owned()));
            let missing = &model.closure([id]) - &set;
            prop_assert!(missing.is_empty(), "{} before {:?}", id, missing);
        } else {
            prop_assert!(set.remove(id));
            prop_assert!(!set.iter().any(|other| model.needs(other, id)), "{} too early", id);
        }
        change(&mut table, step.row_changes())?;
        prop_assert_eq!(&table, &model.rows(&set), "after {}", id);
    }
    prop_assert_eq!(&steps, expected);
    prop_assert_eq!(plan.after().rows(), table.into_iter().collect::<Vec<_>>());
    Ok(plan.after().clone())
}

/// Does to a table what the changes say, and refuses what a database would refuse or not find.
fn change(table: &mut Ids, changes: &[RowChange<'_>]) -> Result<(), TestCaseError> {
    for change in changes {
        match *change {
            RowChange::Insert { id } => prop_assert!(table.insert(id.to_owned())),
            RowChange::Delete { id } => prop_assert!(table.remove(id)),
            RowChange::Update { from, to } => {
                prop_assert!(table.remove(from) && table.insert(to.to_owned()));
            }
            other => prop_assert!(false, "{:?} in a plan", other),
        }
    }
    Ok(())
}

/// Goes up, and then down to the parents of each revision that was lowest among the new ones.
fn undo(model: &Model, before: &[Index], targets: &[Index]) -> Result<(), TestCaseError> {
    let graph = Graph::new(model.revisions.clone())?;
    let set = model.closure(picked(model, before));
    let start = Applied::from_rows(&graph, model.rows(&set))?;
    let targets = model.rows(&model.closure(picked(model, targets)));
    let plan = graph.upgrade(&start, &targets)?;
    let mut applied = plan.after().clone();
    for step in plan.steps() {
        let revision = step.revision();
        let still = model.closure(applied.rows().iter().map(String::as_str));
        if !still.contains(&revision.id) {
            continue;
        }
        // A parent that no other parent needs, so that nothing that was there before is above it.
        let parents: Ids = revision.down_revision.iter().cloned().collect();
        let parent = model.rows(&parents).into_iter().next();
        let parent = parent.unwrap_or_else(|| "base".to_owned());
        let down = graph.downgrade(&applied, &format!("{}@{parent}", revision.id))?;
        applied = down.after().clone();
    }
    prop_assert_eq!(applied, start);
    Ok(())
}

fn picked<'m>(model: &'m Model, indices: &[Index]) -> Vec<&'m str> {
    indices.iter().map(|index| model.id(index.index(model.revisions.len()))).collect()
}

fn overlap(model: &Model, targets: &[&str]) -> bool {
    targets.iter().any(|a| targets.iter().any(|b| a != b && model.needs(a, b)))
}
