// What a question may be about, from what is pointed at in a picture.
#pragma once

#include <QPoint>
#include <cstddef>
#include <vector>

#include "core/run/run.h"
#include "core/scenario/questions.h"

namespace roundscope::ui {

/// A place in a picture of which something is asked.
struct AskedPlace {
  std::size_t variant = 0;
  std::vector<QuestionTopic> topics;  ///< the nearest first
  QPoint at;                          ///< on the screen
};

/// The step that made the call, the method that it calls, and the canisters at both ends.
[[nodiscard]] std::vector<QuestionTopic> topicsOf(const Run& run, CallId call);
/// The canister, and those of its calls and methods that anything sets off.
[[nodiscard]] std::vector<QuestionTopic> topicsOf(const Scenario& scenario, CanisterId canister);
[[nodiscard]] std::vector<QuestionTopic> topicsOf(const Scenario& scenario, SubnetId subnet);
/// Everything that is at work: the calls of what users call first, then methods, canisters and subnets.
[[nodiscard]] std::vector<QuestionTopic> topicsOf(const Scenario& scenario);

}  // namespace roundscope::ui
