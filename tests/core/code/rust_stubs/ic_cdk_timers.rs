//! ic-cdk-timers 1, as far as generated programs use it.
use std::time::Duration;

#[derive(Clone, Copy, Debug)]
pub struct TimerId;

pub fn set_timer(_: Duration, _: impl Future<Output = ()> + 'static) -> TimerId {
    unimplemented!()
}

pub fn set_timer_interval<Fut>(_: Duration, _: impl FnMut() -> Fut + 'static) -> TimerId
where
    Fut: Future<Output = ()> + 'static,
{
    unimplemented!()
}
