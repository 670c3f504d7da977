//! The revisions of this package's database, each in a file of its own.
//! `revision` adds them to this list.

mod m_5ac43ebaf606_initial;
