// What became of users' messages.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/run/event_here.h"
#include "core/run/time_list.h"

namespace roundscope {

/// How users' messages stand at one moment.
struct UserCounts {
  std::uint32_t sent = 0;  ///< taken by their canisters, or rejected at once
  std::uint32_t replied = 0, rejected = 0, trapped = 0;
  bool operator==(const UserCounts&) const = default;
  [[nodiscard]] std::uint32_t failed() const { return rejected + trapped; }
  [[nodiscard]] std::uint32_t pending() const { return sent - replied - failed(); }
};

/// One user's message, after the last event.
struct UserMessage {
  MethodRef to;
  IngressOutcome outcome = IngressOutcome::Pending;
  std::uint64_t repliedCalls = 0, failedCalls = 0;
  Duration submitted;                   ///< since the start of the run
  std::optional<Duration> completed{};  ///< when the agent can see the result; absent while pending
  std::uint64_t rounds = 0;  ///< of the canister's subnet, first and last included; 0 while pending, and for queries
  bool operator==(const UserMessage&) const = default;
};

class Users {
 public:
  /// Borrows the scenario.
  explicit Users(const Scenario& scenario);

  void take(const IngressInducted& event, const EventHere& here);
  void take(const IngressCompleted& event, const EventHere& here);
  void take(const QueryFinished& event, const EventHere& here);

  [[nodiscard]] const TimeList& sent() const { return m_sent; }
  [[nodiscard]] const TimeList& replied() const { return m_replied; }
  [[nodiscard]] const TimeList& rejected() const { return m_rejected; }
  [[nodiscard]] const TimeList& trapped() const { return m_trapped; }
  [[nodiscard]] UserCounts countsUntil(double us) const;
  /// The first moment after `us`, and the last before it, at which a message failed.
  [[nodiscard]] std::optional<std::int64_t> failureAfter(std::int64_t us) const;
  [[nodiscard]] std::optional<std::int64_t> failureBefore(std::int64_t us) const;
  /// In the scenario's order; those that are not sent yet, too.
  [[nodiscard]] const std::vector<UserMessage>& messages() const { return m_messages; }

 private:
  [[nodiscard]] bool isAQuery(IngressId message) const;

  const Scenario& m_scenario;
  TimeList m_sent, m_replied, m_rejected, m_trapped;
  std::vector<UserMessage> m_messages;
  std::vector<std::uint32_t> m_sentInRound;  ///< by message: the subnet's number of the round
  IngressId m_lastSent;
};

}  // namespace roundscope
