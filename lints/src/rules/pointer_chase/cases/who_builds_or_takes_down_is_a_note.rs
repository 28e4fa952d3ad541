pub struct Tree {
    payload: Option<u32>,
    left: Option<Box<Tree>>,
    right: Option<Box<Tree>>,
}

impl Tree {
    fn insert(&mut self, payload: u32, depth: u8) -> bool {
        if depth == 0 {
            self.payload = Some(payload);
            return true;
        }
        if self.left.is_none() {
            self.left = Some(Box::new(Tree { payload: None, left: None, right: None }));
        }
        if self.left.as_mut().unwrap().insert(payload, depth - 1) { //~ pointer_chase
            return true;
        }
        self.right.as_mut().is_some_and(|right| right.insert(payload, depth - 1))
    }
}

pub fn load(lengths: &[u8]) -> Tree {
    let mut tree = Tree { payload: None, left: None, right: None };
    for (payload, &length) in lengths.iter().enumerate() {
        tree.insert(payload as u32, length);
    }
    tree
}

pub struct Branch {
    class: u32,
    yes: Option<Box<Branch>>,
    no: Option<Box<Branch>>,
}

impl Branch {
    fn prune(&mut self) -> Option<u32> {
        if self.yes.is_none() {
            return Some(self.class);
        }
        let yes = self.yes.as_mut().and_then(|branch| branch.prune()); //~ pointer_chase
        let no = self.no.as_mut().and_then(|branch| branch.prune());
        if yes.is_some() && yes == no {
            self.yes = None;
            self.no = None;
        }
        yes
    }
}

pub fn fit(mut root: Branch) -> Branch {
    root.prune();
    root
}
