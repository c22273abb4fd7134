// Private to core/scenario: how a value is written into, and taken out of, a text without disturbing what stands
// around.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/json_document.h"
#include "core/scenario/places.h"

namespace roundscope::detail {

/// An object or a list, and one of what it holds.
struct ChildPlace {
  const PlacedValue* parent;
  std::size_t number;
};
/// A list, and before which of its elements; its size: at the end.
struct ListPlace {
  const PlacedValue* list;
  std::size_t number;
};

/// What is at the pointer. Throws ParseFailure where nothing is, or it is the whole.
ChildPlace existing(const TextPlaces& places, std::string_view pointer);
/// The same; throws also where it is no element of a list.
ChildPlace existingElement(const TextPlaces& places, std::string_view pointer);
/// Where an element can be put. Throws ParseFailure where no list is, or the number is beyond its end.
ListPlace listPlace(const TextPlaces& places, std::string_view pointer);

/// What is put in: a value, or text that was written elsewhere in the file.
struct Inserted {
  Json value;
  std::string written{};   ///< instead of the value
  std::size_t column = 0;  ///< at which that text began
};

/// Bytes of a text that give way to others.
struct Replacement {
  TextRange span;
  std::string text;
};
/// Their places must not overlap.
[[nodiscard]] std::string replaced(std::string_view text, std::vector<Replacement> replacements);

/// The edits of one text; each gives the whole new text. Borrows both.
class DocumentEdits {
 public:
  DocumentEdits(std::string_view text, const TextPlaces& places) : m_text(text), m_places(places) {}

  [[nodiscard]] std::string overwritten(const PlacedValue& place, const Json& value) const;
  /// Adds what is not there yet. Throws ParseFailure where no object can hold it.
  [[nodiscard]] std::string withMember(const std::string& pointer, const Json& value,
                                       const std::vector<std::string>& order) const;
  [[nodiscard]] std::string withElement(const PlacedValue& list, std::size_t number, const Inserted& inserted) const;
  [[nodiscard]] std::string without(const ChildPlace& child) const;
  /// The element as it is written.
  [[nodiscard]] Inserted copyOf(const ChildPlace& element) const;

 private:
  // `key` is what stands before a member's value ("name": ), and empty for an element.
  [[nodiscard]] std::string withChild(const PlacedValue& parent, std::size_t number, const std::string& key,
                                      const Inserted& inserted) const;
  [[nodiscard]] std::string intoEmpty(const PlacedValue& parent, const std::string& key,
                                      const Inserted& inserted) const;
  [[nodiscard]] std::string written(const std::string& key, const Inserted& inserted, const std::string& indent) const;
  [[nodiscard]] const PlacedValue& child(const PlacedValue& parent, std::size_t number) const;
  [[nodiscard]] std::size_t commaAfter(const PlacedValue& value) const;
  [[nodiscard]] std::size_t lineBegin(std::size_t at) const;
  [[nodiscard]] std::string indentOfLine(std::size_t at) const;
  [[nodiscard]] std::string indentTo(std::size_t at) const;
  [[nodiscard]] bool isBroken(std::size_t from, std::size_t to) const;

  std::string_view m_text;
  const TextPlaces& m_places;
};

}  // namespace roundscope::detail
