//! Rewrites of a text that give things other names, or wrap them in what a lock needs.

/// A way to spell the same differently.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spelling {
    /// `use std::collections::HashMap as Renamed_HashMap;`
    RenamedImports,
    /// Imports come out of a module that has them, one by one.
    ThroughModule,
    /// Imports come out of a module by a glob, which has them by a glob.
    ThroughGlobs,
    /// `type Aliased_HashMap<A, B> = HashMap<A, B>;`, used everywhere.
    Aliases,
    /// Types without parameters are the associated types of a trait.
    AssociatedTypes,
    /// Parameters that are references to collections come locked.
    LockedParameters,
    /// Fields that are collections lie behind locks.
    LockedFields,
    /// Every free function stands in a module of its own.
    ModulesOfFunctions,
    /// Lines end as on Windows.
    CarriageReturns,
}

const RENAMED: &str = "Renamed_";
const ALIASED: &str = "Aliased_";
const LOCK_TYPE: &str = "std::sync::Arc<std::sync::Mutex<";
const LOCK_VALUE: &str = "std::sync::Arc::new(std::sync::Mutex::new(";
const LOCKED: &str = ".lock().unwrap()";
const COLLECTIONS: [&str; 4] = ["HashMap<", "HashSet<", "LinkedList<", "Vec<Vec<"];

/// Text of a rewritten case as it was before.
pub(super) fn as_before(text: &str) -> String {
    let mut text =
        text.replace('\r', "").replace(RENAMED, "").replace(ALIASED, "").replace("&*self", "&self").replace(LOCKED, "");
    if let Some(at) = text.find(LOCK_TYPE) {
        text.replace_range(at..at + LOCK_TYPE.len(), "");
        text = text.strip_suffix(">>").map(str::to_owned).unwrap_or(text);
    }
    text
}

impl Spelling {
    pub(super) const ALL: [Spelling; 9] = [
        Spelling::RenamedImports,
        Spelling::ThroughModule,
        Spelling::ThroughGlobs,
        Spelling::Aliases,
        Spelling::AssociatedTypes,
        Spelling::LockedParameters,
        Spelling::LockedFields,
        Spelling::ModulesOfFunctions,
        Spelling::CarriageReturns,
    ];

    /// The text with the same meaning.
    pub(super) fn rewrite(self, text: &str) -> String {
        match self {
            Spelling::RenamedImports => renamed_imports(text),
            Spelling::ThroughModule => through_module(text, false),
            Spelling::ThroughGlobs => through_module(text, true),
            Spelling::Aliases => aliases(text),
            Spelling::AssociatedTypes => associated_types(text),
            Spelling::LockedParameters => locked_parameters(text),
            Spelling::LockedFields => locked_fields(text),
            Spelling::ModulesOfFunctions => modules_of_functions(text),
            Spelling::CarriageReturns => text.replace('\r', "").replace('\n', "\r\n"),
        }
    }
}

/// A `use` of the library at a file's top level: the path before the names, and the names.
fn import(line: &str) -> Option<(&str, Vec<&str>)> {
    let path = line.strip_prefix("use ")?.trim_end().strip_suffix(';')?;
    if !path.starts_with("std::") || path.contains(" as ") || path.contains("self") || path.contains('*') {
        return None;
    }
    let (path, names) = path.rsplit_once("::")?;
    let (path, names) = match path.split_once("::{") {
        // Braces that hold paths are left alone.
        Some(_) => return None,
        None => (path, names.trim_start_matches('{').trim_end_matches('}')),
    };
    Some((path, names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect()))
}

fn imported(text: &str) -> Vec<&str> {
    text.lines()
        .filter_map(import)
        .flat_map(|(_, names)| names)
        .filter(|name| name.starts_with(char::is_uppercase))
        .collect()
}

/// Lines that are no imports, with bare `name`s renamed.
fn with_names_renamed(text: &str, names: &[&str], prefix: &str) -> String {
    let is_word = |char: char| char.is_alphanumeric() || char == '_';
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("use ")
            || line.trim_start().starts_with("pub use ")
            || line.trim_start().starts_with("//")
        {
            out += line;
            continue;
        }
        let mut rest = line;
        while let Some(start) = rest.find(is_word) {
            let length = rest[start..].find(|char| !is_word(char)).unwrap_or(rest.len() - start);
            let (before, word) = (&rest[..start], &rest[start..start + length]);
            out += before;
            if names.contains(&word) && !out.ends_with("::") {
                out += prefix;
            }
            out += word;
            rest = &rest[start + length..];
        }
        out += rest;
    }
    out
}

