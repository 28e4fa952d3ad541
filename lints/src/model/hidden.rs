//! Text that nobody looks at: what is configured out, and macros. A name in it may stand for an item of the workspace.
use super::{DefId, Model};
use crate::source::facts::{Item, ItemKind, Span, UnseenWhy};
use crate::source::load::FileId;
use crate::source::name::Name;
use crate::source::paths::items_within;
use crate::source::words::Word;
use crate::source::words_in;

/// Where a name is mentioned that nobody looks at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hidden {
    /// In code that is configured out.
    ConfiguredOut(Name),
    /// In a macro.
    Macro(Name),
    /// Perhaps in a file that is a module only in another configuration: it was not read.
    Unread,
}

impl Model<'_> {
    /// Where text that nobody looks at mentions one of these names, anywhere in the workspace. `beside` is an item that they belong
    /// to, or stand beside.
    pub fn hidden_mention(&self, names: &[Name], beside: DefId) -> Option<Hidden> {
        if names.is_empty() {
            return None;
        }
        let definitions = self.definitions();
        let krate = definitions[beside].krate;
        if definitions.unread.contains(&krate) {
            return Some(Hidden::Unread);
        }
        let configured_out = definitions.hidden.iter().find_map(|&(file, span)| self.named_at(file, span, names));
        if let Some(name) = configured_out {
            return Some(Hidden::ConfiguredOut(name));
        }
        for body in self.bodies() {
            let Some(opened) = self.def(body.owner).deferred().map(|deferred| deferred.open()) else { continue };
            let mention = |span: &Span| self.named_at(body.file, *span, names);
            if let Some(name) = opened.absent.iter().find_map(mention) {
                return Some(Hidden::ConfiguredOut(name));
            }
            if let Some(name) = opened.unseen.iter().find_map(|unseen| mention(&unseen.span)) {
                return Some(Hidden::Macro(name));
            }
        }
        let files = (0..self.loaded().files.len() as u32).map(FileId);
        files.filter(|&file| !self.file(file).is_declaration).find_map(|file| self.macro_in(file, names))
    }

    /// Whether items of a file that are configured out mention a name.
    pub fn hides(&self, file: FileId, name: Name) -> bool {
        let mut here = self.definitions().hidden.iter().filter(|(of, _)| *of == file);
        here.any(|&(file, span)| self.named_at(file, span, &[name]).is_some())
    }

    /// A name in the macros that stand among the items of a file.
    fn macro_in(&self, file: FileId, names: &[Name]) -> Option<Hidden> {
        let facts = &self.file(file).facts;
        let mut spans: Vec<Span> = Vec::new();
        let of_macro = |why: &UnseenWhy| matches!(why, UnseenWhy::MacroBody(_));
        spans.extend(facts.unseen.iter().filter(|unseen| of_macro(&unseen.why)).map(|unseen| unseen.span));
        items_within(&facts.items, &mut |item: &Item| {
            if matches!(item.kind, ItemKind::Macro(_)) {
                spans.push(item.span);
            }
        });
        spans.into_iter().find_map(|span| self.named_at(file, span, names)).map(Hidden::Macro)
    }

    fn named_at(&self, file: FileId, span: Span, names: &[Name]) -> Option<Name> {
        let text = self.file(file).text.get(span.start as usize..span.end as usize)?;
        let words = words_in(text);
        names.iter().copied().find(|name| words.have(Word::of_field(name.as_str())))
    }
}
