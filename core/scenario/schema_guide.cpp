// Walks the schema along a pointer, beside what is written.
#include "core/scenario/schema_guide.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/check.h"
#include "core/scenario/declared_names.h"
#include "core/scenario/json_document.h"
#include "core/scenario/loose_json.h"
#include "core/scenario/schema_place.h"
#include "core/scenario/smallest_value.h"
#include "core/scenario/text_place.h"
#include "core/scenario/variants.h"

namespace roundscope {

using detail::Json;
using detail::Place;
using detail::SchemaView;
using detail::Tokens;

namespace {

/// A bound that the parts say, or else the first alternative that says one.
std::optional<std::int64_t> boundOf(const SchemaView& view, FieldType type, const char* number, const char* list) {
  const Json* const bound = detail::firstSaid(view, type == FieldType::List ? list : number);
  if (bound != nullptr && bound->is_number_integer()) return bound->get<std::int64_t>();
  for (const auto& choice : view.choices)
    for (const SchemaView& alternative : choice)
      if (const auto found = boundOf(alternative, detail::typeOf(alternative), number, list); found) return found;
  return std::nullopt;
}

FieldGuide guideFrom(const Place& place, std::string name) {
  const SchemaView& view = place.view;
  FieldGuide guide{std::move(name), {}};
  if (const Json* const found = detail::firstSaid(view, "description"); found != nullptr)
    guide.description = found->get<std::string>();
  guide.type = detail::typeOf(view);
  if (guide.type == FieldType::Object || guide.type == FieldType::NamedEntries) guide.object = view.definition;
  guide.choices = detail::wordsOf(view);
  guide.onlyChoices = !guide.choices.empty() && guide.type != FieldType::OneOf;
  if (const auto names = detail::namesWanted(view, guide.type); names)
    for (std::string& declared : detail::declaredNames(*place.document, place.path, *names))
      detail::addNew(guide.choices, std::move(declared));
  guide.minimum = boundOf(view, guide.type, "minimum", "minItems");
  guide.maximum = boundOf(view, guide.type, "maximum", "maxItems");
  if (const Json* const found = detail::firstSaid(view, "default"); found != nullptr)
    guide.defaultValue = found->dump();
  guide.present = place.value != nullptr;
  return guide;
}

/// Says of a member what the object around it says.
void addDuties(FieldGuide& guide, const Place& object) {
  const auto groups = detail::exclusiveMembers(object.view);
  for (std::size_t i = 0; i < groups.size(); ++i)
    if (std::find(groups[i].begin(), groups[i].end(), guide.name) != groups[i].end()) guide.group = i + 1;
  guide.required = guide.group == 0 && !object.isPatched && detail::mustHave(object.view, guide.name);
}

bool passesList(const Json& document, const Tokens& path) {
  const Json* at = &document;
  for (const std::string& token : path) {
    if (at->is_array()) return true;
    at = detail::childOf(*at, token);
    if (at == nullptr) return false;
  }
  return false;
}

/// Whether a merge patch stands here, or may be written here.
bool isMergePatch(const std::string& pointer, const Json* value) {
  const Tokens path = detail::pointerTokens(pointer);
  return path.size() == 3 && path[0] == "variants" && path[2] == "patch" && (value == nullptr || value->is_object());
}

std::string parentOf(const std::string& pointer) {
  const std::size_t end = pointer.rfind('/');
  return end == std::string::npos ? std::string() : pointer.substr(0, end);
}

}  // namespace

std::string_view nameOf(FieldType type) {
  switch (type) {
    case FieldType::WholeNumber:
      return "whole number";
    case FieldType::Number:
      return "number";
    case FieldType::Text:
      return "text";
    case FieldType::YesNo:
      return "true or false";
    case FieldType::List:
      return "list";
    case FieldType::Object:
      return "object";
    case FieldType::NamedEntries:
      return "object of named entries";
    case FieldType::OneOf:
      return "one of several types";
    case FieldType::Anything:
      return "any value";
  }
  RS_CHECK(false);
}

struct SchemaGuide::Document {
  Json json;
  mutable std::map<std::string, Json> patched{};  ///< by the number of the variant

