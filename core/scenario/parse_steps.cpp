// The steps of a method: each an object with one action and perhaps `when`.
#include "core/scenario/parse_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "core/base/words.h"
#include "core/scenario/fields.h"
#include "core/scenario/parse_call.h"
#include "core/scenario/parse_values.h"
#include "core/scenario/parse_when.h"
#include "core/scenario/ranges.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kMaxSteps = 1'000;

/// `set` and `add`: {"variable": value}.
template <class StepType>
StepType readAssignment(const Node& node, const Canister& canister) {
  constexpr std::string_view expected = "one variable and its value, as {\"balance\": 5}";
  const auto members = readMembers(node, expected);
  if (members.empty()) failFound(node, std::string(expected));
  if (members.size() > 1) fail(node, fmt::format("found {} variables", members.size()), std::string(expected));
  const auto& [name, value] = members.front();
  return {findVariable(value, name, canister, false), readOperand(value, canister)};
}

RequireStep readRequire(const Node& node, const Canister& canister) {
  const std::string expected = "a \"variable\" and one of " + quotedList(kNamesOf<kComparisons>);
  const ObjectReader object(node, fields::require, expected);
  RequireStep step;
  step.condition.variable = readVariable(object.require("variable", "a variable's name"), canister);
  readComparison(object, canister, expected, step.condition);
  step.message = object.find("else") ? object.string("else") : "requirement not met";
  return step;
}

WorkStep readWork(const Node& node) {
  if (node.json->is_number()) return {static_cast<std::uint64_t>(readInteger(node, kInstructions)), 0};
  const ObjectReader object(node, fields::work, "instructions, or {\"instructions\", \"heap_delta_bytes\"}");
  return {object.integer<std::uint64_t>("instructions", 0, kInstructions),
          object.integer<std::uint64_t>("heap_delta_bytes", 0, {0, 1'000'000'000'000})};
}

std::string readMessage(const Node& node) {
  if (node.json->is_string()) return node.json->get<std::string>();
  return ObjectReader(node, fields::message, "a message, or {\"message\"}").string("message");
}

/// What steps may do where they stand.
struct Place {
  bool waits = true;    ///< call, await, wait
  bool answers = true;  ///< reply, reject, require
  bool locks = true;    ///< take a lock
  std::string where;    ///< with any of these false, for errors: "steps of \"finally\""
};

constexpr std::size_t kMaxDepth = 8;

/// Reads the steps of one body in order, which is what labels are about.
class BodyReader {
 public:
  BodyReader(const Node& body, const BodyContext& context)
      : m_context(context), m_failures(body.failures), m_failuresBefore(failureCount()) {
    m_place.answers = context.answers;
    m_place.where = "a timer or heartbeat";
  }

  /// Reads a list of steps, and those within them behind each.
  void readBlock(const Node& list);
  /// Steps that run however the method ends.
  void readFinally(const Node& list);
  /// A method of which nothing is said replies.
  void onlyReply() { m_steps.emplace_back().action = ReplyStep{}; }
  [[nodiscard]] std::size_t count() const { return m_steps.size(); }

  /// Every label that was dispatched is awaited.
  std::vector<Step> finish() {
    for (const auto& [label, calls] : m_labels)
      if (calls.awaiting == Awaiting::Later && !calls.awaited)
        failLabel(calls.step, fmt::format("the calls {} are dispatched but never awaited", shown(Json(label))),
                  "a later step {\"await\": label}");
    return std::move(m_steps);
  }

  // The kinds of steps, in the order of `Action`.
  Action work(const Node& node) { return readWork(node); }
  Action call(const Node& node) { return readCallStep(node); }
  Action await(const Node& node) { return readAwait(node); }
  Action lock(const Node& node) {
    if (!m_place.locks || m_depth > 0)
      fail(node, "a lock is taken within other steps", "a step of the method itself, so that it is plain who holds it");
    if (node.json->is_string()) return LockStep{readLockName(node, node)};
    const ObjectReader object(node, fields::lock, "a lock's name, or {\"name\", \"release_on_trap\"}");
    return LockStep{readLockName(node, object.require("name", "a lock's name")),
                    object.boolean("release_on_trap", false)};
  }
  Action unlock(const Node& node) { return UnlockStep{readLockName(node, node)}; }
  Action set(const Node& node) { return readAssignment<SetStep>(node, canister()); }
  Action add(const Node& node) { return readAssignment<AddStep>(node, canister()); }
  Action require(const Node& node) {
    // A task that does not meet a requirement just ends.
    if (m_context.answers) checkAnswers(node);
    return readRequire(node, canister());
  }
  Action reply(const Node& node) {
    checkAnswers(node);
    const ObjectReader object(node, fields::reply, "{} or {\"payload_bytes\"}");
    return ReplyStep{object.integer<std::uint64_t>("payload_bytes", 0, {0, kMaxPayloadBytes})};
  }
  Action reject(const Node& node) {
    checkAnswers(node);
    return RejectStep{readMessage(node)};
  }
  Action trap(const Node& node) { return TrapStep{readMessage(node)}; }
  Action branch(const Node& node) { return readIf(node); }
  Action delay(const Node& node) {
    checkWaits(node);
    return DelayStep{milliseconds(readInteger(node, {1, kMaxMilliseconds}))};
  }
  Action neverAnswer(const Node& node) {
    checkWaits(node);
    const ObjectReader object(node, {}, "{}");
    return NeverAnswerStep{};
  }

