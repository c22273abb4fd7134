// The steps of a method: each an object with one action and perhaps `when`.
#include "core/scenario/parse_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/scenario/fields.h"
#include "core/scenario/parse_call.h"
#include "core/scenario/ranges.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kMaxSteps = 1'000;

When readWhen(const Node& node) {
  constexpr std::string_view expected = "one of {\"every\": k}, {\"calls\": [1, 5]}, {\"chance\": \"1/4\"}";
  const ObjectReader object(node, fields::when, expected);
  if (node.json->size() != 1) failFound(node, std::string(expected));
  When when;
  when.every = object.integer("every", when.every, {1, kMaxCallsPerStep});
  if (const auto calls = object.find("calls")) {
    for (const Node& number : readList(*calls, "a list of call numbers, from 1"))
      when.listed.push_back(static_cast<std::uint32_t>(readInteger(number, {1, kMaxCallsPerStep})));
    if (when.listed.empty()) failFound(*calls, "at least one call number");
    std::sort(when.listed.begin(), when.listed.end());
    when.listed.erase(std::unique(when.listed.begin(), when.listed.end()), when.listed.end());
  }
  if (const auto chance = object.find("chance")) {
    constexpr std::string_view ratio = "a ratio as \"1/4\", at most 1, with at most six digits each";
    const std::string text = readString(*chance, ratio);
    const std::size_t slash = text.find('/');
    const auto number = [&](std::string_view digits) -> std::uint32_t {
      const bool valid = !digits.empty() && digits.size() <= 6 &&
                         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
      if (!valid) failFound(*chance, std::string(ratio));
      return static_cast<std::uint32_t>(std::stoul(std::string(digits)));
    };
    if (slash == std::string::npos) failFound(*chance, std::string(ratio));
    when.chanceNumerator = number(std::string_view(text).substr(0, slash));
    when.chanceDenominator = number(std::string_view(text).substr(slash + 1));
    if (when.chanceDenominator == 0 || when.chanceNumerator > when.chanceDenominator)
      failFound(*chance, std::string(ratio));
  }
  return when;
}

/// A variable or a lock of the canister, by name.
VariableId findVariable(const Node& node, const std::string& name, const Canister& canister, bool isLock) {
  std::vector<std::string> known;
  for (std::size_t i = 0; i < canister.variables.size(); ++i) {
    const Variable& variable = canister.variables[i];
    if (isLock && !variable.isLock && variable.name == name)
      fail(node, fmt::format("{} is a variable", shown(Json(name))), "a lock's name that no variable has");
    if (variable.isLock != isLock) continue;
    if (variable.name == name) return VariableId{static_cast<std::uint16_t>(i)};
    known.push_back(variable.name);
  }
  const std::string canisterPointer = node.pointer.substr(0, node.pointer.find('/', std::string("/canisters/").size()));
  failUnnamed(node, fmt::format("unknown {} {}", isLock ? "lock" : "variable", shown(Json(name))),
              known.empty() ? fmt::format("one that canister \"{}\" {}", canister.id,
                                          isLock ? "locks in some method" : "declares in its \"variables\"")
                            : expectedName(name, known, "one of"),
              canisterPointer + (isLock ? "/methods" : "/variables"));
}

VariableId readVariable(const Node& node, const Canister& canister) {
  return findVariable(node, readString(node, "a variable's name"), canister, false);
}

Operand readOperand(const Node& node, const Canister& canister) {
  if (node.json->is_string()) return {readVariable(node, canister), 1};
  if (node.json->is_object()) {
    const ObjectReader object(node, fields::operand, "{\"variable\", \"times\"}");
    const VariableId variable = readVariable(object.require("variable", "a variable's name"), canister);
    return {variable, object.integer<std::int64_t>("times", 1, kVariableValues)};
  }
  if (!node.json->is_number()) failFound(node, "an integer, a variable's name or {\"variable\", \"times\"}");
  return {std::nullopt, readInteger(node, kVariableValues)};
}

