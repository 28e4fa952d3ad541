//! Which calls start threads, how many, what they run and what that captures.
use crate::model::effects::belongs_to;
use crate::model::outline::{Role, children, descendants, role};
use crate::model::{Binding, Body, BodyId, DefId, DefKind, Effects, Known, Model, Resolution, Root, Ty, Use};
use crate::source::facts::{BlockFlavour, ExprId, ExprKind, Span};

/// Threads that a call starts and that run the same.
#[derive(Clone, Debug)]
pub struct Start {
    /// The body that it stands in.
    pub body: BodyId,
    /// The call; of a parallel iterator, the last of the chain.
    pub call: ExprId,
    /// What they run.
    pub runs: Runs,
    /// What starts several: the loop or closure that the call stands in, the call itself where it starts several at once. None where it
    /// starts one, as far as the body tells.
    pub many: Option<ExprId>,
    /// They are over before the borrows of who starts them are.
    pub is_scoped: bool,
    /// What they have from the body that starts them, in the order of the text.
    pub captures: Vec<Capture>,
    /// What repeats the call while earlier threads run, innermost first.
    pub(super) turns: Vec<ExprId>,
    /// Several threads use one closure at once, so that it is shared itself.
    pub(super) shares_code: bool,
    /// The call that deals elements of an iterator to several threads.
    pub(super) deals: Option<ExprId>,
}

/// What a thread runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Runs {
    /// Closures and `async` blocks; several where adapters of a parallel iterator have one each, none where it has none.
    Code(Vec<ExprId>),
    /// A function.
    Function(DefId),
    /// The future that this call of an `async` function gives.
    Future(ExprId),
    /// What this expression holds.
    Unknown(ExprId),
}

/// Something that a thread has from the body that starts it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Capture {
    /// A variable, or the receiver.
    pub what: Root,
    /// How it has it.
    pub held: Held,
}

/// How a thread has something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Held {
    /// It owns it.
    Moved,
    /// It owns a copy.
    Copied,
    /// Through an `Arc`, or a handle that has one in it.
    Counted,
    /// By a shared reference.
    Borrowed,
    /// By an exclusive one.
    BorrowedMut,
}

impl Start {
    /// The closures and `async` blocks that it runs.
    pub fn code(&self) -> &[ExprId] {
        match &self.runs {
            Runs::Code(code) => code,
            _ => &[],
        }
    }
}

impl Model<'_> {
    /// The calls of a body that start threads, with what they run.
    pub(super) fn starts(&self, body: &Body<'_>) -> Vec<Start> {
        Finder { model: self, body }.all()
    }

    /// Whether a value is a handle whose clones have what is behind in common: an `Arc`, or a type of the workspace that holds one.
    pub(super) fn is_counted(&self, ty: &Ty) -> bool {
        let is_arc = |ty: &Ty| matches!(self.known_type(ty), Some(Known::Arc | Known::ArcWeak));
        let is_ours = |ty: &Ty| ty.adt().is_some_and(|(def, _)| !self.definitions().is_declared(def));
        is_arc(ty) || (is_ours(ty) && self.fields(ty).iter().any(|(_, _, field)| is_arc(field)))
    }
}

#[derive(Clone, Copy)]
struct Finder<'f, 'm> {
    model: &'f Model<'m>,
    body: &'f Body<'f>,
}

impl Finder<'_, '_> {
    /// The calls that start threads, in order.
    fn all(self) -> Vec<Start> {
        let mut all = Vec::new();
        for &call in &self.body.index().calls {
            let effects = self.model.effects(self.body, call);
            if effects.has(Effects::SPAWNS) {
                all.extend(self.spawned(call, effects));
            } else if effects.has(Effects::PARALLEL) {
                all.extend(self.dealt(call));
            }
        }
        all.sort_by_key(|start: &Start| self.body.facts[start.call].span.start);
        all
    }

