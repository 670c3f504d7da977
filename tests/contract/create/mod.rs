//! Creating and dropping on real databases: what stands afterwards, what the answer says, and what happens
//! when something is in the way.

mod model;
mod whole;

pub use whole::cases as whole_cases;
