//! The revisions of this package's database, each in a file of its own.
//! `revision` adds them to this list.

mod m_0e45320861da_add_summaries;
mod m_22d64e89757f_initial;
