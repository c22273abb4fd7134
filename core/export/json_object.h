// A JSON object as text, field by field: for files of a million lines, where a tree of values for each line would
// take longer than the simulation.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace roundscope {

/// Appends a text in quotation marks, with what JSON wants escaped.
void appendJsonText(std::string& out, std::string_view text);

/// Appends one object to a text: the opening brace at once, the closing one by close(). Keys must need no escapes.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : m_out(out) { m_out += '{'; }

  template <std::integral Number>
  JsonObject& number(std::string_view key, Number value) {
    appendKey(key);
    if constexpr (std::signed_integral<Number>)
      appendSigned(value);
    else
      appendUnsigned(value);
    return *this;
  }
  /// A number with so many decimals at most, given as a whole number of the last one. At least 0.
  JsonObject& decimal(std::string_view key, long long value, int decimals);
  JsonObject& text(std::string_view key, std::string_view value);
  JsonObject& flag(std::string_view key, bool value);
  /// The key of an object that is written next, by a JsonObject of its own.
  JsonObject& key(std::string_view key);
  void close() { m_out += '}'; }

 private:
  void appendKey(std::string_view key);
  void appendSigned(long long value);
  void appendUnsigned(unsigned long long value);

  std::string& m_out;
  bool m_first = true;
};

}  // namespace roundscope
