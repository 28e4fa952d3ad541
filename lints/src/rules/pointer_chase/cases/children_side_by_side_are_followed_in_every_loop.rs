pub struct Node {
    key: u64,
    kids: [Option<Box<Node>>; 2],
}

pub fn in_a_loop(root: &Node, key: u64) -> bool {
    let mut at = root;
    loop { //~ pointer_chase
        if at.key == key {
            return true;
        }
        match &at.kids[usize::from(key > at.key)] {
            Some(kid) => at = kid,
            None => return false,
        }
    }
}

pub fn as_the_value_of_a_match(root: &Node, key: u64) -> Option<&Node> {
    let mut at = root;
    loop { //~ pointer_chase
        at = match at.kids.get(usize::from(key > at.key)) {
            Some(Some(kid)) => kid,
            _ => return None,
        };
        if at.key == key {
            return Some(at);
        }
    }
}

pub fn while_there_is_one(root: &Node, key: u64) -> bool {
    let mut at = Some(root);
    while let Some(node) = at { //~ pointer_chase
        if node.key == key {
            return true;
        }
        at = node.kids[usize::from(key > node.key)].as_deref();
    }
    false
}

pub fn bit_by_bit(mut at: &Node, bits: &[usize]) -> u64 {
    for &bit in bits { //~ pointer_chase
        match at.kids[bit].as_ref() {
            Some(kid) => at = kid,
            None => break,
        }
    }
    at.key
}

pub fn taken_apart(root: &Node) -> u64 {
    let mut at = root;
    loop { //~ pointer_chase
        at = match &at.kids {
            [Some(left), _] => left,
            [None, Some(right)] => right,
            _ => return at.key,
        };
    }
}

pub fn silent(root: &Node) -> u64 {
    match &root.kids[0] {
        Some(kid) => kid.key,
        None => root.key,
    }
}
