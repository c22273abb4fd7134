// What the user did last, kept where even a crash can tell it.
#pragma once

#include <QString>
#include <cstdint>

namespace roundscope::soak {

/// How a soak is repeated.
struct Repeat {
  std::uint64_t seed = 1;
  bool sanitized = false;
};

/// From now on crashes, and what sanitizers find, are told with the last actions.
void tellHistoryAtCrash(const Repeat& repeat);

/// The user is about to do this. Actions are counted from 0.
void note(std::uint64_t action, const QString& what);

/// Tells what is wrong, what was done before, and how to repeat it; then the program ends with status 1. From any
/// thread: nothing is waited for.
[[noreturn]] void fail(const QString& what);

}  // namespace roundscope::soak
