//! The documents: the book is built, each link leads somewhere, and what the documents list is what there is.
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::harness::{Workspace, repository};

/// Every Markdown file of the repository but those of the test workspaces.
fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![repository().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
            if path.is_dir() && !name.starts_with('.') && !["target", "workspaces", "corpus"].contains(&name) {
                folders.push(path);
            } else if name.ends_with(".md") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 10, "{found:?}");
    found
}

/// What a Markdown text refers to, and what can be referred to in it.
#[derive(Default)]
struct Outline {
    /// The targets of its links and images.
    links: Vec<String>,
    /// The texts between backticks.
    code: Vec<String>,
    /// What headings are called in links.
    anchors: BTreeSet<String>,
}

impl Outline {
    fn of(text: &str) -> Outline {
        let mut outline = Outline::default();
        let mut heading: Option<String> = None;
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    outline.links.push(dest_url.into_string());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let words = heading.take().unwrap_or_default();
                    outline.anchors.insert(anchor(&words));
                }
                Event::Text(words) => heading.iter_mut().for_each(|heading| heading.push_str(&words)),
                Event::Code(words) => {
                    heading.iter_mut().for_each(|heading| heading.push_str(&words));
                    outline.code.push(words.into_string());
                }
                _ => {}
            }
        }
        outline
    }

    fn read(path: &Path) -> Outline {
        Outline::of(&fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display())))
    }
}

/// What a heading is called in links: lower case, `-` between words.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}

/// Why a link of the document at `from` leads nowhere; none where it does, or leaves the repository.
fn broken(from: &Path, link: &str) -> Option<String> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
    let to = if file.is_empty() { from.to_path_buf() } else { from.parent()?.join(file) };
    if !to.exists() {
        return Some(format!("{}: there is no {link}", from.display()));
    }
    let is_there = fragment.is_empty() || Outline::read(&to).anchors.contains(fragment);
    (!is_there).then(|| format!("{}: no heading is called {link}", from.display()))
}

#[test]
fn links_that_lead_nowhere_are_seen() {
    let at = repository().join("README.md");
    assert_eq!(broken(&at, "https://example.org/"), None);
    assert_eq!(broken(&at, "CONTRIBUTING.md#adding-a-lint"), None);
    assert!(broken(&at, "CONTRIBUTING.md#adding-a-rule").is_some());
    assert!(broken(&at, "NOWHERE.md").is_some());
    assert!(broken(&at, "#nowhere").is_some());
    let outline = Outline::of("# A `code` word, and more\n\n[one](two.md) `three`");
    assert_eq!(outline.anchors.into_iter().collect::<Vec<_>>(), ["a-code-word-and-more"]);
    assert_eq!((outline.links, outline.code), (vec!["two.md".to_owned()], vec!["code".to_owned(), "three".to_owned()]));
}

