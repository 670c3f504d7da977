use std::collections::BTreeMap;

use sqlx::postgres::types::{Oid, PgCiText, PgCube, PgHstore, PgLQuery, PgLTree, PgMoney};
use sqlx::types::BitVec;

use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    vec![
        sample!(PgMoney; postgres = [i64::MIN, -1, 0, i64::MAX].map(PgMoney)),
        sample!(Oid; postgres = [Oid(0), Oid(u32::MAX)]),
        sample!(BitVec; postgres = [
            BitVec::new(),
            BitVec::from_elem(1, true),
            BitVec::from_elem(9, false),
            BitVec::from_bytes(&[0b1010_0001, 0xff, 0]),
        ]),
        sample!(PgCiText; postgres = ["", "Straße", "it's"].map(|text| PgCiText(text.to_owned()))),
        sample!(PgHstore; postgres = [PgHstore::default(), pairs()]),
        sample!(PgLTree; postgres = ["Top", "Top.Science.Astro_1"].map(tree)),
        // sqlx writes `a|b` as `a.b`.
        sample!(PgLQuery; postgres = ["*.Astro*.!b.c*.*{1,2}", "Top"].map(query)),
        sample!(PgCube; postgres = [
            PgCube::Point(-1.5),
            PgCube::ZeroVolume(vec![0.1, f64::MAX]),
            PgCube::OneDimensionInterval(-1.0, 1.0),
            PgCube::MultiDimension(vec![vec![1.0, 2.0], vec![3.0, 4.0]]),
        ]),
    ]
}

fn pairs() -> PgHstore {
    let pairs = [("", Some("")), ("null", None), ("it's \"=>\"", Some("😀"))];
    let owned = pairs.map(|(key, value)| (key.to_owned(), value.map(str::to_owned)));
    PgHstore(BTreeMap::from(owned))
}

pub fn tree(text: &str) -> PgLTree {
    text.parse().expect("a tree's path")
}

fn query(text: &str) -> PgLQuery {
    text.parse().expect("a query of a tree")
}
