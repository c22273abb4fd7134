// An independent count of a run: from its raw events alone, one by one, without any fold. Only the clock (when an
// event is drawn) is the run's own.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/run/run.h"
#include "core/trace/event_names.h"

namespace roundscope::ui {

/// One attempt at a call.
struct RecountedCall {
  CanisterId caller, callee;
  MethodId method;
  std::uint8_t attempt = 0;  ///< 0: a message of the canister's runtime to itself
  bool compensation = false;
  bool performed = false;
  bool inQuery = false;
  std::int64_t startUs = 0;
  std::optional<std::int64_t> endUs;
  std::string outcome;  ///< as run --json has it: "not_performed"; how it ended, or "in_flight"

  /// The scenario wrote it.
  [[nodiscard]] bool counts() const { return attempt > 0; }
  [[nodiscard]] bool inFlightAt(std::int64_t us) const { return performed && startUs <= us && (!endUs || *endUs > us); }
};

/// Numbers by name, as run --json has them.
using Counts = std::map<std::string, std::uint64_t>;

class Recount {
 public:
  explicit Recount(const Run& run);

  [[nodiscard]] const std::vector<RecountedCall>& calls() const { return m_calls; }
  /// The scenario's calls by how they stand at a moment.
  [[nodiscard]] Counts callsAt(std::int64_t us) const;
  /// After the last event.
  [[nodiscard]] Counts callsInAll() const;
  [[nodiscard]] Counts usersInAll() const;
  /// Of one pair, queries' calls among them or not.
  [[nodiscard]] std::uint64_t inFlight(CanisterId caller, CanisterId callee, std::int64_t us, bool queries) const;
  /// The most between any two events.
  [[nodiscard]] std::uint64_t peak(CanisterId caller, CanisterId callee) const;
  [[nodiscard]] std::uint64_t notPerformed(CanisterId caller, CanisterId callee) const;
  /// Other calls in flight at some time of this one.
  [[nodiscard]] std::uint64_t overlaps(std::size_t call) const;
  /// By Event's index.
  [[nodiscard]] const std::array<std::uint64_t, kEventNames.size()>& events() const { return m_events; }

 private:
  void take(const Event& event, std::int64_t us);
  RecountedCall& callOf(CallId id);
  void end(CallId id, std::int64_t us);

  std::vector<RecountedCall> m_calls;
  std::map<std::uint32_t, RejectReason> m_answered;
  std::map<std::uint32_t, std::string> m_users;                                                  ///< by message
  std::map<std::pair<CanisterId, CanisterId>, std::pair<std::uint64_t, std::uint64_t>> m_pairs;  ///< now and peak
  std::array<std::uint64_t, kEventNames.size()> m_events{};
  bool m_inQuery = false;
};

}  // namespace roundscope::ui
