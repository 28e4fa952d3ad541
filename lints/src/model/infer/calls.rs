//! Calls: arguments meet parameters, closures last.
use super::super::body::{Callee, ClosureSignature};
use super::super::definitions::DefKind;
use super::super::known::Known;
use super::super::lower::Lowering;
use super::super::ty::Ty;
use super::Infer;
use super::methods::Search;
use super::table::HOLE;
use crate::source::facts::{ExprId, ExprKind, GenericArg, PatId, Type};
use crate::source::name::Name;

impl<'p, 'a> Infer<'p, 'a> {
    /// `callee(args)`
    pub(super) fn call(&mut self, id: ExprId, callee: ExprId, args: &'a [ExprId], expected: &Ty) -> Ty {
        let called = self.expr(callee, &Ty::Unknown);
        if let Some(referenced) = self.referenced.get(&callee) {
            let referenced = referenced.clone();
            self.callees.insert(id, referenced);
        }
        let Some((inputs, output)) = self.called(&called) else {
            self.arguments(args, &[]);
            return Ty::Unknown;
        };
        self.expect_output(&output, expected);
        self.arguments(args, &inputs);
        output
    }

    /// What is taken and given by whatever stands before `(`.
    fn called(&mut self, ty: &Ty) -> Option<(Vec<Ty>, Ty)> {
        for step in self.autoderef(ty) {
            if let Some(found) = self.callable(&step) {
                return Some(found);
            }
            if !matches!(step, Ty::Infer(_))
                && let Some((params, output)) = self.expected_signature(&step)
            {
                return Some((params, output.unwrap_or(Ty::Unknown)));
            }
        }
        None
    }

    /// Lets what is expected of a call say what its arguments are.
    fn expect_output(&mut self, output: &Ty, expected: &Ty) {
        let (output, expected) = (self.table.shallow(output), self.table.shallow(expected));
        let alike = match (&output, &expected) {
            (Ty::Adt(x, _), Ty::Adt(y, _)) => x == y,
            (Ty::Tuple(x), Ty::Tuple(y)) => x.len() == y.len(),
            _ => false,
        };
        if alike {
            self.unify(&output, &expected);
        }
    }

    /// Arguments with the types that are expected of them: closures come last, when the others have said what they can.
    fn arguments(&mut self, args: &'a [ExprId], inputs: &[Ty]) {
        let facts = self.facts;
        let is_closure = |arg: ExprId| matches!(facts[arg].kind, ExprKind::Closure { .. });
        for (at, &arg) in args.iter().enumerate() {
            if !is_closure(arg) {
                self.expr_coerced(arg, inputs.get(at).unwrap_or(&Ty::Unknown));
            }
        }
        if args.iter().any(|&arg| is_closure(arg)) {
            self.settle();
            for (at, &arg) in args.iter().enumerate() {
                if is_closure(arg) {
                    self.expr_coerced(arg, inputs.get(at).unwrap_or(&Ty::Unknown));
                }
            }
        }
    }

