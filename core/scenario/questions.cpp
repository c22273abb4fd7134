// Questions as tables of words and edits. What a scenario cannot have is not asked.
#include "core/scenario/questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "core/base/overloaded.h"
#include "core/base/words.h"
#include "core/scenario/json_document.h"
#include "core/scenario/variants.h"

namespace roundscope {
namespace {

using detail::Json;
using Kind = ScenarioEdit::Kind;
using Edits = std::vector<ScenarioEdit>;

constexpr std::int64_t kSlowSeconds = 5;
constexpr std::int64_t kMostSeconds = 1'000'000;
constexpr std::int64_t kMostCalls = 20'000'000;
constexpr std::int64_t kMostMessages = 1'000'000;
constexpr std::int64_t kMostCycles = 100'000'000'000'000'000;

/// A question whose answer takes no number.
Question plain(std::string words, const std::string& name, const Edits& edits) {
  return {std::move(words), [name](std::int64_t) { return name; }, [edits](std::int64_t) { return edits; }};
}

Question numbered(std::string words, AskedNumber number, std::function<std::string(std::int64_t)> name,
                  std::function<Edits(std::int64_t)> edits) {
  return {std::move(words), std::move(name), std::move(edits), std::move(number)};
}

/// Reads what the variant's text says.
class Asked {
 public:
  /// Once: a menu looks up many places.
  Asked(const Document& document, std::size_t variant) {
    try {
      const Json file = detail::readJson(document.text());
      m_scenario = std::make_shared<const Json>(detail::patchedScenario(file, detail::variantIn(file, variant)));
    } catch (const detail::ParseFailure&) {
      m_scenario = nullptr;
    }
  }

  [[nodiscard]] std::optional<Json> at(const std::string& pointer) const {
    const Json* const found = m_scenario ? detail::lookUp(*m_scenario, pointer).value : nullptr;
    return found != nullptr ? std::optional(*found) : std::nullopt;
  }

