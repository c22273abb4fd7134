// A scenario file as its author wrote it: the text, and edits of single values that leave all other bytes, comments
// and layout included, as they are. Text editor, forms and stage change a scenario through it and through nothing else.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/text_change.h"

namespace roundscope {

namespace detail {
class TextPlaces;
}

/// A text and where its values are. The edits are functions: they give the whole new text and change nothing. Pointers
/// are JSON pointers into the text as it is written, so that those into a variant begin with /variants.
/// When elements of the scenario's lists come, go or move, the pointers of variants' operations and of knobs follow
/// them; those that led into what is gone go, too. Errors of all edits: the text is no JSON (then an edit cannot know
/// where to write), nothing is at the pointer, the new value is no JSON, the text would go beyond what is read
/// (depth, elements, values).
/// Whether the result is a scenario is for parseScenario() to say.
class Document {
 public:
  explicit Document(std::string text = {});

  [[nodiscard]] const std::string& text() const { return m_text; }
  [[nodiscard]] bool isJson() const { return places() != nullptr; }

  [[nodiscard]] bool contains(std::string_view pointer) const;
  /// As written; absent where there is nothing.
  [[nodiscard]] std::optional<std::string> textAt(std::string_view pointer) const;
  /// A text's content; absent where there is no text.
  [[nodiscard]] std::optional<std::string> stringAt(std::string_view pointer) const;
  /// Names of an object's members, or "0", "1", … of a list's elements; none of anything else.
  [[nodiscard]] std::vector<std::string> namesIn(std::string_view pointer) const;

  /// Writes a value over what is there, or adds the member, and the objects that it needs. `order` says which names a
  /// new member comes before: those that follow its own.
  [[nodiscard]] Result<std::string> set(std::string_view pointer, std::string_view json,
                                        const std::vector<std::string>& order = {}) const;
  /// Into a list, before the element that is there or at its end ("-" or its size).
  [[nodiscard]] Result<std::string> insert(std::string_view pointer, std::string_view json) const;
  /// With the comma and a comment that follows on its last line.
  [[nodiscard]] Result<std::string> remove(std::string_view pointer) const;
  /// An element of a list gets another place in it, or in another list: `to` is where it stands afterwards, when the
  /// list that it left has closed up.
  [[nodiscard]] Result<std::string> move(std::string_view from, std::string_view to) const;
  /// An element once more, right behind itself, with its comments.
  [[nodiscard]] Result<std::string> duplicate(std::string_view pointer) const;
  /// Gives a subnet (/subnets/0), canister (/canisters/0), method (/canisters/0/methods/ping), timer, variable, label
  /// (…/call/label) or variant (/variants/0) another name, also wherever the scenario and its variants speak of it.
  /// Errors: also when the pointer leads to none of these, or the name is taken.
  [[nodiscard]] Result<std::string> rename(std::string_view pointer, std::string_view name) const;

 private:
  /// Null where the text is no JSON. Found when first asked for: a large text that is typed into is not read at every
  /// letter.
  [[nodiscard]] const detail::TextPlaces* places() const;

  std::string m_text;
  mutable std::shared_ptr<const detail::TextPlaces> m_places;
  mutable bool m_isRead = false;
};

/// The next edit of what an edit gave; where that failed, its error.
template <class Edit>
[[nodiscard]] Result<std::string> thenEdited(const Result<std::string>& text, Edit&& edit) {
  return text.ok() ? std::forward<Edit>(edit)(Document(text.value())) : text;
}

/// "/a" and "b/c" → "/a/b~1c".
[[nodiscard]] std::string pointerTo(const std::string& parent, std::string_view token);
/// The pointer of what holds the value, and the value's name or number in it.
struct ParentAndToken {
  std::string parent;
  std::string token;
};
[[nodiscard]] ParentAndToken parentOf(std::string_view pointer);

}  // namespace roundscope
