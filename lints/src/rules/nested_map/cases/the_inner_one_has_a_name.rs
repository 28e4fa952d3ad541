use std::collections::HashMap;

pub(crate) struct Grades {
    all: HashMap<i64, HashMap<i64, u8>>, //~ nested_map
}

impl Grades {
    pub(crate) fn best(&self, of: &[(i64, i64)]) -> u8 {
        let mut best = 0;
        for &(pupil, subject) in of {
            let Some(subjects) = self.all.get(&pupil) else { continue };
            let grade = match subjects.get(&subject) {
                Some(grade) => *grade,
                None => continue,
            };
            best = best.max(grade);
        }
        best
    }
}
