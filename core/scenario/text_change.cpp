// Edits of a text as values.
#include "core/scenario/text_change.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"

namespace roundscope {
namespace {

/// Whether a byte goes on with a character that began before it.
bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Where `change` follows on `last`, both become one.
bool join(TextChange& last, const TextChange& change) {
  if (change.removed.empty() && change.at == last.at + last.inserted.size()) {
    last.inserted += change.inserted;
    return true;
  }
  // Letters taken away one after the other, backwards.
  if (change.inserted.empty() && last.inserted.empty() && change.at + change.removed.size() == last.at) {
    last = {change.at, change.removed + last.removed, ""};
    return true;
  }
  return false;
}

}  // namespace

TextChange changeBetween(std::string_view before, std::string_view after) {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t first = 0;
  while (first < shorter && before[first] == after[first]) ++first;
  while (first > 0 &&
         ((first < before.size() && continues(before[first])) || (first < after.size() && continues(after[first]))))
    --first;
  std::size_t last = 0;
  while (last < shorter - first && before[before.size() - 1 - last] == after[after.size() - 1 - last]) ++last;
  while (last > 0 && continues(before[before.size() - last])) --last;
  return {first, std::string(before.substr(first, before.size() - last - first)),
          std::string(after.substr(first, after.size() - last - first))};
}

std::string applied(std::string_view text, const TextChange& change) {
  RS_CHECK(change.at <= text.size() && text.substr(change.at, change.removed.size()) == change.removed);
  std::string out(text.substr(0, change.at));
  out += change.inserted;
  out += text.substr(change.at + change.removed.size());
  return out;
}

void EditHistory::add(TextChange change, bool joins) {
  if (change.empty()) return;
  m_undone.clear();
  const bool joined = joins && m_open && !m_done.empty() && join(m_done.back(), change);
  if (!joined) m_done.push_back(std::move(change));
  m_open = joins;
}

std::optional<TextChange> EditHistory::undo() {
  if (m_done.empty()) return std::nullopt;
  m_open = false;
  m_undone.push_back(std::move(m_done.back()));
  m_done.pop_back();
  return m_undone.back().inverse();
}

std::optional<TextChange> EditHistory::redo() {
  if (m_undone.empty()) return std::nullopt;
  m_done.push_back(std::move(m_undone.back()));
  m_undone.pop_back();
  return m_done.back();
}

}  // namespace roundscope
