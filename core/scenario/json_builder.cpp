// What a plain parse lets through is refused with its place.
#include "core/scenario/json_builder.h"

#include <fmt/format.h>

#include "core/base/words.h"
#include "core/scenario/json_limits.h"
#include "core/scenario/json_words.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kMaxFields = 10'000;

}  // namespace

bool JsonBuilder::key(string_t& value) {
  Open& top = m_open.back();
  top.isRepeated = !top.keys.insert(value).second;
  if (top.isRepeated)
    noteRepeated({childPointer(path(), value), "is written twice", "each field once", {}, currentLine()});
  if (top.keys.size() > kMaxFields)
    fail(path(), "has too many fields", fmt::format("at most {} fields in an object", kMaxFields));
  top.key = std::move(value);
  top.awaitsValue = true;
  return true;
}

bool JsonBuilder::parse_error(std::size_t position, const std::string& lastToken,
                              const nlohmann::detail::exception& error) {
  const std::size_t at = position == 0 ? 0 : position - 1;
  ParseFailure failure = inOurWords(error, lastToken, endOfOpen());
  failure.pointer = path();
  if (!m_open.empty() && m_open.back().awaitsValue) failure.pointer = childPointer(path(), m_open.back().key);
  failure.line = lineAt(m_text, at);
  throw failure;
}

bool JsonBuilder::open(Json container) {
  if (m_open.size() == kMaxJsonDepth)
    fail(path(), "is nested too deeply", fmt::format("at most {} levels", kMaxJsonDepth));
  Json* const placed = place(std::move(container));
  // A patch writes users' messages as the `value` of an operation.
  const bool isMessages = !m_open.empty() && (m_open.back().key == "ingress" || m_open.back().key == "value");
  m_open.push_back({placed, {}, {}});
  m_open.back().mostElements = isMessages ? kMaxJsonMessages : kMaxJsonElements;
  return true;
}

std::string JsonBuilder::path() const {
  std::string pointer;
  for (std::size_t i = 0; i + 1 < m_open.size(); ++i) {
    const Open& open = m_open[i];
    pointer = childPointer(pointer, open.value->is_array() ? std::to_string(open.value->size() - 1) : open.key);
  }
  return pointer;
}

std::string_view JsonBuilder::endOfOpen() const {
  if (m_open.empty() || m_open.back().awaitsValue || m_open.back().value->empty()) return {};
  return m_open.back().value->is_array() ? "]" : "}";
}

void JsonBuilder::noteRepeated(ParseFailure failure) const {
  if (m_repeated == nullptr) throw failure;
  m_repeated->note(std::move(failure));
}

void JsonBuilder::fail(std::string pointer, std::string what, std::string expected) const {
  throw ParseFailure{std::move(pointer), std::move(what), std::move(expected), {}, currentLine()};
}

void JsonBuilder::failTooLong(std::size_t most) const {
  fail(path(), "has too many elements", fmt::format("at most {} elements in this list", grouped(most)));
}

void JsonBuilder::failTooMany() const {
  fail(path(), fmt::format("is one of more than {} values", grouped(m_mostValues)),
       "at most 10,000,000 values, and in large files one for every five bytes");
}

std::size_t JsonBuilder::currentLine() const {
  return lineAt(m_text, static_cast<std::size_t>(furthest - m_text.data()));
}

}  // namespace roundscope::detail
