// Private to core/scenario: where in a text each value of its JSON is written.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/text_place.h"

namespace roundscope::detail {

enum class Written : unsigned char { Scalar, Object, List };

struct PlacedValue {
  Written written = Written::Scalar;
  std::string name;                   ///< of a member
  std::optional<TextRange> key;       ///< of a member, with its quotes
  TextRange value;                    ///< from its first to its last character
  std::vector<std::size_t> children;  ///< members or elements, in their order

  /// Where it begins, with its name.
  [[nodiscard]] std::size_t begin() const { return key ? key->begin : value.begin; }
};

/// All values of a text.
class TextPlaces {
 public:
  /// Of a text that readJson() accepts.
  explicit TextPlaces(std::string_view text);
  /// Of any text. Throws ParseFailure where readJson() does.
  static TextPlaces ofUnread(std::string_view text);

  [[nodiscard]] const PlacedValue& root() const { return m_values.front(); }
  [[nodiscard]] const PlacedValue& operator[](std::size_t value) const { return m_values[value]; }
  /// Null where nothing is written there.
  [[nodiscard]] const PlacedValue* find(std::string_view pointer) const;
  /// What is written at the longest part of the pointer that there is.
  [[nodiscard]] const PlacedValue& nearest(std::string_view pointer) const;
  /// Of a member or element; absent where there is none.
  [[nodiscard]] std::optional<std::size_t> childNumber(const PlacedValue& parent, const std::string& token) const;

 private:
  TextPlaces() = default;

  std::vector<PlacedValue> m_values;  ///< parents before what they hold
};

/// Where each value begins, with its name, or where its nearest written parent does; 0 for the whole. Of a text that
/// readJson() accepts.
[[nodiscard]] std::vector<std::size_t> beginsOf(std::string_view text, const std::vector<std::string>& pointers);

/// The next byte, from `at`, that is neither a space nor within a comment; the text's size where none follows.
[[nodiscard]] std::size_t skipBlanks(std::string_view text, std::size_t at);
/// The end of the comments that follow on the same line; `at` where none does.
[[nodiscard]] std::size_t endOfComments(std::string_view text, std::size_t at);

}  // namespace roundscope::detail
