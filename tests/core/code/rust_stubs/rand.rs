//! rand 0.9, as far as generated programs use it.
pub trait SeedableRng: Sized {
    fn seed_from_u64(_: u64) -> Self;
}

pub trait RngCore {}

pub trait Rng: RngCore {
    fn random_ratio(&mut self, _: u32, _: u32) -> bool {
        unimplemented!()
    }
}
impl<R: RngCore + ?Sized> Rng for R {}

pub mod rngs {
    #[derive(Clone, Debug)]
    pub struct StdRng;

    impl super::RngCore for StdRng {}
    impl super::SeedableRng for StdRng {
        fn seed_from_u64(_: u64) -> Self {
            StdRng
        }
    }
}
