// Text → JSON through the SAX interface of nlohmann/json, which alone tells duplicate keys and positions.
#include "core/scenario/json_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/check.h"
#include "core/base/words.h"
#include "core/scenario/json_builder.h"
#include "core/scenario/json_walk.h"
#include "core/scenario/json_words.h"
#include "core/scenario/places.h"
#include "core/scenario/text_place.h"

namespace roundscope::detail {
Error errorOf(const ParseFailure& failure) {
  return {ErrorKind::Scenario, failure.pointer.empty() ? "the scenario" : shownPointer(failure.pointer),
          shownSentence(failure.what), shownSentence(failure.expected)};
}

Json readJson(std::string_view text, ParseFailures* repeated) {
  checkIsText(text);
  JsonBuilder builder(text, repeated);
  walkThrough(text, builder);
  RS_CHECK(builder.depth() == 0);
  return builder.take();
}

std::vector<std::size_t> linesOf(std::string_view text, const std::vector<std::string>& pointers) {
  std::vector<std::pair<std::size_t, std::size_t>> begins;  // and whose
  for (const std::size_t begin : beginsOf(text, pointers)) begins.emplace_back(begin, begins.size());
  std::sort(begins.begin(), begins.end());
  std::vector<std::size_t> lines(pointers.size());
  std::size_t line = 1, counted = 0;
  for (const auto& begin : begins) {
    line += static_cast<std::size_t>(std::count(text.data() + counted, text.data() + begin.first, '\n'));
    counted = begin.first;
    lines[begin.second] = line;
  }
  return lines;
}

std::size_t lineOf(std::string_view text, const std::string& pointer) { return linesOf(text, {pointer}).front(); }

std::vector<std::string> pointerTokens(std::string_view pointer) {
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/') {
      tokens.emplace_back();
    } else if (!tokens.empty()) {
      const bool escaped = pointer[i] == '~' && i + 1 < pointer.size();
      if (escaped) ++i;
      tokens.back() += !escaped ? pointer[i] : pointer[i] == '1' ? '/' : '~';
    }
  }
  return tokens;
}

const Json* childOf(const Json& json, const std::string& token) {
  if (json.is_object()) {
    const auto found = json.find(token);
    return found == json.end() ? nullptr : &*found;
  }
  const std::optional<std::size_t> index = json.is_array() ? listIndex(token) : std::nullopt;
  return index && *index < json.size() ? &json[*index] : nullptr;
}

Looked lookUp(const Json& root, const std::string& pointer) {
  Looked looked;
  const Json* at = &root;
  for (const std::string& token : pointerTokens(pointer)) {
    const Json* const next = childOf(*at, token);
    if (next == nullptr) {
      looked.missing = token;
      if (at->is_object())
        for (auto it = at->begin(); it != at->end(); ++it) looked.known.push_back(it.key());
      if (at->is_array())
        for (std::size_t i = 0; i < at->size(); ++i) looked.known.push_back(std::to_string(i));
      return looked;
    }
    at = next;
  }
  looked.value = at;
  return looked;
}

std::string childPointer(const std::string& pointer, std::string_view token) {
  std::string out = pointer + '/';
  for (const char c : token) {
    if (c == '~') out += "~0";
    if (c == '/') out += "~1";
    if (c != '~' && c != '/') out += c;
  }
  return out;
}

namespace {
constexpr std::size_t kMaxShown = 60;
}  // namespace

std::string shownName(std::string_view name) { return shortenedInMiddle(name, kMaxShown); }

std::string shownPointer(const std::string& pointer) {
  constexpr std::size_t kMaxPointer = 300;
  std::string shown;
  for (std::size_t at = 0; at < pointer.size();) {
    const std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
    shown += shownName(std::string_view(pointer).substr(at, end - at));
    at = end;
  }
  std::string onOneLine = pointer.empty() ? "/" : "";
  for (const char c : shortenedInMiddle(shown, kMaxPointer)) {
    const auto code = static_cast<unsigned char>(c);
    onOneLine += code < 0x20 || code == 0x7f ? fmt::format("\\u{:04x}", code) : std::string(1, c);
  }
  return onOneLine;
}

std::string shownSentence(std::string_view sentence) {
  constexpr std::size_t kMaxSentence = 600;
  return shortenedInMiddle(sentence, kMaxSentence);
}

std::string shown(const Json& value) {
  if (value.is_object()) return value.empty() ? "{}" : "an object";
  if (value.is_array()) return value.empty() ? "an empty list" : "a list";
  return shownName(compactText(value));
}

std::string compactText(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace roundscope::detail
