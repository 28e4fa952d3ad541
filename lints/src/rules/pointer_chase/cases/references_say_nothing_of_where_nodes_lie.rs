pub struct Scope<'a> {
    names: Vec<u32>,
    outer: Option<&'a Scope<'a>>,
}

impl Scope<'_> {
    pub fn knows(&self, name: u32) -> bool {
        let mut at = Some(self);
        while let Some(scope) = at { //~ pointer_chase
            if scope.names.contains(&name) {
                return true;
            }
            at = scope.outer;
        }
        false
    }
}
