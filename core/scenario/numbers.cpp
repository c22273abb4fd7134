// Walks the patched file; where a number stands says what to call it.
#include "core/scenario/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <utility>

#include "core/protocol/limit_fields.h"
#include "core/scenario/variants.h"

namespace roundscope {
namespace {

using namespace detail;

/// The variant as JSON; absent when there is none of that name.
std::optional<Json> patched(const Json& file, const ScenarioSet& set, const std::string& variant) {
  const auto number = variantNamed(file, variant);
  if (!number && !variant.empty()) return std::nullopt;
  return patchedScenario(file, number, set.overrides);
}

/// "after_ms" → "after (ms)".
std::string wordsOf(std::string name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kUnits{
      {{"_ms", " (ms)"}, {"_s", " (s)"}, {"_bytes", " (bytes)"}, {"_percent", " (percent)"}}};
  std::string_view unit;
  for (const auto& [ending, words] : kUnits) {
    if (name.size() <= ending.size() || name.compare(name.size() - ending.size(), ending.size(), ending) != 0) continue;
    name.erase(name.size() - ending.size());
    unit = words;
  }
  for (char& c : name)
    if (c == '_') c = ' ';
  return name + std::string(unit);
}

/// What an element of a list is called; empty: as the list.
std::string_view elementOf(std::string_view list) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kElements{{{"steps", "step"},
                                                                                    {"ingress", "user message"},
                                                                                    {"operations", "operation"},
                                                                                    {"faults", "fault"},
                                                                                    {"timers", "timer"},
                                                                                    {"calls", "call"}}};
  for (const auto& [name, element] : kElements)
    if (name == list) return element;
  return list;
}

/// Whether an object's name tells nothing that its members do not.
bool isPlain(std::string_view key) {
  return key == "canisters" || key == "subnets" || key == "methods" || key == "variables" || key == "order";
}

class Walk {
 public:
  std::vector<ScenarioNumber> numbersOf(const Json& scenario) {
    for (auto it = scenario.begin(); it != scenario.end(); ++it)
      if (!belongsToFile(it.key())) visit(it.key(), it.value(), childPointer("", it.key()), "");
    return std::move(m_numbers);
  }

 private:
  static std::string joined(const std::string& path, const std::string& more) {
    return path.empty() ? more : path + ", " + more;
  }

  void visit(const std::string& key, const Json& value, const std::string& pointer, const std::string& path) {
    if (value.is_number_integer()) {
      if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max()) return;
      const std::string name = wordsOf(key);
      m_numbers.push_back({pointer, path.empty() ? name : path + ": " + name, value.get<std::int64_t>(), true});
    } else if (value.is_array()) {
      visitList(key, value, pointer, path);
    } else if (value.is_object()) {
      std::string inside = isPlain(key) ? path : joined(path, wordsOf(key));
      if (const Json* const to = childOf(value, "to"); key == "call" && to != nullptr && to->is_string())
        inside += " to " + to->get<std::string>();
      const std::size_t first = m_numbers.size();
      for (auto it = value.begin(); it != value.end(); ++it)
        visit(it.key(), it.value(), childPointer(pointer, it.key()), inside);
      if (key == "call") markAtOnce(value, pointer, first);
    }
  }

  /// Of a call's numbers, those from `first` on.
  void markAtOnce(const Json& call, const std::string& pointer, std::size_t first) {
    const Json* const order = childOf(call, "order");
    const bool isParallel = order != nullptr && *order == "parallel";
    for (std::size_t i = first; i < m_numbers.size(); ++i) {
      if (m_numbers[i].pointer == pointer + "/order/window") m_numbers[i].atOnce = CallsAtOnce::Window;
      if (m_numbers[i].pointer == pointer + "/count")
        m_numbers[i].atOnce = isParallel ? CallsAtOnce::Parallel : CallsAtOnce::Sequential;
    }
  }

  void visitList(const std::string& key, const Json& list, const std::string& pointer, const std::string& path) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Json& element = list[i];
      const std::string at = childPointer(pointer, std::to_string(i));
      const std::string numbered = fmt::format("{} {}", wordsOf(std::string(elementOf(key))), i + 1);
      if (!element.is_object()) {
        visit(numbered, element, at, path);
        continue;
      }
      const Json* const id = childOf(element, "id");
      const std::string name = id != nullptr && id->is_string() ? id->get<std::string>() : numbered;
      for (auto it = element.begin(); it != element.end(); ++it)
        visit(it.key(), it.value(), childPointer(at, it.key()), joined(path, name));
    }
  }

  std::vector<ScenarioNumber> m_numbers;
};

/// The limits that stay as the profile has them, as the first subnet has them.
void addLimits(const Scenario& scenario, std::vector<ScenarioNumber>& numbers) {
  for (const LimitField& field : kLimitFields) {
    if (field.thousandths || scenario.subnets.empty()) continue;
    const std::string pointer = "/limits/" + std::string(field.name);
    bool written = false;
    for (const ScenarioNumber& number : numbers) written = written || number.pointer == pointer;
    if (written) continue;
    const std::uint64_t value = scenario.subnets.front().limits.*field.member;
    numbers.push_back(
        {pointer, "limits: " + wordsOf(std::string(field.name)), static_cast<std::int64_t>(value), false});
  }
}

std::vector<ScenarioNumber> numbersIn(const Json& file, const ScenarioSet& set, const std::string& variant) {
  const std::optional<Json> json = patched(file, set, variant);
  if (!json) return {};
  std::vector<ScenarioNumber> numbers = Walk().numbersOf(*json);
  for (const Scenario& scenario : set.variants)
    if (scenario.variant == variant) addLimits(scenario, numbers);
  return numbers;
}

}  // namespace

// A set was read from its text, which therefore parses.

std::vector<ScenarioNumber> numbersOf(const ScenarioSet& set, const std::string& variant) {
  return numbersIn(readJson(set.sourceText), set, variant);
}

std::vector<ScenarioNumber> numbersOf(const ScenarioSet& set) {
  const Json file = readJson(set.sourceText);
  std::vector<ScenarioNumber> all;
  std::map<std::string, std::size_t> known;
  for (const Scenario& scenario : set.variants)
    for (ScenarioNumber& number : numbersIn(file, set, scenario.variant)) {
      const auto [found, isNew] = known.try_emplace(number.pointer, all.size());
      if (isNew)
        all.push_back(std::move(number));
      else
        all[found->second].atOnce = std::max(all[found->second].atOnce, number.atOnce);
    }
  return all;
}

std::string numberLabel(const ScenarioSet& set, const std::string& pointer) {
  for (const ScenarioNumber& number : numbersOf(set))
    if (number.pointer == pointer) return number.label;
  return pointer;
}

std::optional<std::string> valueAt(const ScenarioSet& set, const std::string& variant, const std::string& pointer) {
  const std::optional<Json> json = patched(readJson(set.sourceText), set, variant);
  const Json* const at = json ? lookUp(*json, pointer).value : nullptr;
  return at == nullptr ? std::nullopt : std::optional(at->dump());
}

}  // namespace roundscope
