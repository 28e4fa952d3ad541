//! Types of everything in one body.
//!
//! One walk over the expressions in the order in which they run, as the compiler does it: what is not known yet is a
//! variable, what has to hold is a goal; goals that hang on a variable wait until something is found out about it.
mod callables;
mod calls;
mod expressions;
mod goals;
mod methods;
mod operators;
mod paths;
mod patterns;
mod projections;
mod select;
mod table;

use rustc_hash::{FxHashMap, FxHashSet};

use super::body::{Callee, ClosureSignature, Learnt, Resolution};
use super::definitions::{DefId, DefKind};
use super::known::Known;
use super::lower::Lowering;
use super::program::{Predicate, Program};
use super::ty::{Args, TraitRef, Ty};
use crate::source::facts::{self, ExprId, ExprKind, ItemKind, PatId};
use crate::source::name::Name;
use goals::Goal;
use table::{Finished, HOLE, Kind, Table};

/// Expressions nested deeper than this are unknown.
const DEEPEST: u32 = 400;
/// Goals looked at in one body, before all that is left is unknown. Bodies that people write take less than a tenth of it.
const PATIENCE: u32 = 40_000;

/// A name in scope in a body.
#[derive(Clone, Copy)]
enum InScope {
    Variable(Name, PatId),
    Block(DefId),
}

/// What a loop or labelled block gives to those who break out of it.
struct Breakable {
    label: Option<Name>,
    /// Plain `break` means it.
    is_loop: bool,
    value: Ty,
    /// Something breaks out.
    used: bool,
}

/// Inference of one body.
pub(super) struct Infer<'p, 'a> {
    program: &'p Program<'a>,
    body: u32,
    owner: DefId,
    facts: &'a facts::Body,
    table: Table,
    /// What the bounds of the functions's parameters say, with what follows from it.
    environment: &'p [Predicate],
    goals: Vec<Goal>,
    patience: u32,
    depth: u32,
    selecting: u32,
    names: Vec<InScope>,
    /// The innermost block or item whose names apply.
    scope: DefId,
    returns: Vec<Ty>,
    breakables: Vec<Breakable>,
    exprs: Vec<Ty>,
    patterns: Vec<Ty>,
    resolutions: FxHashMap<ExprId, Resolution>,
    pattern_resolutions: FxHashMap<PatId, Resolution>,
    callees: FxHashMap<ExprId, Callee>,
    /// Functions that path expressions name, called or not.
    referenced: FxHashMap<ExprId, Callee>,
    fields: FxHashMap<ExprId, (DefId, u32)>,
    closures: FxHashMap<ExprId, ClosureSignature>,
}

/// Infers the types of the body of `owner`.
pub(super) fn infer<'a>(program: &Program<'a>, body: u32, owner: DefId) -> Learnt {
    let Some(facts) = program.definitions[owner].body() else { return Learnt::default() };
    let mut infer = Infer::new(program, body, owner, facts);
    infer.body();
    infer.learnt()
}

/// Whatever a type out of a body's reach has left to be normalised: aliases of associated types in the names of `scope`.
pub(super) fn normalized(program: &Program<'_>, scope: DefId, ty: &Ty) -> Ty {
    if !ty.any(&|part| matches!(part, Ty::Projection(_))) {
        return ty.clone();
    }
    let mut infer = Infer::new(program, u32::MAX, scope, empty_body());
    let ty = infer.normalize(ty);
    infer.settle_all();
    infer.finished(&ty)
}

/// What a type dereferences to, step by step, itself first.
pub(super) fn autoderef(program: &Program<'_>, scope: DefId, ty: &Ty) -> Vec<Ty> {
    if program.definitions.defs.is_empty() {
        return vec![ty.clone()];
    }
    let mut infer = Infer::new(program, u32::MAX, scope, empty_body());
    let steps = infer.autoderef(ty);
    steps.iter().map(|step| infer.finished(step)).collect()
}

pub(super) fn empty_body() -> &'static facts::Body {
    static EMPTY: std::sync::LazyLock<facts::Body> = std::sync::LazyLock::new(|| facts::Body {
        exprs: Box::new([facts::Expr { span: facts::Span::default(), kind: ExprKind::Unknown }]),
        patterns: Box::default(),
        root: ExprId(0),
    });
    &EMPTY
}

