// What is done to canisters from outside.
#include <fmt/format.h>

#include "core/analysis/explain_parts.h"
#include "core/base/check.h"

namespace roundscope::explain {
namespace {

/// Where the canister was so already.
Explanation unchanged(const Run& run, const CanisterOperated& e) {
  const std::string& canister = run.name(e.canister);
  const Owner owner{.canister = e.canister};
  switch (e.kind) {
    case OperationKind::Stop:
      return make(run, RuleId::ToldToStop, owner,
                  fmt::format("{} was told to stop, but it was not running, so nothing changes.", canister));
    case OperationKind::Start:
      return make(run, RuleId::ToldToStart, owner,
                  fmt::format("{} was started, but it was running already, so nothing changes.", canister));
    case OperationKind::Uninstall:
      return make(run, RuleId::Uninstall, owner,
                  fmt::format("{} was uninstalled, but it had no code any more, so nothing changes.", canister));
    case OperationKind::TopUp:
      break;
  }
  RS_CHECK(false);
}

}  // namespace

Explanation operated(const Run& run, const CanisterOperated& e) {
  if (e.changed == 0) return unchanged(run, e);
  const std::string& canister = run.name(e.canister);
  const Owner owner{.canister = e.canister};
  switch (e.kind) {
    case OperationKind::Stop:
      return make(
          run, RuleId::ToldToStop, owner,
          fmt::format("{} was told to stop: it takes no new requests, and is stopped once no call is open.", canister));
    case OperationKind::Start:
      return make(run, RuleId::ToldToStart, owner,
                  fmt::format("{} was started: from here on it takes requests again.", canister));
    case OperationKind::Uninstall:
      return make(
          run, RuleId::Uninstall, owner,
          fmt::format("{} was uninstalled: code and memory are gone, and what it was serving gets code 4.", canister));
    case OperationKind::TopUp:
      return make(run, RuleId::TopUp, owner,
                  fmt::format("{} was given {} cycles from outside.", canister, grouped(e.cycles.value())));
  }
  RS_CHECK(false);
}

Explanation stopped(const Run& run, const CanisterStopped& e) {
  return make(
      run, RuleId::ToldToStop, {.canister = e.canister},
      fmt::format("{} was told to stop and no call of it is open any more, so it is stopped.", run.name(e.canister)));
}

}  // namespace roundscope::explain
