// The validated, immutable input of a run. It is made only by parsing and checking a scenario file
// (parse.h); everything downstream asserts and never validates again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/protocol/fees.h"
#include "core/protocol/limits.h"
#include "core/protocol/operation.h"
#include "core/protocol/profiles.h"
#include "core/protocol/reject.h"
#include "core/scenario/expectation.h"
#include "core/scenario/figure.h"
#include "core/scenario/knobs.h"
#include "core/scenario/steps.h"

namespace roundscope {

/// `Missing` is a method that callers believe in but the canister does not have.
enum class MethodKind : std::uint8_t { Update, Query, CompositeQuery, Missing };

/// Whether users call methods of this kind as queries.
[[nodiscard]] constexpr bool isQuery(MethodKind kind) {
  return kind == MethodKind::Query || kind == MethodKind::CompositeQuery;
}

/// The network answers messages for a method in its place, with a reject. Source: protocol.md section 7.
struct Fault {
  RejectCode code = RejectCode::SysTransient;  ///< not 4, which is a canister's own
  std::string message;
  std::optional<When> when;  ///< counts the messages for the method; absent: all
  bool operator==(const Fault&) const = default;
};

struct Method {
  std::string name;
  MethodKind kind = MethodKind::Update;
  std::uint64_t accept = 0;              ///< of the cycles attached to a request, at most so many are taken
  std::uint64_t instructions = 100'000;  ///< used by every message of this method, before its `work` steps
  std::vector<Step> steps;               ///< its body, then those of `finally`
  std::uint16_t finallySteps = 0;        ///< how many of them run however the method ends
  std::vector<Fault> faults;             ///< the first that applies to a message refuses it
  bool operator==(const Method&) const = default;

  /// Where the steps of `finally` begin.
  [[nodiscard]] std::size_t bodyEnd() const { return steps.size() - finallySteps; }
};

/// Stands for every method that the scenario does not list. Programs that are not its steps may have and call such.
inline constexpr MethodId kUnlistedMethod{0xffff};
const Method& unlistedMethod();

/// `Absent` is an id that callers believe in but no canister has; `Nowhere` one that not even a subnet has.
enum class CanisterStatus : std::uint8_t { Running, Stopping, Stopped, Absent, Nowhere };

[[nodiscard]] constexpr bool exists(CanisterStatus status) {
  return status != CanisterStatus::Absent && status != CanisterStatus::Nowhere;
}

/// A task that the network starts by itself. Its body is a method, so that it reads like one.
struct Timer {
  MethodId body;
  Duration first;
  std::optional<Duration> every;  ///< absent: fires once
  bool operator==(const Timer&) const = default;
};

/// The language of a canister's program, which decides what its steps mean wherever the two differ.
/// Source: protocol.md section 3.
enum class Language : std::uint8_t { Motoko, Rust };

struct Canister {
  std::string id;
  Language language = Language::Motoko;
  SubnetId subnet;                                  ///< means nothing for Nowhere
  CanisterStatus status = CanisterStatus::Running;  ///< at the start
  std::uint64_t cycles = 100'000'000'000'000;       ///< what a canister that is looked after may hold
  std::uint64_t freezingThreshold = 0;              ///< cycles that neither messages nor calls may touch
  std::vector<Variable> variables;
  std::vector<Method> methods;
  std::vector<Timer> timers;
  std::optional<MethodId> heartbeat;
  bool operator==(const Canister&) const = default;

  /// Whether the method is the body of a timer or of the heartbeat, so that it has nobody to answer.
  [[nodiscard]] bool isTask(MethodId method) const {
    if (heartbeat == method) return true;
    for (const Timer& timer : timers)
      if (timer.body == method) return true;
    return false;
  }
};

struct Subnet {
  std::string id;
  SubnetKind kind = SubnetKind::Application;
  std::uint32_t nodes = 13;
  Duration blockInterval = milliseconds(1'000);
  Duration phase;
  std::uint64_t residentCanisters = 0;  ///< all canisters on the subnet, those of the scenario included
  std::uint32_t xnetDelayMin = 1;       ///< rounds of this subnet until a message from another arrives
  std::uint32_t xnetDelayMax = 1;
  Limits limits;
  bool operator==(const Subnet&) const = default;

  /// What prices on it follow from; borrows the limits.
  [[nodiscard]] Tariff tariff() const { return {limits, kind, nodes}; }
};

/// A message from a user.
struct Ingress {
  Time at;
  MethodRef to;
  std::uint64_t payloadBytes = 0;
  bool operator==(const Ingress&) const = default;
};

/// What is done to a canister that exists, in the first round of its subnet at or after a time.
struct Operation {
  Time at;
  OperationKind kind = OperationKind::Stop;
  CanisterId canister;
  std::uint64_t cycles = 0;  ///< TopUp only
  bool operator==(const Operation&) const = default;
};

/// One run's whole input.
struct Scenario {
  std::string id;  ///< file name without endings, or the lesson's id
  std::string title;
  std::string description;
  std::string variant;        ///< the variant's name; empty when the file has none
  std::string parentVariant;  ///< the name of the variant that this one is of; empty when it is of the file's base
  std::uint64_t seed = 1;
  Profile profile = Profile::Guide;
  std::uint64_t maxRounds = 1'000'000;    ///< instants after which a run that does not end is cut off
  std::uint64_t maxEvents = 200'000'000;  ///< events after which it is cut off, at the end of the instant
  std::vector<Subnet> subnets;
  std::vector<Canister> canisters;
  std::vector<Ingress> ingress;           ///< ascending in time
  std::vector<Operation> operations;      ///< ascending in time
  std::vector<Expectation> expectations;  ///< what every run should come to
  bool operator==(const Scenario&) const = default;

  [[nodiscard]] const Subnet& subnet(SubnetId which) const { return subnets[which.value]; }
  [[nodiscard]] const Canister& canister(CanisterId which) const { return canisters[which.value]; }
  [[nodiscard]] const Subnet& subnetOf(CanisterId which) const { return subnet(canister(which).subnet); }
  /// Also of a method that the scenario does not list: then a stand-in without steps, of kind Missing.
  [[nodiscard]] const Method& method(MethodRef ref) const {
    const std::vector<Method>& methods = canister(ref.canister).methods;
    return ref.method.value < methods.size() ? methods[ref.method.value] : unlistedMethod();
  }
};

/// "callee.ping".
[[nodiscard]] std::string nameOf(MethodRef method, const Scenario& scenario);

/// A change from the command line, `--set /limits/queue_capacity=50`, or from the window.
struct Override {
  std::string pointer;    ///< JSON pointer into the file's base object, or the label of one of its knobs
  std::string value;      ///< JSON; text that is no JSON is taken as a string
  std::string variant{};  ///< the name of the only variant that it changes; empty: all
  bool operator==(const Override&) const = default;
};

/// Adds a change. One of the same value, in the same variants, gives way.
void put(std::vector<Override>& overrides, const Override& change);

/// A scenario file: its variants, each patched, parsed and checked. Never empty.
struct ScenarioSet {
  std::string id;
  std::string title;
  std::string description;
  std::vector<Scenario> variants;
  std::vector<PinnedKnob> knobs;    ///< numbers that may be turned
  std::vector<Figure> figures;      ///< pictures that go with it
  std::string sourceText;           ///< the file as read, for embedding and showing
  std::vector<Override> overrides;  ///< that were applied to it
  bool operator==(const ScenarioSet&) const = default;
};

}  // namespace roundscope
