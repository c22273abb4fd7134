// Private to core/scenario: finds canisters, methods and subnets by their names in the file.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

/// The names that steps and ingress messages refer to. Built when all canisters are known.
class NameIndex {
 public:
  explicit NameIndex(const std::vector<Canister>& canisters);

  /// Reads "canister.method". Throws with the nearest name when there is no such canister or method.
  [[nodiscard]] MethodRef readMethod(const Node& node) const;

 private:
  [[noreturn]] void failUnknown(const Node& node, const std::string& name) const;

  std::unordered_map<std::string, MethodRef> m_methods;
  std::vector<std::string> m_canisterIds;
  std::vector<std::string> m_methodNames;
};

/// Throws that a name is unknown; `namesOf` is the pointer of what declares such names.
[[noreturn]] void failUnnamed(const Node& node, std::string what, std::string expected, std::string namesOf);

/// An id that may stand before or after the dot of "canister.method". Throws when it may not.
std::string readName(const Node& node, std::string_view expected);
/// The same for a name that is the key of an object.
void checkName(const Node& node, const std::string& name, std::string_view expected);
/// Reads an object's `id`. What it is called is known also where it may not be called so.
void readId(const ObjectReader& object, std::string_view expected, std::string& id);
/// Throws when the name, which the object has in `field`, is already in `names`; else adds it. An empty name is none.
void addUnique(const Node& object, std::string_view field, const std::string& name, std::vector<std::string>& names);

}  // namespace roundscope::detail
