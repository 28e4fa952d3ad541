//! What every rule's report is made of, beside its own words.
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::cost;
use super::heat::{self, Frequency, Paying};
use super::site;
use super::wording::{counted, two_digits};
use crate::input::{CrateId, Settings};
use crate::model::outline::header;
use crate::model::{Body, BodyId, DefId, Exposure, Imposed, Lasting, Loops, Model, Written};
use crate::report::{Heat, Label, Level, LintName, Predicted, Saves, Site, SiteId, Subject};
use crate::source::facts::{ExprId, ExprKind, Span};
use crate::source::load::FileId;

/// What rules ask, and what the workspace asks of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'m> {
    pub(crate) model: &'m Model<'m>,
    pub(crate) settings: &'m Settings,
    pub(crate) shared: &'m Shared<'m>,
}

/// What one rule finds out for others.
#[derive(Debug, Default)]
pub(crate) struct Shared<'m> {
    /// Bodies without a nest that goes from line to line.
    pub(crate) along_lines: Mutex<FxHashSet<BodyId>>,
    loops: Mutex<FxHashMap<BodyId, Arc<Loops<'m, 'm>>>>,
}

impl<'m> Context<'m> {
    /// What `look` finds in each of the bodies that are looked at, in the order of the bodies. They are looked at in parallel.
    pub(crate) fn in_each_body<T: Send>(&self, look: impl Fn(&'m Body<'m>) -> Vec<T> + Sync) -> Vec<T> {
        let bodies: Vec<&Body<'m>> = self.model.bodies().collect();
        let found: Vec<Vec<T>> = bodies.par_iter().map(|body| look(body)).collect();
        found.into_iter().flatten().collect()
    }

    /// The loops of a body, and what they do, found out once for all rules.
    pub(crate) fn loops(&self, body: &'m Body<'m>) -> Arc<Loops<'m, 'm>> {
        let all = || self.shared.loops.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all().get(&body.id) {
            return known.clone();
        }
        let found = Arc::new(self.model.loops(body));
        all().entry(body.id).or_insert(found).clone()
    }

    /// A place with words.
    pub(crate) fn label(&self, file: FileId, span: Span, text: impl Into<String>) -> Label {
        Label { file: self.model.file(file).path.clone(), span, text: text.into() }
    }

    /// An expression with words.
    pub(crate) fn label_expr(&self, body: BodyId, expr: ExprId, text: impl Into<String>) -> Label {
        let body = self.model.body(body);
        self.label(body.file, body.facts[expr].span, text)
    }

    /// The header of a loop with words.
    pub(crate) fn label_header(&self, body: BodyId, expr: ExprId, text: impl Into<String>) -> Label {
        let body = self.model.body(body);
        let span = match body.facts[expr].kind {
            ExprKind::For { iterable, .. } => body.facts[iterable].span,
            ExprKind::While { condition, .. } => body.facts[condition].span,
            _ => header(body.facts, expr),
        };
        self.label(body.file, span, text)
    }

    /// A site of `lint` around an expression, about all that it touches. Its id lacks the ordinal, which only the whole report knows.
    pub(crate) fn site(&self, lint: &str, body: &Body<'_>, expr: ExprId, lasting: Lasting) -> Site {
        let (span, guard) = site::around(self.model, body, expr, lasting);
        let package = self.model.crate_of(body.owner).map_or("", |krate| &krate.package);
        Site {
            id: SiteId(format!("{package}::{}/{lint}", self.model.item_path(body.owner))),
            lint: LintName::new(lint),
            file: self.model.file(body.file).path.clone(),
            span,
            guard,
            around: site::enclosing(self.model, body, expr, span),
            is_in_build: !self.model.is_never_run(body, expr),
            subject: Subject::Everything,
            saves: Saves::Unused,
        }
    }

    /// How often code that pays is expected to run, and over how much.
    pub(crate) fn frequency(&self, body: &Body<'_>, paying: Paying, predicted: &Predicted) -> Frequency {
        heat::frequency(self, body, paying, predicted)
    }

    /// The same where there is no figure, with the reason.
    pub(crate) fn unpredicted(&self, why: &str, frequency: &Frequency) -> String {
        format!("predicted: no figure, since {why} ({})", frequency.in_words())
    }

    /// The note that says what is predicted, and how hot the code is and why.
    pub(crate) fn prediction(&self, predicted: &Predicted, frequency: &Frequency) -> String {
        let heat = frequency.in_words();
        let element = match predicted.element_bytes {
            Some(bytes) => format!("element of {}", counted(bytes, "byte")),
            None => "element".to_owned(),
        };
        let mut parts = Vec::new();
        match (predicted.lines_now, predicted.lines_after) {
            (Some(now), after) => {
                parts.push(format!("{} cache lines per {element}", two_digits(now)));
                parts.extend(predicted.lines_per_row.map(|row| format!("{} more with each row", two_digits(row))));
                parts.extend(after.map(|after| format!("{} after the rewrite", two_digits(after))));
            }
            (None, Some(after)) => {
                parts.push(format!("{} cache lines per {element} after the rewrite", two_digits(after)))
            }
            (None, None) => {}
        }
        if parts.is_empty() {
            return self.unpredicted("it is not known here how many bytes an element has", frequency);
        }
        let trips = predicted.trips.map_or(String::new(), |trips| format!(", {}", counted(trips, "element")));
        format!("predicted: {}{trips} ({heat})", parts.join(", "))
    }

    /// The crate that an item is in, by number.
    pub(crate) fn krate(&self, item: DefId) -> CrateId {
        self.model.definitions().krate(item).id.unwrap_or(CrateId(0))
    }

    /// Whether a written type is not to be spoken of: a trait's impl imposes it, or other people's code relies on it.
    pub(crate) fn is_fixed_interface(&self, written: &Written<'_>) -> bool {
        match self.model.imposed(written) {
            Some(Imposed::ByPublication) => self.settings.avoid_breaking_exported_api,
            Some(Imposed::Implemented | Imposed::ByTrait) => true,
            None => false,
        }
    }

    /// Whether other people's code can name a field, and that matters.
    pub(crate) fn is_exported_field(&self, owner: DefId, index: u32) -> bool {
        self.settings.avoid_breaking_exported_api && self.model.exposure_of_field(owner, index) == Exposure::Published
    }

    /// Whether other people's code can name an item, and that matters.
    pub(crate) fn is_exported(&self, item: DefId) -> bool {
        self.settings.avoid_breaking_exported_api && self.model.exposure(item) == Exposure::Published
    }
}

/// How loud a finding is whose rule has this level: a warning is earned by code that is hot and a rewrite that is worth it. A
/// rewrite that is predicted to be no better, or worse, is none.
pub(crate) fn level(default: Level, heat: Heat, predicted: &Predicted) -> Level {
    if heat == Heat::Hot && cost::is_worth(predicted) { default } else { default.min(Level::Note) }
}
