pub struct Row {
    pub name: String,
    pub cells: Vec<f64>,
}

pub struct Table {
    rows: Vec<Row>, //~ nested_vec
    width: usize,
}

impl Table {
    pub fn by_columns(&self) -> f64 {
        let mut sum = 0.0;
        for column in 0..self.width {
            for row in 0..self.rows.len() {
                sum += self.rows[row].cells[column];
            }
        }
        sum
    }
}

pub fn each_row(rows: &[Row], width: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for row in 0..rows.len() {
        for column in 0..width {
            sum += rows[row].cells[column];
        }
    }
    sum
}

pub fn through_references(rows: &[Row], width: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for column in 0..width {
        for row in rows {
            sum += row.cells[column];
        }
    }
    sum
}

pub struct Person {
    names: Vec<String>,
    visits: Vec<u64>,
    age: u64,
}

pub struct Register {
    people: Vec<Person>,
    rows: Vec<Row>,
}

impl Register {
    pub fn silent(&self) -> u64 {
        let mut sum = 0;
        for person in 0..self.people.len() {
            for visit in 0..self.people[person].visits.len() {
                sum += self.people[person].visits[visit] * self.people[person].age;
            }
            sum += self.people[person].names.len() as u64;
        }
        sum
    }

    pub fn one_after_the_other(&self) -> f64 {
        let mut sum = 0.0;
        for row in &self.rows {
            for cell in &row.cells {
                sum += cell;
            }
        }
        for row in 0..self.rows.len() {
            sum += self.rows[row].cells[0] + self.rows[row].name.len() as f64;
        }
        sum
    }
}

pub fn beside_others(rows: &[Row], marks: &[Vec<bool>], width: usize) -> u64 {
    let mut sum = 0;
    for column in 0..width {
        for (row, marked) in rows.iter().zip(marks.iter()) {
            if marked[column] {
                sum += row.name.len() as u64;
            }
        }
    }
    sum
}

pub fn collected(first: Row, width: usize) -> usize {
    let mut rows = vec![first]; //~ nested_vec
    for column in 0..width {
        let mut same = 0;
        for row in &rows {
            same += usize::from(row.cells[column] > 0.0);
        }
        rows.push(Row { name: String::new(), cells: vec![same as f64; width] });
    }
    rows.len()
}
