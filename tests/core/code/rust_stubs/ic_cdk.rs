//! ic-cdk 0.19 and 0.20, as far as generated programs use them.
pub use ic_cdk_macros::{heartbeat, init, query, update};

pub fn trap<T: AsRef<str>>(_: T) -> ! {
    unimplemented!()
}

pub mod api {
    use candid::Principal;

    pub fn canister_self() -> Principal {
        unimplemented!()
    }
    pub fn instruction_counter() -> u64 {
        unimplemented!()
    }
    pub fn time() -> u64 {
        unimplemented!()
    }
    pub fn msg_cycles_accept(_: u128) -> u128 {
        unimplemented!()
    }
    pub fn msg_reply<T: AsRef<[u8]>>(_: T) {}
    pub fn msg_reject<T: AsRef<str>>(_: T) {}
}

pub mod futures {
    /// Runs a task of the method that executes now. The macros start an asynchronous method with it.
    pub fn spawn<F: 'static + Future<Output = ()>>(_: F) {}
}

/// What the macros of these stubs need; the real crate has no such module.
pub mod stub {
    /// The argument of an exported method, which the real macros decode.
    pub fn argument<T: candid::CandidType>() -> T {
        unimplemented!()
    }
}

pub mod management_canister {
    use crate::call::CallResult;

    pub type RawRandResult = Vec<u8>;

    pub async fn raw_rand() -> CallResult<RawRandResult> {
        unimplemented!()
    }
}

pub mod call {
    use candid::{CandidType, Principal};
    use std::borrow::Cow;
    use std::fmt::{Display, Formatter};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    #[derive(Clone, Debug)]
    pub struct InsufficientLiquidCycleBalance {
        pub available: u128,
        pub required: u128,
    }
    #[derive(Clone, Debug)]
    pub struct CallPerformFailed;
    #[derive(Clone, Debug)]
    pub struct CallRejected {
        reject_message: String,
    }

    impl CallRejected {
        pub fn reject_message(&self) -> &str {
            &self.reject_message
        }
    }

    #[derive(Clone, Debug)]
    pub enum CallFailed {
        InsufficientLiquidCycleBalance(InsufficientLiquidCycleBalance),
        CallPerformFailed(CallPerformFailed),
        CallRejected(CallRejected),
    }

    impl Display for CallFailed {
        fn fmt(&self, _: &mut Formatter<'_>) -> std::fmt::Result {
            Ok(())
        }
    }

    #[derive(Clone, Debug)]
    pub enum OnewayError {
        InsufficientLiquidCycleBalance(InsufficientLiquidCycleBalance),
        CallPerformFailed(CallPerformFailed),
    }

    #[derive(Clone, Debug)]
    pub struct CandidDecodeFailed;

    #[derive(Clone, Debug)]
    pub enum Error {
        InsufficientLiquidCycleBalance(InsufficientLiquidCycleBalance),
        CallPerformFailed(CallPerformFailed),
        CallRejected(CallRejected),
        CandidDecodeFailed(CandidDecodeFailed),
    }

    pub type CallResult<R> = Result<R, Error>;

    #[derive(Clone, Debug)]
    pub struct Response;

    /// Not sent before the future that it becomes is polled.
    #[derive(Clone, Debug)]
    pub struct Call<'m, 'a> {
        method: &'m str,
        encoded_args: Cow<'a, [u8]>,
    }

    impl<'m> Call<'m, '_> {
        #[must_use]
        pub fn bounded_wait(_: Principal, method: &'m str) -> Self {
            Self { method, encoded_args: Cow::Borrowed(&[]) }
        }
        #[must_use]
        pub fn unbounded_wait(_: Principal, method: &'m str) -> Self {
            Self { method, encoded_args: Cow::Borrowed(&[]) }
        }
    }

    impl<'a> Call<'_, 'a> {
        #[must_use]
        pub fn with_arg<A: CandidType>(self, _: A) -> Self {
            self
        }
        #[must_use]
        pub fn with_cycles(self, _: u128) -> Self {
            self
        }
        #[must_use]
        pub fn change_timeout(self, _: u32) -> Self {
            self
        }
    }

    impl Call<'_, '_> {
        pub fn oneway(&self) -> Result<(), OnewayError> {
            unimplemented!()
        }
    }

    /// Borrows what its call borrows.
    pub struct CallFuture<'m, 'a> {
        call: Call<'m, 'a>,
    }

    impl<'m, 'a> IntoFuture for Call<'m, 'a> {
        type Output = Result<Response, CallFailed>;
        type IntoFuture = CallFuture<'m, 'a>;
        fn into_future(self) -> Self::IntoFuture {
            CallFuture { call: self }
        }
    }

    impl Future for CallFuture<'_, '_> {
        type Output = Result<Response, CallFailed>;
        fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
            let _ = (self.call.method, &self.call.encoded_args);
            unimplemented!()
        }
    }
}
