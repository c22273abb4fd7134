// What may be asked about a part of a scenario, as a listener in a lecture asks it: "And if it is slow? With 700? On
// the same subnet?" Each question is a few edits of one variant.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/scenario/document.h"
#include "core/scenario/scenario.h"
#include "core/scenario/scenario_places.h"

namespace roundscope {

/// A step of a method, by its number.
struct StepPlace {
  MethodRef method;
  std::size_t step = 0;
  bool operator==(const StepPlace&) const = default;
};

/// What a question is about.
using QuestionTopic = std::variant<SubnetId, CanisterId, MethodRef, StepPlace>;

/// A number that the one who asks chooses.
struct AskedNumber {
  std::string label;  ///< "Calls"
  std::int64_t value = 0;
  std::int64_t minimum = 0;
  std::int64_t maximum = 0;
  std::string unit{};  ///< "s"; may be empty
};

struct Question {
  std::string words;  ///< of a menu: "Never answers", "Another count…"
  /// What a what-if is called: "callee.ping never answers". `number` is what was chosen, or the default.
  std::function<std::string(std::int64_t)> name;
  std::function<std::vector<ScenarioEdit>(std::int64_t)> edits;
  std::optional<AskedNumber> number{};
  bool startsGroup = false;  ///< of another kind than the one before
};

/// What may be asked about a part of a variant. `document` is its file, which holds no errors. `now` is the moment in
/// view, at which further users' messages come.
[[nodiscard]] std::vector<Question> questionsAbout(const QuestionTopic& topic, const Document& document,
                                                   std::size_t variant, const Scenario& scenario, Time now);

/// Moves a canister to a subnet.
[[nodiscard]] Question moveQuestion(CanisterId canister, SubnetId to, const Scenario& scenario);

/// Moves it to a subnet of its own: one that the scenario does not have yet.
[[nodiscard]] Question newRoomQuestion(CanisterId canister, const Scenario& scenario);

/// "Calls of caller.go to callee.ping", "Canister caller", "Method callee.ping".
[[nodiscard]] std::string titleOf(const QuestionTopic& topic, const Scenario& scenario);

}  // namespace roundscope
