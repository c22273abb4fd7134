// Builds values from the schema. Where a text is a name and none is declared, a word stands in its place.
#include "core/scenario/smallest_value.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"

namespace roundscope::detail {
namespace {

/// Texts of a form that the schema says as a pattern.
struct Example {
  std::string_view definition;
  std::string_view property;
  std::string_view text;
};
constexpr auto kExamples = std::to_array<Example>({
    {"when", "chance", "1/2"},
    {"change", "path", "/description"},
    {"change", "from", "/description"},
});

std::string_view exampleOf(NameKind kind) {
  switch (kind) {
    case NameKind::Canister:
      return "canister";
    case NameKind::Method:
      return "canister.method";
    case NameKind::Subnet:
      return "subnet";
    case NameKind::Variable:
      return "variable";
    case NameKind::Label:
      return "label";
    case NameKind::Lock:
      return "lock";
    case NameKind::Variant:
      return "variant";
  }
  RS_CHECK(false);
}

std::string descriptionOf(const SchemaView& view) {
  const Json* const found = firstSaid(view, "description");
  return found == nullptr ? std::string() : found->get<std::string>();
}

/// As a person writes it on one line.
std::string oneLine(const Json& value) {
  if (!value.is_structured()) return compactText(value);
  std::string line;
  for (const auto& [name, child] : value.items()) {
    if (!line.empty()) line += ", ";
    if (value.is_object()) line += oneLine(Json(name)) + ": ";
    line += oneLine(child);
  }
  return value.is_object() ? '{' + line + '}' : '[' + line + ']';
}

struct Value {
  std::string name;
  std::string description;
  Json json;
};
using Values = std::vector<Value>;

class Smallest {
 public:
  Smallest(const Json& document, Tokens path) : m_document(document), m_path(std::move(path)) {}

  Values values(const SchemaView& view) {
    const FieldType type = typeOf(view);
    if (Values words = wordValues(view, type); !words.empty()) return words;
    Values all;
    if (type == FieldType::OneOf || (!view.choices.empty() && type != FieldType::Object)) {
      for (const SchemaView& alternative : view.choices.front())
        for (Value& value : values(withOwner(alternative, view))) all.push_back(std::move(value));
      return all;
    }
    switch (type) {
      case FieldType::WholeNumber:
      case FieldType::Number:
        return {{"", descriptionOf(view), number(view)}};
      case FieldType::YesNo:
        return {{"true", "", Json(true)}, {"false", "", Json(false)}};
      case FieldType::Text:
        for (std::string& text : texts(view)) all.push_back({text, descriptionOf(view), Json(text)});
        return all;
      case FieldType::List:
        return {{"", descriptionOf(view), list(view)}};
      case FieldType::Object:
        return objects(view);
      case FieldType::NamedEntries:
        return entries(view);
      case FieldType::OneOf:
      case FieldType::Anything:
        return {{"", descriptionOf(view), Json()}};
    }
    RS_CHECK(false);
  }

 private:
  Json first(const SchemaView& view) {
    Values all = values(view);
    return all.empty() ? Json() : std::move(all.front().json);
  }

  /// An alternative is a member of what it is an alternative of.
  static SchemaView withOwner(SchemaView alternative, const SchemaView& view) {
    alternative.owner = view.owner;
    alternative.property = view.property;
    return alternative;
  }

  static Values wordValues(const SchemaView& view, FieldType type) {
    Values values;
    if (type == FieldType::OneOf) return values;
    for (const std::string& word : wordsOf(view))
      values.push_back({word, "", type == FieldType::Text ? Json(word) : Json::parse(word)});
    return values;
  }

  static Json number(const SchemaView& view) {
    if (const Json* const standard = firstSaid(view, "default"); standard != nullptr && standard->is_number())
      return *standard;
    const Json* const least = firstSaid(view, "minimum");
    return least == nullptr || *least < Json(0) ? Json(0) : *least;
  }

  Tokens texts(const SchemaView& view) const {
    if (const auto kind = namesWanted(view, FieldType::Text); kind) {
      Tokens names = declaredNames(m_document, m_path, *kind);
      if (names.empty()) names.emplace_back(exampleOf(*kind));
      return names;
    }
    for (const Example& example : kExamples)
      if (example.definition == view.owner.definition && example.property == view.property)
        return {std::string(example.text)};
    return {firstSaid(view, "minLength") == nullptr ? std::string() : freshName(view)};
  }

