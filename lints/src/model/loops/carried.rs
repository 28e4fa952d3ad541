//! Dependences between the turns of a nest, and which of them forbid an interchange.
use rustc_hash::FxHashMap;

use super::access::{AccessKind, Arithmetic};
use super::dependence::Direction;
use super::location::Base;
use super::nest::{Dependence, Nest};
use super::obstacle::{Caveat, Obstacle};
use crate::model::effects::Effects;
use crate::source::facts::{ExprId, ExprKind};

/// More pairs of accesses to one place are not compared.
const MOST_PAIRS: usize = 4096;

impl Nest<'_, '_, '_> {
    /// Whether a dependence would be turned around.
    pub(super) fn carried(&mut self, caveats: &mut Vec<Caveat>) -> Result<(), Obstacle> {
        let mut turned = self.dependences()?;
        turned.retain(|dependence| is_turned(&dependence.vector));
        let forbidding = turned.iter().filter(|dependence| dependence.reduction.is_none());
        if let Some(worst) = forbidding.min_by_key(|dependence| self.doubt(dependence)) {
            return Err(self.forbids(worst));
        }
        for dependence in turned {
            let source = &self.loops.accesses[dependence.source];
            if let Some(reduction) = dependence.reduction.filter(|it| it.arithmetic != Arithmetic::Exact) {
                let caveat = Caveat::Reduction { at: source.at.clone(), expr: source.expr, reduction };
                if !caveats.contains(&caveat) {
                    caveats.push(caveat);
                }
            }
        }
        Ok(())
    }

    /// How little a dependence tells: those whose distance is known come first, then reads of what was written.
    fn doubt(&self, dependence: &Dependence) -> (usize, u8) {
        let unknown = dependence.distance.iter().filter(|distance| distance.is_none()).count();
        let is_write = |at: usize| self.loops.accesses[at].kind.is_write();
        let kind = match (is_write(dependence.source), is_write(dependence.sink)) {
            (true, false) => 0,
            (false, _) => 1,
            (true, true) => 2,
        };
        (unknown, kind)
    }

    pub(super) fn forbids(&self, dependence: &Dependence) -> Obstacle {
        let (source, sink) = (&self.loops.accesses[dependence.source], &self.loops.accesses[dependence.sink]);
        match [sink.expr, source.expr].into_iter().find(|&at| self.orders(at)) {
            Some(at) => Obstacle::Ordered { at },
            None => Obstacle::Carried {
                source: Box::new(source.clone()),
                sink: Box::new(sink.clone()),
                loops: self.chain.clone(),
                vector: dependence.vector.clone(),
                distance: dependence.distance.clone(),
            },
        }
    }

    /// Whether a call puts something where what came before decides: behind it, say.
    fn orders(&self, call: ExprId) -> bool {
        const ORDERED: Effects = Effects::GROWS.or(Effects::SHRINKS).or(Effects::EMPTIES);
        matches!(self.loops.body.facts[call].kind, ExprKind::MethodCall { .. })
            && self.loops.model.effects(self.loops.body, call).has(ORDERED)
    }

    pub(super) fn dependences(&mut self) -> Result<Vec<Dependence>, Obstacle> {
        let inner = self.inner();
        let mut groups: FxHashMap<Base, Vec<usize>> = FxHashMap::default();
        for at in inner.accesses.clone() {
            let base = self.loops.accesses[at].at.base;
            if !self.is_private(base) {
                groups.entry(base).or_default().push(at);
            }
        }
        let is_written = |list: &[usize]| list.iter().any(|&at| self.loops.accesses[at].kind.is_write());
        if let Some(unknown) = groups.remove(&Base::Anywhere)
            && (is_written(&unknown) || groups.values().any(|list| is_written(list)))
        {
            return Err(Obstacle::NotUnderstood { at: self.loops.accesses[unknown[0]].expr });
        }
        let mut groups: Vec<Vec<usize>> = groups.into_values().filter(|list| is_written(list)).collect();
        groups.sort_unstable();
        let mut all = Vec::new();
        for list in groups {
            if self.is_filled_first(&list) {
                continue;
            }
            let writes = list.iter().filter(|&&at| self.loops.accesses[at].kind.is_write()).count();
            if writes * list.len() > MOST_PAIRS {
                return Err(Obstacle::TooLarge { at: self.chain[0] });
            }
            for (number, &one) in list.iter().enumerate() {
                for &another in &list[number..] {
                    self.compare(one, another, &mut all);
                }
            }
        }
        Ok(all)
    }

    /// Whether every turn of the inner loop has its own.
    fn is_private(&self, base: Base) -> bool {
        match base {
            Base::Variable(variable) => {
                let declared = self.loops.tree.declared_in(variable);
                self.is_counter(variable) || self.loops.outwards(declared).any(|id| id == self.inner().id)
            }
            Base::Inner(..) | Base::Value(_) => true,
            _ => false,
        }
    }

    /// Whether the first thing that each turn does with a variable is to fill it.
    fn is_filled_first(&self, list: &[usize]) -> bool {
        let inner = self.inner();
        let first = &self.loops.accesses[list[0]];
        let body = self.loops.body;
        let block = body.facts[inner.body].span;
        let continues = &self.loops.tree.continues;
        let next = continues.partition_point(|&start| start < block.start);
        let skipped = continues.get(next).is_some_and(|&start| start < body.facts[first.expr].span.start);
        first.kind == AccessKind::Write
            && first.at.is_scalar()
            && matches!(first.at.base, Base::Variable(_))
            && first.within == Some(inner.id)
            && first.branches == inner.branches
            && !skipped
    }

    fn compare(&mut self, one: usize, another: usize, all: &mut Vec<Dependence>) {
        let (first, second) = (&self.loops.accesses[one], &self.loops.accesses[another]);
        if !first.kind.is_write() && !second.kind.is_write() {
            return;
        }
        let Some(meeting) = self.meeting(&first.at, &second.at) else { return };
        let reduction = match (first.kind, second.kind) {
            (AccessKind::Update(Some(a)), AccessKind::Update(Some(b))) if a.operation == b.operation => Some(a),
            _ => None,
        };
        for vector in meeting.vectors {
            let ahead = vector.iter().copied().find(|&direction| direction != Direction::Same);
            let is_turned = ahead == Some(Direction::After);
            if one == another && (is_turned || ahead.is_none()) {
                continue;
            }
            let (source, sink) = if is_turned { (another, one) } else { (one, another) };
            let sign = if is_turned { -1 } else { 1 };
            let distance = meeting.distance.iter().map(|it| it.and_then(|it| it.checked_mul(sign))).collect();
            let vector = if is_turned { vector.into_iter().map(Direction::reversed).collect() } else { vector };
            all.push(Dependence { source, sink, vector, distance, reduction });
        }
    }
}

/// Whether what comes first would come last if the outermost and the innermost loop changed places.
fn is_turned(vector: &[Direction]) -> bool {
    let mut swapped = vector.to_vec();
    let last = swapped.len().saturating_sub(1);
    swapped.swap(0, last);
    swapped.iter().find(|&&direction| direction != Direction::Same) == Some(&Direction::After)
}
