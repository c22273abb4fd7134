// Private to core/scenario: the names that a text declares, and which of them a field may refer to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/json_document.h"
#include "core/scenario/name_table.h"

namespace roundscope::detail {

enum class NameKind : std::uint8_t { Canister, Method, Subnet, Variable, Label, Lock, Variant };

/// A text of the schema that names what is declared elsewhere, or may be: a property of a definition. Without a
/// property: the definition itself, where it is a text, or the names of its members.
struct NamingField {
  std::string_view definition;
  std::string_view property;
  NameKind kind;
};
inline constexpr auto kNamingFields = std::to_array<NamingField>({
    {"canister", "subnet", NameKind::Subnet},
    {"variant", "of", NameKind::Variant},
    {"ingress", "to", NameKind::Method},
    {"call", "to", NameKind::Method},
    {"onFailure", "compensate", NameKind::Method},
    {"operation", "stop", NameKind::Canister},
    {"operation", "start", NameKind::Canister},
    {"operation", "uninstall", NameKind::Canister},
    {"topUp", "canister", NameKind::Canister},
    {"step", "await", NameKind::Label},
    {"await", "calls", NameKind::Label},
    {"condition", "replied", NameKind::Label},
    {"condition", "failed", NameKind::Label},
    {"step", "lock", NameKind::Lock},
    {"lock", "name", NameKind::Lock},
    {"step", "unlock", NameKind::Lock},
    {"value", "", NameKind::Variable},
    {"operand", "variable", NameKind::Variable},
    {"require", "variable", NameKind::Variable},
    {"condition", "variable", NameKind::Variable},
    {"assignment", "", NameKind::Variable},
});

/// The names of this kind that a field at `path` of the document may refer to, in the order of the document: variables
/// and locks of its canister, labels of its body, variants above its own.
std::vector<std::string> declaredNames(const Json& document, const std::vector<std::string>& path, NameKind kind);

}  // namespace roundscope::detail
