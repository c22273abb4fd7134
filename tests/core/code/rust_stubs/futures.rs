//! futures 0.3, as far as generated programs use it.
pub mod future {
    use std::pin::Pin;
    use std::task::{Context, Poll};

    pub struct JoinAll<F: Future>(Vec<F>);

    pub fn join_all<I>(_: I) -> JoinAll<I::Item>
    where
        I: IntoIterator,
        I::Item: Future,
    {
        unimplemented!()
    }

    impl<F: Future> Future for JoinAll<F> {
        type Output = Vec<F::Output>;
        fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
            let _ = &self.0;
            unimplemented!()
        }
    }
}

pub mod stream {
    use std::marker::PhantomData;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    pub trait Stream {
        type Item;
    }

    #[derive(Clone, Debug)]
    pub struct Iter<I>(I);

    impl<I> Unpin for Iter<I> {}

    pub fn iter<I: IntoIterator>(_: I) -> Iter<I::IntoIter> {
        unimplemented!()
    }

    impl<I: Iterator> Stream for Iter<I> {
        type Item = I::Item;
    }

    /// Pins its futures on the heap, so that it moves freely.
    pub struct FuturesUnordered<Fut>(PhantomData<Fut>);

    impl<Fut> Unpin for FuturesUnordered<Fut> {}

    impl<Fut> FromIterator<Fut> for FuturesUnordered<Fut> {
        fn from_iter<I: IntoIterator<Item = Fut>>(_: I) -> Self {
            unimplemented!()
        }
    }

    impl<Fut: Future> Stream for FuturesUnordered<Fut> {
        type Item = Fut::Output;
    }

    pub struct BufferUnordered<St: Stream>(St);

    // The futures in flight are pinned on the heap, so that the whole moves when the stream does.
    impl<St: Stream + Unpin> Unpin for BufferUnordered<St> {}

    impl<St> Stream for BufferUnordered<St>
    where
        St: Stream,
        St::Item: Future,
    {
        type Item = <St::Item as Future>::Output;
    }

    pub struct Next<'a, St: ?Sized>(PhantomData<&'a mut St>);

    impl<St: ?Sized + Stream + Unpin> Future for Next<'_, St> {
        type Output = Option<St::Item>;
        fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
            unimplemented!()
        }
    }

    pub trait StreamExt: Stream {
        fn buffer_unordered(self, _: usize) -> BufferUnordered<Self>
        where
            Self::Item: Future,
            Self: Sized,
        {
            BufferUnordered(self)
        }
        fn next(&mut self) -> Next<'_, Self>
        where
            Self: Unpin,
        {
            Next(PhantomData)
        }
    }
    impl<T: ?Sized + Stream> StreamExt for T {}

    impl<St: Stream> BufferUnordered<St> {
        pub fn get_ref(&self) -> &St {
            &self.0
        }
    }
    impl<I> Iter<I> {
        pub fn get_ref(&self) -> &I {
            &self.0
        }
    }
}

pub use stream::StreamExt;
