// From bytes of a scenario's text to places in its document and back. It holds for any text, also for one that is wrong
// or only half written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace roundscope {

/// Bytes of a text, from `begin` to before `end`.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const TextRange&) const = default;

  [[nodiscard]] std::size_t size() const { return end - begin; }
};

/// Where a byte of a text lies in its document.
struct TextPlace {
  enum class Kind : std::uint8_t {
    Name,    ///< the name of a member is here or would be written here
    Value,   ///< a value
    Between  ///< where nothing can be written but a comma, a bracket or a comment
  };
  Kind kind = Kind::Between;
  std::string pointer{};  ///< of the member or value; between, of the object or list around it
  std::string inside{};   ///< of the object or list around it
  std::size_t begin = 0;  ///< of what is written here, with its quotes; begin == end where nothing is
  std::size_t end = 0;
  std::string written{};  ///< up to that byte, without quotes
};

/// Where a byte lies. Reads the text up to there.
TextPlace placeAt(std::string_view text, std::size_t offset);
/// Where the value at `pointer` is written; none where it is not. `withName`: from its name on.
std::optional<TextRange> rangeOf(std::string_view text, const std::string& pointer, bool withName = false);
/// The same for many pointers in one reading of the text.
std::vector<std::optional<TextRange>> rangesOf(std::string_view text, const std::vector<std::string>& pointers,
                                               bool withNames = false);

/// The number that a part of a pointer means in a list; none where it can mean none.
std::optional<std::size_t> listIndex(std::string_view token);

}  // namespace roundscope
