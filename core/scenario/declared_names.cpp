// Reads the document loosely: what is not of the form that it should be declares nothing.
#include "core/scenario/declared_names.h"

#include <algorithm>

#include "core/base/check.h"

namespace roundscope::detail {
namespace {

using Names = std::vector<std::string>;

void addName(Names& names, const Json* name) {
  if (name == nullptr || !name->is_string()) return;
  std::string text = name->get<std::string>();
  if (!text.empty() && std::find(names.begin(), names.end(), text) == names.end()) names.push_back(std::move(text));
}

/// The value that stands at the first `length` parts of a path; null where there is none.
const Json* valueAt(const Json& document, const Names& path, std::size_t length) {
  const Json* value = path.size() < length ? nullptr : &document;
  for (std::size_t i = 0; i < length && value != nullptr; ++i) value = childOf(*value, path[i]);
  return value;
}

Names idsOf(const Json& document, const std::string& list) {
  Names ids;
  const Json* const all = childOf(document, list);
  if (all == nullptr || !all->is_array()) return ids;
  for (const Json& each : *all) addName(ids, childOf(each, "id"));
  return ids;
}

Names methodsOf(const Json& document) {
  Names names;
  const Json* const canisters = childOf(document, "canisters");
  if (canisters == nullptr || !canisters->is_array()) return names;
  for (const Json& canister : *canisters) {
    const Json* const id = childOf(canister, "id");
    const Json* const methods = childOf(canister, "methods");
    if (id == nullptr || !id->is_string() || methods == nullptr || !methods->is_object()) continue;
    for (const auto& [name, method] : methods->items()) names.push_back(id->get<std::string>() + '.' + name);
  }
  return names;
}

/// What `field` says in every object below, or its member `inner` where it is an object.
void collect(const Json& below, const std::string& field, const std::string& inner, Names& names) {
  if (!below.is_structured()) return;
  if (const Json* const found = childOf(below, field); below.is_object() && found != nullptr)
    addName(names, found->is_object() ? childOf(*found, inner) : found);
  for (const Json& child : below) collect(child, field, inner, names);
}

/// How many parts of a path lead to the method, timer or heartbeat in which it is.
std::size_t lengthOfBody(const Names& path) {
  constexpr std::size_t kField = 2;  // behind /canisters/0
  if (path.size() <= kField) return kField;
  return path[kField] == "methods" || path[kField] == "timers" ? kField + 2 : kField + 1;
}

}  // namespace

std::vector<std::string> declaredNames(const Json& document, const std::vector<std::string>& path, NameKind kind) {
  constexpr std::size_t kCanister = 2;
  const bool inCanister = path.size() > kCanister && path.front() == "canisters";
  const Json* const canister = inCanister ? valueAt(document, path, kCanister) : nullptr;
  Names names;
  switch (kind) {
    case NameKind::Canister:
      return idsOf(document, "canisters");
    case NameKind::Subnet:
      return idsOf(document, "subnets");
    case NameKind::Method:
      return methodsOf(document);
    case NameKind::Variable:
      if (const Json* const variables = canister == nullptr ? nullptr : childOf(*canister, "variables");
          variables != nullptr && variables->is_object())
        for (const auto& [name, value] : variables->items()) names.push_back(name);
      return names;
    case NameKind::Lock:
      if (canister != nullptr) collect(*canister, "lock", "name", names);
      return names;
    case NameKind::Variant:
      for (std::size_t i = 0; path.size() > 1 && path.front() == "variants"; ++i) {
        const std::string number = std::to_string(i);
        const Json* const above = number == path[1] ? nullptr : valueAt(document, {"variants", number}, 2);
        if (above == nullptr) break;
        addName(names, childOf(*above, "name"));
      }
      return names;
    case NameKind::Label:
      if (const Json* const body = inCanister ? valueAt(document, path, lengthOfBody(path)) : nullptr; body != nullptr)
        collect(*body, "label", "", names);
      return names;
  }
  RS_CHECK(false);
}

}  // namespace roundscope::detail
