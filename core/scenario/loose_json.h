// Private to core/scenario: reads JSON as it is being written: with quotes, commas and brackets still missing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/json_document.h"

namespace roundscope::detail {

/// Goes through a text token by token and always knows where in the document it is. A text in quotes ends with its
/// line, so that one quote too few spoils no more than that. Whatever can be no JSON is passed over.
class LooseReader {
 public:
  enum class Token : std::uint8_t { Name, Scalar, OpenObject, OpenList, Close, Mark, Comment, End };

  explicit LooseReader(std::string_view text) : m_text(text) {}

  Token next();
  [[nodiscard]] std::size_t begin() const { return m_begin; }  ///< of the token, in bytes
  [[nodiscard]] std::size_t end() const { return m_end; }      ///< behind it
  [[nodiscard]] std::string_view token() const { return m_text.substr(m_begin, m_end - m_begin); }
  /// Whether the token is a text or a comment that lacks its end.
  [[nodiscard]] bool unfinished() const { return m_unfinished; }

  /// Where the next token begins; at the end of the text where there is none.
  [[nodiscard]] std::size_t beginOfNext() const;

  /// How many objects and lists are open; the one that a Close has closed is no longer, one that opens is.
  [[nodiscard]] std::size_t depth() const { return m_open.size(); }
  /// Whether what comes next in the innermost object is a name.
  [[nodiscard]] bool wantsName() const;
  /// Whether what comes next is a value.
  [[nodiscard]] bool wantsValue() const;
  /// The member or element that was read last, or is next, on the way through what is open.
  [[nodiscard]] std::vector<std::string> path() const;
  /// Whether path() begins with this.
  [[nodiscard]] bool isAt(const std::vector<std::string>& path) const;

 private:
  enum class Wanted : std::uint8_t { Name, Colon, Value, Comma };
  struct Open {
    bool isList;
    Wanted wanted;
    std::size_t index = 0;  ///< in a list
    std::string name{};     ///< in an object
  };

  void skipSpace();
  void readText();
  void readWord();
  void readComment();
  Token close(char bracket);
  Token mark(char sign);
  Token word();
  void placeValue();
  [[nodiscard]] bool colonFollows() const;

  std::string_view m_text;
  std::size_t m_begin = 0;
  std::size_t m_end = 0;
  bool m_unfinished = false;
  std::vector<Open> m_open;
};

/// What a token in quotes says, or what it would say were it finished; anything else as it is written.
std::string looseText(std::string_view token);

/// As much of the document as can be read. Null where there is none.
Json readLoosely(std::string_view text);

}  // namespace roundscope::detail
