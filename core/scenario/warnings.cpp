// Rules about single steps, about methods, and about who calls whom. Each says only what holds in every run.
#include "core/scenario/warnings.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/base/overloaded.h"
#include "core/base/words.h"
#include "core/scenario/json_document.h"

namespace roundscope {
namespace {

using detail::childPointer;

/// What a step does to its method, if it applies.
enum class Effect : std::uint8_t { GoesOn, Replies, Rejects, Traps, Waits };

Effect effectOf(const Action& action) {
  return std::visit(
      Overloaded{[](const WorkStep&) { return Effect::GoesOn; }, [](const CallStep&) { return Effect::GoesOn; },
                 [](const AwaitStep&) { return Effect::GoesOn; }, [](const LockStep&) { return Effect::GoesOn; },
                 [](const UnlockStep&) { return Effect::GoesOn; }, [](const SetStep&) { return Effect::GoesOn; },
                 [](const AddStep&) { return Effect::GoesOn; }, [](const RequireStep&) { return Effect::GoesOn; },
                 [](const ReplyStep&) { return Effect::Replies; }, [](const RejectStep&) { return Effect::Rejects; },
                 [](const TrapStep&) { return Effect::Traps; }, [](const IfStep&) { return Effect::GoesOn; },
                 [](const DelayStep&) { return Effect::GoesOn; }, [](const NeverAnswerStep&) { return Effect::Waits; }},
      action);
}

/// A method, timer or heartbeat with its place and those of its steps.
struct Body {
  const Method& method;
  std::string pointer;
  bool isTask;
  bool called;
  std::vector<std::string> steps{};  ///< pointers, by the step's number
};

/// Notes the pointers of the steps from `at` to `end`, which stand in the list at `list`.
void placeSteps(Body& body, std::size_t at, std::size_t end, const std::string& list) {
  for (std::size_t i = 0; at < end; ++i) {
    const Action& action = body.method.steps[at].action;
    const std::string pointer = childPointer(list, std::to_string(i));
    body.steps[at] = pointer;
    const std::size_t within = at + 1;
    at = within + stepsWithin(action);
    if (const auto* call = std::get_if<CallStep>(&action)) {
      placeSteps(body, within, within + call->replySteps, pointer + "/call/on_reply");
      placeSteps(body, within + call->replySteps, at, pointer + "/call/on_reject");
    }
    if (const auto* branch = std::get_if<IfStep>(&action)) {
      placeSteps(body, within, within + branch->thenSteps, pointer + "/if/then");
      placeSteps(body, within + branch->thenSteps, at, pointer + "/if/else");
    }
  }
}

/// What is known of a method where its steps have led to.
struct Way {
  std::optional<std::size_t> replied;  ///< the first step that may have replied
  bool surelyReplied = false;
  bool mayAnswer = false;
  bool ended = false;  ///< nothing that follows is reached

  /// Where this way and the other come together again.
  void join(const Way& other) {
    if (!replied) replied = other.replied;
    surelyReplied = (surelyReplied || ended) && (other.surelyReplied || other.ended);
    mayAnswer = mayAnswer || other.mayAnswer;
    ended = ended && other.ended;
  }
};

class Search {
 public:
  explicit Search(const Scenario& scenario) : m_scenario(scenario) {
    for (const Ingress& message : scenario.ingress)
      m_called.insert({message.to.canister.value, message.to.method.value});
    for (const Canister& canister : scenario.canisters)
      for (const Method& method : canister.methods)
        for (const Step& step : method.steps)
          if (const auto* call = std::get_if<CallStep>(&step.action)) noteCalled(*call);
  }

  std::vector<Warning> run() {
    const auto& canisters = m_scenario.canisters;
    const bool hasTask = std::any_of(canisters.begin(), canisters.end(), [](const Canister& canister) {
      return !canister.timers.empty() || canister.heartbeat;
    });
    if (m_scenario.ingress.empty() && !hasTask)
      warn("/ingress", "nothing ever happens: there is no user's message, timer or heartbeat");
    for (std::size_t c = 0; c < canisters.size(); ++c) checkCanister(canisters[c], c);
    return std::move(m_warnings);
  }

 private:
  void warn(std::string pointer, std::string what, bool ofAllVariants = false) {
    m_warnings.push_back({std::move(pointer), std::move(what), ofAllVariants});
  }

  void noteCalled(const CallStep& call) {
    for (const MethodRef& to : call.to) m_called.insert({to.canister.value, to.method.value});
    if (call.compensate) m_called.insert({call.compensate->canister.value, call.compensate->method.value});
  }