#[test]
fn every_link_of_the_documents_leads_somewhere() {
    let mut links = 0;
    let mut wrong = Vec::new();
    for document in documents() {
        for link in Outline::read(&document).links {
            links += 1;
            wrong.extend(broken(&document, &link));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(links > 20, "{links}");
}

#[test]
fn every_path_that_the_documents_name_is_there() {
    let roots = ["lints/", "cargo-locality/", "runtime-probe/", "tests/", "scripts/", "docs/", "fuzz/", ".ci/"];
    let mut wrong = Vec::new();
    for document in documents() {
        let named = Outline::read(&document).code;
        let is_path = |code: &&String| {
            roots.iter().any(|root| code.starts_with(root))
                && !code.contains([' ', '*', '<', '{'])
                && !code.contains("NAME")
        };
        let gone = named.iter().filter(is_path).filter(|path| !repository().join(path).exists());
        wrong.extend(gone.map(|path| format!("{}: there is no {path}", document.display())));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The book, built below the directory of the tests' build.
fn book() -> PathBuf {
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book");
    let mut book = mdbook_driver::MDBook::load(repository().join("docs")).unwrap_or_else(|why| panic!("{why:?}"));
    book.config.build.build_dir = to.clone();
    book.build().unwrap_or_else(|why| panic!("{why:?}"));
    to
}

/// The values of an attribute in HTML.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_book_is_built_and_its_links_lead_somewhere() {
    let book = book();
    let summary = fs::read_to_string(repository().join("docs/src/SUMMARY.md")).expect("a summary");
    let chapters = Outline::of(&summary).links;
    assert!(chapters.len() > 8, "{chapters:?}");
    let mut wrong = Vec::new();
    for chapter in chapters {
        let page = book.join(chapter).with_extension("html");
        let html = fs::read_to_string(&page).unwrap_or_else(|why| panic!("{}: {why}", page.display()));
        if html.contains("{{#") {
            wrong.push(format!("{}: a text that is to be included is not there", page.display()));
        }
        for link in values(&html, "href").into_iter().filter(|link| !link.contains("://")) {
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            let to = if file.is_empty() { page.clone() } else { page.with_file_name(file) };
            let is_there = to.exists()
                && (fragment.is_empty() || values(&fs::read_to_string(&to).expect("HTML"), "id").contains(&fragment));
            if !is_there {
                wrong.push(format!("{}: {link} leads nowhere in the book", page.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_book_has_the_page_of_every_lint() {
    let summary = fs::read_to_string(repository().join("docs/src/SUMMARY.md")).expect("a summary");
    let rules = fs::read_dir(repository().join("lints/src/rules")).expect("the rules");
    let names: Vec<String> = rules
        .filter_map(|entry| entry.ok().filter(|entry| entry.path().is_dir()))
        .map(|entry| entry.file_name().into_string().expect("a name"))
        .collect();
    assert!(names.len() >= 4, "{names:?}");
    for name in names {
        assert!(summary.contains(&format!("(lints/{name}.md)")), "docs/src/SUMMARY.md has no chapter {name}");
        let chapter = fs::read_to_string(repository().join(format!("docs/src/lints/{name}.md"))).unwrap_or_default();
        let page = format!("{{{{#include ../../../lints/src/rules/{name}/README.md}}}}");
        assert_eq!(chapter.trim(), page, "docs/src/lints/{name}.md includes the lint's page and has nothing else");
    }
}

/// The names of the fields that structs of a Rust file are serialised with.
fn fields(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut renamed: Option<String> = None;
    let mut inside = false;
    for line in text.lines().map(str::trim) {
        if let Some((_, rest)) = line.split_once("rename = \"") {
            renamed = rest.split('"').next().map(str::to_owned);
        }
        let is_struct = line.split(' ').any(|word| word == "struct") && line.ends_with('{');
        if is_struct || line == "}" {
            inside = is_struct;
        } else if inside
            && !line.starts_with(['/', '#'])
            && let Some((name, _)) = line.split_once(": ")
        {
            names.push(renamed.take().unwrap_or_else(|| name.rsplit(' ').next().unwrap_or(name).to_owned()));
        }
    }
    names
}

/// The names that a macro such as `counts! { … }` lists.
fn listed(text: &str, of: &str) -> Vec<String> {
    let inside = text.split(&format!("\n{of}! {{")).nth(1).and_then(|rest| rest.split("\n}").next()).expect("the list");
    let lines = inside.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    lines.filter_map(|line| line.strip_suffix(',')).map(str::to_owned).collect()
}

#[test]
fn the_book_names_every_key_of_the_json_output() {
    let read = |path: &str| fs::read_to_string(repository().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"));
    let mut keys = BTreeSet::new();
    for entry in fs::read_dir(repository().join("cargo-locality/src/output/json")).expect("the format") {
        keys.extend(fields(&fs::read_to_string(entry.expect("an entry").path()).expect("a file")));
    }
    keys.extend(listed(&read("runtime-probe/src/counts.rs"), "counts"));
    keys.extend(listed(&read("runtime-probe/src/record/mod.rs"), "counters"));
    assert!(
        ["$message_type", "required-features", "verdict", "loads", "running_ns"].iter().all(|key| keys.contains(*key))
    );
    let told: BTreeSet<String> = Outline::of(&read("docs/src/json.md")).code.into_iter().collect();
    // The figures are flattened into `counters`.
    let missing: Vec<&String> = keys.iter().filter(|key| !told.contains(*key) && *key != "figures").collect();
    assert_eq!(missing, Vec::<&String>::new(), "docs/src/json.md does not name these");
}

#[test]
fn the_settings_of_the_book_are_settings() {
    let book = fs::read_to_string(repository().join("docs/src/settings.md")).expect("the chapter");
    let block = book.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a block of TOML");
    let workspace = Workspace::copy("heat", "the_settings_of_the_book_are_settings");
    workspace.write("locality.toml", block);
    let answer = workspace.run(["check"]);
    assert_eq!(answer.code, Some(0), "{}", answer.stderr);
}

#[test]
fn the_readme_can_be_read_in_a_few_minutes() {
    let readme = fs::read_to_string(repository().join("README.md")).expect("a front door");
    let lines = readme.lines().count();
    assert!(lines <= 200, "{lines} lines: what is long goes to the book in docs");
    let widest = readme.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(180), "{widest:?}");
}
