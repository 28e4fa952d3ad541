pub fn recent(events: &[u64]) -> Vec<u64> {
    let mut recent: Vec<u64> = Vec::new();
    for &event in events {
        recent.push(event);
        if recent.len() > 16 {
            recent.remove(0);
        }
    }
    recent
}
