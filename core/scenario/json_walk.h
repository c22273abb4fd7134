// Private to core/scenario: a walk through JSON text by the library's own reader, which tells its handler how far it
// has come, so that what it meets can be given a place.
#pragma once

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

#include "core/scenario/json_document.h"

namespace roundscope::detail {

/// Reads a text and tells how far the reader has come, so that an event can be given a line.
class TrackedIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  TrackedIterator() = default;
  TrackedIterator(const char* at, const char** furthest) : m_at(at), m_furthest(furthest) {}
  reference operator*() const { return *m_at; }
  TrackedIterator& operator++() {
    ++m_at;
    *m_furthest = m_at;
    return *this;
  }
  TrackedIterator operator++(int) {
    TrackedIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const TrackedIterator& other) const { return m_at == other.m_at; }

 private:
  const char* m_at = nullptr;
  const char** m_furthest = nullptr;
};

/// The named interface of the library: strict (nothing may follow the document), comments ignored. The handler has a
/// member `furthest`.
template <class Handler>
void walkThrough(std::string_view text, Handler& handler) {
  handler.furthest = text.data();
  const TrackedIterator first(text.data(), &handler.furthest);
  const TrackedIterator last(text.data() + text.size(), &handler.furthest);
  static_cast<void>(Json::sax_parse(first, last, &handler, Json::input_format_t::json, true, true));
}

/// One walk for two handlers. Of what is wrong with the text the second is told, which must throw; of a text's content,
/// too, which it may take.
template <class First, class Second>
class BothHandlers : public JsonHandler {
 public:
  BothHandlers(First& first, Second& second) : m_first(first), m_second(second) {}

  bool null() {
    return each([](auto& one) { return one.null(); });
  }
  bool boolean(bool value) {
    return each([&](auto& one) { return one.boolean(value); });
  }
  bool number_integer(number_integer_t value) {
    return each([&](auto& one) { return one.number_integer(value); });
  }
  bool number_unsigned(number_unsigned_t value) {
    return each([&](auto& one) { return one.number_unsigned(value); });
  }
  bool number_float(number_float_t value, const string_t& written) {
    return each([&](auto& one) { return one.number_float(value, written); });
  }
  bool string(string_t& value) {
    return each([&](auto& one) { return one.string(value); });
  }
  bool binary(binary_t& value) {
    return each([&](auto& one) { return one.binary(value); });
  }
  bool start_object(std::size_t size) {
    return each([&](auto& one) { return one.start_object(size); });
  }
  bool start_array(std::size_t size) {
    return each([&](auto& one) { return one.start_array(size); });
  }
  bool end_object() {
    return each([](auto& one) { return one.end_object(); });
  }
  bool end_array() {
    return each([](auto& one) { return one.end_array(); });
  }
  bool key(string_t& value) {
    return each([&](auto& one) { return one.key(value); });
  }
  bool parse_error(std::size_t position, const std::string& lastToken, const nlohmann::detail::exception& error) {
    m_second.furthest = furthest;
    return m_second.parse_error(position, lastToken, error);
  }

  const char* furthest = nullptr;

 private:
  template <class Tell>
  bool each(Tell&& tell) {
    m_first.furthest = m_second.furthest = furthest;
    return tell(m_first) && tell(m_second);
  }

  First& m_first;
  Second& m_second;
};

}  // namespace roundscope::detail
