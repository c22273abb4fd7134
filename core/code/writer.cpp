// Lines of a program.
#include "core/code/writer.h"

#include "core/base/check.h"

namespace roundscope {

CodeText programOf(const Scenario& scenario, CanisterId canister) {
  switch (scenario.canister(canister).language) {
    case Language::Motoko:
      return motokoCode(scenario, canister);
    case Language::Rust:
      return rustCode(scenario, canister);
  }
  RS_CHECK(false);
}

std::string CodeText::text() const {
  std::string all;
  for (const CodeLine& line : lines) all += line.text + "\n";
  return all;
}

}  // namespace roundscope

namespace roundscope::code {

void Writer::line(const std::string& text, LineRole role) {
  CodeLine line;
  if (!text.empty()) line.text = std::string(m_depth * m_indent, ' ') + text;
  line.method = m_method;
  if (m_method && m_step) line.steps.push_back({*m_method, *m_step});
  line.role = role;
  m_text.lines.push_back(std::move(line));
}

void Writer::open(const std::string& text, LineRole role) {
  line(text, role);
  ++m_depth;
}

void Writer::alsoShows(std::uint16_t step) {
  RS_CHECK(m_method.has_value() && !m_text.lines.empty());
  m_text.lines.back().steps.push_back({*m_method, step});
}

void Writer::leave() {
  RS_CHECK(m_depth > 0);
  --m_depth;
}

void Writer::close(const std::string& text) {
  leave();
  line(text);
}

void Writer::turn(const std::string& text, LineRole role) {
  leave();
  open(text, role);
}

}  // namespace roundscope::code
