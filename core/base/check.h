// Checks for what cannot happen: they stay in release builds, because a wrong picture is worse
// than a stopped program.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace roundscope::detail {

[[noreturn]] inline void checkFailed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "roundscope: internal error: %s (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace roundscope::detail

#define RS_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::roundscope::detail::checkFailed(#condition, __FILE__, __LINE__))
