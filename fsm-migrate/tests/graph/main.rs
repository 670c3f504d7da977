//! The graph of revisions: what Alembic was observed to answer, each rule on a literal graph, and laws on random ones.

mod observed;
mod scenario;
