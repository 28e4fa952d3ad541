pub(crate) struct Setting {
    level: u32,
}

pub(crate) struct Settings {
    first: Box<Box<Setting>>, //~ double_indirection
}

pub(crate) fn level(all: &[Settings]) -> u32 {
    all.iter().map(|settings| settings.first.level).max().unwrap_or(0)
}
