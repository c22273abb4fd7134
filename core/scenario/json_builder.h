// Private to core/scenario: hears what a walk through JSON text meets, and makes the document of it.
#pragma once

#include <cstddef>
#include <forward_list>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/scenario/failures.h"
#include "core/scenario/json_document.h"
#include "core/scenario/json_limits.h"

namespace roundscope::detail {

/// Builds the document and refuses what a plain parse lets through: duplicate keys, extreme nesting.
class JsonBuilder : public JsonHandler {
 public:
  /// What is written twice is noted in `repeated`, or ends the reading where that is null.
  JsonBuilder(std::string_view text, ParseFailures* repeated)
      : m_text(text), m_repeated(repeated), m_mostValues(mostJsonValues(text.size())) {}

  bool null() { return place(nullptr) != nullptr; }
  bool boolean(bool value) { return place(value) != nullptr; }
  bool number_integer(number_integer_t value) { return place(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) { return place(value) != nullptr; }
  bool number_float(number_float_t value, const string_t&) { return place(value) != nullptr; }
  bool string(string_t& value) { return place(std::move(value)) != nullptr; }
  bool binary(binary_t&) { return false; }  // cannot occur in text
  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(string_t& value);

  bool parse_error(std::size_t position, const std::string& lastToken, const nlohmann::detail::exception& error);

  [[nodiscard]] Json take() { return std::move(m_root); }
  [[nodiscard]] std::size_t depth() const { return m_open.size(); }
  const char* furthest = nullptr;  ///< how far the text is read; kept by TrackedIterator

 private:
  struct Open {
    Json* value;
    std::unordered_set<std::string> keys;
    std::string key;
    bool awaitsValue = false;  ///< of that key
    bool isRepeated = false;   ///< that key
    std::size_t mostElements = 0;
  };

  template <class Value>
  Json* place(Value&& value) {
    if (++m_values > m_mostValues) failTooMany();
    if (m_open.empty()) {
      m_root = std::forward<Value>(value);
      return &m_root;
    }
    Open& top = m_open.back();
    if (top.value->is_array()) {
      if (top.value->size() == top.mostElements) failTooLong(top.mostElements);
      top.value->push_back(Json(std::forward<Value>(value)));
      return &top.value->back();
    }
    top.awaitsValue = false;
    // The first of two values counts. The second is only read past.
    if (top.isRepeated) return &m_ignored.emplace_front(std::forward<Value>(value));
    auto& fields = *top.value->get_ptr<Json::object_t*>();
    fields.push_back(Json::object_t::value_type(top.key, Json(std::forward<Value>(value))));
    return &fields.back().second;
  }

  bool open(Json container);

  bool close() {
    m_open.pop_back();
    return true;
  }

  [[nodiscard]] std::string path() const;

  /// The bracket that ends the innermost list or object, where only a comma can keep it from being the next; else
  /// empty.
  [[nodiscard]] std::string_view endOfOpen() const;

  void noteRepeated(ParseFailure failure) const;

  [[noreturn]] void fail(std::string pointer, std::string what, std::string expected) const;

  [[noreturn]] void failTooLong(std::size_t most) const;
  [[noreturn]] void failTooMany() const;

  [[nodiscard]] std::size_t currentLine() const;

  std::string_view m_text;
  ParseFailures* m_repeated;
  Json m_root;
  std::forward_list<Json> m_ignored;  ///< values that open containers point to
  std::vector<Open> m_open;
  std::size_t m_values = 0;
  std::size_t m_mostValues;
};

}  // namespace roundscope::detail
