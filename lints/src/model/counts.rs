//! How often loops turn and how many elements collections hold, where constants and constructions tell.
use rustc_hash::FxHashMap;

use super::access::tail;
use super::effects::Effects;
use super::{Binding, Body, DefId, Exposure, Known, Model, Place, Primitive, Resolution, Ty};
use crate::source::facts::{BinaryOp, ExprId, ExprKind, ItemKind, MacroArgs, PatId};
use crate::source::paths::{type_names, types_within};
use crate::source::words::Word;

/// Values are followed through so many expressions, variables and collections.
const FARTHEST: u32 = 12;

impl Model<'_> {
    /// How many turns a loop takes, or how often a closure runs that an iterator's adapter is given. Where a part of the
    /// elements may be passed over (`filter`, `break`), how many there are at most.
    pub fn turns(&self, body: &Body<'_>, repeating: ExprId) -> Option<u64> {
        self.turns_within(body, repeating, FARTHEST)
    }

    fn turns_within(&self, body: &Body<'_>, repeating: ExprId, left: u32) -> Option<u64> {
        match &body.facts[repeating].kind {
            ExprKind::For { iterable, .. } => self.length_within(body, *iterable, left),
            ExprKind::Closure { .. } => match &body.facts[body.parent(repeating)?].kind {
                ExprKind::MethodCall { receiver, .. } => self.length_within(body, *receiver, left),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a loop may take more than `few` turns, as far as constants and const parameters tell.
    pub fn is_long(&self, body: &Body<'_>, repeating: ExprId, few: u64) -> bool {
        match self.turns(body, repeating) {
            Some(turns) => turns > few,
            None => !self.is_by_parameter(body, repeating) || self.has_long_instance(body.owner, few),
        }
    }

    /// Whether a const parameter says how often a loop turns: the end of a range, the length of an array.
    fn is_by_parameter(&self, body: &Body<'_>, repeating: ExprId) -> bool {
        let walked = match &body.facts[repeating].kind {
            ExprKind::For { iterable, .. } => Some(*iterable),
            ExprKind::Closure { .. } => match body.parent(repeating).map(|up| &body.facts[up].kind) {
                Some(ExprKind::MethodCall { receiver, .. }) => Some(*receiver),
                _ => None,
            },
            _ => None,
        };
        walked.is_some_and(|walked| {
            let source = self.chain(body, walked).source;
            match body.facts[source].kind {
                ExprKind::Range { end: Some(end), .. } => body.resolution(end) == Some(Resolution::ConstParam),
                _ => matches!(body.ty(source).without_references(), Ty::Array(both) if matches!(both.1, Ty::Param(_))),
            }
        })
    }

    /// Whether the type that an item belongs to is written anywhere with a const argument that is more than a few.
    pub fn has_long_instance(&self, item: DefId, few: u64) -> bool {
        let of = self.self_type(item);
        let longest = of.adt().and_then(|(def, _)| self.instances.get_or_init(|| self.longest_instances()).get(&def));
        longest.is_some_and(|&longest| longest > few)
    }

    /// The largest const argument with which each type of the workspace is written.
    fn longest_instances(&self) -> FxHashMap<DefId, u64> {
        let has_const = |id: &DefId| {
            self.def(*id).generics().is_some_and(|generics| generics.params.iter().any(|param| param.is_const))
        };
        let names = self.items().filter(has_const).filter_map(|id| Some(Word::new(self.def(id).name?.as_str())));
        let names = self.renamed(names.collect());
        let mut longest: FxHashMap<DefId, u64> = FxHashMap::default();
        for written in self.written_where(|ty| type_names(ty, &names)) {
            types_within(written.ty, &mut |ty| {
                let instance = self.resolve_type(ty, written.item);
                let Some((def, args)) = instance.adt() else { return };
                for arg in args {
                    if let Ty::Const(number) = arg {
                        let known = longest.entry(def).or_default();
                        *known = (*known).max(*number);
                    }
                }
            });
        }
        longest
    }

    /// How many elements a collection holds or an iterator gives, at most.
    pub fn length(&self, body: &Body<'_>, expr: ExprId) -> Option<u64> {
        self.length_within(body, expr, FARTHEST)
    }

    /// As [`Model::length`], of an expression that makes a collection: an empty one counts by the room that it is given.
    pub fn room(&self, body: &Body<'_>, made: ExprId) -> Option<u64> {
        match self.start(body, made) {
            Start::Reserved(capacity) => self.constant(body, capacity),
            Start::Empty => None,
            Start::Value => self.length(body, made),
        }
    }

    /// How many values a type has, where they are few: those of an enum without fields, of a truth, of a byte.
    pub fn values_of(&self, ty: &Ty) -> Option<u64> {
        match ty.without_references() {
            Ty::Primitive(Primitive::Bool) => Some(2),
            Ty::Primitive(Primitive::U8 | Primitive::I8) => Some(256),
            Ty::Tuple(parts) => parts.iter().try_fold(1u64, |product, part| product.checked_mul(self.values_of(part)?)),
            Ty::Adt(def, args) if self.known(*def) == Some(Known::Option) => {
                self.values_of(args.first()?)?.checked_add(1)
            }
            Ty::Adt(def, _) => match &self.def(*def).item?.kind {
                ItemKind::Enum { variants, .. } => {
                    variants.iter().all(|variant| variant.fields.list.is_empty()).then_some(variants.len() as u64)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The most that a number can be: it is a constant, or counts how often another is divided by one, as the levels of a tree do.
    pub fn most(&self, body: &Body<'_>, expr: ExprId) -> Option<u64> {
        if let Some(constant) = self.constant(body, expr) {
            return Some(constant);
        }
        let value = self.value_of(body, expr);
        match &body.facts[value].kind {
            ExprKind::Call { .. } | ExprKind::MethodCall { .. } => {
                let inside = self.body_of(body.callee(value)?.function)?;
                self.levels(inside, tail(inside, inside.facts.root)?)
            }
            _ => self.levels(body, expr),
        }
    }

    /// The most that a variable can be which counts the turns of a loop that divides a number down.
    fn levels(&self, body: &Body<'_>, counter: ExprId) -> Option<u64> {
        let variable = body.variable(counter)?;
        let Some(Binding::Let { init: Some(init), .. }) = body.binding(variable) else { return None };
        let mut most = self.constant(body, init)?;
        for &at in &body.index().assignments {
            let (ExprKind::Assign { left, .. } | ExprKind::AssignOp { left, .. }) = body.facts[at].kind else {
                continue;
            };
            if body.variable(left) != Some(variable) {
                continue;
            }
            let ExprKind::AssignOp { op: BinaryOp::Add, right, .. } = body.facts[at].kind else { return None };
            let mut around = body.repeated(at);
            let turns = match around.next() {
                Some(only) if around.next().is_none() => self.turns_dividing(body, only)?,
                Some(_) => return None,
                None => 1,
            };
            most = most.checked_add(turns.checked_mul(self.constant(body, right)?)?)?;
        }
        Some(most)
    }

    /// The most turns of a loop that goes on as long as a number is not small, and divides it by a constant in each.
    fn turns_dividing(&self, body: &Body<'_>, around: ExprId) -> Option<u64> {
        let ExprKind::While { condition, .. } = body.facts[around].kind else { return None };
        let ExprKind::Binary { op: BinaryOp::Gt | BinaryOp::Ge | BinaryOp::Ne, left, .. } = body.facts[condition].kind
        else {
            return None;
        };
        let number = body.variable(left)?;
        let bits = self.size_of(body.pattern_ty(number))?.checked_mul(8)?;
        let divides = |&at: &ExprId| {
            let own = |left: ExprId| body.variable(left) == Some(number) && body.repeated(at).next() == Some(around);
            match body.facts[at].kind {
                ExprKind::AssignOp { op: BinaryOp::Div, left, right } if own(left) => {
                    self.constant(body, right).filter(|&by| by > 1).map(u64::ilog2)
                }
                ExprKind::AssignOp { op: BinaryOp::Shr, left, right } if own(left) => {
                    self.constant(body, right).and_then(|by| u32::try_from(by).ok()).filter(|&by| by > 0)
                }
                ExprKind::Assign { left, right } if own(left) => self.divided(body, right, number),
                _ => None,
            }
        };
        let by = body.index().assignments.iter().find_map(divides)?;
        Some(bits.div_ceil(u64::from(by)))
    }

    /// By which power of two an expression divides a variable, at least: `n / 10`, `n >> 3`, `n.div_ceil(64)`.
    fn divided(&self, body: &Body<'_>, expr: ExprId, number: PatId) -> Option<u32> {
        let by = |divisor: ExprId| self.constant(body, divisor).filter(|&by| by > 1).map(u64::ilog2);
        match &body.facts[expr].kind {
            ExprKind::Binary { op: BinaryOp::Div, left, right } if body.variable(*left) == Some(number) => by(*right),
            ExprKind::Binary { op: BinaryOp::Shr, left, right } if body.variable(*left) == Some(number) => {
                self.constant(body, *right).and_then(|by| u32::try_from(by).ok()).filter(|&by| by > 0)
            }
            ExprKind::MethodCall { receiver, name, args, .. }
                if *name == "div_ceil" && body.variable(*receiver) == Some(number) =>
            {
                by(*args.first()?)
            }
            _ => None,
        }
    }

    fn length_within(&self, body: &Body<'_>, expr: ExprId, left: u32) -> Option<u64> {
        let left = left.checked_sub(1)?;
        if let Ty::Array(both) = body.ty(expr).without_references()
            && let Ty::Const(length) = both.1
        {
            return Some(length);
        }
        let of = |expr: ExprId| self.length_within(body, expr, left);
        match &body.facts[expr].kind {
            ExprKind::Range { start, end: Some(end), inclusive } => {
                let start = start.map_or(Some(0), |start| self.constant(body, start))?;
                let end = self.constant(body, *end)?.checked_add(u64::from(*inclusive))?;
                Some(end.saturating_sub(start))
            }
            ExprKind::Array(parts) | ExprKind::Macro { args: MacroArgs::Exprs(parts), .. }
                if matches!(body.facts[expr].kind, ExprKind::Array(_)) || self.is_collection(body, expr) =>
            {
                Some(parts.len() as u64)
            }
            ExprKind::Repeat { length, .. } | ExprKind::Macro { args: MacroArgs::VecRepeat { length, .. }, .. } => {
                self.constant(body, *length)
            }
            ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) | ExprKind::Try(operand) => of(*operand),
            ExprKind::MethodCall { receiver, name, args, .. } => {
                let callee = body.callee(expr).map(|callee| callee.function);
                if callee.is_some_and(|function| !self.definitions().is_declared(function)) {
                    return None;
                }
                self.length_of_call(body, (*receiver, name.as_str(), args, self.effects(body, expr)), &of)
            }
            ExprKind::Call { args, .. } => match args.as_slice() {
                [only] if self.effects(body, expr).has(Effects::BUILDS.or(Effects::WRAPS)) => of(*only),
                _ => None,
            },
            ExprKind::Index { base, index } if matches!(body.facts[*index].kind, ExprKind::Range { .. }) => {
                // As many as the range has, or as there are.
                match (of(*base), of(*index)) {
                    (Some(all), Some(some)) => Some(all.min(some)),
                    (all, some) => all.or(some),
                }
            }
            ExprKind::Path(_) | ExprKind::Field { .. } => self.built(body, body.place(expr)?, left),
            _ => None,
        }
    }

    fn is_collection(&self, body: &Body<'_>, expr: ExprId) -> bool {
        self.known_type(body.ty(expr)).is_some_and(|known| known.is_sequence() || known.is_map())
    }

    fn length_of_call(
        &self,
        body: &Body<'_>,
        (receiver, name, args, effects): (ExprId, &str, &[ExprId], Effects),
        of: &dyn Fn(ExprId) -> Option<u64>,
    ) -> Option<u64> {
        let number = || self.constant(body, *args.first()?);
        match name {
            "take" => {
                let most = number()?;
                Some(of(receiver).map_or(most, |length| length.min(most)))
            }
            "skip" => Some(of(receiver)?.saturating_sub(number()?)),
            "step_by" | "chunks" | "chunks_mut" | "rchunks" => Some(of(receiver)?.div_ceil(number()?.max(1))),
            "chunks_exact" | "chunks_exact_mut" => of(receiver)?.checked_div(number()?),
            "windows" => Some((of(receiver)? + 1).saturating_sub(number()?)),
            "zip" => match (of(receiver), of(*args.first()?)) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            },
            "chain" => of(receiver)?.checked_add(of(*args.first()?)?),
            "repeat" => of(receiver)?.checked_mul(number()?),
            "union" | "symmetric_difference" | "cycle" | "intersperse" => None,
            // As many as there are, or some are passed over.
            _ if is_at_most(effects) => of(receiver),
            _ => None,
        }
    }

    /// How many elements a variable holds at most: those that it starts with, and those that loops add since, or the capacity
    /// that it starts with. What may add some unseen makes it unknown; then the capacity is a guess as good as its author's.
    fn built(&self, body: &Body<'_>, place: Place, left: u32) -> Option<u64> {
        let Place::Local(_, variable) = place else { return None };
        let (init, held, capacity) = match body.binding(variable)? {
            Binding::Let { whole: true, init: Some(init) } => match self.start(body, init) {
                Start::Empty => (init, Some(0), None),
                Start::Reserved(capacity) => (init, Some(0), self.constant(body, capacity)),
                Start::Value => (init, self.length_within(body, init, left), None),
            },
            Binding::Parameter { whole: true, index } => {
                (body.facts.root, Some(self.handed_most(body, index, left)?), None)
            }
            _ => return None,
        };
        let mut sum = held;
        for (_, used) in self.uses(place) {
            if let Some(more) = self.added(body, (init, used), left) {
                sum = sum.zip(more).and_then(|(sum, more)| sum.checked_add(more));
            }
        }
        sum.map(|sum| sum.max(capacity.unwrap_or(0))).filter(|&most| most > 0).or(capacity)
    }

    /// How many elements the callers of a function hand in at most, where all are in sight.
    fn handed_most(&self, body: &Body<'_>, index: u32, left: u32) -> Option<u64> {
        const MOST_CALLS: usize = 8;
        let callers = self.direct_callers(body.owner);
        if callers.is_empty() || callers.len() > MOST_CALLS || self.exposure(body.owner) == Exposure::Published {
            return None;
        }
        let handed = callers.into_iter().map(|(caller, call)| {
            let caller = self.body(caller);
            self.length_within(caller, self.argument(caller, call, body.owner, index)?, left)
        });
        handed.collect::<Option<Vec<u64>>>()?.into_iter().max()
    }

    /// What a use of a collection adds to it, if it does; none within where that is unknown.
    fn added(&self, body: &Body<'_>, (init, used): (ExprId, ExprId), left: u32) -> Option<Option<u64>> {
        let up = body.parent(used)?;
        match &body.facts[up].kind {
            ExprKind::Reference { mutable: true, .. } | ExprKind::Assign { .. } => Some(None),
            ExprKind::MethodCall { receiver, name, args, .. } if *receiver == used => {
                let effects = self.effects(body, up);
                let is_one = effects == Effects::GROWS || effects == Effects::GROWS.or(Effects::LOOKS_UP);
                match name.as_str() {
                    "resize" => Some(args.first().and_then(|length| self.constant(body, *length))),
                    "entry" => Some(None),
                    _ if is_one => {
                        let begun: Vec<ExprId> = body.repeated(init).collect();
                        let since = body.repeated(up).filter(|around| !begun.contains(around));
                        let mut around = since.map(|around| self.turns_within(body, around, left));
                        Some(around.try_fold(1u64, |product, turns| product.checked_mul(turns?)))
                    }
                    _ if effects.has(Effects::TAKES.or(Effects::SPLICES)) => {
                        Some(args.first().and_then(|more| self.length_within(body, *more, left)))
                    }
                    _ if effects.has(Effects::GROWS.or(Effects::EMPTIES)) => Some(None),
                    _ if effects.has_all(Effects::SHRINKS.or(Effects::WALKS)) => Some(None),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// Whether a call visits or hands out no more elements than it is called on.
fn is_at_most(effects: Effects) -> bool {
    const HANDS_OUT: Effects = Effects::ITERATES.or(Effects::WALKS).or(Effects::VIEWS).or(Effects::COPIES);
    const ADAPTS: Effects = Effects::KEEPS.or(Effects::LOOKS).or(Effects::STOPS);
    const OTHERS: Effects = Effects::FLATTENS.or(Effects::CHUNKS);
    let adapts = effects.has(Effects::ADAPTS) && effects.has(ADAPTS);
    let takes_more = effects.has(Effects::TAKES) && !effects.has(Effects::KEEPS);
    (effects.has(HANDS_OUT.or(Effects::CONVERTS)) || adapts) && !effects.has(OTHERS) && !takes_more
}

/// What a variable starts as.
enum Start {
    /// `Vec::new()`
    Empty,
    /// `Vec::with_capacity(n)`
    Reserved(ExprId),
    Value,
}

impl Model<'_> {
    fn start(&self, body: &Body<'_>, init: ExprId) -> Start {
        let ExprKind::Call { args, .. } = &body.facts[init].kind else { return Start::Value };
        let effects = self.effects(body, init);
        match args.as_slice() {
            [] if effects.has(Effects::MAKES) => Start::Empty,
            [capacity, ..] if effects.has_all(Effects::MAKES.or(Effects::RESERVES)) => Start::Reserved(*capacity),
            _ => Start::Value,
        }
    }
}
