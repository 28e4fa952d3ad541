//! Passes: code that goes through the elements of a sequence.
use super::chains::{End, Lasting};
use super::effects::Effects;
use super::outline::bindings;
use super::{Body, Known, Model, Ty, words};
use crate::source::facts::{self, ExprId, ExprKind, TypeKind};
use crate::source::paths::{type_names, types_within};

/// Code that goes through the elements of a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// What visits them: a loop, or the end of a chain.
    pub walker: ExprId,
    /// For how long.
    pub lasting: Lasting,
    /// The sequence, as it is named there.
    pub sequence: ExprId,
    /// The type of its elements.
    pub element: Ty,
}

impl Model<'_> {
    /// The type of the elements of a sequence, be it a slice, an array, a vector of any kind, or behind a pointer to one.
    pub fn element_of(&self, ty: &Ty) -> Option<Ty> {
        self.autoderef(ty).iter().find_map(|ty| match ty {
            Ty::Slice(inner) => Some(inner.as_ref().clone()),
            Ty::Array(both) => Some(both.0.clone()),
            _ => match (self.known_type(ty).filter(|known| known.is_sequence())?, ty.adt()?.1.first()?) {
                // `SmallVec<[T; 4]>` has them in an array.
                (Known::SmallVec, Ty::Array(both)) => Some(both.0.clone()),
                (_, first) => Some(first.clone()),
            },
        })
    }

    fn is_same_sequence(&self, body: &Body<'_>, one: ExprId, other: ExprId) -> bool {
        one == other || self.is_same_path(body, &self.access_path(body, one), &self.access_path(body, other))
    }

    /// Every pass of a body over a sequence: by a `for`, by a chain, by a method that visits all, by a `for` whose number is a
    /// subscript.
    pub fn passes<'b>(&self, body: &'b Body<'_>) -> &'b [Pass] {
        body.passes.get_or_init(|| self.find_passes(body).into())
    }

    /// The types of the elements of all sequences that are written at declared places.
    pub fn written_elements(&self) -> &[Ty] {
        self.elements.get_or_init(|| self.find_written_elements().into())
    }

    fn find_written_elements(&self) -> Vec<Ty> {
        let names = self.renamed(words(Known::names(Known::is_sequence)));
        let is_sequence = |ty: &facts::Type| {
            let mut is = type_names(ty, &names);
            types_within(ty, &mut |part| is |= matches!(part.kind, TypeKind::Slice(_) | TypeKind::Array(..)));
            is
        };
        let mut all = Vec::new();
        for written in self.written_where(is_sequence) {
            self.type_of_written(&written).walk(&mut |ty| all.extend(self.element_of(ty)));
        }
        all
    }

    fn find_passes(&self, body: &Body<'_>) -> Vec<Pass> {
        let index = body.index();
        let mut all: Vec<Pass> = Vec::new();
        let mut add = |walker: ExprId, lasting: Lasting, sequence: ExprId| {
            let sequence = without_reference(body, sequence);
            let Some(element) = self.element_of(body.ty(sequence)).filter(|ty| !ty.is_unknown()) else { return };
            if !all.iter().any(|pass| pass.walker == walker && self.is_same_sequence(body, pass.sequence, sequence)) {
                all.push(Pass { walker, lasting, sequence, element });
            }
        };
        for &at in &index.loops {
            if let ExprKind::For { iterable, .. } = body.facts[at].kind {
                add(at, Lasting::Statement, iterable);
            }
        }
        for &call in &index.calls {
            let ExprKind::MethodCall { receiver, .. } = body.facts[call].kind else { continue };
            let effects = self.effects(body, call);
            if effects.has(Effects::ITERATES) {
                if let End::Walked(walker, lasting) = self.end(body, call) {
                    add(walker, lasting, receiver);
                }
            } else if effects.has(Effects::WALKS) {
                add(call, Lasting::Statement, receiver);
            }
        }
        for &at in &index.subscripts {
            let ExprKind::Index { base, index } = body.facts[at].kind else { continue };
            let counts = |around: &ExprId| match &body.facts[*around].kind {
                ExprKind::For { pattern, .. } => {
                    bindings(body.facts, *pattern).into_iter().any(|number| body.depends_on(index, number))
                }
                _ => false,
            };
            if let Some(around) = body.loops(at).find(counts) {
                add(around, Lasting::Statement, base);
            }
        }
        all
    }
}

fn without_reference(body: &Body<'_>, mut at: ExprId) -> ExprId {
    while let ExprKind::Reference { operand, .. } = body.facts[at].kind {
        at = operand;
    }
    at
}
