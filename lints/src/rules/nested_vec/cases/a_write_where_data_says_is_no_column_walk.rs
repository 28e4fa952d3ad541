pub struct Link {
    node: usize,
    port: Option<usize>,
}

pub fn scatter(links: &[(Link, f64)], nodes: usize, ports: usize) -> Vec<Vec<f64>> { //~ nested_vec
    let mut m = vec![vec![0.0; ports]; nodes];
    for (link, value) in links {
        match link.port {
            Some(port) => m[link.node][port] = *value,
            None => {}
        }
    }
    m
}

pub fn by_number(links: &[Link], m: &mut Vec<Vec<f64>>) { //~ nested_vec
    for link in links {
        m[link.node][0] += 1.0;
    }
}