 private:
  /// The calls of a label.
  struct Labelled {
    Node step;
    std::uint16_t number = 0;  ///< of the step
    Awaiting awaiting = Awaiting::Here;
    std::vector<std::size_t> block;  ///< where it stands: the steps that it stands within
    bool awaited = false;
  };

  [[nodiscard]] const Canister& canister() const { return *m_context.canister; }

  void read(const Node& node);
  /// A field that holds steps within the step that is being read. Gives how many they are, those within them included.
  std::uint16_t readWithin(const Node& owner, std::string_view field);

  [[nodiscard]] std::size_t failureCount() const { return m_failures == nullptr ? 0 : m_failures->size(); }

  /// Says nothing where a step of the body could not be read: it may have been the one with the label.
  void failLabel(const Node& node, std::string what, std::string expected) const {
    if (failureCount() == m_failuresBefore) fail(node, std::move(what), std::move(expected));
  }

  /// A query's changes are discarded with it. `set` and `add` show that; a lock that guards nothing would mislead.
  VariableId readLockName(const Node& step, const Node& name) const {
    if (isQuery(m_context.kind))
      fail(step, "a query cannot keep a lock: its changes are discarded", "the method's kind \"update\"");
    return findVariable(name, readName(name, "a lock's name"), canister(), true);
  }

  void checkAnswers(const Node& node) const {
    if (!m_place.answers) fail(node, m_place.where + " has nobody to answer", "no reply or reject here");
  }
  void checkWaits(const Node& node) const {
    if (!m_place.waits) fail(node, m_place.where + " cannot wait", "steps that do not call or wait");
    if (isQuery(m_context.kind)) fail(node, "a query cannot wait for what is outside", "the method's kind \"update\"");
  }

  CallStep readCallStep(const Node& node) {
    if (m_context.kind == MethodKind::Query)
      fail(node, "a query cannot make calls", "the method's kind \"composite_query\" or \"update\"");
    if (!m_place.waits) fail(node, m_place.where + " cannot call", "steps that do not call or wait");
    CallStep call = readCall(node, *m_context.names, canister().language);
    if (m_context.kind == MethodKind::CompositeQuery) checkQueryCall(node, call);
    if (call.label.empty()) return call;
    const Labelled labelled{node, static_cast<std::uint16_t>(m_steps.size() - 1), call.awaiting, m_block};
    if (!m_labels.emplace(call.label, labelled).second)
      fail(node.child("label", (*node.json)["label"]), fmt::format("label {} is used twice", shown(Json(call.label))),
           "a label of its own");
    return call;
  }

  /// The system API offers queries neither cycles nor the timer, and nobody keeps what is to be tried again later.
  static void checkQueryCall(const Node& node, const CallStep& call) {
    if (call.cycles > 0)
      fail(node.child("cycles", (*node.json)["cycles"]), "a query cannot attach cycles", "0, or no \"cycles\"");
    if (call.onFailure == OnFailure::Retry && call.retry.via != RetryVia::Immediate)
      fail(node.child("on_failure", (*node.json)["on_failure"]),
           "a query leaves nothing behind, so no timer or heartbeat can call again for it",
           "{\"retry\": {\"via\": \"immediate\"}}, or another \"on_failure\"");
  }

  /// The calls of a label that stand before this step. Null where another failure may be why there are none.
  Labelled* labelled(const Node& name, std::string_view expected, bool onlyDispatched);
  AwaitStep readAwait(const Node& node);
  IfStep readIf(const Node& node);

  const BodyContext& m_context;
  ParseFailures* m_failures;
  std::size_t m_failuresBefore;
  std::vector<Step> m_steps;
  std::map<std::string, Labelled> m_labels;
  std::vector<std::size_t> m_block;  ///< the steps within which the next one stands
  std::size_t m_depth = 0;
  Place m_place;
};

