use std::ffi::c_void;

pub(crate) struct Handler {
    run: Box<Box<dyn FnMut(u32)>>,
}

impl Handler {
    pub(crate) fn into_foreign(self) -> *mut c_void {
        Box::into_raw(self.run) as *mut c_void
    }

    pub(crate) fn call(&mut self, to: u32) {
        for at in 0..to {
            (self.run)(at);
        }
    }
}
