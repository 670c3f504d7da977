//! Choices: every decision of a generator is a number drawn here, so that a sample is the list of its choices.
//!
//! Zero always means the simplest, and so does a list that has come to its end: what is cut out of a list makes a simpler sample.

/// Decisions for one part of a sample.
#[derive(Clone, Debug)]
pub(crate) struct Draw {
    choices: Vec<u32>,
    at: usize,
    random: Option<SplitMix>,
}

impl Draw {
    /// New choices, the first of which may be given.
    pub(crate) fn random(seed: u64, first: &[u32]) -> Self {
        Self { choices: first.to_vec(), at: 0, random: Some(SplitMix(seed)) }
    }

    /// The choices of before.
    pub(crate) fn again(choices: Vec<u32>) -> Self {
        Self { choices, at: 0, random: None }
    }

    /// What was chosen so far.
    pub(crate) fn choices(self) -> Vec<u32> {
        self.choices
    }

    /// A number below `end`; zero if there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u32::try_from(end).unwrap_or(u32::MAX).max(1);
        let choice = match (self.choices.get(self.at), &mut self.random) {
            (Some(choice), _) => choice % end,
            (None, Some(random)) => {
                let choice = random.below(end);
                self.choices.push(choice);
                choice
            }
            (None, None) => 0,
        };
        self.at += 1;
        choice as usize
    }

    /// True in `percent` of 100 cases; false is simpler.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) + percent >= 100
    }

    /// One of them; the first is the simplest.
    pub(crate) fn pick<'t, T>(&mut self, list: &'t [T]) -> Option<&'t T> {
        let at = self.below(list.len());
        list.get(at)
    }

    /// One of them by value, of a list that is not empty.
    pub(crate) fn one<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }

    /// Some of them, at least one if there is one, at most `most`, in any order.
    pub(crate) fn some<T: Clone>(&mut self, list: &[T], most: usize) -> Vec<T> {
        let mut rest = list.to_vec();
        let mut chosen = Vec::new();
        while !rest.is_empty() && chosen.len() < most && (chosen.is_empty() || self.chance(40)) {
            chosen.push(rest.remove(self.below(rest.len())));
        }
        chosen
    }
}

/// Vigna's generator: small, and the same on every machine.
#[derive(Clone, Debug)]
pub(crate) struct SplitMix(pub(crate) u64);

impl SplitMix {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u32) -> u32 {
        u32::try_from((self.next() >> 32).wrapping_mul(u64::from(end)) >> 32).unwrap_or(0)
    }
}

/// The choices of a whole sample, part by part: a part can be cut without moving the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choices {
    /// Of the schema before, of the mutations, and of the rows.
    pub(crate) parts: [Vec<u32>; 3],
}
