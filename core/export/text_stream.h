// Long texts, passed on piece by piece, so that no writer holds a whole file.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace roundscope {

/// Takes the next piece of a text. False: it takes no more, and the writer stops.
using TextSink = std::function<bool(std::string_view)>;

/// Collects what is appended to `text()` and passes it on in pieces of about kPieceBytes.
class TextStream {
 public:
  static constexpr std::size_t kPieceBytes = std::size_t{1} << 18;

  /// Borrows the sink, which must outlive the stream.
  explicit TextStream(const TextSink& sink) : m_sink(sink) {}

  [[nodiscard]] std::string& text() { return m_text; }
  /// To be called now and then, between two lines. False: the sink takes no more.
  bool passOn() { return m_text.size() < kPieceBytes ? m_open : finish(); }
  /// Passes on what is left. True when the sink has taken everything.
  bool finish() {
    if (m_open && !m_text.empty()) m_open = m_sink(m_text);
    m_text.clear();
    return m_open;
  }

 private:
  const TextSink& m_sink;
  std::string m_text;
  bool m_open = true;
};

}  // namespace roundscope
