//! `macro_rules!` in libraries of which only declarations are wanted: calls in the place of items become the items that they
//! stand for, so that impls that a macro writes for many types are there. A macro is known in the file that it is written in.
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use rustc_hash::FxHashMap;
use syn::ext::IdentExt as _;
use syn::parse::discouraged::Speculative as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Error, Result};

/// Calls within what calls expand to are followed this deeply.
pub(super) const DEEPEST: u32 = 16;
/// All calls of a file together may expand to this many tokens.
pub(super) const MOST_TOKENS: usize = 50_000;

/// The rules of one `macro_rules!`.
#[derive(Debug)]
pub(super) struct Rules(Vec<Rule>);

#[derive(Debug)]
struct Rule {
    pattern: Vec<Matcher>,
    template: Vec<TokenTree>,
}

/// A part of a pattern.
#[derive(Debug)]
enum Matcher {
    Token(TokenTree),
    Group(Delimiter, Vec<Matcher>),
    /// `$name:kind`
    Fragment {
        name: String,
        kind: String,
    },
    /// `$( .. ) separator operator`
    Repeat {
        inner: Vec<Matcher>,
        separator: Option<TokenTree>,
        operator: char,
    },
}

/// What a name of a pattern stands for.
#[derive(Clone, Debug)]
enum Bound {
    One(TokenStream),
    Many(Vec<Bound>),
}

type Names = FxHashMap<String, Bound>;

impl Rules {
    /// Those in the braces of a `macro_rules!`.
    pub(super) fn parse(tokens: TokenStream) -> Result<Rules> {
        let rules = |input: ParseStream<'_>| {
            let mut rules = Vec::new();
            while !input.is_empty() {
                let pattern = group(input)?;
                input.parse::<syn::Token![=>]>()?;
                let template = group(input)?;
                input.parse::<Option<syn::Token![;]>>()?;
                let pattern = matchers(&pattern.stream().into_iter().collect::<Vec<_>>());
                rules.push(Rule { pattern, template: template.stream().into_iter().collect() });
            }
            Ok(Rules(rules))
        };
        rules.parse2(tokens)
    }

    /// What a call with these `tokens` stands for, in at most `left` tokens, which are taken off it; none where no rule matches.
    pub(super) fn expand(&self, tokens: &TokenStream, left: &mut usize) -> Option<TokenStream> {
        self.0.iter().find_map(|rule| {
            let matched = |input: ParseStream<'_>| {
                let mut names = Names::default();
                matches(&rule.pattern, input, &mut names)?;
                Ok(names)
            };
            let names = matched.parse2(tokens.clone()).ok()?;
            let mut into = Vec::new();
            transcribe(&rule.template, &names, left, &mut into)?;
            Some(into.into_iter().collect())
        })
    }
}

fn group(input: ParseStream<'_>) -> Result<Group> {
    match input.parse()? {
        TokenTree::Group(group) => Ok(group),
        other => Err(Error::new(other.span(), "a group")),
    }
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

fn operator(token: Option<&TokenTree>) -> Option<char> {
    match token {
        Some(TokenTree::Punct(punct)) => Some(punct.as_char()).filter(|operator| "*+?".contains(*operator)),
        _ => None,
    }
}

/// `separator operator` or `operator` behind a repetition: both, and how many tokens they are.
fn repetition(tokens: &[TokenTree]) -> Option<(Option<TokenTree>, char, usize)> {
    if let Some(operator) = operator(tokens.first()) {
        return Some((None, operator, 1));
    }
    let operator = operator(tokens.get(1))?;
    Some((tokens.first().cloned(), operator, 2))
}

fn matchers(tokens: &[TokenTree]) -> Vec<Matcher> {
    let mut found = Vec::new();
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        rest = after;
        if is_punct(Some(first), '$') {
            match after {
                [TokenTree::Ident(name), colon, TokenTree::Ident(kind), after @ ..] if is_punct(Some(colon), ':') => {
                    found.push(Matcher::Fragment { name: name.to_string(), kind: kind.to_string() });
                    rest = after;
                    continue;
                }
                [TokenTree::Group(group), after @ ..] => {
                    if let Some((separator, operator, length)) = repetition(after) {
                        let inner = matchers(&group.stream().into_iter().collect::<Vec<_>>());
                        found.push(Matcher::Repeat { inner, separator, operator });
                        rest = &after[length..];
                        continue;
                    }
                }
                _ => {}
            }
        }
        found.push(match first {
            TokenTree::Group(group) => {
                Matcher::Group(group.delimiter(), matchers(&group.stream().into_iter().collect::<Vec<_>>()))
            }
            token => Matcher::Token(token.clone()),
        });
    }
    found
}

