// Private to core/analysis: what the sentences of explain are made of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/analysis/explain.h"
#include "core/base/words.h"
#include "core/protocol/rules.h"

namespace roundscope::explain {

/// What a rule's parameter belongs to. Set those that the rule's owner needs.
struct Owner {
  std::optional<SubnetId> subnet{};
  std::optional<CanisterId> canister{};  ///< its subnet, too, where `subnet` is not set
  std::optional<CallId> call{};
};

Explanation make(const Run& run, RuleId rule, Owner owner, std::string sentence);

// Words.
std::string codeText(RejectCode code);  ///< "code 2, SYS_TRANSIENT"

// Numbers.
/// Calls of the ordered pair whose slot is taken at the moment, the one made there (if any) included. Queries have
/// slots of their own.
std::uint64_t slotsTaken(const Run& run, CanisterId caller, CanisterId callee, Moment at);
/// Rounds of the subnet from one moment to a later one. The moments may be of other subnets.
std::int64_t roundsBetween(const Run& run, SubnetId subnet, Moment from, Moment to);
/// Which limit of the stream between the subnets of these canisters kept back a message that waited in an output
/// queue until `left`: that of messages, of those toward a system subnet, or of bytes.
RuleId fullStream(const Run& run, CanisterId sends, CanisterId receives, Moment left);

/// The rule by whose limit of instructions the last message before the event trapped: in a query, that of a query's
/// message, or what was left for the whole call graph. Ask only where a message trapped for that.
RuleId instructionLimit(const Run& run, std::uint64_t eventIndex);

// Sentences that more than one place needs.
Explanation notPerformed(const Run& run, const CallNotPerformed& event, std::uint64_t eventIndex);
Explanation answered(const Run& run, const ResponseCreated& event, std::uint64_t eventIndex);
Explanation dropped(const Run& run, const MessageDropped& event);
Explanation operated(const Run& run, const CanisterOperated& event);
Explanation stopped(const Run& run, const CanisterStopped& event);
Explanation awaited(const Run& run, const AnswerAwaited& event);
Explanation waitingOutside(const Run& run, CallId call);
Explanation answeredOutside(const Run& run, CallId call);
Explanation ingressAnswered(const Run& run, const IngressCompleted& event, std::uint64_t eventIndex);
/// An event within a user's query, where the sentence for updates would not be true of it.
std::optional<Explanation> withinQuery(const Run& run, const Event& event);
Explanation queryFinished(const Run& run, const QueryFinished& event, std::uint64_t eventIndex);

}  // namespace roundscope::explain
