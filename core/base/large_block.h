// Memory for what grows with the length of a run. Large blocks ask for huge pages: a long run touches gigabytes of
// fresh memory, and the system's work for each small page would take longer than the simulation itself.
#pragma once

#include <cstddef>
#include <vector>

namespace roundscope {

namespace detail {

/// Memory for `bytes` bytes; blocks of a mebibyte and more lie in huge pages where the system has them.
void* allocateBlock(std::size_t bytes);
/// `bytes` as given to allocateBlock.
void freeBlock(void* block, std::size_t bytes);

}  // namespace detail

/// An allocator for `std::vector`.
template <class T>
struct LargeBlockAllocator {
  using value_type = T;

  LargeBlockAllocator() = default;
  template <class U>
  LargeBlockAllocator(const LargeBlockAllocator<U>&) {}

  T* allocate(std::size_t count) { return static_cast<T*>(detail::allocateBlock(count * sizeof(T))); }
  void deallocate(T* block, std::size_t count) { detail::freeBlock(block, count * sizeof(T)); }

  template <class U>
  bool operator==(const LargeBlockAllocator<U>&) const {
    return true;
  }
};

/// A vector that may be large. One that grows step by step with the length of a run is a LargeList instead.
template <class T>
using LargeVector = std::vector<T, LargeBlockAllocator<T>>;

/// A huge page each, where the system has them.
inline constexpr std::size_t kLargeListBlockBytes = std::size_t{2} << 20;

}  // namespace roundscope
