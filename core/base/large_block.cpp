// Small blocks come from the heap, large ones from aligned memory with advice to the system.
#include "core/base/large_block.h"

#include <cstdlib>
#include <new>

#include "core/base/check.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace roundscope::detail {

namespace {

constexpr std::size_t kHugePageBytes = std::size_t{2} << 20;
constexpr std::size_t kLargeBytes = kHugePageBytes / 2;

}  // namespace

void* allocateBlock(std::size_t bytes) {
  if (bytes < kLargeBytes) return ::operator new(bytes);
  const std::size_t whole = (bytes + kHugePageBytes - 1) / kHugePageBytes * kHugePageBytes;
  void* block = std::aligned_alloc(kHugePageBytes, whole);
  RS_CHECK(block != nullptr);
#ifdef __linux__
  // Advice only: where it is not taken, the memory is the same and slower to touch.
  (void)madvise(block, whole, MADV_HUGEPAGE);
#endif
  return block;
}

void freeBlock(void* block, std::size_t bytes) {
  if (bytes < kLargeBytes)
    ::operator delete(block);
  else
    std::free(block);
}

}  // namespace roundscope::detail
