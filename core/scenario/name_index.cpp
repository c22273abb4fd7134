// Finds canisters and methods by their names in the file.
#include "core/scenario/name_index.h"

#include <fmt/format.h>

#include <algorithm>

namespace roundscope::detail {

NameIndex::NameIndex(const std::vector<Canister>& canisters) {
  for (std::size_t c = 0; c < canisters.size(); ++c) {
    m_canisterIds.push_back(canisters[c].id);
    for (std::size_t m = 0; m < canisters[c].methods.size(); ++m) {
      const MethodRef ref{CanisterId{static_cast<std::uint16_t>(c)}, MethodId{static_cast<std::uint16_t>(m)}};
      m_methodNames.push_back(canisters[c].id + '.' + canisters[c].methods[m].name);
      m_methods.emplace(m_methodNames.back(), ref);
    }
  }
}

MethodRef NameIndex::readMethod(const Node& node) const {
  const std::string name = readString(node, "a method as \"canister.method\"");
  const auto found = m_methods.find(name);
  if (found == m_methods.end()) failUnknown(node, name);
  return found->second;
}

void NameIndex::failUnknown(const Node& node, const std::string& name) const {
  const std::size_t dot = name.find('.');
  if (dot == std::string::npos)
    fail(node, fmt::format("found {}, which names no method", shown(*node.json)), "\"canister.method\"");
  const std::string canister = name.substr(0, dot);
  const auto found = std::find(m_canisterIds.begin(), m_canisterIds.end(), canister);
  if (found == m_canisterIds.end())
    failUnnamed(node, fmt::format("unknown canister {}", shown(Json(canister))),
                expectedName(canister, m_canisterIds, "one of"), "/canisters");
  std::vector<std::string> siblings;
  for (const std::string& method : m_methodNames)
    if (method.compare(0, dot + 1, name, 0, dot + 1) == 0) siblings.push_back(method.substr(dot + 1));
  failUnnamed(node, fmt::format("canister \"{}\" has no method {}", canister, shown(Json(name.substr(dot + 1)))),
              expectedName(name.substr(dot + 1), siblings, "one of"),
              fmt::format("/canisters/{}/methods", found - m_canisterIds.begin()));
}

void failUnnamed(const Node& node, std::string what, std::string expected, std::string namesOf) {
  throw ParseFailure{node.pointer, std::move(what), std::move(expected), {}, 0, std::move(namesOf)};
}

void checkName(const Node& node, const std::string& name, std::string_view expected) {
  constexpr std::size_t kMaxNameBytes = 100;
  const bool forbidden = std::any_of(
      name.begin(), name.end(), [](char c) { return c == '.' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (name.empty() || name.size() > kMaxNameBytes || forbidden)
    fail(node, "found " + shown(Json(name)),
         fmt::format("{} of 1 to {} bytes without a dot or control characters", expected, kMaxNameBytes));
}

std::string readName(const Node& node, std::string_view expected) {
  std::string name = readString(node, expected);
  checkName(node, name, expected);
  return name;
}

void readId(const ObjectReader& object, std::string_view expected, std::string& id) {
  object.need("id", expected, [&](const Node& node) {
    id = readString(node, expected);
    checkName(node, id, expected);
  });
}

void addUnique(const Node& object, std::string_view field, const std::string& name, std::vector<std::string>& names) {
  if (name.empty()) return;
  if (std::find(names.begin(), names.end(), name) != names.end())
    fail(object.child(field, *object.json), fmt::format("{} is used twice", shown(Json(name))), "a name of its own");
  names.push_back(name);
}

}  // namespace roundscope::detail
