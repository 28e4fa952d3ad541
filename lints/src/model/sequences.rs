//! What is known of the order in which numbers and keys stand in a sequence.
use super::outline::{bindings, descendants};
use super::{AccessPath, Binding, Body, Effects, Known, Model, Primitive, Resolution, Ty};
use crate::source::facts::{BinaryOp, ExprId, ExprKind, PatId, PatKind};

/// What a variable has of the elements of a sequence that is gone through.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Drawn {
    /// One, as it stands there.
    Whole,
    /// A part of one, or what is made of it.
    Part,
    /// What is made of several, or of what is in one.
    OfSeveral,
}

impl Model<'_> {
    /// Whether a body brings a sequence into an order, or makes it of what comes in order: something sorts it, it is collected from
    /// a range, an enumeration or a tree, or only numbers that count up are put into it.
    pub fn is_ascending(&self, body: &Body<'_>, sequence: ExprId) -> bool {
        let path = self.access_path(body, sequence);
        let sorts = |&call: &ExprId| match body.facts[call].kind {
            ExprKind::MethodCall { receiver, .. } => {
                self.effects(body, call).has(Effects::SORTS) && self.is_path(body, receiver, &path)
            }
            _ => false,
        };
        let source = body.variable(sequence).and_then(|variable| body.source(variable));
        source.is_some_and(|made| self.comes_in_order(body, made))
            || body.index().calls.iter().any(sorts)
            || self.is_filled_in_order(body, &path)
    }

    /// Whether all that is put into a sequence one by one are numbers that count up.
    fn is_filled_in_order(&self, body: &Body<'_>, path: &AccessPath) -> bool {
        let put_in = body.index().calls.iter().filter_map(|&call| match &body.facts[call].kind {
            ExprKind::MethodCall { receiver, args, .. } => {
                let effects = self.effects(body, call);
                let puts = effects.has(Effects::GROWS) && !effects.has(Effects::TAKES);
                (puts && self.is_path(body, *receiver, path)).then_some(args.as_slice())
            }
            _ => None,
        });
        let mut put_in = put_in.peekable();
        put_in.peek().is_some() && put_in.all(|args| args.iter().any(|&arg| self.counts_turns(body, arg)))
    }

    /// Whether a value is made of a number that counts the turns of a loop.
    pub fn counts_turns(&self, body: &Body<'_>, value: ExprId) -> bool {
        body.depends(
            value,
            &|id| matches!(body.resolution(id), Some(Resolution::Local(variable)) if self.is_counter(body, variable)),
        )
    }

    /// Whether a variable counts the turns of a loop: it is of a range, or of an enumeration, or is added to.
    pub fn is_counter(&self, body: &Body<'_>, variable: PatId) -> bool {
        let is_added_to = body.index().assignments.iter().any(|&at| match body.facts[at].kind {
            ExprKind::AssignOp { op: BinaryOp::Add | BinaryOp::Sub, left, .. } => {
                body.resolution(left) == Some(Resolution::Local(variable))
            }
            _ => false,
        });
        is_added_to || self.is_turn_number(body, variable)
    }

    /// Whether a variable has the number of a turn: an element of a range, or the number that an enumeration gives.
    fn is_turn_number(&self, body: &Body<'_>, variable: PatId) -> bool {
        let Some((iterable, pattern)) = walked_into(body, variable) else { return false };
        let chain = self.chain(body, iterable);
        let is_range = matches!(body.facts[chain.source].kind, ExprKind::Range { .. });
        let numbers = chain.calls.iter().any(|&call| self.effects(body, call).has(Effects::NUMBERS));
        is_range && !chain.calls.iter().any(|&call| self.effects(body, call).has(Effects::TAKES))
            || numbers
                && bindings(body.facts, pattern).first() == Some(&variable)
                && is_first_part(body, pattern, variable)
    }

    /// What a variable of a loop, or of a closure, has of the elements of `sequence`; not its number.
    pub fn drawn(&self, body: &Body<'_>, variable: PatId, sequence: ExprId) -> Option<Drawn> {
        let (iterable, pattern) = walked_into(body, variable)?;
        let chain = self.chain(body, without_references(body, iterable));
        let source = without_references(body, chain.source);
        if !self.is_path(body, source, &self.access_path(body, sequence)) || self.is_counter(body, variable) {
            return None;
        }
        let mut drawn = Drawn::Whole;
        // Which part of a pair the element is in, for each adapter that makes pairs.
        let mut parts = Vec::new();
        for &call in &chain.calls {
            let effects = self.effects(body, call);
            let ExprKind::MethodCall { args, .. } = &body.facts[call].kind else { return None };
            let closes = |&arg: &ExprId| matches!(body.facts[arg].kind, ExprKind::Closure { .. });
            if effects.has(Effects::FOLLOWS) || args.iter().any(|&arg| closes(&arg) && self.counts_turns(body, arg)) {
                return None;
            } else if effects.has(Effects::NUMBERS) {
                parts.push(1);
            } else if effects.has(Effects::TAKES) {
                parts.push(0);
            } else if effects.has(Effects::CHUNKS.or(Effects::FLATTENS)) {
                drawn = Drawn::OfSeveral;
            } else if !args.iter().all(|&arg| self.hands_on(body, arg)) {
                drawn = drawn.max(Drawn::Part);
            }
            // What is made of a pair has its number, too.
            if drawn != Drawn::Whole && !parts.is_empty() {
                return None;
            }
        }
        let mut at = without_reference(body, pattern);
        for part in parts.into_iter().rev() {
            let PatKind::Tuple(both) = &body.facts[at].kind else { return None };
            at = without_reference(body, *both.get(part)?);
        }
        match at == variable {
            true => Some(drawn),
            false => bindings(body.facts, at).contains(&variable).then_some(drawn.max(Drawn::Part)),
        }
    }

    /// Whether what an adapter is handed leaves the elements as they are: a closure that looks at them, or gives each under another type
    /// of number; and what is no closure.
    fn hands_on(&self, body: &Body<'_>, argument: ExprId) -> bool {
        let ExprKind::Closure { body: inside, .. } = body.facts[argument].kind else {
            return !matches!(body.ty(argument), Ty::FnPointer(_) | Ty::Unknown);
        };
        let looks = || {
            let output = body.closure_signature(argument).map(|it| &it.output);
            output.is_some_and(|ty| {
                *ty == Ty::Primitive(Primitive::Bool) || matches!(ty, Ty::Tuple(parts) if parts.is_empty())
            })
        };
        let mut at = inside;
        let given = loop {
            at = match &body.facts[at].kind {
                ExprKind::Cast { operand, .. } | ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) => {
                    *operand
                }
                _ => break body.resolution(at),
            };
        };
        let is_own = |variable| matches!(body.binding(variable), Some(Binding::ClosureParameter { closure, .. }) if closure == argument);
        looks() || matches!(given, Some(Resolution::Local(variable)) if is_own(variable))
    }

    fn is_path(&self, body: &Body<'_>, expr: ExprId, path: &AccessPath) -> bool {
        self.is_same_path(body, &self.access_path(body, expr), path)
    }

    /// Whether what makes a sequence begins with a range or an enumeration, or sorts.
    fn comes_in_order(&self, body: &Body<'_>, made: ExprId) -> bool {
        let mut at = made;
        while let ExprKind::MethodCall { receiver, .. } = body.facts[at].kind {
            let effects = self.effects(body, at);
            if effects.has(Effects::SORTS) || effects.has(Effects::NUMBERS) {
                return true;
            }
            at = receiver;
        }
        let is_tree = |ty: &Ty| self.known_type(ty).is_some_and(Known::is_ordered);
        matches!(body.facts[at].kind, ExprKind::Range { .. }) || self.autoderef(body.ty(at)).iter().any(is_tree)
    }

    /// Whether a loop or closure changes a sequence, or something that is reached through the same variable.
    pub fn is_changed_in(&self, body: &Body<'_>, around: ExprId, sequence: ExprId) -> bool {
        let root = self.access_path(body, sequence).root;
        let changes = Effects::GROWS.or(Effects::SHRINKS).or(Effects::EMPTIES).or(Effects::SORTS);
        descendants(body.facts, around).into_iter().any(|id| match body.facts[id].kind {
            ExprKind::MethodCall { receiver, .. } => {
                self.effects(body, id).has(changes) && self.access_path(body, receiver).root == root
            }
            ExprKind::Assign { left, .. } | ExprKind::AssignOp { left, .. } => {
                self.access_path(body, left).root == root
                    && !matches!(body.resolution(left), Some(Resolution::Global(_)))
            }
            _ => false,
        })
    }
}

