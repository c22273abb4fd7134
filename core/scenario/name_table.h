// Private to core/scenario and core/lesson: tables whose rows begin with a name of the file, so that a name stands in
// one place for the reader, for the words of errors and for the test that holds the schema against it.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace roundscope::detail {

using FieldNames = std::span<const std::string_view>;

/// The fields of an object, or other names, as a list.
template <class... Names>
constexpr std::array<std::string_view, sizeof...(Names)> names(const Names&... each) {
  return {each...};
}

/// A word of the file and what it stands for.
template <class Value>
struct Choice {
  std::string_view name;
  Value value;
};

/// The names of a table's rows, in its order.
template <class Row, std::size_t N>
constexpr std::array<std::string_view, N> namesIn(const std::array<Row, N>& rows) {
  std::array<std::string_view, N> names;
  for (std::size_t i = 0; i < N; ++i) names[i] = rows[i].name;
  return names;
}
template <const auto& Rows>
inline constexpr auto kNamesOf = namesIn(Rows);

/// Several lists of names as one.
template <std::size_t... Sizes>
constexpr auto joined(const std::array<std::string_view, Sizes>&... lists) {
  std::array<std::string_view, (Sizes + ...)> all;
  auto end = all.begin();
  ((end = std::copy(lists.begin(), lists.end(), end)), ...);
  return all;
}

}  // namespace roundscope::detail
