// The library applies the operations. What it leaves open, and the way back, is here.
#include "core/scenario/json_patch.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/words.h"
#include "core/scenario/fields.h"
#include "core/scenario/json_limits.h"
#include "core/scenario/text_place.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kMaxOperations = 1'000;
constexpr std::size_t kMaxCopied = 1'000'000;  ///< values; else a few copies of copies fill the memory

constexpr std::string_view kPointerExpected = "a JSON pointer into the scenario, as /ingress/0/to";
constexpr std::string_view kOperationExpected = "an operation as {\"op\": \"replace\", \"path\", \"value\"}";

bool takesValue(ChangeKind operation) {
  switch (operation) {
    case ChangeKind::Add:
    case ChangeKind::Replace:
    case ChangeKind::Test:
      return true;
    case ChangeKind::Remove:
    case ChangeKind::Move:
    case ChangeKind::Copy:
      return false;
  }
  return false;
}
bool takesFrom(ChangeKind operation) { return operation == ChangeKind::Move || operation == ChangeKind::Copy; }

}  // namespace

bool belongsToFile(std::string_view field) {
  return field == "variants" || field == "roundscope" || field == "knobs" || field == "figures";
}

namespace {

void checkPointer(const Node& node) {
  const std::string pointer = readString(node, kPointerExpected);
  if (pointer.empty() || pointer.front() != '/') failFound(node, std::string(kPointerExpected));
  for (std::size_t i = 0; i < pointer.size(); ++i)
    if (pointer[i] == '~' && (i + 1 == pointer.size() || (pointer[i + 1] != '0' && pointer[i + 1] != '1')))
      failFound(node, "~0 for a tilde and ~1 for a slash in a name");
  const std::string first = pointerTokens(pointer).front();
  if (belongsToFile(first)) fail(node, "a variant cannot change this", "another field");
}

void checkOperation(const Node& node) {
  const ObjectReader object(node, fields::change, kOperationExpected);
  object.need("path", kPointerExpected, checkPointer);
  object.need("op", "what to do", [&](const Node& word) {
    const ChangeKind operation = readChoice(word, kChanges);
    const auto wanted = [&](std::string_view field, bool takes, std::string_view expected) {
      if (takes) static_cast<void>(object.require(field, expected));
      if (const auto found = object.find(field); found && !takes)
        fail(*found, fmt::format("{} takes no \"{}\"", shown(*word.json), field), "none");
    };
    wanted("value", takesValue(operation), "the value to write or to compare with");
    wanted("from", takesFrom(operation), kPointerExpected);
  });
  object.read("from", checkPointer);
}

std::size_t depthOf(const Json& json) {
  if (!json.is_structured()) return 0;
  std::size_t depth = 0;
  for (const Json& child : json) depth = std::max(depth, depthOf(child));
  return depth + 1;
}

std::size_t valuesIn(const Json& json) {
  std::size_t values = 1;
  if (json.is_structured())
    for (const Json& child : json) values += valuesIn(child);
  return values;
}

const Json* find(const Json& document, const std::vector<std::string>& tokens, std::size_t count) {
  const Json* at = &document;
  for (std::size_t i = 0; i < count && at != nullptr; ++i) at = childOf(*at, tokens[i]);
  return at;
}

[[noreturn]] void failNothingThere(const Node& node) {
  fail(node, "there is nothing at " + node.json->get<std::string>(), "a pointer to what the scenario holds by then");
}

std::string joinedFrom(const std::vector<std::string>& tokens, std::size_t first, std::string pointer) {
  for (std::size_t i = first; i < tokens.size(); ++i) pointer = childPointer(pointer, tokens[i]);
  return pointer;
}

bool within(const std::vector<std::string>& tokens, const std::vector<std::string>& place) {
  return tokens.size() >= place.size() && std::equal(place.begin(), place.end(), tokens.begin());
}

/// Moves an index of the list in which `element` stands by `by`, if it is that element's or a later one.
void shift(std::vector<std::string>& tokens, const std::vector<std::string>& element, int by) {
  const std::size_t depth = element.size() - 1;
  if (tokens.size() < element.size() || !std::equal(element.begin(), element.end() - 1, tokens.begin())) return;
  const auto number = listIndex(tokens[depth]), from = listIndex(element[depth]);
  if (!number || !from || *number < *from) return;
  tokens[depth] = std::to_string(static_cast<std::ptrdiff_t>(*number) + by);
}

}  // namespace

