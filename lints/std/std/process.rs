use std::io;
pub struct Command(());
impl Command {
    pub fn new<S>(program: S) -> Command {}
    pub fn arg<S>(&mut self, arg: S) -> &mut Command {}
    pub fn args<I>(&mut self, args: I) -> &mut Command {}
    pub fn env<K, V>(&mut self, key: K, val: V) -> &mut Command {}
    pub fn current_dir<P>(&mut self, dir: P) -> &mut Command {}
    pub fn stdin<T>(&mut self, cfg: T) -> &mut Command {}
    pub fn stdout<T>(&mut self, cfg: T) -> &mut Command {}
    pub fn stderr<T>(&mut self, cfg: T) -> &mut Command {}
    pub fn spawn(&mut self) -> io::Result<Child> {}
    pub fn output(&mut self) -> io::Result<Output> {}
    pub fn status(&mut self) -> io::Result<ExitStatus> {}
}
pub struct Child(());
impl Child {
    pub fn wait(&mut self) -> io::Result<ExitStatus> {}
    pub fn kill(&mut self) -> io::Result<()> {}
    pub fn id(&self) -> u32 {}
    pub fn wait_with_output(self) -> io::Result<Output> {}
}
pub struct Output {
    pub status: ExitStatus,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
}
pub struct ExitStatus(i32);
impl ExitStatus {
    pub fn success(&self) -> bool {}
    pub fn code(&self) -> Option<i32> {}
}
pub struct ExitCode(u8);
impl ExitCode {
    pub const SUCCESS: ExitCode = 0;
    pub const FAILURE: ExitCode = 1;
}
pub struct Stdio(());
impl Stdio {
    pub fn piped() -> Stdio {}
    pub fn inherit() -> Stdio {}
    pub fn null() -> Stdio {}
}
#[effect(exits)]
pub fn exit(code: i32) -> ! {}
#[effect(exits)]
pub fn abort() -> ! {}
pub fn id() -> u32 {}
