// What the published schema says of a place in a scenario's text: for forms, completion and documentation. It holds for
// any text, also for one that is wrong or only half written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace roundscope {

enum class FieldType : std::uint8_t {
  WholeNumber,
  Number,
  Text,
  YesNo,
  List,
  Object,
  NamedEntries,  ///< an object whose members have names of the author's, as methods and variables
  OneOf,         ///< of several types, and nothing is written yet
  Anything
};
/// "whole number".
std::string_view nameOf(FieldType type);

/// What stands or may stand at one place.
struct FieldGuide {
  std::string name;         ///< of the member, or the element's number
  std::string description;  ///< a sentence or more; may be empty
  FieldType type = FieldType::Anything;
  std::string object{};                   ///< what sort of object it is: "canister", "call"; else empty
  std::vector<std::string> choices{};     ///< as texts; of NamedEntries the names that entries may have
  bool onlyChoices = false;               ///< nothing else is allowed; else they are the names declared in the document
  std::optional<std::int64_t> minimum{};  ///< of a list, how many elements
  std::optional<std::int64_t> maximum{};
  std::string defaultValue{};  ///< JSON; empty where there is none
  bool required = false;       ///< the object must have it
  std::size_t group = 0;       ///< of the members with one number, which is not 0, an object has exactly one
  bool present = false;        ///< something is written there
};

/// Something to begin with: the least that is right at a place.
struct ValueGuide {
  std::string name;         ///< of the kind, as "call" of a step, or the value itself; empty where there is one only
  std::string description;  ///< may be empty
  std::string text;         ///< JSON on one line
};

/// Knows one text. Pointers are JSON pointers into it; what they name may be absent. A merge patch of a variant has the
/// places of a scenario, and the names that are declared once it is applied; the `value` of a JSON Patch is what stands
/// at its path.
class SchemaGuide {
 public:
  explicit SchemaGuide(std::string_view text);
  ~SchemaGuide();
  SchemaGuide(SchemaGuide&&) noexcept;
  SchemaGuide& operator=(SchemaGuide&&) noexcept;

  /// None where the schema has no such place.
  [[nodiscard]] std::optional<FieldGuide> guideOf(const std::string& pointer) const;
  /// The members that an object at `pointer` may have, in the schema's order; those by names of the author's that it
  /// has. Empty where no object may stand.
  [[nodiscard]] std::vector<FieldGuide> membersOf(const std::string& pointer) const;
  /// What may be written at `pointer`, whatever stands there now. One for each kind of value: of step, of operation.
  [[nodiscard]] std::vector<ValueGuide> valuesFor(const std::string& pointer) const;
  /// What a further element of the list at `pointer` may be.
  [[nodiscard]] std::vector<ValueGuide> elementsOf(const std::string& pointer) const;

 private:
  struct Document;
  std::unique_ptr<Document> m_document;
};

}  // namespace roundscope
