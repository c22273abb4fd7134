// Text → JSON through the SAX interface of nlohmann/json, which alone tells duplicate keys and positions.
#include "core/scenario/json_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <forward_list>
#include <optional>
#include <unordered_set>
#include <utility>

#include "core/base/check.h"
#include "core/base/words.h"
#include "core/scenario/failures.h"
#include "core/scenario/json_walk.h"
#include "core/scenario/json_words.h"
#include "core/scenario/places.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxFields = 10'000;

/// Builds the document and refuses what a plain parse lets through: duplicate keys, extreme nesting.
class Builder {
 public:
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  /// What is written twice is noted in `repeated`, or ends the reading where that is null.
  Builder(std::string_view text, Failures* repeated) : m_text(text), m_repeated(repeated) {}

  bool null() { return place(nullptr) != nullptr; }
  bool boolean(bool value) { return place(value) != nullptr; }
  bool number_integer(number_integer_t value) { return place(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) { return place(value) != nullptr; }
  bool number_float(number_float_t value, const string_t&) { return place(value) != nullptr; }
  bool string(string_t& value) { return place(std::move(value)) != nullptr; }
  bool binary(binary_t&) { return false; }  // cannot occur in text
  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(string_t& value) {
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

  bool parse_error(std::size_t position, const std::string& lastToken, const nlohmann::detail::exception& error) {
    const std::size_t at = position == 0 ? 0 : position - 1;
    ParseFailure failure = inOurWords(error, lastToken, endOfOpen());
    failure.pointer = path();
    if (!m_open.empty() && m_open.back().awaitsValue) failure.pointer = childPointer(path(), m_open.back().key);
    failure.line = lineAt(m_text, at);
    throw failure;
  }

  [[nodiscard]] Json take() { return std::move(m_root); }
  [[nodiscard]] std::size_t depth() const { return m_open.size(); }
  const char* furthest = nullptr;  ///< how far the text is read; kept by TrackedIterator

 private:
  struct Open {
    Json* value;
    std::unordered_set<std::string> keys;
    std::string key;
    bool awaitsValue = false;  ///< of that key
    bool isRepeated = false;   ///< that key
  };

  template <class Value>
  Json* place(Value&& value) {
    if (m_open.empty()) {
      m_root = std::forward<Value>(value);
      return &m_root;
    }
    Open& top = m_open.back();
    if (top.value->is_array()) {
      top.value->push_back(Json(std::forward<Value>(value)));
      return &top.value->back();
    }
    top.awaitsValue = false;
    // The first of two values counts. The second is only read past.
    if (top.isRepeated) return &m_ignored.emplace_front(std::forward<Value>(value));
    auto& fields = *top.value->get_ptr<Json::object_t*>();
    fields.push_back(Json::object_t::value_type(top.key, Json(std::forward<Value>(value))));
    return &fields.back().second;
  }

  bool open(Json container) {
    if (m_open.size() == kMaxDepth) fail(path(), "is nested too deeply", fmt::format("at most {} levels", kMaxDepth));
    Json* const placed = place(std::move(container));
    m_open.push_back({placed, {}, {}});
    return true;
  }

  bool close() {
    m_open.pop_back();
    return true;
  }

  [[nodiscard]] std::string path() const {
    std::string pointer;
    for (std::size_t i = 0; i + 1 < m_open.size(); ++i) {
      const Open& open = m_open[i];
      pointer = childPointer(pointer, open.value->is_array() ? std::to_string(open.value->size() - 1) : open.key);
    }
    return pointer;
  }

  /// The bracket that ends the innermost list or object, where only a comma can keep it from being the next; else
  /// empty.
  [[nodiscard]] std::string_view endOfOpen() const {
    if (m_open.empty() || m_open.back().awaitsValue || m_open.back().value->empty()) return {};
    return m_open.back().value->is_array() ? "]" : "}";
  }

  void noteRepeated(ParseFailure failure) const {
    if (m_repeated == nullptr) throw failure;
    m_repeated->note(std::move(failure));
  }

  [[noreturn]] void fail(std::string pointer, std::string what, std::string expected) const {
    throw ParseFailure{std::move(pointer), std::move(what), std::move(expected), {}, currentLine()};
  }

  [[nodiscard]] std::size_t currentLine() const {
    return lineAt(m_text, static_cast<std::size_t>(furthest - m_text.data()));
  }

  std::string_view m_text;
  Failures* m_repeated;
  Json m_root;
  std::forward_list<Json> m_ignored;  ///< values that open containers point to
  std::vector<Open> m_open;
};

}  // namespace

Json readJson(std::string_view text, Failures* repeated) {
  checkIsText(text);
  Builder builder(text, repeated);
  walkThrough(text, builder);
  RS_CHECK(builder.depth() == 0);
  return builder.take();
}

std::vector<std::size_t> linesOf(std::string_view text, const std::vector<std::string>& pointers) {
  const Places places(text);
  std::vector<std::pair<std::size_t, std::size_t>> begins;  // and whose
  for (const std::string& pointer : pointers) {
    const PlacedValue& place = places.nearest(pointer);
    begins.emplace_back(&place == &places.root() ? 0 : place.begin(), begins.size());
  }
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

std::optional<std::size_t> listIndex(std::string_view token) {
  if (token.empty() || token.size() > 9) return std::nullopt;
  if (!std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  return std::stoul(std::string(token));
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

std::string shown(const Json& value) {
  constexpr std::size_t kMaxShown = 60;
  if (value.is_object()) return value.empty() ? "{}" : "an object";
  if (value.is_array()) return value.empty() ? "an empty list" : "a list";
  const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  return shortened(text, kMaxShown);
}

}  // namespace roundscope::detail
