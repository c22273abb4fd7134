// Private to core/lesson: where in a run a lesson's moments and calls are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/lesson/lesson.h"
#include "core/lesson/resolve.h"

namespace roundscope::detail {

/// A moment that a run has.
struct FoundMoment {
  Time time;
  std::optional<Moment> place;      ///< absent for rounds without events and the end
  std::optional<EventIndex> event;  ///< of a moment that is an event
  std::optional<CallId> call;       ///< of a moment of a call
};

/// Absent where the run has no such moment. Names must be checked before.
std::optional<FoundMoment> findMoment(const LessonMoment& moment, const Run& run);
/// How many events or calls are such; 1 or 0 for other moments.
std::uint64_t countOf(const LessonMoment& moment, const Run& run);
std::uint64_t countOfType(std::size_t eventType, const Run& run);

/// Names that the scenario does not have: what is wrong and what was expected.
struct UnknownName {
  std::string what;
  std::string expected;
};
std::optional<UnknownName> unknownName(const LessonMoment& moment, const Scenario& scenario);
std::optional<UnknownName> unknownName(const Selector& selector, const Scenario& scenario);
/// A canister by its id.
std::optional<CanisterId> canisterNamed(const std::string& id, const Scenario& scenario);

}  // namespace roundscope::detail
