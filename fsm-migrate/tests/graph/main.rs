//! The graph of revisions: what Alembic was observed to answer, each rule on a literal graph, and laws on random ones.

mod hostile;
mod large;
mod laws;
mod model;
mod observed;
mod rules;
mod scenario;
