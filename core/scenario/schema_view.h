// Private to core/scenario: what the published schema says of one place, given what is written there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/json_document.h"

namespace roundscope::detail {

/// An object of the schema, and the definition in which it stands.
struct SchemaPart {
  const Json* schema;
  std::string_view definition;
};

/// Everything that holds for a value: references followed, alternatives chosen by what is written.
struct SchemaView {
  std::vector<SchemaPart> parts;                 ///< all of them hold
  std::vector<std::vector<SchemaView>> choices;  ///< of each list one holds; what is written does not say which
  bool forbidden = false;                        ///< the schema lets nothing stand here
  std::string_view definition;                   ///< the innermost that was referred to for the value as a whole
  SchemaPart owner{};    ///< the object in which this is a member, also for elements of its list
  std::string property;  ///< the name of that member
};

/// What holds for a whole scenario.
SchemaView scenarioView(const Json& document);
/// What holds for a member or an element, which may be absent (null); `-` is the element behind the last. None where
/// the schema has no such place.
std::optional<SchemaView> childView(const SchemaView& view, const std::string& token, const Json* child);

/// The first of the parts that says this; null where none does.
const Json* firstSaid(const SchemaView& view, const char* keyword);
/// Members that an object may have by the schema, in its order; where several sorts of object may stand, the first's.
/// Some may be forbidden by what else is written.
std::vector<std::string> propertyNames(const SchemaView& view);
/// Whether other members than these may be there, by names of the author's.
bool hasNamedEntries(const SchemaView& view);
/// Whether the object must have this member.
bool mustHave(const SchemaView& view, const std::string& name);
/// Lists of members of which an object has exactly one each.
std::vector<std::vector<std::string>> exclusiveMembers(const SchemaView& view);

}  // namespace roundscope::detail