    /// What a call like `spawn` starts: one for each closure that it is handed.
    fn spawned(self, call: ExprId, effects: Effects) -> Vec<Start> {
        let (args, is_known) = match &self.body.facts[call].kind {
            ExprKind::Call { callee, args } => {
                let is_known = self.body.callee(call).is_some() || self.names_library(*callee);
                if !is_known {
                    return Vec::new();
                }
                (args, true)
            }
            ExprKind::MethodCall { args, .. } => (args, self.body.callee(call).is_some()),
            _ => return Vec::new(),
        };
        let mut runs: Vec<Runs> = args.iter().filter_map(|&arg| self.runs(arg)).collect();
        if let (true, [.., last], true) = (runs.is_empty(), args.as_slice(), is_known) {
            runs.push(Runs::Unknown(*last));
        }
        // Who starts two at once waits for both.
        let waits = runs.len() > 1;
        let turns = if waits { Vec::new() } else { self.turns(call) };
        let is_parallel = effects.has(Effects::PARALLEL);
        let starts_more = is_parallel || (waits && self.model.is_recursive(self.body.id));
        let many = if starts_more { Some(call) } else { turns.first().copied() };
        let start = |runs| Start {
            body: self.body.id,
            call,
            captures: self.captures(&runs),
            runs,
            many,
            turns: turns.clone(),
            is_scoped: effects.has(Effects::SCOPED),
            shares_code: is_parallel,
            deals: None,
        };
        runs.into_iter().map(start).collect()
    }

    /// What a parallel iterator starts; none where nobody runs it here.
    fn dealt(self, deals: ExprId) -> Option<Start> {
        let mut last = deals;
        let mut code = self.code_handed(deals);
        let library = |call: ExprId| Some(self.model.def(self.body.callee(call)?.function).krate);
        while let Some(up) = self.body.parent(last)
            && role(self.body.facts, up, last) == Some(Role::Receiver)
            && (last == deals
                || self.model.effects(self.body, last).has(Effects::ADAPTS)
                || library(last).is_some_and(|of| library(deals) == Some(of)))
        {
            last = up;
            code.extend(self.code_handed(last));
        }
        let runs_now = last != deals || self.model.effects(self.body, deals).has(Effects::WALKS);
        let is_other = self.body.parent(last).is_some_and(|up| match &self.body.facts[up].kind {
            // `a.par_iter().zip(b.par_iter())`: the first one's.
            ExprKind::MethodCall { receiver, .. } => *receiver != last && self.is_dealt(*receiver),
            _ => false,
        });
        (runs_now && !is_other).then(|| Start {
            body: self.body.id,
            call: last,
            captures: self.captured_by(&code),
            runs: Runs::Code(code),
            many: Some(last),
            turns: Vec::new(),
            is_scoped: true,
            shares_code: true,
            deals: Some(deals),
        })
    }

    fn is_dealt(self, iterator: ExprId) -> bool {
        let mut at = iterator;
        while let ExprKind::MethodCall { receiver, .. } = &self.body.facts[at].kind {
            if self.model.effects(self.body, at).has(Effects::PARALLEL) {
                return true;
            }
            at = *receiver;
        }
        false
    }

    fn code_handed(self, call: ExprId) -> Vec<ExprId> {
        let ExprKind::MethodCall { args, .. } = &self.body.facts[call].kind else { return Vec::new() };
        let closure = |&arg: &ExprId| match self.runs(arg) {
            Some(Runs::Code(code)) => code,
            _ => Vec::new(),
        };
        args.iter().flat_map(closure).collect()
    }

    /// What a thread runs that is handed an expression; none where it is nothing to run.
    fn runs(self, given: ExprId) -> Option<Runs> {
        let at = self.model.value_of(self.body, given);
        match &self.body.facts[at].kind {
            ExprKind::Closure { .. } => Some(Runs::Code(vec![at])),
            ExprKind::Block(block) if block.flavour == BlockFlavour::Async => Some(Runs::Code(vec![at])),
            ExprKind::Path(_) => match self.body.resolution(at) {
                Some(Resolution::Def(def)) if self.model.def(def).kind == DefKind::Function => {
                    Some(Runs::Function(def))
                }
                _ => None,
            },
            ExprKind::Call { .. } | ExprKind::MethodCall { .. } if self.is_future(at) => Some(Runs::Future(at)),
            // `async { .. }.instrument(span)`
            ExprKind::MethodCall { receiver, .. } => self.runs(*receiver),
            _ => None,
        }
    }

    fn is_future(self, call: ExprId) -> bool {
        let function = self.body.callee(call).and_then(|callee| self.model.def(callee.function).function());
        function.is_some_and(|function| function.is_async)
    }

    /// The loops and closures that start one thread after the other while the earlier ones run, innermost first.
    fn turns(self, call: ExprId) -> Vec<ExprId> {
        let scope = match &self.body.facts[call].kind {
            ExprKind::MethodCall { receiver, .. } => self.scope(*receiver),
            // `builder.spawn_scoped(s, || ..)` is a method call; `Scope::spawn(s, || ..)` has it first.
            ExprKind::Call { args, .. } => args.first().and_then(|first| self.scope(*first)),
            _ => None,
        };
        self.body
            .repeated(call)
            .take_while(|&turn| scope.is_none_or(|scope| !is_within(self.body, scope, turn)))
            .collect()
    }