  [[nodiscard]] std::optional<Place> find(const std::string& pointer) const;
  [[nodiscard]] std::optional<Place> findInPatch(const Tokens& path) const;
  void mergeVariant(Json& into, const std::string& number) const;
};

/// Merges a variant's patch, and before it those of the variants that it is one of. Lists of single changes, which
/// declare names rarely, are left out.
void SchemaGuide::Document::mergeVariant(Json& into, const std::string& number) const {
  const Json* const variants = detail::childOf(json, "variants");
  const Json* const variant = variants == nullptr ? nullptr : detail::childOf(*variants, number);
  const auto index = listIndex(number);
  if (variant == nullptr || !index) return;
  if (const auto parent = detail::parentOf(*variants, *index); parent) mergeVariant(into, std::to_string(*parent));
  const Json* const patch = detail::childOf(*variant, "patch");
  if (patch != nullptr && patch->is_object()) into.merge_patch(*patch);
}

/// The document of a variant whose patch is merged into it.
std::optional<Place> SchemaGuide::Document::findInPatch(const Tokens& path) const {
  constexpr std::size_t kPatch = 3;  // behind /variants/0/patch
  if (path.size() <= kPatch || path[0] != "variants" || path[2] != "patch") return std::nullopt;
  const Json* const patch = detail::valueAt(json, Tokens(path.begin(), path.begin() + kPatch));
  if (patch != nullptr && patch->is_array()) {
    if (path.size() <= kPatch + 1 || path[kPatch + 1] != "value") return std::nullopt;
    const Json* const change = detail::childOf(*patch, path[kPatch]);
    const Json* const target = change == nullptr ? nullptr : detail::childOf(*change, "path");
    if (target == nullptr || !target->is_string()) return std::nullopt;
    Tokens there = detail::pointerTokens(target->get<std::string>());
    there.insert(there.end(), path.begin() + kPatch + 2, path.end());
    std::optional<Place> place = detail::walk(json, there);
    if (place) place->value = detail::valueAt(json, path);
    return place;
  }
  const Tokens there(path.begin() + kPatch, path.end());
  if (there.front() == "variants" || there.front() == "roundscope") return std::nullopt;
  auto [merged, isNew] = patched.try_emplace(path[1]);
  if (isNew) {
    merged->second = json;
    mergeVariant(merged->second, path[1]);
  }
  std::optional<Place> place = detail::walk(merged->second, there);
  if (!place) return std::nullopt;
  place->value = detail::valueAt(json, path);
  place->isPatched = !passesList(merged->second, there);
  return place;
}

std::optional<Place> SchemaGuide::Document::find(const std::string& pointer) const {
  const Tokens path = detail::pointerTokens(pointer);
  if (std::optional<Place> patched = findInPatch(path); patched) return patched;
  return detail::walk(json, path);
}

SchemaGuide::SchemaGuide(std::string_view text) : m_document(new Document{detail::readLoosely(text)}) {}
SchemaGuide::~SchemaGuide() = default;
SchemaGuide::SchemaGuide(SchemaGuide&&) noexcept = default;
SchemaGuide& SchemaGuide::operator=(SchemaGuide&&) noexcept = default;

std::optional<FieldGuide> SchemaGuide::guideOf(const std::string& pointer) const {
  const std::optional<Place> place = m_document->find(pointer);
  if (!place) return std::nullopt;
  const Tokens path = detail::pointerTokens(pointer);
  FieldGuide guide = guideFrom(*place, path.empty() ? std::string() : path.back());
  if (path.empty()) return guide;
  if (const std::optional<Place> object = m_document->find(parentOf(pointer)); object) addDuties(guide, *object);
  return guide;
}

std::vector<FieldGuide> SchemaGuide::membersOf(const std::string& pointer) const {
  std::vector<FieldGuide> members;
  const std::optional<Place> object = m_document->find(pointer);
  if (!object) return members;
  Tokens names = detail::propertyNames(isMergePatch(pointer, object->value) ? detail::scenarioView(m_document->json)
                                                                            : object->view);
  if (detail::hasNamedEntries(object->view) && object->value != nullptr && object->value->is_object())
    for (const auto& [name, value] : object->value->items()) detail::addNew(names, name);
  for (const std::string& name : names)
    if (std::optional<FieldGuide> guide = guideOf(detail::childPointer(pointer, name)); guide)
      members.push_back(std::move(*guide));
  return members;
}

std::vector<ValueGuide> SchemaGuide::valuesFor(const std::string& pointer) const {
  std::optional<Place> place = m_document->find(parentOf(pointer));
  if (!place || pointer.empty()) return {};
  const std::string token = detail::pointerTokens(pointer).back();
  std::optional<SchemaView> view = detail::childView(place->view, token, nullptr);
  if (!view) return {};
  place->path.push_back(token);
  return detail::smallestValues(*view, *place->document, place->path);
}

std::vector<ValueGuide> SchemaGuide::elementsOf(const std::string& pointer) const {
  const std::optional<FieldGuide> list = guideOf(pointer);
  return list && list->type == FieldType::List ? valuesFor(pointer + "/-") : std::vector<ValueGuide>();
}

}  // namespace roundscope
