// Which messages have just gone from one place to the next, for pictures in which they are seen to move.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/run/run.h"

namespace roundscope {

/// A point of a call's life that it has just reached.
struct Passage {
  CallId call;
  CallPoint reached = CallPoint::Performed;
  bool refused = false;  ///< the call was not performed: it has reached nothing
  bool reject = false;   ///< of answers
  double age = 0;        ///< 0: at this moment; 1: a whole window ago
  bool operator==(const Passage&) const = default;
};

/// The passages drawn after `time - window` and not after `time`, by subnet, in order. Where there are more than about
/// `most` of a subnet, evenly chosen ones, the same again at the next moment.
[[nodiscard]] std::vector<Passage> passagesAt(const Run& run, Time time, Duration window, std::size_t most);

}  // namespace roundscope
