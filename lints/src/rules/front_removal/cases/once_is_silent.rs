pub fn command(mut arguments: Vec<String>) -> (String, Vec<String>) {
    let name = arguments.remove(0);
    (name, arguments)
}