impl<'p, 'a> Infer<'p, 'a> {
    fn new(program: &'p Program<'a>, body: u32, owner: DefId, facts: &'a facts::Body) -> Self {
        Infer {
            program,
            body,
            owner,
            facts,
            table: Table::default(),
            environment: program.environment(owner),
            goals: Vec::new(),
            patience: PATIENCE,
            depth: 0,
            selecting: 0,
            names: Vec::new(),
            scope: owner,
            returns: Vec::new(),
            breakables: Vec::new(),
            exprs: vec![Ty::Unknown; facts.exprs.len()],
            patterns: vec![Ty::Unknown; facts.patterns.len()],
            resolutions: FxHashMap::default(),
            pattern_resolutions: FxHashMap::default(),
            callees: FxHashMap::default(),
            referenced: FxHashMap::default(),
            fields: FxHashMap::default(),
            closures: FxHashMap::default(),
        }
    }

    /// Walks the body of a function, constant or static.
    fn body(&mut self) {
        let Some(item) = self.program.definitions[self.owner].item else { return };
        let root = self.facts.root;
        match &item.kind {
            ItemKind::Function(function) => {
                let signature = self.program.signature(self.owner);
                let skip = usize::from(signature.has_receiver);
                let params = function.body.as_ref().map_or(&[][..], |body| &body.open().params);
                for (&pattern, ty) in params.iter().zip(signature.inputs.iter().skip(skip)) {
                    let ty = self.normalize(ty);
                    self.pattern(pattern, &ty);
                }
                let output = match (&signature.output, function.is_async) {
                    (Ty::Future(output), true) => (**output).clone(),
                    (output, _) => output.clone(),
                };
                let output = self.normalize(&output);
                let expected = self.hidden(&output);
                self.returns.push(expected.clone());
                self.expr_coerced(root, &expected);
            }
            ItemKind::Const { .. } | ItemKind::Static { .. } => {
                let ty = self.normalize(self.program.declared_type(self.owner));
                self.returns.push(Ty::Unknown);
                self.expr_coerced(root, &ty);
            }
            _ => {}
        }
        self.settle_all();
    }

    /// A function's result as its body sees it: what `impl Trait` hides is found out.
    fn hidden(&mut self, ty: &Ty) -> Ty {
        let mut hidden: Vec<(Ty, Vec<TraitRef>)> = Vec::new();
        let owner = self.owner;
        let program = self.program;
        let table = &mut self.table;
        let seen = ty.replaced(&mut |part| match part {
            Ty::Opaque(id, args) if id.function == owner => {
                let variable = table.fresh(Kind::Any);
                hidden.push((variable.clone(), program.opaque_bounds(*id, args)));
                Some(variable)
            }
            _ => None,
        });
        for (variable, bounds) in hidden {
            for bound in bounds {
                // A binding may itself hide a type, which is left to be found.
                let bound = bound.replaced(&mut |part| {
                    matches!(part, Ty::Opaque(id, _) if id.function == owner).then_some(Ty::Unknown)
                });
                self.require(&variable, &bound);
            }
        }
        seen
    }

    /// Looks at all goals again and again, with less and less hope.
    fn settle_all(&mut self) {
        self.settle();
        if self.table.default_numbers() {
            self.settle();
        }
        for _ in 0..4 {
            if !self.decide_one() {
                break;
            }
            self.settle();
        }
    }

    fn fresh(&mut self) -> Ty {
        self.table.fresh(Kind::Any)
    }

    fn fresh_args(&mut self, def: DefId) -> Vec<Ty> {
        (0..self.program.generics(def).params.len()).map(|_| self.table.fresh(Kind::Any)).collect()
    }

    /// A type as written in the body.
    fn written(&mut self, ty: &facts::Type) -> Ty {
        let lowered = Lowering::in_body(self.program, self.scope, &|| HOLE).lower(ty);
        let ty = self.filled(&lowered);
        self.normalize(&ty)
    }

    /// With fresh variables in the holes.
    fn filled(&mut self, ty: &Ty) -> Ty {
        let table = &mut self.table;
        ty.replaced(&mut |part| (*part == HOLE).then(|| table.fresh(Kind::Any)))
    }