void checkOperations(const Node& patch) {
  const std::vector<Node> operations = readList(patch, "");
  if (operations.size() > kMaxOperations)
    fail(patch, fmt::format("found {} operations", grouped(operations.size())),
         fmt::format("at most {} operations", grouped(kMaxOperations)));
  for (const Node& operation : operations) attempt(patch, [&] { checkOperation(operation); });
}

AppliedPatch::AppliedPatch(const Node& patch, Json& document) : m_pointer(patch.pointer) {
  for (const Node& operation : readList(patch, "")) apply(operation, document);
}

void AppliedPatch::apply(const Node& node, Json& document) {
  const ObjectReader object(node, fields::change, kOperationExpected);
  const Node path = object.require("path", "");
  Step step{readChoice(object.require("op", ""), kChanges), pointerTokens(readString(path))};
  const Json* written = nullptr;
  if (const auto value = object.find("value")) written = value->json;
  if (const auto from = object.find("from")) {
    step.from = pointerTokens(readString(*from));
    written = find(document, step.from, step.from.size());
    if (written == nullptr) failNothingThere(*from);
    if (m_copied += valuesIn(*written); m_copied > kMaxCopied)
      fail(*from, "copies too much", fmt::format("at most {} values in all", grouped(kMaxCopied)));
  }
  if (written != nullptr && step.path.size() + depthOf(*written) > kMaxJsonDepth)
    fail(path, "is nested too deeply", fmt::format("at most {} levels", kMaxJsonDepth));

  const bool writesNew = step.operation == ChangeKind::Add || !step.from.empty();
  const Json* const parent = find(document, step.path, step.path.size() - 1);
  if (parent == nullptr || !parent->is_structured()) failNothingThere(path);
  if (!writesNew && childOf(*parent, step.path.back()) == nullptr) failNothingThere(path);
  step.inserted = writesNew && parent->is_array();
  if (step.operation == ChangeKind::Remove) step.taken = step.path;
  if (step.operation == ChangeKind::Move) step.taken = step.from;
  step.takenFromList = !step.taken.empty() && find(document, step.taken, step.taken.size() - 1)->is_array();
  try {
    document.patch_inplace(Json::array({*node.json}));
  } catch (const nlohmann::detail::exception&) {
    if (step.operation != ChangeKind::Test) failNothingThere(path);
    const Json* const there = find(document, step.path, step.path.size());
    fail(object.require("value", ""), fmt::format("{} is {}", readString(path), shown(*there)), shown(*written));
  }
  if (step.inserted && step.path.back() == "-")
    step.path.back() = std::to_string(find(document, step.path, step.path.size() - 1)->size() - 1);
  m_steps.push_back(std::move(step));
}

std::string AppliedPatch::placeInFile(const ParseFailure& failure) const {
  Tokens tokens = pointerTokens(failure.pointer);
  const auto isMissing = [&](const Tokens& path) {
    return !failure.missingField.empty() && path.size() == tokens.size() + 1 && within(path, tokens) &&
           path.back() == failure.missingField;
  };
  for (std::size_t i = m_steps.size(); i > 0;) {
    --i;
    const Step& step = m_steps[i];
    std::string operation = childPointer(m_pointer, std::to_string(i));
    if (!step.taken.empty() && isMissing(step.taken)) return operation;
    if (step.operation == ChangeKind::Test) continue;
    if (step.operation != ChangeKind::Remove && within(tokens, step.path)) {
      if (step.from.empty()) return joinedFrom(tokens, step.path.size(), childPointer(operation, "value"));
      Tokens source = step.from;
      source.insert(source.end(), tokens.begin() + static_cast<std::ptrdiff_t>(step.path.size()), tokens.end());
      tokens = std::move(source);
      continue;
    }
    if (step.inserted) shift(tokens, step.path, -1);
    if (step.takenFromList) shift(tokens, step.taken, 1);
  }
  return joinedFrom(tokens, 0, "");
}

}  // namespace roundscope::detail
