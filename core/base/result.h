// Errors from outside (files, arguments, users) are values: where, what, and what was expected.
// The impossible is a check that stays in release builds (check.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace roundscope {

/// Which exit status an error leads to.
enum class ErrorKind : std::uint8_t { Scenario, Usage, InputOutput };

/// One thing that is wrong in what came from outside, and perhaps what else is.
struct Error {
  ErrorKind kind = ErrorKind::Scenario;
  std::string where;            ///< "FILE:LINE: /json/pointer", a path, or an argument
  std::string what;             ///< what is wrong, without a full stop
  std::string expected;         ///< what would have been right; may be empty
  std::vector<Error> others{};  ///< what else is wrong in the same input; have no others themselves
  std::size_t unlisted = 0;     ///< and how much beyond that

  bool operator==(const Error&) const = default;
  /// "where: what, expected what", on one line.
  [[nodiscard]] std::string text() const {
    std::string line = where.empty() ? what : where + ": " + what;
    if (!expected.empty()) line += ", expected " + expected;
    return line;
  }
  /// The same of everything that is wrong, a line for each, without a line feed at the end; after `most` their number.
  [[nodiscard]] std::string lines(std::size_t most = SIZE_MAX) const {
    std::string all = text();
    std::size_t listed = 0;
    for (; listed < others.size() && listed + 1 < most; ++listed) all += '\n' + others[listed].text();
    const std::size_t left = others.size() - listed + unlisted;
    return left == 0 ? all : all + "\nand " + std::to_string(left) + " more";
  }
};

/// Either a value or the error that stands in its place.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool ok() const { return m_state.index() == 0; }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] const T& value() const& { return std::get<0>(m_state); }
  [[nodiscard]] T& value() & { return std::get<0>(m_state); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(m_state)); }
  [[nodiscard]] const Error& error() const { return std::get<1>(m_state); }

 private:
  std::variant<T, Error> m_state;
};

}  // namespace roundscope