/// Matches the front of `input`.
fn matches(pattern: &[Matcher], input: ParseStream<'_>, names: &mut Names) -> Result<()> {
    for matcher in pattern {
        match matcher {
            Matcher::Token(wanted) => token(wanted, input)?,
            Matcher::Group(delimiter, inner) => {
                let found = group(input)?;
                if found.delimiter() != *delimiter {
                    return Err(Error::new(found.span(), "another bracket"));
                }
                (|input: ParseStream<'_>| matches(inner, input, names)).parse2(found.stream())?;
            }
            Matcher::Fragment { name, kind } => {
                let found = fragment(kind, input)?;
                names.insert(name.clone(), Bound::One(found));
            }
            Matcher::Repeat { inner, separator, operator } => {
                repeat(inner, separator.as_ref(), *operator, input, names)?;
            }
        }
    }
    Ok(())
}

fn token(wanted: &TokenTree, input: ParseStream<'_>) -> Result<()> {
    let found: TokenTree = input.parse()?;
    let same = match (wanted, &found) {
        (TokenTree::Ident(wanted), TokenTree::Ident(found)) => wanted == found,
        (TokenTree::Punct(wanted), TokenTree::Punct(found)) => wanted.as_char() == found.as_char(),
        (TokenTree::Literal(wanted), TokenTree::Literal(found)) => wanted.to_string() == found.to_string(),
        _ => false,
    };
    if same { Ok(()) } else { Err(Error::new(found.span(), "another token")) }
}

/// The tokens of a fragment.
fn fragment(kind: &str, input: ParseStream<'_>) -> Result<TokenStream> {
    let mut at = input.cursor();
    match kind {
        "ident" => drop(input.call(Ident::parse_any)?),
        "ty" => drop(input.parse::<syn::Type>()?),
        "path" => drop(input.parse::<syn::Path>()?),
        "tt" => drop(input.parse::<TokenTree>()?),
        "expr" | "expr_2021" => drop(input.parse::<syn::Expr>()?),
        "literal" => {
            input.parse::<Option<syn::Token![-]>>()?;
            input.parse::<syn::Lit>()?;
        }
        "lifetime" => drop(input.parse::<syn::Lifetime>()?),
        "vis" => drop(input.parse::<syn::Visibility>()?),
        "block" => drop(input.parse::<syn::Block>()?),
        "pat" | "pat_param" => drop(input.call(syn::Pat::parse_single)?),
        "meta" => drop(input.parse::<syn::Meta>()?),
        "item" => drop(input.parse::<syn::Item>()?),
        _ => return Err(input.error("another kind of fragment")),
    }
    let end = input.cursor();
    let mut tokens = Vec::new();
    while at != end
        && let Some((token, next)) = at.token_tree()
    {
        tokens.push(token);
        at = next;
    }
    Ok(tokens.into_iter().collect())
}

fn repeat(
    inner: &[Matcher],
    separator: Option<&TokenTree>,
    operator: char,
    input: ParseStream<'_>,
    names: &mut Names,
) -> Result<()> {
    let mut rounds: Vec<Names> = Vec::new();
    while !input.is_empty() && (operator != '?' || rounds.is_empty()) {
        let ahead = input.fork();
        let mut round = Names::default();
        let separated = match separator.filter(|_| !rounds.is_empty()) {
            Some(separator) => token(separator, &ahead),
            None => Ok(()),
        };
        if separated.and_then(|()| matches(inner, &ahead, &mut round)).is_err() || ahead.cursor() == input.cursor() {
            break;
        }
        input.advance_to(&ahead);
        rounds.push(round);
    }
    if operator == '+' && rounds.is_empty() {
        return Err(input.error("at least one"));
    }
    let mut all = Vec::new();
    names_in(inner, &mut all);
    for name in all {
        let each = rounds.iter_mut().filter_map(|round| round.remove(&name)).collect();
        names.insert(name, Bound::Many(each));
    }
    Ok(())
}

fn names_in(pattern: &[Matcher], into: &mut Vec<String>) {
    for matcher in pattern {
        match matcher {
            Matcher::Token(_) => {}
            Matcher::Fragment { name, .. } => into.push(name.clone()),
            Matcher::Group(_, inner) | Matcher::Repeat { inner, .. } => names_in(inner, into),
        }
    }
}

/// Writes a template with its names filled in; none where it does not fit, or is too long.
fn transcribe(template: &[TokenTree], names: &Names, left: &mut usize, into: &mut Vec<TokenTree>) -> Option<()> {
    let mut rest = template;
    while let [first, after @ ..] = rest {
        rest = after;
        spend(left, 1)?;
        if is_punct(Some(first), '$') {
            match after {
                [TokenTree::Ident(name), after @ ..] if name == "crate" => {
                    into.push(TokenTree::Ident(name.clone()));
                    rest = after;
                    continue;
                }
                [TokenTree::Ident(name), after @ ..] => {
                    if let Some(bound) = names.get(&name.to_string()) {
                        let Bound::One(tokens) = bound else { return None };
                        let before = into.len();
                        into.extend(tokens.clone());
                        spend(left, into.len() - before)?;
                        rest = after;
                        continue;
                    }
                }
                [TokenTree::Group(group), after @ ..] => {
                    let (separator, _, length) = repetition(after)?;
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    rounds(&inner, separator.as_ref(), names, left, into)?;
                    rest = &after[length..];
                    continue;
                }
                _ => {}
            }
        }
        into.push(match first {
            TokenTree::Group(group) => {
                let mut inner = Vec::new();
                transcribe(&group.stream().into_iter().collect::<Vec<_>>(), names, left, &mut inner)?;
                let mut filled = Group::new(group.delimiter(), inner.into_iter().collect());
                filled.set_span(group.span());
                TokenTree::Group(filled)
            }
            token => token.clone(),
        });
    }
    Some(())
}

/// Takes `tokens` off what is left; where that is too little, nothing is left.
fn spend(left: &mut usize, tokens: usize) -> Option<()> {
    let rest = left.checked_sub(tokens);
    *left = rest.unwrap_or(0);
    rest.map(drop)
}

/// A repetition in a template: as often as the names in it that stand for several do.
fn rounds(
    inner: &[TokenTree],
    separator: Option<&TokenTree>,
    names: &Names,
    left: &mut usize,
    into: &mut Vec<TokenTree>,
) -> Option<()> {
    let mut written = Vec::new();
    names_written(inner, &mut written);
    let bound: Vec<(String, &Bound)> =
        written.into_iter().filter_map(|name| names.get(&name).map(|bound| (name, bound))).collect();
    let lengths = bound.iter().filter_map(|(_, bound)| match bound {
        Bound::Many(each) => Some(each.len()),
        Bound::One(_) => None,
    });
    let length = lengths.min()?;
    for round in 0..length {
        let in_round = |(name, bound): &(String, &Bound)| match bound {
            Bound::Many(each) => Some((name.clone(), each.get(round)?.clone())),
            Bound::One(_) => Some((name.clone(), (*bound).clone())),
        };
        let names: Names = bound.iter().filter_map(in_round).collect();
        if round > 0 {
            into.extend(separator.cloned());
        }
        transcribe(inner, &names, left, into)?;
    }
    Some(())
}

fn names_written(template: &[TokenTree], into: &mut Vec<String>) {
    for (at, token) in template.iter().enumerate() {
        match token {
            TokenTree::Ident(name) if at > 0 && is_punct(template.get(at - 1), '$') => into.push(name.to_string()),
            TokenTree::Group(group) => names_written(&group.stream().into_iter().collect::<Vec<_>>(), into),
            _ => {}
        }
    }
}
