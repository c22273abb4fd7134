// JSON on lines of a readable length.
#include "core/scenario/json_layout.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kWidth = 100;

std::string onOneLine(const Json& value) {
  if (!value.is_structured()) return compactText(value);
  std::string out(1, value.is_object() ? '{' : '[');
  for (const auto& item : value.items()) {
    if (out.size() > 1) out += ", ";
    if (value.is_object()) out += compactText(Json(item.key())) + ": ";
    out += onOneLine(item.value());
  }
  return out + (value.is_object() ? '}' : ']');
}

}  // namespace

std::string laidOut(const Json& value, std::size_t column, const std::string& indent) {
  std::string line = onOneLine(value);
  if (!value.is_structured() || value.empty() || column + line.size() <= kWidth) return line;
  const std::string inner = indent + "  ";
  std::string out(1, value.is_object() ? '{' : '[');
  for (const auto& item : value.items()) {
    out += (out.size() > 1 ? ",\n" : "\n") + inner;
    const std::string name = value.is_object() ? compactText(Json(item.key())) + ": " : std::string();
    out += name + laidOut(item.value(), inner.size() + name.size() + 1, inner);
  }
  return out + '\n' + indent + (value.is_object() ? '}' : ']');
}

}  // namespace roundscope::detail
