// Private to core/analysis: what of one scenario is what of a changed one.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/scenario/scenario.h"

namespace roundscope::detail {

/// Canisters and methods that are called the same, steps that do the same, and users' messages: of those to one method
/// the first is the first. Borrows both scenarios.
class ScenarioMatch {
 public:
  ScenarioMatch(const Scenario& from, const Scenario& to);

  [[nodiscard]] std::optional<CanisterId> of(CanisterId canister) const;
  /// A method that neither scenario lists is the same in a canister that is.
  [[nodiscard]] std::optional<MethodRef> of(MethodRef method) const;
  /// Of a step of a method. A program that is not the scenario's steps numbers them itself: these are the same.
  [[nodiscard]] std::optional<std::uint16_t> stepOf(MethodRef method, std::uint16_t step) const;
  [[nodiscard]] std::optional<IngressId> of(IngressId message) const;

 private:
  struct MethodMatch {
    std::optional<MethodId> method;
    std::vector<std::optional<std::uint16_t>> steps;
  };
  struct CanisterMatch {
    std::optional<CanisterId> canister;
    std::vector<MethodMatch> methods;
  };
  void matchMethods(CanisterId canister);
  void matchMessages();

  const Scenario& m_from;
  const Scenario& m_to;
  std::vector<CanisterMatch> m_canisters;
  std::vector<std::optional<IngressId>> m_messages;
};

}  // namespace roundscope::detail
