// What a form shows of one part of the scenario: made from the published schema and from what is written, so that a
// new field of the file has its place in the form at once.
#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/scenario/document.h"
#include "core/scenario/schema_guide.h"

namespace roundscope::ui {

enum class FieldControl : std::uint8_t {
  Heading,    ///< of an object or list whose fields follow, further in
  Text,       ///< written as a text
  Number,     ///< a whole number, or one with decimals
  Value,      ///< a whole number or a name
  Name,       ///< a text that names something, of the declared ones or a new one
  Choice,     ///< one of the options
  Kind,       ///< which one of the members that exclude each other the object has
  EntryName,  ///< the name of an entry, as of a method
  Open,       ///< what has rows of its own in the tree
  Add         ///< what the object or list may get
};

/// One thing to choose or to add.
struct FieldOption {
  QString label;
  QString description;
  std::string name;  ///< of the member that it writes; of an element or a value empty
  std::string json;
  bool operator==(const FieldOption&) const = default;
};

/// One line of a form.
struct FormField {
  FieldControl control = FieldControl::Text;
  std::string pointer;     ///< of the value; of Kind and Add: of the object or list around
  QString label;           ///< in plain words
  QString description{};   ///< what the schema says of it
  int depth = 0;           ///< how far in it stands
  QString written{};       ///< what the document says; empty where it says nothing
  bool present = false;    ///< the document says something
  QString standard{};      ///< what holds where nothing is written; may be empty
  bool removable = false;  ///< the object may do without it
  FieldType type = FieldType::Anything;
  QString range{};                       ///< what a number must be
  std::vector<FieldOption> options{};    ///< of Choice, Kind and Add; of Name and Value the declared names
  std::vector<FieldOption> instead{};    ///< other ways to write the same field, as an object in place of a number
  std::optional<std::size_t> current{};  ///< the option that is written
  bool operator==(const FormField&) const = default;
  /// Whether another field can be shown in the same line.
  [[nodiscard]] bool fits(const FormField& other) const {
    return control == other.control && pointer == other.pointer && label == other.label && depth == other.depth;
  }
};

/// The form of what stands at the pointer, which may be absent; none where the schema has no such place.
std::vector<FormField> formFields(const Document& document, const SchemaGuide& guide, const std::string& pointer);

/// In the words of the form.
QString formTr(const char* text);

/// Lists and objects with rows of their own in the tree, by the names of their members.
bool hasOwnRows(std::string_view name, FieldType type);
/// "at_ms" → "At (ms)".
QString plainName(std::string_view name);

}  // namespace roundscope::ui