 private:
  std::shared_ptr<const Json> m_scenario;  ///< shared by the questions that ask again; null where there is none
};

ScenarioEdit set(std::string pointer, const Json& value) { return {Kind::Set, std::move(pointer), value.dump()}; }
ScenarioEdit insert(std::string pointer, const Json& value) { return {Kind::Insert, std::move(pointer), value.dump()}; }

void group(std::vector<Question>& all, std::vector<Question> more) {
  if (more.empty()) return;
  more.front().startsGroup = !all.empty();
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

/// A step before all others of a method.
Edits firstStep(const std::string& method, const Asked& asked, const Json& step) {
  if (asked.at(method + "/steps")) return {insert(method + "/steps/0", step)};
  return {set(method + "/steps", Json::array({step, Json{{"reply", Json::object()}}}))};
}

/// A message from a user, again.
std::vector<Question> aboutMessages(MethodRef method, const Scenario& scenario, Time now) {
  const std::string to = nameOf(method, scenario);
  const std::int64_t ms = now.us / 1'000;
  const auto message = [to, ms](std::int64_t count) {
    Json json{{"at_ms", ms}, {"to", to}};
    if (count > 1) json["count"] = count;
    return Edits{insert("/ingress/-", json)};
  };
  std::vector<Question> all;
  all.push_back(plain("Another user's message at this moment", fmt::format("Another message to {}", to), message(1)));
  all.push_back(numbered(
      "More users' messages at this moment…", {"Messages", 10, 1, kMostMessages},
      [to](std::int64_t n) { return fmt::format("{} more messages to {}", grouped(n), to); }, message));
  return all;
}

/// How a method fares when it is called.
std::vector<Question> aboutCallee(MethodRef ref, const Scenario& scenario, const Asked& asked) {
  const Method& method = scenario.method(ref);
  const std::string pointer = pointerOf(ref, scenario);
  const std::string name = nameOf(ref, scenario);
  if (method.kind == MethodKind::Missing || !asked.at(pointer)) return {};
  const auto only = [&](Json step) { return Edits{set(pointer + "/steps", Json::array({std::move(step)}))}; };
  std::vector<Question> all;
  if (method.kind == MethodKind::Update)
    all.push_back(numbered(
        "Is slow…", {"Seconds until it goes on", kSlowSeconds, 1, kMostSeconds, "s"},
        [name](std::int64_t n) { return fmt::format("{} takes {} s", name, grouped(n)); },
        [pointer, asked](std::int64_t n) {
          return firstStep(pointer, asked, {{"delay_ms", n * 1'000}});
        }));
  if (method.kind == MethodKind::Update)
    all.push_back(plain("Never answers", name + " never answers", only({{"never_answer", Json::object()}})));
  all.push_back(plain("Traps", name + " traps", only({{"trap", "It traps."}})));
  all.push_back(plain("Rejects", name + " rejects", only({{"reject", "It rejects."}})));
  if (!isQuery(method.kind))
    all.push_back(numbered(
        "Fails every n-th time…", {"Every n-th message fails", 3, 1, kMostCalls},
        [name](std::int64_t n) { return fmt::format("Every {}. message to {} fails", grouped(n), name); },
        [pointer, asked](std::int64_t n) {
          const Json fault{{"code", 2}, {"message", "It is busy."}, {"when", {{"every", n}}}};
          if (asked.at(pointer + "/faults")) return Edits{insert(pointer + "/faults/0", fault)};
          return Edits{set(pointer + "/faults", Json::array({fault}))};
        }));
  return all;
}

/// How calls are made.
std::vector<Question> aboutCall(const StepPlace& ref, const Scenario& scenario, const Asked& asked) {
  const auto& call = std::get<CallStep>(scenario.method(ref.method).steps[ref.step].action);
  const std::string pointer = pointerOfStep(ref.method, ref.step, scenario) + "/call";
  if (!asked.at(pointer)) return {};
  const std::string to = nameOf(call.to.front(), scenario);
  const auto sets = [pointer](const char* field, const Json& value) {
    return Edits{set(pointer + '/' + field, value)};
  };
  std::vector<Question> all;
  all.push_back(numbered(
      "Another number of calls…", {"Calls", call.count, 1, kMostCalls},
      [to](std::int64_t n) { return fmt::format("{} calls to {}", grouped(n), to); },
      [sets](std::int64_t n) { return sets("count", n); }));

  std::vector<Question> orders;
  const bool mayChoose = call.awaiting == Awaiting::Here;
  if (call.order != Order::Sequential && mayChoose)
    orders.push_back(plain("One after the other", "Sequential calls to " + to, sets("order", "sequential")));
  if (call.order != Order::Parallel && mayChoose)
    orders.push_back(plain("All at once", "Parallel calls to " + to, sets("order", "parallel")));
  if (mayChoose)
    orders.push_back(numbered(
        "At most so many at once…",
        {"In flight at most", call.order == Order::Window ? call.window : 50, 1, kMostCalls},
        [to](std::int64_t n) { return fmt::format("At most {} calls to {} at once", grouped(n), to); },
        [sets](std::int64_t n) {
          return sets("order", Json{{"window", n}});
        }));
  group(all, std::move(orders));

  std::vector<Question> waits;
  waits.push_back(numbered(
      "Waits at most…", {"Waits at most", call.wait == Wait::Bounded ? call.timeoutSeconds : 10, 1, 300, "s"},
      [to](std::int64_t n) { return fmt::format("Calls to {} wait at most {} s", to, n); },
      [sets](std::int64_t n) {
        return sets("wait", Json{{"bounded_s", n}});
      }));
  if (call.wait == Wait::Bounded)
    waits.push_back(
        plain("Waits without a bound", "Calls to " + to + " wait without a bound", sets("wait", "unbounded")));
  group(all, std::move(waits));

  std::vector<Question> failures;
  const auto retries = [&](const char* words, const char* name, Json retry) {
    failures.push_back(
        plain(words, fmt::format("{} of calls to {}", name, to), sets("on_failure", {{"retry", std::move(retry)}})));
  };
  const bool retriesNow = call.onFailure == OnFailure::Retry && call.retry.via == RetryVia::Immediate;
  if (!retriesNow) retries("Retries failures at once", "Immediate retries", {{"via", "immediate"}, {"attempts", 3}});
  if (call.onFailure != OnFailure::Retry || retriesNow)
    retries("Retries failures by a timer, after 2 s", "Retries by timer",
            {{"via", "timer"}, {"after_ms", 2'000}, {"attempts", 5}});
  if (call.onFailure != OnFailure::Count)
    failures.push_back(plain("Counts failures and goes on", "ParseFailures of calls to " + to + " are counted",
                             sets("on_failure", "count")));
  if (call.onFailure != OnFailure::Stop)
    failures.push_back(
        plain("Stops at the first failure", "Calls to " + to + " stop at a failure", sets("on_failure", "stop")));
  group(all, std::move(failures));
  return all;
}

/// In a copy of a canister, its calls to itself go to the copy.
void redirect(Json& json, const std::string& from, const std::string& to, const std::string& field = {}) {
  if (json.is_string() && (field == "to" || field == "compensate")) {
    const auto text = json.get<std::string>();
    if (text.compare(0, from.size() + 1, from + '.') == 0) json = to + text.substr(from.size());
  }
  if (json.is_array())
    for (Json& element : json) redirect(element, from, to, field);
  if (json.is_object())
    for (auto it = json.begin(); it != json.end(); ++it) redirect(it.value(), from, to, it.key());
}

/// A name like this one that nothing in the list has: with the next number at its end.
template <class Things>
std::string freeId(const std::string& like, const Things& things) {
  const std::size_t digits = like.find_last_not_of("0123456789") + 1;
  const bool counts = digits > 0 && digits < like.size() && like[digits - 1] == '-';
  const std::string stem = counts ? like.substr(0, digits) : like + '-';
  for (int number = 2;; ++number) {
    std::string wanted = stem + std::to_string(number);
    if (std::none_of(things.begin(), things.end(), [&](const auto& each) { return each.id == wanted; })) return wanted;
  }
}

/// The canister once more, called as it is by users.
std::optional<Question> oneMoreCaller(CanisterId canister, const Scenario& scenario, const Asked& asked) {
  const std::string& id = scenario.canister(canister).id;
  auto copy = asked.at(pointerOf(canister));
  const auto ingress = asked.at("/ingress");
  if (!copy || !ingress || !ingress->is_array()) return std::nullopt;
  const std::string name = freeId(id, scenario.canisters);
  redirect(*copy, id, name);
  (*copy)["id"] = name;
  Edits edits{insert("/canisters/-", *copy)};
  for (const Json& message : *ingress) {
    Json again = message;
    redirect(again, id, name);
    if (again != message) edits.push_back(insert("/ingress/-", again));
  }
  if (edits.size() == 1) return std::nullopt;
  return plain("A second caller like this: two callers", fmt::format("A second {}", id), edits);
}

std::vector<Question> aboutCanister(CanisterId ref, const Scenario& scenario, const Asked& asked) {
  const Canister& canister = scenario.canister(ref);
  const std::string pointer = pointerOf(ref);
  std::vector<Question> all;
  if (canister.status != CanisterStatus::Nowhere)
    for (std::uint16_t s = 0; s < scenario.subnets.size(); ++s)
      if (SubnetId{s} != canister.subnet) all.push_back(moveQuestion(ref, SubnetId{s}, scenario));
  if (canister.status != CanisterStatus::Nowhere) all.push_back(newRoomQuestion(ref, scenario));
  std::vector<Question> others;
  if (auto more = oneMoreCaller(ref, scenario, asked)) others.push_back(*std::move(more));
  if (canister.status == CanisterStatus::Running)
    others.push_back(plain("Is stopped", canister.id + " is stopped", {set(pointer + "/status", "stopped")}));
  if (canister.status != CanisterStatus::Running)
    others.push_back(plain("Is running", canister.id + " is running", {set(pointer + "/status", "running")}));
  const bool isMotoko = canister.language == Language::Motoko;
  others.push_back(plain(isMotoko ? "Is written in Rust" : "Is written in Motoko",
                         canister.id + (isMotoko ? " in Rust" : " in Motoko"),
                         {set(pointer + "/language", isMotoko ? "rust" : "motoko")}));
  const auto cycles = static_cast<std::int64_t>(canister.cycles);
  others.push_back(numbered(
      "Holds other cycles…", {"Cycles at the start", cycles, 0, kMostCycles},
      [id = canister.id](std::int64_t n) { return fmt::format("{} holds {} cycles", id, grouped(n)); },
      [pointer](std::int64_t n) { return Edits{set(pointer + "/cycles", n)}; }));
  group(all, std::move(others));
  return all;
}

std::vector<Question> aboutSubnet(SubnetId ref, const Scenario& scenario) {
  const Subnet& subnet = scenario.subnet(ref);
  const std::string pointer = pointerOf(ref);
  std::vector<Question> all;
  all.push_back(numbered(
      "Another in-flight limit…",
      {"Calls in flight between two canisters", static_cast<std::int64_t>(subnet.limits.queue_capacity), 1, 1'000'000},
      [](std::int64_t n) { return fmt::format("An in-flight limit of {}", grouped(n)); },
      [](std::int64_t n) { return Edits{set("/limits/queue_capacity", n)}; }));
  all.push_back(numbered(
      "Other rounds between subnets…",
      {"Rounds until a message from another subnet arrives", subnet.xnetDelayMin, 0, 1'000},
      [id = subnet.id](std::int64_t n) { return fmt::format("{} rounds to {}", n, id); },
      [pointer](std::int64_t n) { return Edits{set(pointer + "/xnet_delay_rounds", n)}; }));
  const std::string canister = freeId("canister", scenario.canisters);
  const Json methods{{"ping", Json::object()}};
  group(all, {plain("One more canister here", canister + " on " + subnet.id,
                    {insert("/canisters/-", Json{{"id", canister}, {"subnet", subnet.id}, {"methods", methods}})})});
  const std::string room = freeId(subnet.id, scenario.subnets);
  all.push_back(plain("One more subnet", "One more subnet", {insert("/subnets/-", Json{{"id", room}})}));
  return all;
}

bool isCalledByUsers(MethodRef method, const Scenario& scenario) {
  return std::any_of(scenario.ingress.begin(), scenario.ingress.end(),
                     [&](const Ingress& message) { return message.to == method; });
}

}  // namespace

Question moveQuestion(CanisterId canister, SubnetId to, const Scenario& scenario) {
  const std::string& subnet = scenario.subnet(to).id;
  return plain("Move to " + subnet, fmt::format("{} on {}", scenario.canister(canister).id, subnet),
               {set(pointerOf(canister) + "/subnet", subnet)});
}

Question newRoomQuestion(CanisterId canister, const Scenario& scenario) {
  const Canister& moved = scenario.canister(canister);
  const std::string id = freeId(scenario.subnets.front().id, scenario.subnets);
  return plain("Move to a new subnet", fmt::format("{} on a subnet of its own", moved.id),
               {insert("/subnets/-", Json{{"id", id}}), set(pointerOf(canister) + "/subnet", id)});
}

std::vector<Question> questionsAbout(const QuestionTopic& topic, const Document& document, std::size_t variant,
                                     const Scenario& scenario, Time now) {
  const Asked asked(document, variant);
  return std::visit(Overloaded{[&](SubnetId subnet) { return aboutSubnet(subnet, scenario); },
                               [&](CanisterId canister) { return aboutCanister(canister, scenario, asked); },
                               [&](MethodRef method) {
                                 std::vector<Question> all;
                                 if (!scenario.canister(method.canister).isTask(method.method))
                                   all = aboutCallee(method, scenario, asked);
                                 if (isCalledByUsers(method, scenario))
                                   group(all, aboutMessages(method, scenario, now));
                                 return all;
                               },
                               [&](const StepPlace& step) { return aboutCall(step, scenario, asked); }},
                    topic);
}

std::string titleOf(const QuestionTopic& topic, const Scenario& scenario) {
  return std::visit(Overloaded{[&](SubnetId subnet) { return "Subnet " + scenario.subnet(subnet).id; },
                               [&](CanisterId canister) { return "Canister " + scenario.canister(canister).id; },
                               [&](MethodRef method) { return "Method " + nameOf(method, scenario); },
                               [&](const StepPlace& step) {
                                 const auto& call =
                                     std::get<CallStep>(scenario.method(step.method).steps[step.step].action);
                                 return fmt::format("Calls of {} to {}", nameOf(step.method, scenario),
                                                    nameOf(call.to.front(), scenario));
                               }},
                    topic);
}

}  // namespace roundscope
