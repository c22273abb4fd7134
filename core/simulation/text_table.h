// The words that canisters say in a run: each once, so that an event tells them by number.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "core/base/ids.h"

namespace roundscope {

/// Numbered in the order first said. Numbers and texts keep their places.
class TextTable {
 public:
  /// kNoText for an empty text.
  TextId idOf(std::string_view text) {
    if (text.empty()) return kNoText;
    const auto known = m_ids.find(text);
    if (known != m_ids.end()) return known->second;
    const TextId id{static_cast<std::uint32_t>(m_texts.size())};
    m_ids.emplace(m_texts.emplace_back(text), id);
    return id;
  }
  [[nodiscard]] std::string_view text(TextId id) const {
    return id == kNoText ? std::string_view() : m_texts[id.value];
  }
  [[nodiscard]] const std::deque<std::string>& texts() const { return m_texts; }

 private:
  std::deque<std::string> m_texts;
  std::map<std::string_view, TextId> m_ids;  ///< views into m_texts
};

}  // namespace roundscope
