//! Order: what runs before what within one turn of a body, and what may change on the way from one to the other.
use super::outline::{Role, children, descendants, role};
use super::{AccessPath, Body, DefId, DefKind, Effects, Known, Model, Resolution, Root, Step, Ty, Use};
use crate::source::facts::{BinaryOp, BlockFlavour, ExprId, ExprKind, Literal, Path};

/// Two expressions of which the first is done whenever the second begins, and what stands on the ways between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The second.
    to: ExprId,
    /// The outermost expressions that may run between them.
    between: Vec<ExprId>,
    /// The second runs whenever the first did, unless the first's own value leads elsewhere.
    is_certain: bool,
}

impl Passage {
    /// Whether the second runs whenever the first did, unless the first's own value, alone, leads elsewhere. What may end in a
    /// panic counts as coming back.
    pub fn is_certain(&self) -> bool {
        self.is_certain
    }

    /// The outermost expressions that may run between them.
    pub fn between(&self) -> &[ExprId] {
        &self.between
    }
}

impl Body<'_> {
    /// The way from `first` to `second`, where the first is done, in the same turn of the same loops, whenever the second begins:
    /// it stands in a condition before it, in a statement before it, or in one of its own operands.
    pub fn passage(&self, first: ExprId, second: ExprId) -> Option<Passage> {
        if first == second || !self.is_same_turn(first, second) {
            return None;
        }
        let to_second: Vec<ExprId> = std::iter::once(second).chain(self.ancestors(second)).collect();
        let mut between = Vec::new();
        let mut is_certain = true;
        let mut at = first;
        loop {
            let up = self.parent(at)?;
            let from = role(self.facts, up, at)?;
            if let Some(place) = to_second.iter().position(|&id| id == up) {
                let Some(place) = place.checked_sub(1) else {
                    // It is an operand of the second.
                    between.extend(self.siblings(up, Some(at), None));
                    return (!self.is_optional(up, from)).then_some(Passage { to: second, between, is_certain });
                };
                let branch = *to_second.get(place)?;
                let to = role(self.facts, up, branch)?;
                let is_guarded = matches!((from, to), (Role::ArmGuard(a), Role::ArmBody(b)) if a == b);
                let is_before = self.position(up, at)? < self.position(up, branch)?;
                if !is_before || are_alternatives(from, to) || (self.is_optional(up, from) && !is_guarded) {
                    return None;
                }
                between.extend(self.siblings(up, Some(at), Some(branch)));
                for pair in to_second.get(..=place)?.windows(2) {
                    let [below, above] = *pair else { continue };
                    between.extend(self.siblings(above, None, Some(below)));
                    is_certain &= role(self.facts, above, below).is_some_and(|role| !self.is_optional(above, role));
                }
                is_certain &= !between.iter().any(|&expr| self.may_leave(expr));
                return Some(Passage { to: second, between, is_certain });
            }
            if self.is_optional(up, from) {
                return None;
            }
            is_certain &= !self.is_lazy_operator(up);
            between.extend(self.siblings(up, Some(at), None));
            at = up;
        }
    }

    /// Whether both run as often: the same loops, closures and `async` blocks are around them.
    fn is_same_turn(&self, one: ExprId, other: ExprId) -> bool {
        let turns = |expr: ExprId| -> Vec<ExprId> {
            let delayed = self.ancestors(expr).filter(|&at| match &self.facts[at].kind {
                ExprKind::Closure { .. } => true,
                ExprKind::Block(block) => block.flavour == BlockFlavour::Async,
                _ => false,
            });
            self.loops(expr).chain(delayed).collect()
        };
        turns(one) == turns(other)
    }

    /// Whether `up` may run without the part that stands in it as this.
    fn is_optional(&self, up: ExprId, part: Role) -> bool {
        match part {
            Role::Branch(_) | Role::ArmGuard(_) | Role::ArmBody(_) | Role::LetElse(_) | Role::ClosureBody => true,
            Role::LoopBody => !matches!(self.facts[up].kind, ExprKind::Loop { .. }),
            Role::Side(true) => self.is_lazy_operator(up),
            Role::Argument(_) => match &self.facts[up].kind {
                ExprKind::Macro { path, .. } => !always_runs(path),
                _ => false,
            },
            _ => false,
        }
    }

    /// `&&`, `||`
    fn is_lazy_operator(&self, expr: ExprId) -> bool {
        matches!(self.facts[expr].kind, ExprKind::Binary { op: BinaryOp::And | BinaryOp::Or, .. })
    }

    /// Whether something in an expression leaves it.
    fn may_leave(&self, expr: ExprId) -> bool {
        let leaves = |id: &ExprId| match &self.facts[*id].kind {
            ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue { .. } | ExprKind::Try(_) => true,
            // It may have a `return` of its own.
            ExprKind::Unknown => true,
            ExprKind::Macro { path, .. } => !always_runs(path),
            _ => false,
        };
        descendants(self.facts, expr).iter().any(leaves)
    }

    /// What stands in `up` behind `from` and before `to`, and can run between them.
    fn siblings(&self, up: ExprId, from: Option<ExprId>, to: Option<ExprId>) -> Vec<ExprId> {
        let parts = self.in_order(up);
        let at = |of: Option<ExprId>| of.and_then(|of| parts.iter().position(|(id, _)| *id == of));
        let (first, last) = (at(from).map_or(0, |at| at + 1), at(to).unwrap_or(parts.len()));
        let ends = [at(from), at(to)].map(|at| at.and_then(|at| parts.get(at)).map(|(_, role)| *role));
        let is_between = |&&(id, part): &&(ExprId, Role)| {
            // What does not come back does not lead on.
            let comes_back = !matches!(part, Role::LetElse(_)) && *self.ty(id) != Ty::Never;
            comes_back && !ends.into_iter().flatten().any(|end| are_alternatives(part, end))
        };
        parts.get(first..last).unwrap_or_default().iter().filter(is_between).map(|(id, _)| *id).collect()
    }

    fn position(&self, up: ExprId, child: ExprId) -> Option<usize> {
        self.in_order(up).iter().position(|(id, _)| *id == child)
    }

    /// The children of an expression in the order in which they run: the value of an assignment before its place.
    fn in_order(&self, up: ExprId) -> Vec<(ExprId, Role)> {
        let mut all = Vec::new();
        children(self.facts, up, &mut |id, role| all.push((id, role)));
        if matches!(self.facts[up].kind, ExprKind::Assign { .. } | ExprKind::AssignOp { .. }) {
            all.reverse();
        }
        all
    }
}

