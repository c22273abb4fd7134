// What both languages write alike.
#include "core/code/literals.h"

#include "core/base/check.h"

namespace roundscope::code {

std::string quoted(std::string_view text) {
  std::string literal = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      literal += {'\\', c};
    else if (c == '\n')
      literal += "\\n";
    else if (c == '\t')
      literal += "\\t";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      literal += ' ';
    else
      literal += c;
  }
  return literal + "\"";
}

std::string_view symbol(Comparison comparison) {
  switch (comparison) {
    case Comparison::Less:
      return "<";
    case Comparison::LessEqual:
      return "<=";
    case Comparison::Equal:
      return "==";
    case Comparison::NotEqual:
      return "!=";
    case Comparison::GreaterEqual:
      return ">=";
    case Comparison::Greater:
      return ">";
  }
  RS_CHECK(false);
}

std::string_view inverse(Comparison comparison) {
  switch (comparison) {
    case Comparison::Less:
      return ">=";
    case Comparison::LessEqual:
      return ">";
    case Comparison::Equal:
      return "!=";
    case Comparison::NotEqual:
      return "==";
    case Comparison::GreaterEqual:
      return "<";
    case Comparison::Greater:
      return "<=";
  }
  RS_CHECK(false);
}

}  // namespace roundscope::code