  void checkCanister(const Canister& canister, std::size_t index) {
    const std::string pointer = childPointer("/canisters", std::to_string(index));
    std::vector<Body> bodies;
    for (std::size_t m = 0; m < canister.methods.size(); ++m) {
      const MethodId id{static_cast<std::uint16_t>(m)};
      const Method& method = canister.methods[m];
      const bool isTask = canister.isTask(id);
      std::string place = canister.heartbeat == id ? pointer + "/heartbeat"
                          : !isTask                ? childPointer(pointer + "/methods", method.name)
                          : method.name == "timer" ? pointer + "/timer"
                                                   : childPointer(pointer + "/timers", method.name);
      const bool called = m_called.count({static_cast<std::uint16_t>(index), id.value}) > 0;
      Body& body = bodies.emplace_back(Body{method, std::move(place), isTask, called});
      body.steps.resize(method.steps.size());
      placeSteps(body, 0, method.bodyEnd(), body.pointer + "/steps");
      placeSteps(body, method.bodyEnd(), method.steps.size(), body.pointer + "/finally");
    }
    checkCalled(canister, pointer, bodies);
    checkLocks(canister, bodies);
    for (const Body& body : bodies) {
      checkAnswers(body);
      checkFinally(canister, body);
      for (std::size_t i = 0; i < body.method.steps.size(); ++i) checkWhen(body.method.steps[i], body.steps[i]);
    }
    if (exists(canister.status)) checkBalance(canister, m_scenario.subnet(canister.subnet), pointer, bodies);
  }

  void checkCalled(const Canister& canister, const std::string& pointer, const std::vector<Body>& bodies) {
    const auto alive = [](const Body& body) { return body.called || body.isTask; };
    if (std::none_of(bodies.begin(), bodies.end(), alive))
      return warn(pointer, fmt::format("nobody calls canister \"{}\", and it does nothing by itself", canister.id),
                  true);
    for (const Body& body : bodies)
      if (!alive(body)) warn(body.pointer, "nobody calls this method", true);
  }

  /// Such a step runs also where another call holds the lock, and takes it from that call.
  void checkFinally(const Canister& canister, const Body& body) {
    const std::vector<Step>& steps = body.method.steps;
    for (std::size_t i = body.method.bodyEnd(); i < steps.size(); ++i) {
      const auto* unlock = std::get_if<UnlockStep>(&steps[i].action);
      if (unlock == nullptr) continue;
      for (const Step& step : steps)
        if (const auto* lock = std::get_if<LockStep>(&step.action); lock != nullptr && lock->lock == unlock->lock)
          return warn(body.steps[i],
                      fmt::format("gives back the lock \"{}\" also where another call holds it: \"release_on_trap\" of "
                                  "the lock gives back one's own",
                                  canister.variables[lock->lock.value].name));
    }
  }

  void checkLocks(const Canister& canister, const std::vector<Body>& bodies) {
    std::set<std::uint16_t> given;
    for (const Body& body : bodies)
      for (const Step& step : body.method.steps)
        if (const auto* unlock = std::get_if<UnlockStep>(&step.action)) given.insert(unlock->lock.value);
    for (const Body& body : bodies) {
      for (std::size_t i = 0; i < body.method.steps.size(); ++i) {
        const auto* lock = std::get_if<LockStep>(&body.method.steps[i].action);
        if (lock != nullptr && !lock->releasedOnTrap && given.count(lock->lock.value) == 0)
          warn(body.steps[i], fmt::format("the lock \"{}\" is never given back: no step unlocks it",
                                          canister.variables[lock->lock.value].name));
      }
    }
  }

  void checkAnswers(const Body& body) {
    if (body.method.kind == MethodKind::Missing) return;
    Way way;
    follow(body, 0, body.method.bodyEnd(), way);
    if (body.called && !body.isTask && !way.surelyReplied && !way.ended)
      warn(body.pointer,
           way.mayAnswer ? "ends without an answer where none of its answers applies" : "ends without an answer");
  }

  /// Follows the steps of a list, to where the method surely has ended or to the list's end.
  void follow(const Body& body, std::size_t at, std::size_t end, Way& way) {
    while (at < end) {
      const Step& step = body.method.steps[at];
      const std::size_t following = at + 1 + stepsWithin(step.action);
      Way after = way;
      followStep(body, at, after);
      // A step that need not apply leaves the way around it.
      if (step.when) after.join(way);
      way = after;
      if (way.ended && following < end)
        warn(body.steps[following], fmt::format("is never reached: {} ends the method", shown(body, at)));
      if (way.ended) return;
      at = following;
    }
  }

  void followStep(const Body& body, std::size_t at, Way& way) {
    const Step& step = body.method.steps[at];
    const std::size_t within = at + 1;
    if (const auto* branch = std::get_if<IfStep>(&step.action)) {
      Way other = way;
      follow(body, within, within + branch->thenSteps, way);
      follow(body, within + branch->thenSteps, within + stepsWithin(step.action), other);
      return way.join(other);
    }
    if (const auto* call = std::get_if<CallStep>(&step.action)) return followCall(body, at, *call, way);
    const Effect effect = effectOf(step.action);
    const bool answers = effect == Effect::Replies || effect == Effect::Rejects;
    if (answers && (way.surelyReplied || (way.replied && !step.when)))
      warn(body.steps[at], fmt::format("answers a second time, which traps{}: {} has replied already",
                                       way.surelyReplied ? "" : " now and then", shown(body, *way.replied)));
    if (effect == Effect::Replies && !way.replied) way.replied = at;
    way.surelyReplied = way.surelyReplied || effect == Effect::Replies;
    way.mayAnswer = way.mayAnswer || effect != Effect::GoesOn;
    way.ended = effect == Effect::Rejects || effect == Effect::Traps || effect == Effect::Waits;
  }