/// Macros of `std` that run what they are given in every build.
const ALWAYS_RUN: [&str; 14] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "dbg",
    "eprint",
    "eprintln",
    "format",
    "format_args",
    "matches",
    "print",
    "println",
    "vec",
    "write",
    "writeln",
];

fn always_runs(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| ALWAYS_RUN.contains(&last.name.as_str()))
}

/// Whether of two parts of one expression only one runs.
fn are_alternatives(one: Role, other: Role) -> bool {
    match (one, other) {
        (Role::Branch(a), Role::Branch(b)) => a != b,
        (Role::ArmBody(a), Role::ArmBody(b)) => a != b,
        _ => false,
    }
}

impl Model<'_> {
    /// Whether what a path reaches may be another value at the end of a passage: it, something that it is a part of, or a part
    /// of it is written or handed out to be written on the way; where it is got through a guard, whatever is called with
    /// something that holds it may do that too.
    pub fn may_change(&self, body: &Body<'_>, path: &AccessPath, passage: &Passage) -> bool {
        const CHANGES: Effects = Effects::GROWS.or(Effects::SHRINKS).or(Effects::EMPTIES);
        let is_guarded = self.is_guarded(body, path, passage);
        self.mentions(body, path, passage).into_iter().any(|id| {
            let used = self.usage(body, id);
            let changes = || body.parent(id).is_some_and(|up| self.effects(body, up).has(CHANGES));
            used.may_write() || (used == Use::Borrowed && (is_guarded || changes()))
        })
    }

    /// The expressions on the way that name what a path reaches, something that it is a part of, or a part of it.
    pub fn mentions(&self, body: &Body<'_>, path: &AccessPath, passage: &Passage) -> Vec<ExprId> {
        let on_the_way = passage.between.iter().flat_map(|&expr| descendants(body.facts, expr));
        let mentions =
            on_the_way.filter(|&id| is_whole_place(body, id) && self.overlaps(body, &self.access_path(body, id), path));
        mentions.collect()
    }

    /// Whether nothing that an expression names may change on the way.
    pub fn stays(&self, body: &Body<'_>, expr: ExprId, passage: &Passage) -> bool {
        let mut named = descendants(body.facts, expr).into_iter().filter(|&id| is_whole_place(body, id));
        !named.any(|id| self.may_change(body, &self.access_path(body, id), passage))
    }

    /// Whether two expressions give the same value, as far as their text tells: the same literals, and the same paths through
    /// references, copies and views. That nothing changes in between is [`Model::stays`]'s question.
    pub fn is_same_value(&self, body: &Body<'_>, one: ExprId, other: ExprId) -> bool {
        let (one, other) = (self.original_of(body, one), self.original_of(body, other));
        let same = |a: &[ExprId], b: &[ExprId]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.is_same_value(body, *a, *b))
        };
        match (&body.facts[one].kind, &body.facts[other].kind) {
            (ExprKind::Literal(a), ExprKind::Literal(b)) => a == b && tells_value(a),
            (ExprKind::Tuple(a), ExprKind::Tuple(b)) | (ExprKind::Array(a), ExprKind::Array(b)) => same(a, b),
            (ExprKind::Cast { operand: a, .. }, ExprKind::Cast { operand: b, .. }) => {
                body.ty(one) == body.ty(other) && self.is_same_value(body, *a, *b)
            }
            (ExprKind::Binary { op: a, left, right }, ExprKind::Binary { op: b, left: l, right: r }) => {
                a == b && same(&[*left, *right], &[*l, *r])
            }
            (ExprKind::Call { callee: a, args }, ExprKind::Call { callee: b, args: other }) => {
                self.constructed(body, *a).is_some_and(|it| self.constructed(body, *b) == Some(it)) && same(args, other)
            }
            // Units and variants without parts.
            (ExprKind::Path(_), ExprKind::Path(_)) if self.constructed(body, one).is_some() => {
                self.constructed(body, one) == self.constructed(body, other)
            }
            _ => self.is_same_path(body, &self.access_path(body, one), &self.access_path(body, other)),
        }
    }

    /// Whether two paths reach the same, references and views looked through.
    pub fn is_same_path(&self, body: &Body<'_>, one: &AccessPath, other: &AccessPath) -> bool {
        let (a, b) = (places(one), places(other));
        let is_place = !matches!(one.root, Root::Value(_));
        is_place && one.root == other.root && a.len() == b.len() && self.are_same_steps(body, &a, &b)
    }

    /// What an expression refers to, copies, views, or makes another type's value of.
    fn original_of(&self, body: &Body<'_>, expr: ExprId) -> ExprId {
        const SAME: Effects = Effects::COPIES.or(Effects::VIEWS).or(Effects::CONVERTS);
        let mut at = expr;
        loop {
            at = match &body.facts[at].kind {
                ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) => *operand,
                ExprKind::MethodCall { receiver, args, .. } if args.is_empty() && self.effects(body, at).has(SAME) => {
                    *receiver
                }
                ExprKind::Call { args, .. } => match args.as_slice() {
                    [made_of] if self.effects(body, at).has(Effects::BUILDS) => *made_of,
                    _ => return at,
                },
                _ => return at,
            };
        }
    }

    /// The struct or variant that a path makes.
    fn constructed(&self, body: &Body<'_>, path: ExprId) -> Option<DefId> {
        match body.resolution(path) {
            Some(Resolution::Def(def)) => {
                matches!(self.def(def).kind, DefKind::Struct | DefKind::Variant).then_some(def)
            }
            _ => None,
        }
    }

    /// Whether one path leads through the other, or may: which element an index chooses is not known.
    pub fn overlaps(&self, body: &Body<'_>, one: &AccessPath, other: &AccessPath) -> bool {
        let may_be_same = |(a, b): (&Step, &Step)| match (a, b) {
            (Step::Element(_) | Step::Slice(_), Step::Element(_) | Step::Slice(_)) => true,
            (a, b) => self.are_same_steps(body, &[*a], &[*b]),
        };
        one.root == other.root && places(one).iter().zip(&places(other)).all(may_be_same)
    }

    fn are_same_steps(&self, body: &Body<'_>, one: &[Step], other: &[Step]) -> bool {
        one.iter().zip(other).all(|(a, b)| match (a, b) {
            (Step::Element(a), Step::Element(b)) | (Step::Slice(a), Step::Slice(b)) => self.is_same_value(body, *a, *b),
            (a, b) => a == b,
        })
    }

    /// The places that an expression may write or hands out to be written, each as it is named whole.
    pub fn written_places(&self, body: &Body<'_>, within: ExprId) -> Vec<ExprId> {
        let all = descendants(body.facts, within).into_iter();
        all.filter(|&id| is_whole_place(body, id) && self.usage(body, id).may_write()).collect()
    }

    /// Whether what a path reaches is got through a guard at the end of a passage.
    fn is_guarded(&self, body: &Body<'_>, path: &AccessPath, passage: &Passage) -> bool {
        let mut guards = descendants(body.facts, passage.to).into_iter().filter(|&id| {
            let is_call = matches!(body.facts[id].kind, ExprKind::MethodCall { .. });
            is_call && self.known_type(body.ty(id)).is_some_and(Known::is_guard)
        });
        guards.any(|id| self.overlaps(body, &self.access_path(body, id), path))
    }
}

/// Whether an expression names a place, and is not the base of another that does.
pub fn is_whole_place(body: &Body<'_>, expr: ExprId) -> bool {
    let is_place =
        |id: ExprId| matches!(body.facts[id].kind, ExprKind::Path(_) | ExprKind::Field { .. } | ExprKind::Index { .. });
    let is_base = |up| is_place(up) && role(body.facts, up, expr) == Some(Role::Base);
    is_place(expr) && !body.parent(expr).is_some_and(is_base)
}

/// Whether literals that are equal here are equal in the text: not all values are kept.
fn tells_value(literal: &Literal) -> bool {
    matches!(literal, Literal::Int(Some(_), _) | Literal::Str(_) | Literal::Bool(_))
}

/// The steps that lead to another place.
fn places(path: &AccessPath) -> Vec<Step> {
    path.steps.iter().copied().filter(|step| *step != Step::Deref).collect()
}
