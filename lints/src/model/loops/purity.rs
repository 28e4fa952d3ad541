//! Which functions of libraries do nothing but read what they are handed, write what they are handed by `&mut`, and give a
//! value back.
use rustc_hash::FxHashSet;

use crate::model::traits::Head;
use crate::model::{Body, DefId, DefKind, Known, Model, Ty};
use crate::source::facts::{ExprId, ExprKind, Literal, MacroArgs, TypeKind};

/// What a macro does.
pub(super) enum Macro {
    /// It makes a value, or ends the program.
    Pure,
    /// Somebody outside sees it.
    Observable,
    /// It is not known.
    Unknown,
}

/// Libraries of which all modules are, but these.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("core", &["cell", "sync", "ptr", "time"]),
    ("alloc", &[]),
    ("num_traits", &[]),
    ("itertools", &[]),
    ("hashbrown", &[]),
    ("indexmap", &[]),
    ("smallvec", &[]),
    ("arrayvec", &[]),
    ("thin_vec", &[]),
    ("ahash", &[]),
    ("fxhash", &[]),
    ("fnv", &[]),
    ("rustc_hash", &[]),
];

/// Whether a call is of such a function; where the callee is not known, whether it is a method of a number or text.
pub(super) fn of_call(model: &Model<'_>, body: &Body<'_>, call: ExprId) -> bool {
    match body.callee(call) {
        Some(callee) => {
            of_function(model, callee.function)
                || callee.declared.is_some_and(|declared| {
                    // An impl of the workspace was not looked into.
                    model.definitions().is_declared(callee.function) && of_function(model, declared)
                })
        }
        // A method of a number or text whose result is known is the language's own.
        None => match &body.facts[call].kind {
            ExprKind::MethodCall { receiver, .. } => {
                let is_primitive = matches!(body.ty(*receiver).without_references(), Ty::Primitive(_));
                is_primitive && !body.ty(call).is_unknown()
            }
            _ => false,
        },
    }
}

/// Whether a function is such a one.
pub(super) fn of_function(model: &Model<'_>, function: DefId) -> bool {
    let definitions = model.definitions();
    if !definitions.is_declared(function) {
        return false;
    }
    let library = definitions.krate(function).name;
    let path = model.path_of(function);
    let module = path.split("::").nth(1).unwrap_or_default();
    match library.as_str() {
        "std" => module == "collections",
        "rayon" => matches!(module, "iter" | "slice"),
        name => LIBRARIES.iter().any(|(library, without)| *library == name && !without.contains(&module)),
    }
}

/// Whether a method takes its receiver by `&mut`.
pub(super) fn takes_exclusively(model: &Model<'_>, body: &Body<'_>, call: ExprId) -> bool {
    let Some(callee) = body.callee(call) else {
        // Of a number, every method but these takes it by value; what is shared is not taken exclusively.
        let ExprKind::MethodCall { receiver, name, .. } = &body.facts[call].kind else { return true };
        if matches!(body.ty(*receiver), Ty::Ref(false, _)) {
            return false;
        }
        let is_number = matches!(body.ty(*receiver).without_references(), Ty::Primitive(_));
        return !is_number
            || body.ty(call).is_unknown()
            || name.as_str().ends_with("_assign")
            || name.as_str().starts_with("make_");
    };
    let Some(function) = model.def(callee.function).function() else { return true };
    match &function.receiver {
        Some(receiver) => {
            receiver.reference == Some(true)
                || receiver.ty.as_ref().is_some_and(|ty| matches!(ty.kind, TypeKind::Reference { mutable: true, .. }))
        }
        None => false,
    }
}

/// Whether code of the workspace may run where a value of a type goes out of scope.
pub(super) fn runs_when_dropped(model: &Model<'_>, ty: &Ty) -> bool {
    let Some(of_trait) = model.known_def(Known::Drop) else { return false };
    let is_own = |id: &DefId| !model.definitions().is_declared(*id);
    if !model.program.impls.every(of_trait).iter().any(is_own) {
        return false;
    }
    let mut met: FxHashSet<DefId> = FxHashSet::default();
    let mut open = vec![ty.clone()];
    while let Some(next) = open.pop() {
        match &next {
            Ty::Adt(def, args) => {
                let mut given = model.program.impls.candidates(of_trait, Head::of(&next));
                if given.any(|id| is_own(&id)) {
                    return true;
                }
                // What a library's type holds is what it is given.
                open.extend(args.iter().cloned());
                if model.definitions().is_declared(*def) || !met.insert(*def) {
                    continue;
                }
                let variants = model.variants(*def).collect::<Vec<_>>();
                let owners = if model.def(*def).kind == DefKind::Enum { variants } else { vec![*def] };
                open.extend(owners.into_iter().flat_map(|it| model.variant_fields(it, args)).map(|(.., ty)| ty));
            }
            Ty::Tuple(parts) => open.extend(parts.iter().cloned()),
            Ty::Array(both) => open.push(both.0.clone()),
            Ty::Slice(element) => open.push((**element).clone()),
            _ => {}
        }
    }
    false
}

/// What a macro does. `matches!` may have a guard that nobody sees.
pub(super) fn of_macro(body: &Body<'_>, name: &str, args: &MacroArgs) -> Macro {
    match name {
        "format" | "format_args" | "anyhow" if captures(body, args) => Macro::Unknown,
        "assert" | "assert_eq" | "assert_ne" | "debug_assert" | "debug_assert_eq" | "debug_assert_ne" | "panic"
        | "unreachable" | "todo" | "unimplemented" | "vec" | "format" | "format_args" | "smallvec" | "arrayvec"
        | "hashset" | "btreeset" | "indexset" | "concat" | "stringify" | "line" | "column" | "file" | "cfg" | "env"
        | "option_env" | "module_path" | "include_str" | "include_bytes" | "anyhow" | "assert_abs_diff_eq"
        | "assert_relative_eq" | "assert_ulps_eq" | "abs_diff_eq" | "relative_eq" | "ulps_eq" | "approx_eq"
        | "assert_approx_eq" | "assert_float_eq" | "size_of" | "offset_of" | "debug_unreachable" | "const_assert"
        | "min" | "max" => Macro::Pure,
        "print" | "println" | "eprint" | "eprintln" | "write" | "writeln" | "dbg" | "debug" | "error" | "info"
        | "log" | "trace" | "warn" => Macro::Observable,
        _ => Macro::Unknown,
    }
}

/// Whether a format string names variables, which are not among the arguments then: `"{x}"`.
fn captures(body: &Body<'_>, args: &MacroArgs) -> bool {
    let MacroArgs::Exprs(list) = args else { return false };
    list.iter().any(|arg| match &body.facts[*arg].kind {
        ExprKind::Literal(Literal::Str(text)) => {
            text.split('{').skip(1).any(|rest| rest.starts_with(|first: char| first.is_alphabetic() || first == '_'))
        }
        _ => false,
    })
}
