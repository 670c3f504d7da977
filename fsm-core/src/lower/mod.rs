//! Lowering: changes to the statements that make them on a dialect, with what stands before and
//! after in view, as a table of SQLite is rebuilt whole.
//! It never sends a statement and never decides what changes.

mod anew;
mod each;
mod in_place;
mod job;
mod joined;
mod lost;
mod mention;
mod plan;
mod rebuild;
mod refuse;
mod rename;
mod step;

pub use refuse::refuse;
pub use step::{Step, StillHeld};

use crate::change::Change;
use crate::dialect::AlterTable;
use crate::error::Error;
use crate::name::NamingConvention;
use crate::reflect::Unmanaged;
use crate::registry::Metadata;
use crate::schema::Dialect;
use plan::Plan;

/// The statements that make `changes` on `dialect`, in steps.
///
/// `before` is what stands, and `unmanaged` what stands besides and hangs on it: where a table is
/// made anew (SQLite), what the two do not hold of it is lost, so they should be what
/// [`Metadata::reflect`] read. Both may leave out what no change speaks of. A clause that acts on
/// rows and stands in `unmanaged` without a definition (`ON CONFLICT`) is refused rather than lost.
///
/// Where a column that holds `NULL` no longer may, its rows get the column's default, if it has
/// one. A label of an enum that gets another name gets it in the rows too.
///
/// # Errors
/// What [`Metadata::apply`] says of a change that does not fit `before`;
/// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) for a change that the dialect cannot
/// make of a table that stands.
pub fn lower(
    changes: &[Change],
    before: &Metadata,
    unmanaged: &[Unmanaged],
    dialect: Dialect,
    naming: &NamingConvention,
) -> Result<Vec<Step>, Error> {
    let plan = Plan::new(changes, before, unmanaged, dialect, naming)?;
    let steps = match dialect.capabilities().alter_table {
        AlterTable::Each => each::steps(&plan)?,
        AlterTable::Joined => joined::steps(&plan)?,
        AlterTable::Rebuild => rebuild::steps(&plan)?,
    };
    Ok(steps.into_iter().filter(|step| !step.statements.is_empty()).collect())
}
