// The whole state of the simulated network between two steps, as plain values. What belongs together there (slots,
// memory, streams and the messages in them) can only be changed by the operations of network.h.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/time.h"
#include "core/network/execution.h"
#include "core/network/queues.h"
#include "core/network/traffic.h"
#include "core/scenario/scenario.h"

namespace roundscope {

enum class Task : std::uint8_t { GlobalTimer, Heartbeat, Message };

struct CanisterState {
  CanisterQueues queues;
  std::uint64_t balance = 0;            ///< liquid cycles
  std::uint64_t reserved = 0;           ///< prepaid for open calls
  std::uint64_t ingressDebit = 0;       ///< induction fees that wait for a paused message to end
  std::uint64_t openCalls = 0;          ///< performed, the callback has not run
  std::uint64_t openContexts = 0;       ///< messages that were started and are not over
  std::vector<std::uint32_t> arrivals;  ///< by method: messages for those that have faults
  std::optional<Time> timer;
  std::optional<PausedExecution> paused;
  std::uint64_t roundsCharged = 0;             ///< rounds in which it had its turn
  std::uint64_t roundsChargedWhilePaused = 0;  ///< that count only when its paused message has ended
  Task nextTask = Task::GlobalTimer;
  CanisterStatus status = CanisterStatus::Running;
  bool toldToStop = false;      ///< and not started since: when it has no open call context any more, it is stopped
  bool hasCode = true;          ///< until it is uninstalled
  bool runTimer = false;        ///< due in this round
  bool runHeartbeat = false;    ///< due in this round
  bool heartbeatFirst = false;  ///< it was the heartbeat's turn
  bool doneForRound = false;    ///< finished a paused message in this round
  bool charged = false;         ///< had its turn in this round
  bool longHasThread = false;   ///< its paused message has a thread to itself until it ends
  bool balanceChanged = false;
};

struct SubnetState {
  explicit SubnetState(std::size_t subnets) : traffic(subnets) {}

  std::vector<CanisterId> canisters;  ///< in the order of their ids as text, whatever their order in the file
  std::vector<IngressId> ingress;     ///< for this subnet, ascending in time
  std::size_t ingressNext = 0;
  std::vector<IngressId> queries;  ///< users' queries, ascending in time
  std::size_t queriesNext = 0;
  std::vector<std::uint32_t> operations;  ///< still to come: rows of Scenario::operations, ascending in time
  std::uint64_t nextRound = 0;
  SubnetTraffic traffic;
};

/// Which row of a canister's queues belongs to which peer. A row is made when the two first meet.
class PeerRows {
 public:
  explicit PeerRows(std::size_t canisters) : m_canisters(canisters), m_rows(canisters * canisters, kNone) {}

  /// kNone: they have not met.
  [[nodiscard]] std::uint32_t of(CanisterId owner, CanisterId peer) const {
    return m_rows[owner.value * m_canisters + peer.value];
  }

 private:
  friend class Network;

  std::size_t m_canisters;
  std::vector<std::uint32_t> m_rows;  ///< owner × peer
};

struct NetworkState {
  /// Before the first round: nothing is under way, and users' messages are still to come.
  explicit NetworkState(const Scenario& scenario);

  /// Null where the two have exchanged nothing yet.
  [[nodiscard]] const PeerQueues* queuesBetween(CanisterId owner, CanisterId peer) const {
    const std::uint32_t row = peerRows.of(owner, peer);
    return row == kNone ? nullptr : &canisters[owner.value].queues.peers()[row];
  }

  std::vector<SubnetState> subnets;
  std::vector<CanisterState> canisters;
  PeerRows peerRows;
  MessagePool messages;
  Pool<Callback> callbacks;
  Pool<Context> contexts;
  std::uint64_t burned = 0;
  std::uint64_t minted = 0;       ///< came from outside, by top-ups
  std::uint64_t nextIngress = 0;  ///< how many of the users' messages have been inducted or evaluated
  std::uint64_t pausedCount = 0;
  std::uint64_t refundCount = 0;  ///< on their way
  std::uint32_t callCount = 0;
  std::uint32_t contextCount = 0;
};

}  // namespace roundscope