/// What a variable of a loop, or of a closure that a method is handed, is an element of, and the pattern that it stands in.
fn walked_into(body: &Body<'_>, variable: PatId) -> Option<(ExprId, PatId)> {
    match body.binding(variable)? {
        Binding::For { of, .. } => match body.facts[of].kind {
            ExprKind::For { iterable, pattern, .. } => Some((iterable, pattern)),
            _ => None,
        },
        // Behind what it makes of the elements before, as in a fold.
        Binding::ClosureParameter { closure, index, .. } => match &body.facts[closure].kind {
            ExprKind::Closure { params, .. } if index as usize + 1 == params.len() => {
                Some((body.source(variable)?, params.last()?.0))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a variable stands in the first part of a tuple.
fn is_first_part(body: &Body<'_>, pattern: PatId, variable: PatId) -> bool {
    match &body.facts[without_reference(body, pattern)].kind {
        PatKind::Tuple(parts) => parts.first().is_some_and(|&first| bindings(body.facts, first).contains(&variable)),
        _ => false,
    }
}

fn without_reference(body: &Body<'_>, pattern: PatId) -> PatId {
    match body.facts[pattern].kind {
        PatKind::Reference(inner) => without_reference(body, inner),
        _ => pattern,
    }
}

fn without_references(body: &Body<'_>, mut at: ExprId) -> ExprId {
    while let ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) = body.facts[at].kind {
        at = operand;
    }
    at
}