  /// The steps of its outcomes may run or not.
  void followCall(const Body& body, std::size_t at, const CallStep& call, Way& way) {
    const std::size_t within = at + 1;
    const std::size_t rejects = within + call.replySteps;
    for (const auto& [first, last] : {std::pair(within, rejects), std::pair(rejects, rejects + call.rejectSteps)}) {
      Way inside = way;
      follow(body, first, last, inside);
      way.join(inside);
    }
    if (call.onFailure == OnFailure::Throw || call.onFailure == OnFailure::Trap) way.mayAnswer = true;
  }

  /// A step in words: its number in its list.
  static std::string shown(const Body& body, std::size_t step) {
    const std::string& pointer = body.steps[step];
    return "step " + pointer.substr(pointer.rfind('/') + 1);
  }

  void checkWhen(const Step& step, const std::string& pointer) {
    if (!step.when) return;
    const When& when = *step.when;
    if (when.chanceDenominator > 0 && when.chanceNumerator == 0)
      warn(pointer + "/when", "never applies: its chance is 0");
    const auto* call = std::get_if<CallStep>(&step.action);
    if (call == nullptr) return;
    if (when.every > call->count)
      warn(pointer + "/when", fmt::format("never applies: the step makes only {}", counted(call->count, "call")));
    if (!when.listed.empty() && when.listed.back() > call->count)
      warn(pointer + "/when", fmt::format("names call {}, and the step makes only {}", grouped(when.listed.back()),
                                          counted(call->count, "call")));
  }

  /// Source: protocol.md section 11.
  void checkBalance(const Canister& canister, const Subnet& subnet, const std::string& pointer,
                    const std::vector<Body>& bodies) {
    const Tariff tariff = subnet.tariff();
    if (tariff.kind == SubnetKind::System) return;  // nothing costs anything, so nothing is frozen
    const std::uint64_t message = longestExecutionFee(tariff) + canister.freezingThreshold;
    for (const Body& body : bodies) {
      if (isQuery(body.method.kind) || body.method.kind == MethodKind::Missing || !(body.called || body.isTask))
        continue;
      if (canister.cycles < message)
        return warn(pointer + "/cycles",
                    fmt::format("{} cycles cannot pay for a single message, for which {} must be there",
                                grouped(canister.cycles), grouped(message)));
      for (std::size_t i = 0; i < body.method.steps.size(); ++i)
        if (const auto* call = std::get_if<CallStep>(&body.method.steps[i].action))
          checkPaid(canister, subnet, *call, canister.cycles - message, body.steps[i] + "/call");
    }
  }

  void checkPaid(const Canister& canister, const Subnet& subnet, const CallStep& call, std::uint64_t available,
                 std::string pointer) {
    const Tariff tariff = subnet.tariff();
    const std::uint64_t each = callFee(tariff, call.payloadBytes) + prepayment(tariff) + call.cycles;
    const bool chosen = canister.cycles != Canister{}.cycles;
    const std::uint64_t wanted = chosen ? 1 : atOnce(call, subnet);
    const std::uint64_t paid = each == 0 ? wanted : available / each;
    if (paid >= wanted) return;
    const std::string balance = grouped(canister.cycles);
    warn(std::move(pointer),
         paid == 0 ? fmt::format("the canister's {} cycles cannot pay for a single call, for which {} must be there",
                                 balance, grouped(canister.cycles - available + each))
                   : fmt::format("the canister's {} cycles pay for {} of the {} at once", balance, grouped(paid),
                                 counted(wanted, "call")));
  }

  /// Calls of the step that may be in flight together, as far as slots allow.
  static std::uint64_t atOnce(const CallStep& call, const Subnet& subnet) {
    std::set<std::uint16_t> callees;
    for (const MethodRef& to : call.to) callees.insert(to.canister.value);
    const std::uint64_t slots = callees.size() * subnet.limits.queue_capacity;
    switch (call.order) {
      case Order::Sequential:
        return 1;
      case Order::Parallel:
        return std::min<std::uint64_t>(call.count, slots);
      case Order::Window:
        return std::min<std::uint64_t>({call.window, call.count, slots});
    }
    return 1;
  }

  const Scenario& m_scenario;
  std::set<std::pair<std::uint16_t, std::uint16_t>> m_called;  ///< by users or canisters: canister and method
  std::vector<Warning> m_warnings;
};

}  // namespace

std::vector<Warning> warningsOf(const Scenario& scenario) { return Search(scenario).run(); }

}  // namespace roundscope