    /// The closure that is handed a scope, at whose end all threads have ended.
    fn scope(self, receiver: ExprId) -> Option<ExprId> {
        let Root::Variable(variable) = self.model.access_path(self.body, receiver).root else { return None };
        match self.body.binding(variable) {
            Some(Binding::ClosureParameter { closure, .. }) => Some(closure),
            _ => None,
        }
    }

    fn captures(self, runs: &Runs) -> Vec<Capture> {
        match runs {
            Runs::Code(code) => self.captured_by(code),
            // The call's arguments are values when the thread starts.
            Runs::Future(call) => {
                let mut leaves = Vec::new();
                children(self.body.facts, *call, &mut |child, _| leaves.extend(descendants(self.body.facts, child)));
                self.captured(&leaves, &[], true)
            }
            Runs::Function(_) | Runs::Unknown(_) => Vec::new(),
        }
    }

    fn captured_by(self, code: &[ExprId]) -> Vec<Capture> {
        let mut all: Vec<Capture> = Vec::new();
        for &one in code {
            let owns = match &self.body.facts[one].kind {
                ExprKind::Closure { is_move, .. } => *is_move,
                // A task outlives whom it is started by.
                _ => true,
            };
            for capture in self.captured(&descendants(self.body.facts, one), code, owns) {
                if !all.iter().any(|known| known.what == capture.what) {
                    all.push(capture);
                }
            }
        }
        all
    }

    fn captured(self, leaves: &[ExprId], code: &[ExprId], owns: bool) -> Vec<Capture> {
        let mut all: Vec<(Root, Vec<ExprId>)> = Vec::new();
        for &leaf in leaves {
            let what = match self.body.resolution(leaf) {
                Some(Resolution::Local(variable)) if !is_bound_in(self.body, self.body.facts[variable].span, code) => {
                    Root::Variable(variable)
                }
                Some(Resolution::SelfReceiver) => Root::SelfReceiver,
                _ => continue,
            };
            match all.iter_mut().find(|(known, _)| *known == what) {
                Some((_, uses)) => uses.push(leaf),
                None => all.push((what, vec![leaf])),
            }
        }
        let held = |(what, uses): (Root, Vec<ExprId>)| Some(Capture { what, held: self.held(&uses, owns)? });
        all.into_iter().filter_map(held).collect()
    }

    /// How code has what it names in these places.
    fn held(self, uses: &[ExprId], owns: bool) -> Option<Held> {
        let ty = self.body.ty(*uses.first()?);
        let how: Vec<Use> = uses.iter().map(|&leaf| self.model.usage(self.body, leaf)).collect();
        Some(match ty {
            Ty::Ref(false, _) => Held::Borrowed,
            Ty::Ref(true, _) => Held::BorrowedMut,
            _ if !owns && !how.contains(&Use::Moved) => {
                if how.iter().any(|how| how.may_write()) {
                    Held::BorrowedMut
                } else {
                    Held::Borrowed
                }
            }
            Ty::Primitive(_) | Ty::Pointer(..) | Ty::FnPointer(_) => Held::Copied,
            ty if self.model.is_counted(ty) => Held::Counted,
            _ => Held::Moved,
        })
    }

    /// Whether a path that is not resolved leads, as written or through a `use`, to a library that has a function of that name.
    fn names_library(self, callee: ExprId) -> bool {
        let ExprKind::Path(path) = &self.body.facts[callee].kind else { return false };
        let (Some(first), Some(last)) = (path.segments.first(), path.segments.last()) else { return false };
        let is_alone = path.segments.len() == 1;
        let (library, name) = match self.model.imported(self.body.owner, path) {
            Some([library, .., imported]) if is_alone => (library, imported),
            Some([library, ..]) if !is_alone => (library, &last.name),
            None if !is_alone => (&first.name, &last.name),
            _ => return false,
        };
        belongs_to(name.as_str(), library.as_str())
    }
}

/// Whether `inner` stands in `outer`, or is it.
fn is_within(body: &Body<'_>, inner: ExprId, outer: ExprId) -> bool {
    inner == outer || body.ancestors(inner).any(|at| at == outer)
}

/// Whether what has these bytes stands in some code.
pub(super) fn is_bound_in(body: &Body<'_>, span: Span, code: &[ExprId]) -> bool {
    code.iter().any(|&one| body.facts[one].span.contains(span))
}
