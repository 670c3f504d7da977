//! change types
//!
//! Found by comparing the models with a database (PostgreSQL):
//! - the column `count` of `measures` is `BIGINT`, the model says `INTEGER`
//! - the column `label` of `measures` is `TEXT`, the model says `VARCHAR(20)`
//! - the column `price` of `measures` is `NUMERIC(10, 4)`, the model says `NUMERIC(10, 2)`
//! - the column `day` of `measures` is `DATETIME`, the model says `DATE`
//! - the column `wide` of `measures` is `VARCHAR(9)`, the model says `TEXT`
//!
//! Lines that begin with `// !!` stand above steps that destroy data, that rows can make fail, or
//! that keep writers waiting: look at these first.
//!
//! Revision ID: 3f2a9c1b7d10
//! Revises: 91c0d2e4aa71
//! Create Date: 2026-11-21 20:59:01+00:00

use fsm_migrate::prelude::*;

revision! {
    id: "3f2a9c1b7d10",
    down_revision: ["91c0d2e4aa71"],
    branch_labels: [],
    depends_on: [],
    message: "change types",
    create_date: "2026-11-21 20:59:01+00:00"
}

pub fn upgrade(op: &mut Operations) {
    // !! can fail on PostgreSQL and MySQL/MariaDB: numbers that are there may be out of range
    // !! blocks writers on PostgreSQL: writes the table anew
    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_column("measures", "count")
        .type_(Integer)
        .existing_type(BigInteger)
        .existing_not_null()
        .existing_default(0);

    // !! can fail on PostgreSQL and MySQL/MariaDB: values that are there may be longer than 20
    //    characters
    // !! blocks writers on PostgreSQL: writes the table anew
    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_column("measures", "label")
        .type_(String(20))
        .existing_type(Text)
        .existing_nullable()
        .existing_comment("as printed");

    // !! destroys data on PostgreSQL and MySQL/MariaDB: what stands behind the point of values that
    //    are there is rounded to 2 digits
    // !! blocks writers on PostgreSQL: writes the table anew
    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_column("measures", "price")
        .type_(Numeric(10, 2))
        .existing_type(Numeric(10, 4))
        .existing_not_null();

    // !! destroys data on PostgreSQL and MySQL/MariaDB: the time of day of values that are there is
    //    lost
    // !! blocks writers on PostgreSQL: writes the table anew
    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_column("measures", "day")
        .type_(Date)
        .existing_type(DateTime)
        .existing_not_null();

    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_column("measures", "wide")
        .type_(Text)
        .existing_type(String(9))
        .existing_not_null();
}

pub fn downgrade(op: &mut Operations) {
    // !! can fail on PostgreSQL and MySQL/MariaDB: values that are there may be longer than 9
    //    characters
    // !! blocks writers on PostgreSQL: writes the table anew
    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_column("measures", "wide")
        .type_(String(9))
        .existing_type(Text)
        .existing_not_null();

    // !! blocks writers on PostgreSQL: writes the table anew
    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_column("measures", "day")
        .type_(DateTime)
        .existing_type(Date)
        .existing_not_null();

    // !! can fail on PostgreSQL and MySQL/MariaDB: numbers that are there may be out of range
    // !! blocks writers on PostgreSQL: writes the table anew
    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_column("measures", "price")
        .type_(Numeric(10, 4))
        .existing_type(Numeric(10, 2))
        .existing_not_null();

    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_column("measures", "label")
        .type_(Text)
        .existing_type(String(20))
        .existing_nullable()
        .existing_comment("as printed");

    // !! blocks writers on PostgreSQL: writes the table anew
    // !! blocks writers on MySQL/MariaDB: copies the table
    op.alter_column("measures", "count")
        .type_(BigInteger)
        .existing_type(Integer)
        .existing_not_null()
        .existing_default(0);
}
