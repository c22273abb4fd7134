// Private to core/scenario: a place of the schema beside what is written there, and what follows from both.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scenario/declared_names.h"
#include "core/scenario/schema_guide.h"
#include "core/scenario/schema_view.h"

namespace roundscope::detail {

using Tokens = std::vector<std::string>;

struct Place {
  SchemaView view;
  const Json* value;     ///< null where nothing is written
  const Json* document;  ///< which declares names
  Tokens path;           ///< in that document
  bool isPatched;        ///< what is not written here is there already
};

/// None where the schema has no such place.
std::optional<Place> walk(const Json& document, const Tokens& path);
/// Null where nothing is written.
const Json* valueAt(const Json& document, const Tokens& path);
void addNew(Tokens& names, std::string name);

FieldType typeOf(const SchemaView& view);
/// The words that the schema allows, in its order.
Tokens wordsOf(const SchemaView& view);
/// Which names a text here refers to; for NamedEntries, those of its members.
std::optional<NameKind> namesWanted(const SchemaView& view, FieldType type);

}  // namespace roundscope::detail
