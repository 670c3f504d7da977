//! Shrinking: a list of choices that breaks a law is cut, zeroed and halved as long as the law stays broken.
//!
//! Knows nothing of what the choices mean.

use std::future::Future;
use std::time::{Duration, Instant};

use crate::draw::Choices;

/// What shrinking may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    pub(crate) tries: usize,
    pub(crate) time: Duration,
}

/// The simplest choices found for which `breaks` still says so.
pub(crate) async fn shrink<F, Fut>(found: Choices, patience: Patience, breaks: F) -> Choices
where
    F: Fn(Choices) -> Fut,
    Fut: Future<Output = bool>,
{
    let mut shrinker = Shrinker { best: found, patience, begin: Instant::now(), breaks };
    while shrinker.pass().await && !shrinker.is_tired() {}
    shrinker.best
}

struct Shrinker<F> {
    best: Choices,
    patience: Patience,
    begin: Instant,
    breaks: F,
}

impl<F, Fut> Shrinker<F>
where
    F: Fn(Choices) -> Fut,
    Fut: Future<Output = bool>,
{
    fn is_tired(&self) -> bool {
        self.patience.tries == 0 || self.begin.elapsed() > self.patience.time
    }

    /// Takes the candidate if it breaks the law too.
    async fn offer(&mut self, candidate: Choices) -> bool {
        if candidate == self.best || self.is_tired() {
            return false;
        }
        self.patience.tries -= 1;
        let broken = (self.breaks)(candidate.clone()).await;
        if broken {
            self.best = candidate;
        }
        broken
    }

    /// Everything once; whether anything became simpler.
    async fn pass(&mut self) -> bool {
        let before = self.best.clone();
        // The mutations first: what they no longer need can go from the schema afterwards.
        for part in [1, 2, 0] {
            self.cut_end(part).await;
            self.chunks(part, |list, from, to| {
                list.drain(from..to);
            })
            .await;
            self.chunks(part, |list, from, to| list[from..to].fill(0)).await;
            self.smaller(part).await;
        }
        self.best != before
    }

    /// An end that is cut off is zeros.
    async fn cut_end(&mut self, part: usize) {
        let (mut low, mut high) = (0, self.best.parts[part].len());
        while low < high && !self.is_tired() {
            let middle = usize::midpoint(low, high);
            let mut candidate = self.best.clone();
            candidate.parts[part].truncate(middle);
            if self.offer(candidate).await {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
    }

    async fn chunks(&mut self, part: usize, change: impl Fn(&mut Vec<u32>, usize, usize)) {
        for size in [64, 32, 16, 8, 4, 2, 1] {
            let mut end = self.best.parts[part].len();
            while end > 0 && !self.is_tired() {
                let from = end.saturating_sub(size);
                let list = &self.best.parts[part];
                if end <= list.len() {
                    let mut candidate = self.best.clone();
                    change(&mut candidate.parts[part], from, end);
                    self.offer(candidate).await;
                }
                end = from;
            }
        }
    }

    async fn smaller(&mut self, part: usize) {
        let mut at = 0;
        while at < self.best.parts[part].len() && !self.is_tired() {
            let value = self.best.parts[part][at];
            for less in [value / 2, value.saturating_sub(1)] {
                let mut candidate = self.best.clone();
                candidate.parts[part][at] = less;
                if less < value && self.offer(candidate).await {
                    break;
                }
            }
            at += 1;
        }
    }
}
