//! What can be called: closures, functions, and what bounds say of them.
use super::super::body::ClosureSignature;
use super::super::definitions::DefId;
use super::super::known::Known;
use super::super::ty::{TraitRef, Ty};
use super::Infer;
use crate::source::name::Name;

impl<'p, 'a> Infer<'p, 'a> {
    pub(super) fn is_callable_trait(&self, def: DefId) -> bool {
        matches!(self.program.known.of(def), Some(Known::Fn | Known::FnMut | Known::FnOnce))
    }

    /// What a closure, function or function pointer takes and gives.
    pub(super) fn callable(&mut self, ty: &Ty) -> Option<(Vec<Ty>, Ty)> {
        match self.table.shallow(ty) {
            Ty::Closure(body, expr) if body == self.body => {
                let ClosureSignature { params, output } = self.closures.get(&expr)?.clone();
                Some((params, output))
            }
            Ty::FnPointer(parts) => {
                let (output, params) = parts.split_last()?;
                Some((params.to_vec(), output.clone()))
            }
            Ty::FnItem(def, args) => {
                let signature = self.program.signature(def);
                let params = signature.inputs.iter().map(|ty| self.normalize(&ty.with_args(&args))).collect();
                let output = self.normalize(&signature.output.with_args(&args));
                Some((params, output))
            }
            Ty::Ref(_, inner) => self.callable(&inner),
            _ => None,
        }
    }
    /// What a bound on a callable that waits says a closure in the place of `expected` will take and give.
    pub(super) fn expected_signature(&mut self, expected: &Ty) -> Option<(Vec<Ty>, Option<Ty>)> {
        let expected = self.table.shallow(expected);
        let from_bounds = |infer: &mut Self, bounds: Vec<TraitRef>| {
            let bound = bounds.into_iter().find(|bound| infer.is_callable_trait(bound.def))?;
            infer.signature_of_bound(&bound)
        };
        match &expected {
            Ty::Infer(at) => {
                let bounds = self.bounds_waiting_for(*at);
                let mut found = None;
                for bound in bounds {
                    if self.is_callable_trait(bound.def) {
                        found = self.signature_of_bound(&bound);
                        break;
                    }
                    // `trait Visitor: Fn(u32)`
                    let above = self.program.supertraits(bound.def);
                    let args: Vec<Ty> = std::iter::once(expected.clone()).chain(bound.args.iter().cloned()).collect();
                    let above = above.iter().map(|it| it.with_args(&args)).collect();
                    found = from_bounds(self, above);
                    if found.is_some() {
                        break;
                    }
                }
                found
            }
            Ty::Param(_) | Ty::Opaque(..) | Ty::Dyn(_) | Ty::Projection(_) => {
                let bounds = self.declared_bounds(&expected);
                from_bounds(self, bounds)
            }
            Ty::FnPointer(parts) => {
                let (output, params) = parts.split_last()?;
                Some((params.to_vec(), Some(output.clone())))
            }
            Ty::Adt(_, args) => {
                // `Box<dyn Fn(u32)>`
                let inner = args.first().map(|arg| self.table.shallow(arg))?;
                if matches!(inner, Ty::Dyn(_)) { self.expected_signature(&inner) } else { None }
            }
            Ty::Ref(_, inner) if matches!(**inner, Ty::Dyn(_)) => self.expected_signature(inner),
            _ => None,
        }
    }

    fn signature_of_bound(&mut self, bound: &TraitRef) -> Option<(Vec<Ty>, Option<Ty>)> {
        let params = match bound.args.first().map(|arg| self.table.shallow(arg))? {
            Ty::Tuple(params) => params.iter().map(|ty| self.normalize(ty)).collect(),
            _ => return None,
        };
        let output = bound.bindings.iter().find(|(name, _)| *name == Name::new("Output"));
        let output = output.map(|(_, ty)| ty.clone());
        let output = output.map(|ty| self.normalize(&ty));
        Some((params, output))
    }
}
