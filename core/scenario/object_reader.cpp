// Typed reading of JSON values, and the words of its errors.
#include "core/scenario/object_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/words.h"

namespace roundscope::detail {
namespace {

/// Levenshtein's distance: how many characters must be added, removed or changed.
std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

/// `"a", "b"`, cut after the first few.
template <class Names>
std::string listOf(const Names& names) {
  constexpr std::size_t kMaxListed = 12;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kMaxListed; ++i)
    text += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", shownName(names[i]));
  return names.size() > kMaxListed ? text + ", …" : text;
}

std::vector<std::string> strings(FieldNames names) { return {names.begin(), names.end()}; }

/// The value as an exact whole number, if it is one. 2e12 is; 1e18 is too, and out of every range.
std::optional<std::int64_t> wholeNumber(const Json& json) {
  if (json.is_number_unsigned()) {
    const auto value = json.get<std::uint64_t>();
    if (value > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
    return static_cast<std::int64_t>(value);
  }
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (!json.is_number_float()) return std::nullopt;
  const double value = json.get<double>();
  if (!std::isfinite(value) || std::floor(value) != value || std::abs(value) > 9e15) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

}  // namespace

void fail(const Node& node, std::string what, std::string expected) {
  throw ParseFailure{node.pointer, std::move(what), std::move(expected), {}, 0};
}

void failFound(const Node& node, std::string expected) {
  fail(node, "found " + shown(*node.json), std::move(expected));
}

void note(const Node& node, ParseFailure failure) {
  if (node.failures == nullptr) throw std::move(failure);
  node.failures->note(std::move(failure));
}

std::int64_t readInteger(const Node& node, Range range) {
  const auto value = wholeNumber(*node.json);
  if (!value || *value < range.min || *value > range.max)
    failFound(node, range.min == range.max
                        ? grouped(range.min)
                        : fmt::format("an integer from {} to {}", grouped(range.min), grouped(range.max)));
  return *value;
}

std::string readString(const Node& node, std::string_view expected) {
  if (!node.json->is_string()) failFound(node, std::string(expected));
  return node.json->get<std::string>();
}

bool readBool(const Node& node) {
  if (!node.json->is_boolean()) failFound(node, "true or false");
  return node.json->get<bool>();
}

std::uint64_t readThousandths(const Node& node, std::uint64_t max) {
  const double value = node.json->is_number() ? node.json->get<double>() : -1;
  const double thousandths = std::round(value * 1'000);
  const bool exact = std::abs(value * 1'000 - thousandths) < 1e-6;
  if (value < 0 || !exact || thousandths > static_cast<double>(max))
    failFound(node, fmt::format("a number from 0 to {} with at most three decimals",
                                grouped(static_cast<std::int64_t>(max / 1'000))));
  return static_cast<std::uint64_t>(thousandths);
}

std::vector<Node> readList(const Node& node, std::string_view expected) {
  if (!node.json->is_array()) failFound(node, std::string(expected));
  std::vector<Node> elements;
  elements.reserve(node.json->size());
  for (const Json& element : *node.json) elements.push_back(node.child(std::to_string(elements.size()), element));
  return elements;
}

std::vector<Member> readMembers(const Node& node, std::string_view expected) {
  if (!node.json->is_object()) failFound(node, std::string(expected));
  std::vector<Member> members;
  for (auto it = node.json->begin(); it != node.json->end(); ++it)
    members.push_back({it.key(), node.child(it.key(), it.value())});
  return members;
}

std::size_t readWord(const Node& node, FieldNames words, std::string_view expected) {
  const std::vector<std::string> known = strings(words);
  const std::string any = expected.empty() ? "one of " + listOf(known) : std::string(expected);
  if (!node.json->is_string()) failFound(node, any);
  const auto name = node.json->get<std::string>();
  const auto found = std::find(known.begin(), known.end(), name);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  const std::string nearest = nearestName(name, known);
  failFound(node, nearest.empty() ? any : fmt::format("\"{}\"", nearest));
}

ObjectReader::ObjectReader(Node node, FieldNames known, std::string_view expected) : m_node(std::move(node)) {
  if (!m_node.json->is_object()) failFound(m_node, std::string(expected));
  for (auto it = m_node.json->begin(); it != m_node.json->end(); ++it) {
    if (std::find(known.begin(), known.end(), it.key()) != known.end()) continue;
    m_hasUnknownFields = true;
    note(m_node, {childPointer(m_node.pointer, it.key()), fmt::format("unknown field {}", shown(Json(it.key()))),
                  known.empty() ? "no fields" : expectedName(it.key(), strings(known), "one of")});
  }
}

std::optional<Node> ObjectReader::find(std::string_view field) const {
  for (auto it = m_node.json->begin(); it != m_node.json->end(); ++it)
    if (it.key() == field) return m_node.child(field, it.value());
  return std::nullopt;
}

Node ObjectReader::require(std::string_view field, std::string_view expected) const {
  if (auto found = find(field)) return *std::move(found);
  throw ParseFailure{m_node.pointer, fmt::format("the field \"{}\" is missing", field), std::string(expected),
                     std::string(field), 0};
}

std::string ObjectReader::string(std::string_view field) const {
  std::string text;
  read(field, [&](const Node& node) { text = readString(node); });
  return text;
}

bool ObjectReader::boolean(std::string_view field, bool absent) const {
  bool value = absent;
  read(field, [&](const Node& node) { value = readBool(node); });
  return value;
}

std::string quotedList(FieldNames names) { return listOf(names); }

std::string nearestName(std::string_view name, const std::vector<std::string>& known) {
  constexpr std::size_t kMaxCompared = 200;  // the distance is quadratic; nobody means a longer name
  if (name.size() > kMaxCompared) return {};
  std::size_t best = 1 + name.size() / 2;  // half of it changed is another name
  std::string nearest;
  for (const std::string& candidate : known) {
    if (candidate.size() > kMaxCompared) continue;
    const bool begun = name.size() >= 3 && candidate.compare(0, name.size(), name) == 0;
    const std::size_t distance = begun ? 1 : editDistance(name, candidate);
    if (distance >= best) continue;
    best = distance;
    nearest = candidate;
  }
  return nearest;
}

std::string expectedName(std::string_view name, const std::vector<std::string>& known, std::string_view kind) {
  if (known.empty()) return fmt::format("{} none: there are none", kind);
  const std::string nearest = nearestName(name, known);
  return nearest.empty() ? fmt::format("{} {}", kind, listOf(known)) : fmt::format("\"{}\"", nearest);
}

}  // namespace roundscope::detail