fn renamed_imports(text: &str) -> String {
    let names = imported(text);
    let text: String = text
        .split_inclusive('\n')
        .map(|line| match import(line) {
            Some((path, names)) => {
                let renamed = |name: &&str| {
                    if name.starts_with(char::is_uppercase) {
                        format!("{name} as {RENAMED}{name}")
                    } else {
                        (*name).to_owned()
                    }
                };
                let names: Vec<String> = names.iter().map(renamed).collect();
                format!("use {path}::{{{}}};\n", names.join(", "))
            }
            None => line.to_owned(),
        })
        .collect();
    with_names_renamed(&text, &names, RENAMED)
}

fn through_module(text: &str, globs: bool) -> String {
    let imports: Vec<(&str, Vec<&str>)> = text.lines().filter_map(import).collect();
    if imports.is_empty() || text.contains("mod doors") {
        return text.to_owned();
    }
    let rest: String = text.split_inclusive('\n').filter(|line| import(line).is_none()).collect();
    let (mut doors, mut uses) = (String::new(), String::new());
    for (path, names) in imports {
        let names = names.join(", ");
        doors += &if globs { format!("pub use {path}::*; ") } else { format!("pub use {path}::{{{names}}}; ") };
        uses += &if globs { "use self::doors::*;\n".to_owned() } else { format!("use self::doors::{{{names}}};\n") };
    }
    let uses = if globs { "use self::doors::*;\n" } else { &uses };
    format!("mod doors {{ {doors}}}\n{uses}{rest}")
}

fn aliases(text: &str) -> String {
    let names: Vec<&str> = imported(text)
        .into_iter()
        .filter(|name| matches!(*name, "HashMap" | "HashSet" | "LinkedList" | "BTreeMap"))
        .collect();
    let mut out = with_names_renamed(text, &names, ALIASED);
    for name in names {
        let parameters = if name.ends_with("Map") { "<K, V>" } else { "<T>" };
        out += &format!("pub type {ALIASED}{name}{parameters} = {name}{parameters};\n");
    }
    out
}

/// The end of what starts with a `<` at `at`, behind its `>`.
fn closing(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0;
    for (offset, char) in text[at..].char_indices() {
        match char {
            '<' => depth += 1,
            '>' => depth -= 1,
            ';' | '{' => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at + offset + 1);
        }
    }
    None
}

