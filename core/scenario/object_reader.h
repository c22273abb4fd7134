// Private to core/scenario and core/lesson: typed reading of JSON values, with one way to say what is wrong.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/failures.h"
#include "core/scenario/json_document.h"
#include "core/scenario/name_table.h"

namespace roundscope::detail {

/// The whole numbers that a field accepts, both ends included.
struct Range {
  std::int64_t min = 0;
  std::int64_t max = 9'007'199'254'740'991;  ///< what every JSON reader keeps exactly
};

/// A value of the document with its place. Borrows the document.
struct Node {
  const Json* json;
  std::string pointer;
  ParseFailures* failures = nullptr;  ///< gathers what is wrong; null: the first such thing ends the reading

  [[nodiscard]] Node child(std::string_view token, const Json& value) const {
    return {&value, childPointer(pointer, token), failures};
  }
  [[nodiscard]] bool rightSoFar() const { return failures == nullptr || failures->empty(); }
};

/// Throws ParseFailure: `what` is wrong at this place, `expected` would be right.
[[noreturn]] void fail(const Node& node, std::string what, std::string expected);
/// Throws ParseFailure "found …, expected …".
[[noreturn]] void failFound(const Node& node, std::string expected);
/// Gathers the failure, or throws it where nobody does.
void note(const Node& node, ParseFailure failure);

/// Reads a part. What is wrong with it is noted, so that what stands beside it is read, too. Whether it was read to its
/// end.
template <class Read>
bool attempt(const Node& node, Read&& read) {
  try {
    std::forward<Read>(read)();
    return true;
  } catch (ParseFailure& failure) {
    note(node, std::move(failure));
    return false;
  }
}

std::int64_t readInteger(const Node& node, Range range);
std::string readString(const Node& node, std::string_view expected = "text");
bool readBool(const Node& node);
/// A number with at most three decimals, times 1,000. `max` is in thousandths too.
std::uint64_t readThousandths(const Node& node, std::uint64_t max);
/// The elements of a list. `expected` names it in errors.
std::vector<Node> readList(const Node& node, std::string_view expected);
struct Member {
  std::string name;
  Node value;
};
/// The members of an object whose names are free.
std::vector<Member> readMembers(const Node& node, std::string_view expected);

/// The place of the word among `words`. `expected` says what else could stand there; empty: nothing but them.
std::size_t readWord(const Node& node, FieldNames words, std::string_view expected = {});
/// What the word stands for.
template <class Value, std::size_t N>
Value readChoice(const Node& node, const std::array<Choice<Value>, N>& choices, std::string_view expected = {}) {
  return choices[readWord(node, namesIn(choices), expected)].value;
}

/// An object whose fields are known. Constructing it notes each field that is not, naming the nearest, and throws where
/// there is no object.
class ObjectReader {
 public:
  ObjectReader(Node node, FieldNames known, std::string_view expected);

  [[nodiscard]] const Node& node() const { return m_node; }
  [[nodiscard]] bool hasUnknownFields() const { return m_hasUnknownFields; }
  [[nodiscard]] std::optional<Node> find(std::string_view field) const;
  /// Throws when the field is absent; `expected` says what it would hold.
  [[nodiscard]] Node require(std::string_view field, std::string_view expected) const;

  /// Reads the field where it is there, and notes what is wrong with it. Whether nothing was.
  template <class Read>
  bool read(std::string_view field, Read&& read) const {
    const auto value = find(field);
    return !value || attempt(m_node, [&] { read(*value); });
  }
  /// The same for a field that must be there.
  template <class Read>
  bool need(std::string_view field, std::string_view expected, Read&& read) const {
    return attempt(m_node, [&] { read(require(field, expected)); });
  }

  // The field's value, or `absent` also where what is wrong with it is noted.

  /// Narrowing is the caller's: the range must fit the type.
  template <class Int>
  [[nodiscard]] Int integer(std::string_view field, Int absent, Range range) const {
    Int number = absent;
    read(field, [&](const Node& node) { number = static_cast<Int>(readInteger(node, range)); });
    return number;
  }
  [[nodiscard]] std::string string(std::string_view field) const;
  [[nodiscard]] bool boolean(std::string_view field, bool absent) const;

 private:
  Node m_node;
  bool m_hasUnknownFields = false;
};

/// `"a", "b"`, cut after the first few.
std::string quotedList(FieldNames names);
/// The name most like `name`, or empty when none is close.
std::string nearestName(std::string_view name, const std::vector<std::string>& known);
/// `one of "a", "b"`, for an error; when `name` is close to one of them it comes first: `"a"`.
std::string expectedName(std::string_view name, const std::vector<std::string>& known, std::string_view kind);

}  // namespace roundscope::detail
