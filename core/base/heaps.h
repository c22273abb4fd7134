// How the C library shares memory out among threads.
#pragma once

namespace roundscope {

/// To be called once, before threads are. They come and go with runs and pictures. With a heap for each of them, pages
/// that are free in one are kept while another asks for more, and a window in use for hours would hold ever more of
/// them. Source: mallopt(3), M_ARENA_MAX.
void useFewHeaps();

}  // namespace roundscope
