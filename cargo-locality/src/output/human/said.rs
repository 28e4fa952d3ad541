//! What the findings above one have said already: a screen says nothing twice.
use std::collections::{HashMap, HashSet};

use locality_lints::report::{Applicability, Finding, Rewrite, RewriteId};

/// As often is the same advice of one lint sketched in full.
const MOST_SKETCHES: usize = 3;

/// What has been said.
#[derive(Debug, Default)]
pub(super) struct Said<'s> {
    texts: HashSet<(&'s str, &'s str)>,
    applied: HashSet<&'s RewriteId>,
    sketched: HashMap<(&'s str, &'s str), usize>,
}

impl<'s> Said<'s> {
    /// Takes note of a text of the finding's lint, and says whether it is new.
    pub(super) fn is_new(&mut self, finding: &'s Finding, text: &'s str) -> bool {
        self.texts.insert((finding.lint.as_str(), text))
    }

    /// Takes note of a rewrite, and gives the words that stand for it where it need not be shown again.
    pub(super) fn rewrite(&mut self, finding: &'s Finding, rewrite: &'s Rewrite) -> Option<String> {
        match &rewrite.applicability {
            Applicability::Machine => {
                let is_new = self.applied.insert(&rewrite.id);
                (!is_new).then(|| "the rewrite above covers this place too".to_owned())
            }
            Applicability::ByHand { sketch } => {
                let times = self.sketched.entry((finding.lint.as_str(), &rewrite.title)).or_default();
                *times += 1;
                let enough = *times > MOST_SKETCHES;
                let is_known = !self.is_new(finding, sketch);
                (enough || is_known).then(|| format!("{}, as above", rewrite.title))
            }
        }
    }
}
