pub struct Layer {
    names: Vec<String>,
}

impl Layer {
    fn headers(&self) -> Vec<String> {
        self.names.clone()
    }
}

pub fn firsts(layers: &[Layer]) -> Vec<String> {
    layers.iter().map(|layer| layer.headers().remove(0)).collect()
}

pub struct Node {
    keys: Vec<u32>,
    children: Vec<Node>,
}

pub struct Tree {
    root: Option<Node>,
}

impl Tree {
    pub fn remove_all(&mut self, keys: &[u32]) {
        for key in keys {
            self.remove(*key);
        }
    }

    fn remove(&mut self, key: u32) {
        if let Some(root) = self.root.as_mut() {
            root.keys.retain(|one| *one != key);
            if root.keys.is_empty() && root.children.len() > 0 {
                self.root = Some(root.children.remove(0));
            }
        }
    }
}
