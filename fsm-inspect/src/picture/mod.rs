//! Entity-relationship pictures of metadata: as Mermaid, which others lay out, and as SVG, laid out
//! and drawn here.
//! It never reads a database and never writes a file.

mod diagram;
mod mermaid;
mod svg;

use diagram::Diagram;
use fsm_core::Metadata;

/// The tables as a Mermaid `erDiagram`: <https://mermaid.js.org/syntax/entityRelationshipDiagram.html>.
///
/// A line is whole where the reference is part of the child's key, and dotted otherwise.
///
/// ```
/// # use fsm_core::{ColumnDef, ForeignKeyDef, Metadata, SqlType, TableDef};
/// # let mut metadata = Metadata::new();
/// # let table = |name: &'static str| {
/// #     TableDef::new(name).column(ColumnDef::new("id", SqlType::BigInteger)).primary_key(["id"])
/// # };
/// metadata.add(table("users"))?;
/// metadata.add(
///     table("posts")
///         .column(ColumnDef::new("author_id", SqlType::BigInteger))
///         .foreign_key(ForeignKeyDef::new(["author_id"], "users", ["id"])),
/// )?;
/// let text = fsm_inspect::mermaid(&metadata);
/// assert!(text.contains(r#"users ||..o{ posts : "author_id""#));
/// # Ok::<(), fsm_core::Error>(())
/// ```
#[must_use]
pub fn mermaid(metadata: &Metadata) -> String {
    mermaid::write(&Diagram::of(metadata))
}

/// The tables as a picture: a self-contained SVG with crow's-foot lines, for light and dark pages.
///
/// Parents stand to the left of what refers to them, and lines keep out of the boxes. Of each column
/// stand there its key, its name and its type; `?` behind the type says that it may be null.
///
/// ```
/// # use fsm_core::{ColumnDef, Metadata, SqlType, TableDef};
/// # let mut metadata = Metadata::new();
/// # metadata.add(TableDef::new("users").column(ColumnDef::new("id", SqlType::BigInteger)))?;
/// let picture = fsm_inspect::svg(&metadata);
/// assert!(picture.starts_with("<svg "));
/// # Ok::<(), fsm_core::Error>(())
/// ```
#[must_use]
pub fn svg(metadata: &Metadata) -> String {
    svg::write(&Diagram::of(metadata))
}
