//! What the model says of how data flows, through its door.
mod access;
mod chains;
mod declared;
mod effects;
mod exposure;
#[expect(dead_code, reason = "marks and findings are the rules' matter")]
#[path = "../rules/fixture.rs"]
mod fixture;
mod lookups;
mod order;
mod summary;
mod threads;

use locality_lints::model::{Body, Model, Part};
use locality_lints::source::facts::ExprId;
use locality_lints::source::load;

use fixture::Fixture;

/// Joins the crates of `text`, with every body looked at.
#[track_caller]
pub(crate) fn with_model<R>(text: &str, ask: impl FnOnce(&Model<'_>, &Fixture) -> R) -> R {
    let fixture = Fixture::parse(text);
    let loaded = load(&fixture.workspace, &fixture);
    let mut model = Model::new(&fixture.workspace, &loaded);
    model.look_at_all();
    ask(&model, &fixture)
}

/// The way from a place to a part of it: `.field`, `.0`, `[]`.
pub(crate) fn parts_as_text(model: &Model<'_>, parts: &[Part]) -> String {
    let part = |part: &Part| match *part {
        Part::Field(owner, index) => {
            let fields = model.def(owner).fields().expect("fields");
            format!(".{}", fields.list[index as usize].name.as_str())
        }
        Part::Part(number) => format!(".{number}"),
        Part::Element => "[]".to_owned(),
    };
    parts.iter().map(part).collect()
}

/// The outermost expression whose text is `written`, and the body that it is in; the last such in the text.
#[track_caller]
pub(crate) fn find<'m>(model: &'m Model<'_>, fixture: &Fixture, written: &str) -> (&'m Body<'m>, ExprId) {
    let mut found = None;
    for body in model.bodies() {
        let text = &fixture.texts[&model.file(body.file).path];
        for at in 0..body.facts.exprs.len() as u32 {
            let span = body.facts[ExprId(at)].span;
            if &text[span.start as usize..span.end as usize] == written {
                found = Some((body, ExprId(at)));
            }
        }
    }
    found.unwrap_or_else(|| panic!("no expression `{written}`"))
}

/// An expression as it is written.
pub(crate) fn text_of(model: &Model<'_>, fixture: &Fixture, body: &Body<'_>, expr: ExprId) -> String {
    let span = body.facts[expr].span;
    fixture.texts[&model.file(body.file).path][span.start as usize..span.end as usize].to_owned()
}
