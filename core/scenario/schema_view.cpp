// As much of JSON Schema as the published schema uses. Alternatives are told apart by the shape of what is written, so
// that they are also told where it is wrong further inside.
#include "core/scenario/schema_view.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/scenario/parse.h"

namespace roundscope::detail {
namespace {

const Json& schemaRoot() {
  static const Json schema = Json::parse(scenarioSchema());
  return schema;
}

const Json* said(const Json& schema, const char* keyword) {
  const auto found = schema.is_object() ? schema.find(keyword) : schema.end();
  return found == schema.end() ? nullptr : &*found;
}

std::string_view definitionOf(const Json& reference) {
  constexpr std::string_view start = "#/definitions/";
  const std::string_view path = *reference.get_ptr<const Json::string_t*>();
  RS_CHECK(path.substr(0, start.size()) == start);
  return path.substr(start.size());
}

const Json& referredTo(const Json& reference) {
  return schemaRoot().at("definitions").at(std::string(definitionOf(reference)));
}

bool isOfType(const Json& value, std::string_view type) {
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "array") return value.is_array();
  return type == "object" && value.is_object();
}

/// Whether a value has the shape that a schema wants: its type, not what stands in it.
bool fitsType(const Json& schema, const Json& value) {
  if (const Json* const reference = said(schema, "$ref"); reference != nullptr)
    return fitsType(referredTo(*reference), value);
  if (const Json* const type = said(schema, "type"); type != nullptr) return isOfType(value, type->get<std::string>());
  if (const Json* const words = said(schema, "enum"); words != nullptr)
    return value.type() == words->front().type() || (value.is_number() && words->front().is_number());
  return true;
}

bool isAmong(const Json& schema, const Json& value) {
  const Json* const only = said(schema, "const");
  const Json* const words = said(schema, "enum");
  return (only == nullptr || *only == value) &&
         (words == nullptr || std::find(words->begin(), words->end(), value) != words->end());
}

/// Whether the members that a schema wants are there, and those that it speaks of say what it wants.
bool fitsMembers(const Json& schema, const Json* value) {
  const auto member = [value](const std::string& name) { return value == nullptr ? nullptr : childOf(*value, name); };
  if (const Json* const required = said(schema, "required"); required != nullptr)
    for (const Json& name : *required)
      if (member(name.get<std::string>()) == nullptr) return false;
  if (const Json* const properties = said(schema, "properties"); properties != nullptr)
    for (const auto& [name, property] : properties->items()) {
      const Json* const written = member(name);
      if (written != nullptr && (property == Json(false) || !isAmong(property, *written))) return false;
    }
  return true;
}

using Branches = std::vector<const Json*>;

/// The alternatives that what is written leaves open; all of them where none fits.
Branches openBranches(const Json& all, const Json* value) {
  Branches branches;
  for (const Json& branch : all) branches.push_back(&branch);
  if (value == nullptr) return branches;
  const auto narrow = [&branches](const auto& fits) {
    Branches left;
    std::copy_if(branches.begin(), branches.end(), std::back_inserter(left), fits);
    if (!left.empty()) branches = std::move(left);
  };
  narrow([value](const Json* branch) { return fitsType(*branch, *value); });
  narrow([value](const Json* branch) { return fitsMembers(*branch, value); });
  return branches;
}

/// Adds to a view all that a schema says of a value. `definition`: where the schema is written.
void expand(const Json& schema, std::string_view definition, const Json* value, SchemaView& view) {
  if (schema.is_boolean()) {
    view.forbidden = view.forbidden || !schema.get<bool>();
    return;
  }
  view.parts.push_back({&schema, definition});
  if (const Json* const reference = said(schema, "$ref"); reference != nullptr) {
    view.definition = definitionOf(*reference);
    expand(referredTo(*reference), view.definition, value, view);
  }
  if (const Json* const all = said(schema, "allOf"); all != nullptr)
    for (const Json& each : *all) expand(each, definition, value, view);
  if (const Json* const one = said(schema, "oneOf"); one != nullptr) {
    const Branches open = openBranches(*one, value);
    if (open.size() == 1) {
      expand(*open.front(), definition, value, view);
    } else {
      std::vector<SchemaView>& choice = view.choices.emplace_back();
      for (const Json* const branch : open) expand(*branch, definition, value, choice.emplace_back());
    }
  }
  if (const Json* const condition = said(schema, "if"); condition != nullptr) {
    const Json* const consequence = said(schema, fitsMembers(*condition, value) ? "then" : "else");
    if (consequence != nullptr) expand(*consequence, definition, value, view);
  }
}

bool isIndex(const std::string& token) {
  return token == "-" ||
         (!token.empty() && std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

/// What a schema says of a member or an element; null where it says nothing.
const Json* childSchema(const Json& schema, const std::string& token) {
  const Json* const properties = said(schema, "properties");
  const Json* const property = properties == nullptr ? nullptr : said(*properties, token.c_str());
  if (property != nullptr) return property;
  const Json* const entries = said(schema, "additionalProperties");
  if (entries != nullptr && entries->is_object()) return entries;
  return isIndex(token) ? said(schema, "items") : nullptr;
}

/// Adds what the parts say of a child, then what the alternatives say.
void expandChild(const SchemaView& view, const std::string& token, const Json* child, SchemaView& found) {
  for (const SchemaPart& part : view.parts) {
    const Json* const schema = childSchema(*part.schema, token);
    if (schema == nullptr) continue;
    const bool isElement = said(*part.schema, "items") == schema;
    if (found.owner.schema == nullptr) {
      found.owner = isElement ? view.owner : part;
      found.property = isElement ? view.property : token;
    }
    expand(*schema, part.definition, child, found);
  }
  for (const auto& choice : view.choices)
    for (const SchemaView& alternative : choice)
      if (found.parts.empty()) expandChild(alternative, token, child, found);
}

/// The members that a schema wants one of, if it wants nothing else: `{"required": ["a"]}` for each.
std::vector<std::string> oneRequiredEach(const Json& alternatives) {
  std::vector<std::string> names;
  for (const Json& each : alternatives) {
    const Json* const required = said(each, "required");
    if (required == nullptr || each.size() != 1 || required->size() != 1) return {};
    names.push_back(required->front().get<std::string>());
  }
  return names;
}

}  // namespace

SchemaView scenarioView(const Json& document) {
  SchemaView view;
  expand(schemaRoot(), "", &document, view);
  return view;
}

std::optional<SchemaView> childView(const SchemaView& view, const std::string& token, const Json* child) {
  SchemaView found;
  expandChild(view, token, child, found);
  if (found.forbidden || (found.parts.empty() && found.choices.empty())) return std::nullopt;
  return found;
}

const Json* firstSaid(const SchemaView& view, const char* keyword) {
  for (const SchemaPart& part : view.parts)
    if (const Json* const found = said(*part.schema, keyword); found != nullptr) return found;
  return nullptr;
}

std::vector<std::string> propertyNames(const SchemaView& view) {
  std::vector<std::string> names;
  for (const SchemaPart& part : view.parts) {
    const Json* const properties = said(*part.schema, "properties");
    if (properties == nullptr) continue;
    for (const auto& [name, property] : properties->items())
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  for (const auto& choice : view.choices)
    for (const SchemaView& alternative : choice)
      if (names.empty()) names = propertyNames(alternative);
  return names;
}

bool hasNamedEntries(const SchemaView& view) {
  return std::any_of(view.parts.begin(), view.parts.end(), [](const SchemaPart& part) {
    const Json* const entries = said(*part.schema, "additionalProperties");
    return entries != nullptr && entries->is_object();
  });
}

bool mustHave(const SchemaView& view, const std::string& name) {
  return std::any_of(view.parts.begin(), view.parts.end(), [&name](const SchemaPart& part) {
    const Json* const required = said(*part.schema, "required");
    return required != nullptr && std::find(required->begin(), required->end(), Json(name)) != required->end();
  });
}

std::vector<std::vector<std::string>> exclusiveMembers(const SchemaView& view) {
  std::vector<std::vector<std::string>> groups;
  for (const SchemaPart& part : view.parts) {
    if (const Json* const one = said(*part.schema, "oneOf"); one != nullptr)
      if (std::vector<std::string> names = oneRequiredEach(*one); !names.empty()) groups.push_back(std::move(names));
    const Json* const properties = said(*part.schema, "properties");
    const Json* const most = said(*part.schema, "maxProperties");
    if (properties == nullptr || most == nullptr || *most != Json(1)) continue;
    std::vector<std::string>& names = groups.emplace_back();
    for (const auto& [name, property] : properties->items()) names.push_back(name);
  }
  return groups;
}

}  // namespace roundscope::detail