    /// `receiver.name::<turbofish>(args)`
    pub(super) fn method_call(
        &mut self,
        id: ExprId,
        (receiver, name, turbofish): (ExprId, Name, &'a [GenericArg]),
        args: &'a [ExprId],
        expected: &Ty,
    ) -> Ty {
        let receiver = self.expr(receiver, &Ty::Unknown);
        match self.find_method(&receiver, name) {
            Search::Found(mut method) => {
                self.apply_turbofish(&mut method.callee, turbofish);
                let (inputs, output) = self.enter_callee(id, method.callee);
                if let Some(input) = inputs.first() {
                    self.unify(input, &method.receiver);
                }
                self.expect_output(&output, expected);
                self.arguments(args, inputs.get(1..).unwrap_or_default());
                output
            }
            Search::Waits => {
                let result = self.fresh();
                let arguments: Vec<Ty> = args.iter().map(|&arg| self.expr(arg, &Ty::Unknown)).collect();
                self.wait_for_method(id, receiver, arguments, result.clone());
                result
            }
            Search::Nothing => {
                self.arguments(args, &[]);
                Ty::Unknown
            }
        }
    }

    fn apply_turbofish(&mut self, callee: &mut Callee, turbofish: &'a [GenericArg]) {
        if turbofish.is_empty() {
            return;
        }
        let given = Lowering::in_body(self.program, self.scope, &|| HOLE).generic_args(turbofish);
        let inherited = self.program.generics(callee.function).inherited;
        let mut args = callee.args.to_vec();
        for (arg, given) in args.iter_mut().skip(inherited).zip(given) {
            let given = self.filled(&given);
            *arg = self.normalize(&given);
        }
        callee.args = args.into();
    }

    /// Notes what a call runs, asks for its bounds; its parameters' types and its result's.
    pub(super) fn enter_callee(&mut self, call: ExprId, callee: Callee) -> (Vec<Ty>, Ty) {
        let program = self.program;
        let signature = program.signature(callee.function);
        let args = callee.args.clone();
        self.callees.insert(call, callee.clone());
        let inputs = signature.inputs.iter().map(|ty| self.normalize(&ty.with_args(&args))).collect();
        let output = self.normalize(&signature.output.with_args(&args));
        self.require_all(callee.function, &args);
        (inputs, output)
    }

    /// A closure in a place where `expected` is expected.
    pub(super) fn closure(
        &mut self,
        id: ExprId,
        (params, returns): (&'a [(PatId, Option<Type>)], Option<&'a Type>),
        (body, is_async): (ExprId, bool),
        expected: &Ty,
    ) -> Ty {
        let signature = self.expected_signature(expected);
        let (known_params, known_output) = signature.unwrap_or((Vec::new(), None));
        let mut types = Vec::with_capacity(params.len());
        let names = self.names.len();
        for (at, (_, written)) in params.iter().enumerate() {
            let known = known_params.get(at);
            types.push(match (written, known) {
                (Some(written), known) => {
                    let written = self.written(written);
                    if let Some(known) = known {
                        self.unify(&written, known);
                    }
                    written
                }
                (None, Some(known)) if !known.is_unknown() => known.clone(),
                _ => self.fresh(),
            });
        }
        let output = match (returns, known_output) {
            (Some(written), _) => self.written(written),
            (None, Some(known)) if !is_async && !known.is_unknown() => known,
            _ => self.fresh(),
        };
        let given = if is_async { Ty::Future(output.clone().into()) } else { output.clone() };
        self.closures.insert(id, ClosureSignature { params: types.clone(), output: given });
        for ((pattern, _), ty) in params.iter().zip(&types) {
            self.pattern(*pattern, ty);
        }
        let outside = std::mem::take(&mut self.breakables);
        self.returns.push(output.clone());
        self.expr_coerced(body, &output);
        self.returns.pop();
        self.breakables = outside;
        self.names.truncate(names);
        Ty::Closure(self.body, id)
    }

    /// Lets a value of one type stand where another is expected, as the language does it.
    pub(super) fn coerce(&mut self, from: &Ty, to: &Ty) {
        let (from, to) = (self.table.shallow(from), self.table.shallow(to));
        match (&from, &to) {
            (Ty::Never | Ty::Unknown, _) | (_, Ty::Unknown) => {}
            (Ty::Ref(mutable, inner), Ty::Ref(to_mutable, target)) if *mutable || !to_mutable => {
                self.coerce_pointee(inner, target);
            }
            (Ty::Ref(_, inner), Ty::Pointer(_, target)) | (Ty::Pointer(_, inner), Ty::Pointer(_, target)) => {
                self.coerce_pointee(inner, target);
            }
            (Ty::Adt(x, left), Ty::Adt(y, right)) if x == y && self.is_smart_pointer(*x) => {
                let (Some(inner), Some(target)) = (left.first(), right.first()) else { return };
                self.coerce_unsized(inner, target);
                for (x, y) in left.iter().zip(right.iter()).skip(1) {
                    self.unify(x, y);
                }
            }
            (Ty::Closure(..) | Ty::FnItem(..), Ty::FnPointer(parts)) => {
                let (Some((params, output)), Some((last, first))) = (self.callable(&from), parts.split_last()) else {
                    return;
                };
                for (x, y) in params.iter().zip(first) {
                    self.unify(x, y);
                }
                self.unify(&output, last);
            }
            _ => {
                self.unify(&from, &to);
            }
        }
    }

    fn is_smart_pointer(&self, def: super::super::definitions::DefId) -> bool {
        matches!(
            self.program.known.of(def),
            Some(Known::Box | Known::Rc | Known::Arc | Known::Pin | Known::RcWeak | Known::ArcWeak)
        )
    }

    /// `&inner` where `&target` is expected.
    fn coerce_pointee(&mut self, inner: &Ty, target: &Ty) {
        let target = self.table.shallow(target);
        let inner = self.table.shallow(inner);
        if self.coerces_unsized(&inner, &target) {
            self.coerce_unsized(&inner, &target);
            return;
        }
        if matches!(target, Ty::Infer(_)) || self.unify(&inner, &target) {
            self.unify(&inner, &target);
            return;
        }
        // A dereference on the way: `&String` as `&str`.
        for step in self.autoderef(&inner).into_iter().skip(1) {
            if self.coerces_unsized(&step, &target) {
                self.coerce_unsized(&step, &target);
                return;
            }
            if self.unify(&step, &target) {
                return;
            }
        }
    }

    fn coerces_unsized(&self, inner: &Ty, target: &Ty) -> bool {
        match (inner, target) {
            (Ty::Array(_), Ty::Slice(_)) => true,
            (Ty::Dyn(_) | Ty::Infer(_) | Ty::Ref(..), Ty::Dyn(_)) => false,
            (_, Ty::Dyn(_)) => true,
            _ => false,
        }
    }

    /// `[T; N]` as `[T]`, `T` as `dyn Trait`, or the same type.
    fn coerce_unsized(&mut self, inner: &Ty, target: &Ty) {
        let (inner, target) = (self.table.shallow(inner), self.table.shallow(target));
        match (&inner, &target) {
            (Ty::Array(both), Ty::Slice(element)) => {
                self.unify(&both.0, element);
            }
            (Ty::Dyn(_), Ty::Dyn(_)) => {
                self.unify(&inner, &target);
            }
            (Ty::Closure(..), Ty::Dyn(bounds)) => {
                for bound in bounds.iter() {
                    self.require(&inner, bound);
                }
            }
            (_, Ty::Dyn(_)) => {}
            // `Pin<Box<T>>`, `Box<T>`
            (Ty::Adt(x, _), Ty::Adt(y, _)) if x == y && self.is_smart_pointer(*x) => self.coerce(&inner, &target),
            _ => {
                self.unify(&inner, &target);
            }
        }
    }

    /// A name's method on a value, for what macros call: the result's type.
    pub(super) fn method_output(&mut self, receiver: &Ty, name: &str) -> Ty {
        match self.find_method(receiver, Name::new(name)) {
            Search::Found(method) => {
                let program = self.program;
                let ty = program.signature(method.callee.function).output.with_args(&method.callee.args);
                debug_assert!(program.definitions[method.callee.function].kind == DefKind::Function);
                self.normalize(&ty)
            }
            _ => Ty::Unknown,
        }
    }
}
