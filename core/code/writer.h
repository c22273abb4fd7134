// Writes a program line by line, and remembers which step each line shows.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "core/code/code_text.h"

namespace roundscope::code {

class Writer {
 public:
  explicit Writer(std::size_t indent) : m_indent(indent) {}

  /// A line at the present depth. An empty text gives an empty line.
  void line(const std::string& text, LineRole role = LineRole::Other);
  /// A line, and those that follow one level deeper.
  void open(const std::string& text, LineRole role = LineRole::Other);
  /// A line one level less deep.
  void close(const std::string& text);
  /// A level ends without a line of its own.
  void leave();
  /// A level ends and another begins in the same line: "} else {".
  void turn(const std::string& text, LineRole role = LineRole::Other);

  /// The last line shows this later step of the method too.
  void alsoShows(std::uint16_t step);

  /// Lines from now on belong to this method, or to none.
  void method(std::optional<MethodId> method) { m_method = method, m_step.reset(); }
  /// Lines from now on show this step, or none. Gives the one before.
  std::optional<std::uint16_t> step(std::optional<std::uint16_t> step) { return std::exchange(m_step, step); }

  [[nodiscard]] CodeText take() { return std::move(m_text); }

 private:
  CodeText m_text;
  std::size_t m_indent;
  std::size_t m_depth = 0;
  std::optional<MethodId> m_method;
  std::optional<std::uint16_t> m_step;
};

}  // namespace roundscope::code