/// `set` and `add`: {"variable": value}.
template <class StepType>
StepType readAssignment(const Node& node, const Canister& canister) {
  constexpr std::string_view expected = "one variable and its value, as {\"balance\": 5}";
  const auto members = readMembers(node, expected);
  if (members.size() != 1) failFound(node, std::string(expected));
  const auto& [name, value] = members.front();
  return {findVariable(value, name, canister, false), readOperand(value, canister)};
}

RequireStep readRequire(const Node& node, const Canister& canister) {
  const std::string expected = "a \"variable\" and one of " + quotedList(kNamesOf<kComparisons>);
  const ObjectReader object(node, fields::require, expected);
  RequireStep step;
  step.variable = readVariable(object.require("variable", "a variable's name"), canister);
  std::size_t found = 0;
  for (const Choice<Comparison>& comparison : kComparisons) {
    const auto operand = object.find(comparison.name);
    if (!operand) continue;
    ++found;
    step.comparison = comparison.value;
    step.value = readOperand(*operand, canister);
  }
  if (found != 1) fail(node, fmt::format("found {} comparisons", found), expected);
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

/// Reads the steps of one body in order, which is what labels are about.
class BodyReader {
 public:
  BodyReader(const Node& body, const BodyContext& context)
      : m_context(context), m_failures(body.failures), m_failuresBefore(failureCount()) {}

  Step read(const Node& node);

  /// Every label that was dispatched is awaited.
  void finish() const {
    for (const auto& [label, dispatch] : m_dispatched)
      if (!dispatch.awaited)
        failLabel(dispatch.step, fmt::format("the calls {} are dispatched but never awaited", shown(Json(label))),
                  "a later step {\"await\": label}");
  }

  // The kinds of steps, in the order of `Action`.
  Action work(const Node& node) { return readWork(node); }
  Action call(const Node& node) { return readCallStep(node); }
  Action await(const Node& node) { return readAwait(node); }
  Action lock(const Node& node) {
    if (node.json->is_string()) return LockStep{readLockName(node, node)};
    const ObjectReader object(node, fields::lock, "a lock's name, or {\"name\", \"release_on_trap\"}");
    return LockStep{readLockName(node, object.require("name", "a lock's name")),
                    object.boolean("release_on_trap", false)};
  }
  Action unlock(const Node& node) { return UnlockStep{readLockName(node, node)}; }
  Action set(const Node& node) { return readAssignment<SetStep>(node, canister()); }
  Action add(const Node& node) { return readAssignment<AddStep>(node, canister()); }
  Action require(const Node& node) { return readRequire(node, canister()); }
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

 private:
  struct Dispatch {
    Node step;
    bool awaited = false;
  };

  [[nodiscard]] const Canister& canister() const { return *m_context.canister; }

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
    if (!m_context.answers) fail(node, "a timer or heartbeat has nobody to answer", "no reply or reject here");
  }

  CallStep readCallStep(const Node& node) {
    if (m_context.kind == MethodKind::Query)
      fail(node, "a query cannot make calls", "the method's kind \"composite_query\" or \"update\"");
    CallStep call = readCall(node, *m_context.names);
    if (m_context.kind == MethodKind::CompositeQuery) checkQueryCall(node, call);
    if (!call.awaited && !m_dispatched.emplace(call.label, Dispatch{node}).second)
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

  AwaitStep readAwait(const Node& node) {
    AwaitStep step;
    Node label = node;
    if (!node.json->is_string()) {
      const ObjectReader object(node, fields::await, "a label, or {\"calls\", \"reverse\", \"suspend_if_completed\"}");
      label = object.require("calls", "the label of calls dispatched before");
      step.reverse = object.boolean("reverse", false);
      step.suspendIfCompleted = object.boolean("suspend_if_completed", true);
    }
    step.label = readString(label, "the label of calls dispatched before");
    const auto found = m_dispatched.find(step.label);
    if (found == m_dispatched.end()) {
      std::vector<std::string> known;
      for (const auto& [name, dispatch] : m_dispatched) known.push_back(name);
      failLabel(label, fmt::format("no earlier call with \"await\": false has the label {}", shown(Json(step.label))),
                known.empty() ? "the label of calls dispatched before" : expectedName(step.label, known, "one of"));
      return step;
    }
    if (found->second.awaited)
      fail(label, fmt::format("the calls {} are awaited twice", shown(Json(step.label))), "one await for each label");
    found->second.awaited = true;
    return step;
  }

  const BodyContext& m_context;
  Failures* m_failures;
  std::size_t m_failuresBefore;
  std::map<std::string, Dispatch> m_dispatched;
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
                                                     {"trap", &BodyReader::trap}});
