fn roots(number: usize) -> Vec<usize> {
    (0..number).filter(|other| number % (other + 1) == 0).collect()
}

pub fn told(numbers: usize) -> usize {
    let all: Vec<Vec<usize>> = (0..numbers).map(roots).collect(); //~ nested_vec
    let mut sum = 0;
    for of_one in all.iter() {
        for root in of_one {
            sum += root;
        }
    }
    sum
}

/// They are walked again and again.
pub fn again(numbers: usize, rounds: usize) -> usize {
    let all: Vec<Vec<usize>> = (0..numbers).map(roots).collect(); //~ nested_vec
    let mut sum = 0;
    for round in 0..rounds {
        for of_one in all.iter() {
            for root in of_one {
                sum += root * round;
            }
        }
    }
    sum
}

/// Somebody else has made them, for more than this.
pub fn handed_in(all: &[Vec<usize>]) -> usize { //~ nested_vec
    let mut sum = 0;
    for of_one in all {
        for root in of_one {
            sum += root;
        }
    }
    sum
}
