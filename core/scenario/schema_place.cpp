// Reads a view of the schema.
#include "core/scenario/schema_place.h"

#include <algorithm>
#include <utility>

namespace roundscope::detail {
namespace {

std::string textOf(const Json& value) { return value.is_string() ? value.get<std::string>() : compactText(value); }

FieldType typeNamed(std::string_view type, const SchemaView& view) {
  if (type == "integer") return FieldType::WholeNumber;
  if (type == "number") return FieldType::Number;
  if (type == "string") return FieldType::Text;
  if (type == "boolean") return FieldType::YesNo;
  if (type == "array") return FieldType::List;
  return hasNamedEntries(view) ? FieldType::NamedEntries : FieldType::Object;
}

FieldType typeOfChoices(const SchemaView& view) {
  std::optional<FieldType> type;
  for (const auto& choice : view.choices)
    for (const SchemaView& alternative : choice) {
      const FieldType next = typeOf(alternative);
      if (type && *type != next) return FieldType::OneOf;
      type = next;
    }
  return type.value_or(FieldType::Anything);
}

bool isWrittenIn(const SchemaView& view, std::string_view definition) {
  if (view.definition == definition) return true;
  for (const SchemaPart& part : view.parts)
    if (part.definition == definition) return true;
  return false;
}

}  // namespace

std::optional<Place> walk(const Json& document, const Tokens& path) {
  std::optional<Place> place = Place{scenarioView(document), &document, &document, path, false};
  for (const std::string& token : path) {
    const Json* const child = place->value == nullptr ? nullptr : childOf(*place->value, token);
    std::optional<SchemaView> view = childView(place->view, token, child);
    if (!view) return std::nullopt;
    place->view = std::move(*view);
    place->value = child;
  }
  return place;
}

const Json* valueAt(const Json& document, const Tokens& path) {
  const Json* value = &document;
  for (std::size_t i = 0; i < path.size() && value != nullptr; ++i) value = childOf(*value, path[i]);
  return value;
}

FieldType typeOf(const SchemaView& view) {
  if (const Json* const type = firstSaid(view, "type"); type != nullptr)
    return typeNamed(type->get<std::string>(), view);
  const Json* const words = firstSaid(view, "enum");
  const Json* const only = words != nullptr ? &words->front() : firstSaid(view, "const");
  if (only != nullptr)
    return only->is_string() ? FieldType::Text : only->is_boolean() ? FieldType::YesNo : FieldType::WholeNumber;
  return typeOfChoices(view);
}

void addNew(Tokens& names, std::string name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

/// The words that the schema allows, in its order. All parts hold, so that a part may leave fewer.
Tokens wordsOf(const SchemaView& view) {
  Tokens words;
  for (const auto& choice : view.choices)
    for (const SchemaView& alternative : choice)
      for (std::string& word : wordsOf(alternative)) addNew(words, std::move(word));
  for (const SchemaPart& part : view.parts) {
    Tokens here;
    if (const auto found = part.schema->find("enum"); found != part.schema->end())
      for (const Json& word : *found) here.push_back(textOf(word));
    if (const auto found = part.schema->find("const"); found != part.schema->end()) here.push_back(textOf(*found));
    if (here.empty()) continue;
    if (words.empty()) {
      words = std::move(here);
      continue;
    }
    words.erase(std::remove_if(
                    words.begin(), words.end(),
                    [&](const std::string& word) { return std::find(here.begin(), here.end(), word) == here.end(); }),
                words.end());
  }
  return words;
}

std::optional<NameKind> namesWanted(const SchemaView& view, FieldType type) {
  if (type != FieldType::Text && type != FieldType::OneOf && type != FieldType::NamedEntries) return std::nullopt;
  for (const NamingField& field : kNamingFields) {
    const bool isMember = !field.property.empty() && type != FieldType::NamedEntries &&
                          view.owner.definition == field.definition && view.property == field.property;
    if (isMember || (field.property.empty() && isWrittenIn(view, field.definition))) return field.kind;
  }
  return std::nullopt;
}

}  // namespace roundscope::detail