static_assert(kStepKinds.size() == std::variant_size_v<Action>, "every kind of step can be written in a file");
constexpr auto kStepFields = joined(namesIn(kStepKinds), names("when"));

Step BodyReader::read(const Node& node) {
  const ObjectReader object(node, kStepFields, "a step as {\"call\": …}");
  std::size_t actions = 0;
  Step step;
  for (const StepKind& kind : kStepKinds) {
    const auto value = object.find(kind.name);
    if (!value) continue;
    ++actions;
    attempt(node, [&] { step.action = (this->*kind.read)(*value); });
  }
  const bool misnamed = actions == 0 && object.hasUnknownFields();
  if (actions != 1 && !misnamed)
    fail(node, fmt::format("found {} actions in one step", actions),
         fmt::format("exactly one of {}", fmt::join(namesIn(kStepKinds), ", ")));
  object.read("when", [&](const Node& when) { step.when = readWhen(when); });
  return step;
}

/// The names that the `lock` steps of one body take.
void declareLocksOf(const Node& body, std::vector<Variable>& variables) {
  if (!body.json->is_object() || !body.json->contains("steps")) return;
  const Node steps = body.child("steps", (*body.json)["steps"]);
  if (!steps.json->is_array()) return;
  for (std::size_t i = 0; i < steps.json->size(); ++i) {
    const Json& step = (*steps.json)[i];
    if (!step.is_object() || !step.contains("lock")) continue;
    Node node = steps.child(std::to_string(i), step).child("lock", step["lock"]);
    if (node.json->is_object() && node.json->contains("name")) node = node.child("name", (*node.json)["name"]);
    if (!node.json->is_string()) continue;
    const auto name = node.json->get<std::string>();
    if (std::none_of(variables.begin(), variables.end(), [&](const Variable& v) { return v.name == name; }))
      variables.push_back({name, 0, true});
  }
}

}  // namespace

FieldNames stepFields() { return kStepFields; }

std::vector<Step> readSteps(const Node& node, const BodyContext& context) {
  const std::vector<Node> nodes = readList(node, "a list of steps");
  if (nodes.size() > kMaxSteps)
    fail(node, fmt::format("found {} steps", nodes.size()), fmt::format("at most {} steps in a method", kMaxSteps));
  BodyReader reader(node, context);
  std::vector<Step> steps;
  steps.reserve(nodes.size());
  for (const Node& step : nodes) attempt(node, [&] { steps.push_back(reader.read(step)); });
  reader.finish();
  return steps;
}

void declareLocks(const Node& canister, std::vector<Variable>& variables) {
  for (const std::string_view name : {"timer", "heartbeat"})
    if (canister.json->contains(name))
      declareLocksOf(canister.child(name, (*canister.json)[std::string(name)]), variables);
  if (!canister.json->contains("methods") || !(*canister.json)["methods"].is_object()) return;
  const Json& methods = (*canister.json)["methods"];
  const Node node = canister.child("methods", methods);
  for (auto it = methods.begin(); it != methods.end(); ++it)
    declareLocksOf(node.child(it.key(), it.value()), variables);
}

}  // namespace roundscope::detail