/// A kind of step: its name in the file, and who reads what stands there.
struct StepKind {
  std::string_view name;
  Action (BodyReader::*read)(const Node& node);
};
constexpr auto kStepKinds = std::to_array<StepKind>({{"work", &BodyReader::work},
                                                     {"call", &BodyReader::call},
                                                     {"await", &BodyReader::await},
                                                     {"lock", &BodyReader::lock},
                                                     {"unlock", &BodyReader::unlock},
                                                     {"set", &BodyReader::set},
                                                     {"add", &BodyReader::add},
                                                     {"require", &BodyReader::require},
                                                     {"reply", &BodyReader::reply},
                                                     {"reject", &BodyReader::reject},
                                                     {"trap", &BodyReader::trap},
                                                     {"if", &BodyReader::branch},
                                                     {"delay_ms", &BodyReader::delay},
                                                     {"never_answer", &BodyReader::neverAnswer}});
static_assert(kStepKinds.size() == std::variant_size_v<Action>, "every kind of step can be written in a file");
constexpr auto kStepFields = joined(namesIn(kStepKinds), names("when"));

BodyReader::Labelled* BodyReader::labelled(const Node& name, std::string_view expected, bool onlyDispatched) {
  const std::string label = readString(name, expected);
  const auto found = m_labels.find(label);
  const bool fits = found != m_labels.end() && (!onlyDispatched || found->second.awaiting == Awaiting::Later);
  if (!fits) {
    std::vector<std::string> known;
    for (const auto& [each, calls] : m_labels)
      if (!onlyDispatched || calls.awaiting == Awaiting::Later) known.push_back(each);
    failLabel(name,
              fmt::format("no earlier call{} has the label {}", onlyDispatched ? " with \"await\": false" : "",
                          shown(Json(label))),
              known.empty() ? std::string(expected) : expectedName(label, known, "one of"));
    return nullptr;
  }
  return &found->second;
}

AwaitStep BodyReader::readAwait(const Node& node) {
  if (!m_place.waits) fail(node, m_place.where + " cannot wait", "steps that do not call or wait");
  AwaitStep step;
  Node label = node;
  if (!node.json->is_string()) {
    const ObjectReader object(node, fields::await, "a label, or {\"calls\", \"reverse\", \"suspend_if_completed\"}");
    label = object.require("calls", "the label of calls dispatched before");
    step.reverse = object.boolean("reverse", false);
    step.suspendIfCompleted = object.boolean("suspend_if_completed", true);
  }
  Labelled* const found = labelled(label, "the label of calls dispatched before", true);
  step.label = label.json->get<std::string>();
  if (found == nullptr) return step;
  Labelled& calls = *found;
  if (calls.awaited && canister().language == Language::Rust)
    fail(label, fmt::format("the calls {} are awaited twice", shown(Json(step.label))),
         "one await for each label: in Rust, awaiting a future uses it up");
  const bool visible =
      calls.block.size() <= m_block.size() && std::equal(calls.block.begin(), calls.block.end(), m_block.begin());
  if (!visible)
    fail(label, fmt::format("the calls {} are dispatched within another \"if\"", shown(Json(step.label))),
         "an await beside them, or within the same steps");
  calls.awaited = true;
  return step;
}

/// A variable, or how many calls of a label were replied to or failed.
Condition readCondition(const ObjectReader& object, const Canister& canister,
                        const std::function<std::uint16_t(const Node&)>& callOf) {
  const std::string expected =
      "one of \"variable\", \"replied\" and \"failed\", and one of " + quotedList(kNamesOf<kComparisons>);
  Condition condition;
  std::size_t found = 0;
  if (const auto variable = object.find("variable")) {
    ++found;
    condition.variable = readVariable(*variable, canister);
  }
  for (const auto& [field, quantity] :
       {std::pair("replied", Quantity::Replied), std::pair("failed", Quantity::Failed)}) {
    const auto label = object.find(field);
    if (!label) continue;
    ++found;
    condition.quantity = quantity;
    condition.call = callOf(*label);
  }
  if (found != 1) fail(object.node(), fmt::format("found {} things to compare", found), expected);
  readComparison(object, canister, expected, condition);
  return condition;
}

IfStep BodyReader::readIf(const Node& node) {
  const ObjectReader object(node, fields::condition, "a condition, \"then\" and perhaps \"else\"");
  IfStep step;
  step.condition = readCondition(object, canister(), [this](const Node& label) {
    const Labelled* const calls = labelled(label, "the label of an earlier call", false);
    return calls == nullptr ? std::uint16_t{0} : calls->number;
  });
  static_cast<void>(object.require("then", "a list of steps"));
  return step;
}

