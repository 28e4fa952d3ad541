//! Types in source form.
use std::fmt::Write as _;

use super::definitions::DefId;
use super::ty::{TraitRef, Ty};
use super::{Known, Model};

/// Types nested deeper than this are cut short.
const DEEPEST: u32 = 12;
/// Text longer than this many bytes is cut short.
const LONGEST: usize = 2000;

/// `ty` as the programmer would write it.
pub(super) fn display(model: &Model<'_>, ty: &Ty) -> String {
    let mut out = String::new();
    Writer { model, out: &mut out }.ty(ty, 0);
    out
}

struct Writer<'m, 'a> {
    model: &'m Model<'a>,
    out: &'m mut String,
}

impl Writer<'_, '_> {
    fn ty(&mut self, ty: &Ty, depth: u32) {
        if depth > DEEPEST || self.out.len() > LONGEST {
            self.out.push('…');
            return;
        }
        match ty {
            Ty::Unknown | Ty::Infer(_) => self.out.push('_'),
            Ty::Never => self.out.push('!'),
            Ty::Primitive(primitive) => self.out.push_str(primitive.name()),
            Ty::Adt(def, args) => {
                self.name(*def);
                let shown = self.model.shown_args(*def, args);
                self.args(&args[..shown], depth);
            }
            Ty::Ref(mutable, inner) => {
                self.out.push_str(if *mutable { "&mut " } else { "&" });
                self.ty(inner, depth + 1);
            }
            Ty::Pointer(mutable, inner) => {
                self.out.push_str(if *mutable { "*mut " } else { "*const " });
                self.ty(inner, depth + 1);
            }
            Ty::Slice(inner) => {
                self.out.push('[');
                self.ty(inner, depth + 1);
                self.out.push(']');
            }
            Ty::Array(both) => {
                self.out.push('[');
                self.ty(&both.0, depth + 1);
                self.out.push_str("; ");
                self.ty(&both.1, depth + 1);
                self.out.push(']');
            }
            Ty::Tuple(parts) => {
                self.out.push('(');
                self.list(parts, depth);
                self.out.push_str(if parts.len() == 1 { ",)" } else { ")" });
            }
            Ty::Param(param) => self.out.push_str(param.name.as_str()),
            Ty::Const(value) => {
                let _ = write!(self.out, "{value}");
            }
            Ty::Projection(projection) => {
                self.out.push('<');
                if let Some(of) = projection.args.first() {
                    self.ty(of, depth + 1);
                }
                self.out.push_str(" as ");
                self.name(projection.of_trait);
                self.args(projection.args.get(1..).unwrap_or_default(), depth);
                let _ = write!(self.out, ">::{}", projection.name);
            }
            Ty::Dyn(bounds) => {
                self.out.push_str("dyn ");
                self.bounds(bounds, depth);
            }
            Ty::Opaque(id, args) => {
                self.out.push_str("impl ");
                let bounds = self.model.opaque_bounds(*id, args);
                self.bounds(&bounds, depth);
            }
            Ty::Future(output) => {
                self.out.push_str("impl Future<Output = ");
                self.ty(output, depth + 1);
                self.out.push('>');
            }
            Ty::FnPointer(parts) => {
                self.out.push_str("fn");
                self.signature(parts, depth);
            }
            Ty::FnItem(def, _) => {
                self.out.push_str("fn ");
                self.name(*def);
            }
            Ty::Closure(body, expr) => {
                let Some(signature) = self.model.closure(*body, *expr) else {
                    self.out.push_str("{closure}");
                    return;
                };
                let (params, output) = (signature.params.clone(), signature.output.clone());
                self.out.push('|');
                self.list(&params, depth);
                self.out.push_str("| -> ");
                self.ty(&output, depth + 1);
            }
        }
    }

    fn name(&mut self, def: DefId) {
        match self.model.def(def).name {
            Some(name) => self.out.push_str(name.as_str()),
            None => self.out.push('_'),
        }
    }

    fn args(&mut self, args: &[Ty], depth: u32) {
        if !args.is_empty() {
            self.out.push('<');
            self.list(args, depth);
            self.out.push('>');
        }
    }

    fn list(&mut self, list: &[Ty], depth: u32) {
        for (at, ty) in list.iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            self.ty(ty, depth + 1);
        }
    }

    fn signature(&mut self, parts: &[Ty], depth: u32) {
        let Some((output, params)) = parts.split_last() else { return };
        self.out.push('(');
        self.list(params, depth);
        self.out.push(')');
        if *output != Ty::unit() {
            self.out.push_str(" -> ");
            self.ty(output, depth + 1);
        }
    }

    fn bounds(&mut self, bounds: &[TraitRef], depth: u32) {
        for (at, bound) in bounds.iter().enumerate() {
            if at > 0 {
                self.out.push_str(" + ");
            }
            self.name(bound.def);
            if bound.args.is_empty() && bound.bindings.is_empty() {
                continue;
            }
            if let (Some(Known::Fn | Known::FnMut | Known::FnOnce), [Ty::Tuple(params)]) =
                (self.model.known(bound.def), &bound.args[..])
            {
                let output = bound.bindings.first().map_or_else(Ty::unit, |(_, output)| output.clone());
                let parts: Vec<Ty> = params.iter().cloned().chain([output]).collect();
                self.signature(&parts, depth);
                continue;
            }
            self.out.push('<');
            self.list(&bound.args, depth);
            for (at, (name, ty)) in bound.bindings.iter().enumerate() {
                if at > 0 || !bound.args.is_empty() {
                    self.out.push_str(", ");
                }
                let _ = write!(self.out, "{name} = ");
                self.ty(ty, depth + 1);
            }
            self.out.push('>');
        }
    }
}
