use std::time::Duration;
pub struct Sender<T> {
    _private: *mut T,
}
pub struct SyncSender<T> {
    _private: *mut T,
}
pub struct Receiver<T> {
    _private: *mut T,
}
pub struct SendError<T>(pub T);
pub struct RecvError;
pub enum TryRecvError {
    Empty,
    Disconnected,
}
pub enum RecvTimeoutError {
    Timeout,
    Disconnected,
}
pub enum TrySendError<T> {
    Full(T),
    Disconnected(T),
}
impl<T> Sender<T> {
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {}
}
impl<T> SyncSender<T> {
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {}
    pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>> {}
}
impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {}
}
impl<T> Clone for SyncSender<T> {
    fn clone(&self) -> Self {}
}
impl<T> Receiver<T> {
    pub fn try_recv(&self) -> Result<T, TryRecvError> {}
    pub fn recv(&self) -> Result<T, RecvError> {}
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {}
    #[effect(iterates)]
    pub fn iter(&self) -> Iter<'_, T> {}
    pub fn try_iter(&self) -> TryIter<'_, T> {}
}
pub struct Iter<'a, T> {
    rx: &'a Receiver<T>,
}
impl<'a, T> Iterator for Iter<'a, T> {
    type Item = T;
}
pub struct TryIter<'a, T> {
    rx: &'a Receiver<T>,
}
impl<'a, T> Iterator for TryIter<'a, T> {
    type Item = T;
}
pub struct IntoIter<T> {
    rx: Receiver<T>,
}
impl<T> Iterator for IntoIter<T> {
    type Item = T;
}
impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {}
}
impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {}
}
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {}
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {}