    /// `ty` with its outermost constructor known, if goals that wait can tell.
    fn shape(&mut self, ty: &Ty) -> Ty {
        let shallow = self.table.shallow(ty);
        if let Ty::Infer(at) = shallow
            && self.table.kind(at) == Kind::Any
        {
            self.settle();
            return self.table.shallow(ty);
        }
        shallow
    }

    /// As it goes into the results.
    fn finished(&self, ty: &Ty) -> Ty {
        Finished::new(&self.table).of(ty)
    }

    fn learnt(mut self) -> Learnt {
        let repeating = self.repeating_closures();
        let mut callees = std::mem::take(&mut self.callees);
        let mut finished = Finished::new(&self.table);
        for callee in callees.values_mut() {
            callee.args = finished.args(&callee.args);
            callee.self_type = callee.self_type.as_ref().map(|ty| finished.of(ty));
        }
        let exprs = self.exprs.iter().map(|ty| finished.of(ty)).collect();
        let patterns = self.patterns.iter().map(|ty| finished.of(ty)).collect();
        let closures = self.closures.iter().map(|(&expr, signature)| {
            let params = signature.params.iter().map(|ty| finished.of(ty)).collect();
            (expr, ClosureSignature { params, output: finished.of(&signature.output) })
        });
        let closures = closures.collect();
        callees.values_mut().for_each(|callee| self.find_implementation(callee));
        Learnt {
            exprs,
            patterns,
            closures,
            resolutions: self.resolutions.into_iter().collect(),
            pattern_resolutions: self.pattern_resolutions.into_iter().collect(),
            callees: callees.into_iter().collect(),
            fields: self.fields.into_iter().collect(),
            repeating,
        }
    }

    /// Closures that run once for each of many: handed to a parameter that is bound by `Fn` or `FnMut`, or to a method that
    /// is not known. What takes an `FnOnce` (`Option::map`, `or_insert_with`, `spawn`) runs it once.
    fn repeating_closures(&self) -> FxHashSet<ExprId> {
        let mut all = FxHashSet::default();
        for (at, expr) in self.facts.exprs.iter().enumerate() {
            let (args, is_method) = match &expr.kind {
                ExprKind::MethodCall { args, .. } => (args, true),
                ExprKind::Call { args, .. } => (args, false),
                _ => continue,
            };
            let callee = self.callees.get(&ExprId(at as u32));
            for (index, &arg) in args.iter().enumerate() {
                if matches!(self.facts[arg].kind, ExprKind::Closure { .. })
                    && callee
                        .map_or(is_method, |callee| self.runs_often(callee.function, index + usize::from(is_method)))
                {
                    all.insert(arg);
                }
            }
        }
        all
    }

    /// Whether the parameter at `index` (the receiver counts) of a function is bound by `Fn` or `FnMut`.
    fn runs_often(&self, function: DefId, index: usize) -> bool {
        let Some(input) = self.program.signature(function).inputs.get(index) else { return false };
        self.program.predicates(function).iter().any(|predicate| {
            predicate.ty == *input
                && matches!(self.program.known.of(predicate.bound.def), Some(Known::Fn | Known::FnMut))
        })
    }

    /// The impl's own function in the place of the trait's, where the impl is known.
    fn find_implementation(&mut self, callee: &mut Callee) {
        let definitions = &self.program.definitions;
        let Some(declared) = callee.declared else { return };
        let Some(of_trait) = definitions[declared].parent else { return };
        let (Some(itself), Some(name)) = (callee.args.first().cloned(), definitions[declared].name) else { return };
        let local = |ty: &Ty| matches!(ty, Ty::Adt(def, _) if !definitions.is_declared(*def));
        if definitions.is_declared(of_trait) && !local(&itself) {
            return;
        }
        let count = self.program.generics(of_trait).params.len();
        let args: Args = callee.args.iter().skip(1).take(count.saturating_sub(1)).cloned().collect();
        let bound = TraitRef { def: of_trait, args, bindings: Vec::new().into() };
        let found = self.probe(|infer| infer.find_impl(&itself, &bound).map(|found| found.of));
        if let Some(found) = found
            && let Some(function) = self.program.associated(found, name, DefKind::Function)
        {
            callee.function = function;
        }
    }
}
