// What one edit does to a text, as a value, and the edits of a text in their order, for undoing and redoing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace roundscope {

/// A stretch of a text gives way to another. Counts bytes of UTF-8 and never parts a character.
struct TextChange {
  std::size_t at = 0;
  std::string removed;
  std::string inserted;
  bool operator==(const TextChange&) const = default;

  [[nodiscard]] bool empty() const { return removed.empty() && inserted.empty(); }
  [[nodiscard]] TextChange inverse() const { return {at, inserted, removed}; }
};

/// The smallest such change that makes `after` of `before`.
[[nodiscard]] TextChange changeBetween(std::string_view before, std::string_view after);
/// `change` must fit: what it removes stands in `text` where it says.
[[nodiscard]] std::string applied(std::string_view text, const TextChange& change);

/// The edits of one text: those done, and those undone since.
class EditHistory {
 public:
  /// Forgets what was undone. A change that `joins` becomes one step with the last one where the two touch, as letters
  /// typed one after the other do.
  void add(TextChange change, bool joins = false);
  /// The next change does not join those before.
  void endStep() { m_open = false; }
  /// What to apply to the text to be back before the last step; absent where there is none.
  [[nodiscard]] std::optional<TextChange> undo();
  [[nodiscard]] std::optional<TextChange> redo();
  [[nodiscard]] bool canUndo() const { return !m_done.empty(); }
  [[nodiscard]] bool canRedo() const { return !m_undone.empty(); }

 private:
  std::vector<TextChange> m_done;
  std::vector<TextChange> m_undone;
  bool m_open = false;  ///< the last step may grow
};

}  // namespace roundscope