std::uint16_t BodyReader::readWithin(const Node& owner, std::string_view field) {
  const auto found = owner.json->find(std::string(field));
  if (found == owner.json->end()) return 0;
  const Node list = owner.child(field, *found);
  if (m_depth == kMaxDepth) fail(list, "the steps are nested too deeply", fmt::format("at most {} levels", kMaxDepth));
  const std::size_t first = m_steps.size();
  // Both branches of an `if` are blocks of their own.
  m_block.push_back(first);
  ++m_depth;
  readBlock(list);
  --m_depth;
  m_block.pop_back();
  return static_cast<std::uint16_t>(m_steps.size() - first);
}

void BodyReader::read(const Node& node) {
  const ObjectReader object(node, kStepFields, "a step as {\"call\": …}");
  std::vector<std::pair<const StepKind*, Node>> actions;
  for (const StepKind& kind : kStepKinds)
    if (const auto value = object.find(kind.name)) actions.emplace_back(&kind, *value);
  const bool misnamed = actions.empty() && object.hasUnknownFields();
  if (misnamed) return;
  if (actions.size() != 1)
    fail(node, fmt::format("found {} actions in one step", actions.size()),
         fmt::format("exactly one of {}", fmt::join(namesIn(kStepKinds), ", ")));
  if (m_steps.size() == kMaxSteps)
    fail(node, "found more steps", fmt::format("at most {} steps in a method", grouped(kMaxSteps)));
  const auto& [kind, value] = actions.front();
  const std::size_t at = m_steps.size();
  m_steps.emplace_back().depth = static_cast<std::uint8_t>(m_depth);
  object.read("when", [&](const Node& when) { m_steps[at].when = readWhen(when); });
  Action action;
  attempt(node, [&, read = kind->read, &where = value] { action = (this->*read)(where); });
  if (auto* call = std::get_if<CallStep>(&action)) {
    const Place outside = m_place;
    m_place.waits = m_place.locks = false;
    if (call->onFailure == OnFailure::Retry && call->retry.via != RetryVia::Immediate) m_place.answers = false;
    m_place.where = "what follows a call's outcome";
    if (!m_place.answers)
      m_place.where = outside.answers ? "a timer or heartbeat that makes the call again" : outside.where;
    call->replySteps = readWithin(value, "on_reply");
    call->rejectSteps = readWithin(value, "on_reject");
    m_place = outside;
  }
  if (auto* branch = std::get_if<IfStep>(&action)) {
    branch->thenSteps = readWithin(value, "then");
    branch->elseSteps = readWithin(value, "else");
  }
  m_steps[at].action = std::move(action);
}

void BodyReader::readBlock(const Node& list) {
  for (const Node& step : readList(list, "a list of steps")) attempt(list, [&] { read(step); });
}

void BodyReader::readFinally(const Node& list) {
  m_place = {.waits = false, .answers = false, .locks = false, .where = "a step of \"finally\""};
  readBlock(list);
}

/// Says of each step between `at` and `end` where the method goes on after it; after the last, at `after`.
void link(std::vector<Step>& steps, std::size_t at, std::size_t end, std::size_t after) {
  while (at < end) {
    const std::size_t within = at + 1;
    const std::size_t following = within + stepsWithin(steps[at].action);
    const std::size_t next = following < end ? following : after;
    steps[at].next = static_cast<std::uint16_t>(next);
    if (const auto* branch = std::get_if<IfStep>(&steps[at].action)) {
      link(steps, within, within + branch->thenSteps, next);
      link(steps, within + branch->thenSteps, following, next);
    } else if (const auto* call = std::get_if<CallStep>(&steps[at].action)) {
      link(steps, within, within + call->replySteps, within + call->replySteps);
      link(steps, within + call->replySteps, following, following);
    }
    at = following;
  }
}

}  // namespace

FieldNames stepFields() { return kStepFields; }

void readSteps(const ObjectReader& object, const BodyContext& context, Method& method) {
  BodyReader reader(object.node(), context);
  object.read("steps", [&](const Node& steps) { reader.readBlock(steps); });
  if (!object.find("steps") && context.answers) reader.onlyReply();
  const std::size_t body = reader.count();
  object.read("finally", [&](const Node& finally) { reader.readFinally(finally); });
  method.finallySteps = static_cast<std::uint16_t>(reader.count() - body);
  method.steps = reader.finish();
  link(method.steps, 0, body, body);
  link(method.steps, body, method.steps.size(), method.steps.size());
}

}  // namespace roundscope::detail