  /// A name that no object of the same list has: "canister-2".
  [[nodiscard]] std::string freshName(const SchemaView& view) const {
    const std::string stem = view.property == "label" ? view.property : std::string(view.owner.definition);
    const Json* const list =
        m_path.size() < 2 ? nullptr : valueAt(m_document, Tokens(m_path.begin(), m_path.end() - 2));
    const auto isTaken = [&](const std::string& name) {
      return list != nullptr && list->is_array() && std::any_of(list->begin(), list->end(), [&](const Json& each) {
               const Json* const taken = childOf(each, view.property);
               return taken != nullptr && *taken == Json(name);
             });
    };
    std::string name = stem;
    for (std::size_t i = 2; isTaken(name); ++i) name = stem + "-" + std::to_string(i);
    return name;
  }

  Json list(const SchemaView& view) {
    const Json* const least = firstSaid(view, "minItems");
    Json list = Json::array();
    for (std::size_t i = 0; least != nullptr && i < least->get<std::size_t>(); ++i) list.push_back(child(view, "-"));
    return list;
  }

  Json child(const SchemaView& view, const std::string& token) {
    const std::optional<SchemaView> member = childView(view, token, nullptr);
    if (!member) return {};
    m_path.push_back(token);
    Json value = first(*member);
    m_path.pop_back();
    return value;
  }

  /// With all that it must have; of each group of members the first, or the one chosen.
  Json object(const SchemaView& view, const std::string& chosen) {
    const auto groups = exclusiveMembers(view);
    Json object = Json::object();
    for (const std::string& name : propertyNames(view)) {
      const auto group = std::find_if(groups.begin(), groups.end(), [&](const Tokens& names) {
        return std::find(names.begin(), names.end(), name) != names.end();
      });
      const bool hasChosen = group != groups.end() && std::find(group->begin(), group->end(), chosen) != group->end();
      const bool wanted = group == groups.end() ? mustHave(view, name) : name == (hasChosen ? chosen : group->front());
      if (wanted) object[name] = child(view, name);
    }
    return object;
  }

  Values objects(const SchemaView& view) {
    Values all;
    if (const auto groups = exclusiveMembers(view); !groups.empty()) {
      for (const std::string& name : groups.front()) {
        const std::optional<SchemaView> member = childView(view, name, nullptr);
        all.push_back({name, member ? descriptionOf(*member) : std::string(), object(view, name)});
      }
      return all;
    }
    if (view.choices.empty()) {
      Json only = object(view, "");
      return {{only.empty() ? std::string() : only.begin().key(), descriptionOf(view), std::move(only)}};
    }
    for (const SchemaView& alternative : view.choices.front()) {
      SchemaView chosen = view;
      chosen.choices.clear();
      chosen.parts.insert(chosen.parts.end(), alternative.parts.begin(), alternative.parts.end());
      Json value = object(chosen, "");
      const Json& name = value.empty() ? value : value.front();
      all.push_back({name.is_string() ? name.get<std::string>() : "", "", std::move(value)});
    }
    return all;
  }

  Values entries(const SchemaView& view) {
    if (firstSaid(view, "minProperties") == nullptr) return {{"", descriptionOf(view), Json::object()}};
    Values all;
    const auto kind = namesWanted(view, FieldType::NamedEntries);
    Tokens names = kind ? declaredNames(m_document, m_path, *kind) : Tokens();
    if (names.empty()) names.emplace_back(exampleOf(kind.value_or(NameKind::Variable)));
    for (const std::string& name : names) {
      Json object = Json::object();
      object[name] = child(view, name);
      all.push_back({name, "", std::move(object)});
    }
    return all;
  }

  const Json& m_document;
  Tokens m_path;
};

}  // namespace

std::vector<ValueGuide> smallestValues(const SchemaView& view, const Json& document, const Tokens& path) {
  Values values = Smallest(document, path).values(view);
  std::vector<ValueGuide> guides;
  for (Value& value : values)
    guides.push_back({values.size() == 1 && !value.json.is_string() ? std::string() : std::move(value.name),
                      std::move(value.description), oneLine(value.json)});
  return guides;
}

}  // namespace roundscope::detail