/// Types of collections that are written out behind a colon, without parameters of the item around: their bytes.
fn written_types(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for head in COLLECTIONS {
        let mut from = 0;
        while let Some(start) = text[from..].find(head).map(|at| from + at) {
            from = start + 1;
            let Some(end) = closing(text, start + head.find('<').expect("ends so")) else { continue };
            let inside = &text[start..end];
            let before = text[..start].trim_end_matches("&mut ").trim_end_matches('&');
            let has_parameter =
                inside.split(|char: char| !char.is_alphanumeric()).any(|word| matches!(word, "T" | "K" | "V" | "_"));
            let nested = found.iter().any(|range| range.start < end && start < range.end);
            if before.ends_with(": ") && !has_parameter && !inside.contains(['\'', '_']) && !nested {
                found.push(start..end);
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

fn associated_types(text: &str) -> String {
    let types = written_types(text);
    if types.is_empty() || text.contains("trait Holds") || text.contains("Renamed_") || text.contains("Aliased_") {
        return text.to_owned();
    }
    let mut out = text.to_owned();
    let mut declared = "pub trait Holds { type Held; }\n".to_owned();
    for (number, range) in types.iter().enumerate().rev() {
        declared +=
            &format!("pub struct Of{number};\nimpl Holds for Of{number} {{ type Held = {}; }}\n", &text[range.clone()]);
        out.replace_range(range.clone(), &format!("<Of{number} as Holds>::Held"));
    }
    out + &declared
}

/// `fn f(a: &HashMap<..>) {` takes `&Arc<Mutex<HashMap<..>>>` and locks it first.
fn locked_parameters(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        out += &locked_line(line, text).unwrap_or_else(|| line.to_owned());
    }
    out
}

fn locked_line(line: &str, text: &str) -> Option<String> {
    let head = line.trim_start().strip_prefix("pub ").unwrap_or(line.trim_start());
    let name = head.strip_prefix("fn ")?.split(['(', '<']).next()?;
    let calls = text.matches(&format!("{name}(")).count();
    // A mark behind the brace stays on the line that it marks: what is said of a parameter's type is not for this rewrite.
    if calls != 1 || !line.trim_end().ends_with('{') {
        return None;
    }
    let ranges = written_types(line);
    let [range] = ranges.as_slice() else { return None };
    let parameter =
        line[..range.start].strip_suffix(": &")?.rsplit(|char: char| !char.is_alphanumeric() && char != '_').next()?;
    let locked =
        format!("{}{LOCK_TYPE}{}>>{}", &line[..range.start], &line[range.clone()], line[range.end..].trim_end());
    Some(format!("{locked}\n    let {parameter} = &*{parameter}{LOCKED};\n"))
}

/// Private fields of structs that are collections, where `self.field` is how they are reached.
fn locked_fields(text: &str) -> String {
    let field = |line: &str| {
        let (name, ty) = line.strip_prefix("    ")?.split_once(": ")?;
        let ty = ty.split(" //").next()?.trim_end().strip_suffix(',')?;
        let collection = COLLECTIONS.iter().any(|head| ty.starts_with(head));
        (collection && name.chars().all(|char| char.is_lowercase() || char == '_'))
            .then(|| (name.to_owned(), ty.to_owned()))
    };
    let mut out = text.to_owned();
    for (name, ty) in text.lines().filter_map(field) {
        let access = format!("self.{name}");
        let others = text.matches(&format!(".{name}")).count() - text.matches(&access).count();
        // What is handed over whole is no lock's, and what is returned out of the lock does not compile.
        let is_handed_over = text.contains(&format!("({access})")) || text.contains(&format!("(&{access})"));
        if others > 0 || is_handed_over || text.contains("-> Iter") || text.contains("-> impl") {
            continue;
        }
        out = out.replace(&format!("    {name}: {ty},"), &format!("    {name}: {LOCK_TYPE}{ty}>>,"));
        out = out.replace(&format!("&{access} "), &format!("&*{access}{LOCKED} "));
        out = out.replace(&format!("= &{access};"), &format!("= {access}{LOCKED};"));
        out = out.replace(&format!("&{access}["), &format!("&{access}{LOCKED}["));
        for behind in [".", "["] {
            out = out.replace(&format!("{access}{behind}"), &format!("{access}{LOCKED}{behind}"));
        }
        out = out.replace(&format!("{LOCKED}{LOCKED}"), LOCKED);
        out = constructed_locked(&out, &name);
    }
    out
}

/// `Name { field: value, .. }` has the value in a lock.
fn constructed_locked(text: &str, field: &str) -> String {
    let head = format!("{{ {field}: ");
    let Some(start) = text.find(&head).map(|at| at + head.len()) else { return text.to_owned() };
    let mut depth = 0;
    let end = text[start..].find(|char| {
        match char {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        depth < 0 || (depth == 0 && char == ',')
    });
    let end = start + end.unwrap_or(0);
    let value = text[start..end].trim_end();
    format!("{}{LOCK_VALUE}{value})){}", &text[..start], &text[start + value.len()..])
}

/// Free functions that start a line with `pub fn` stand in modules that see all of the file.
fn modules_of_functions(text: &str) -> String {
    let mut out = String::new();
    let mut open: Option<String> = None;
    let mut last_is_comment = false;
    for line in text.split_inclusive('\n') {
        if let Some(name) = line.strip_prefix("pub fn ").and_then(|rest| rest.split(['(', '<']).next())
            && !last_is_comment
            && line.trim_end_matches(['\r', '\n']).split(" //").next().is_some_and(|code| code.ends_with('{'))
        {
            out += &format!("mod of_{name} {{\nuse super::*;\n");
            open = Some(name.to_owned());
        }
        last_is_comment = line.starts_with("//");
        out += line;
        if line.trim_end() == "}"
            && let Some(name) = open.take()
        {
            out += &format!("}}\npub use of_{name}::{name};\n");
        }
    }
    out
}
