// Private to core/scenario: a walk through JSON text by the library's own reader, which tells its handler how far it
// has come, so that what it meets can be given a place.
#pragma once

#include <cstddef>
#include <iterator>
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

}  // namespace roundscope::detail
