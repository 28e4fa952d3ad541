//! Functions.
use proc_macro2::Span as Place;
use syn::{Attribute, FnArg};

use super::super::facts::{Deferred, Function, Item, ItemKind, Receiver};
use super::Lowering;
use super::item::Head;

impl Lowering<'_> {
    pub(super) fn function(
        &mut self,
        attributes: &[Attribute],
        visibility: Option<&syn::Visibility>,
        modifiers: &syn::FnModifiers,
        signature: &syn::Signature,
        block: Option<&syn::Block>,
        semicolon: Option<Place>,
    ) -> Item {
        let end = match (block, semicolon) {
            (Some(block), _) => self.end(block.brace_token.span.close()),
            (None, Some(semicolon)) => self.end(semicolon),
            (None, None) => self.end(signature.paren_token.span.close()),
        };
        let safety = match &signature.safety {
            syn::Safety::Unsafe(word) => Some(word.span),
            syn::Safety::Safe(word) => Some(word.span),
            syn::Safety::Default => None,
        };
        let words = [
            modifiers.defaultness.as_ref().map(|word| word.span),
            signature.constness.as_ref().map(|word| word.span),
            signature.asyncness.as_ref().map(|word| word.span),
            safety,
            signature.abi.as_ref().map(|abi| abi.extern_token.span),
        ];
        let first = words.into_iter().flatten().next();
        let head = Head::new(attributes, visibility, [first, Some(signature.fn_token.span)], &signature.ident);
        let block = block.filter(|_| !self.declarations);
        let from = self.start(signature.fn_token.span);
        let body = block.map(|block| self.function_body(from, block));
        let function = self.signature(signature, body);
        self.finish_at(head, end, ItemKind::Function(function.into())).0
    }

    fn signature(&mut self, signature: &syn::Signature, body: Option<Box<Deferred>>) -> Function {
        let mut receiver = None;
        let typed = signature.inputs.iter().filter(|input| matches!(input, FnArg::Typed(_))).count();
        let mut params = Vec::with_capacity(typed);
        for input in &signature.inputs {
            match input {
                FnArg::Receiver(this) => receiver = Some(self.receiver(this)),
                FnArg::Typed(typed) => params.push(self.ty(&typed.ty)),
            }
        }
        let generics = self.generics(&signature.generics);
        let returns = self.returns(&signature.output);
        let (is_async, is_const) = (signature.asyncness.is_some(), signature.constness.is_some());
        let is_extern = signature.abi.is_some();
        Function { generics, receiver, params, returns, is_async, is_const, is_extern, body }
    }

    fn receiver(&mut self, this: &syn::Receiver) -> Receiver {
        match &this.kind {
            syn::ReceiverKind::Reference(_, _, mutable) => Receiver { reference: Some(mutable.is_some()), ty: None },
            syn::ReceiverKind::Typed(_, ty) => Receiver { reference: None, ty: Some(Box::new(self.ty(ty))) },
            _ => Receiver { reference: None, ty: None },
        }
    }
}
