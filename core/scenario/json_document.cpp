// Text → JSON through the SAX interface of nlohmann/json, which alone tells duplicate keys and positions.
#include "core/scenario/json_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "core/base/check.h"
#include "core/base/words.h"
#include "core/scenario/json_words.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxFields = 10'000;

/// Reads a text and tells how far the reader has come, so that an event can be given a line.
class TrackedIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  TrackedIterator() = default;
  TrackedIterator(const char* at, const char** furthest) : m_at(at), m_furthest(furthest) {}
  reference operator*() const { return *m_at; }
  TrackedIterator& operator++() {
    ++m_at;
    *m_furthest = m_at;
    return *this;
  }
  TrackedIterator operator++(int) {
    TrackedIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const TrackedIterator& other) const { return m_at == other.m_at; }

 private:
  const char* m_at = nullptr;
  const char** m_furthest = nullptr;
};

/// Builds the document and refuses what a plain parse lets through: duplicate keys, extreme nesting.
class Builder {
 public:
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  explicit Builder(std::string_view text) : m_text(text) {}

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
    if (!top.keys.insert(value).second) fail(childPointer(path(), value), "is written twice", "each field once");
    if (top.keys.size() > kMaxFields)
      fail(path(), "has too many fields", fmt::format("at most {} fields in an object", kMaxFields));
    top.key = std::move(value);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& lastToken, const nlohmann::detail::exception& error) {
    ParseFailure failure = inOurWords(error, lastToken);
    failure.pointer = path();
    failure.line = lineAt(m_text, position == 0 ? 0 : position - 1);
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

  [[noreturn]] void fail(std::string pointer, std::string what, std::string expected) const {
    throw ParseFailure{std::move(pointer), std::move(what), std::move(expected), {}, currentLine()};
  }

  [[nodiscard]] std::size_t currentLine() const {
    return lineAt(m_text, static_cast<std::size_t>(furthest - m_text.data()));
  }

  std::string_view m_text;
  Json m_root;
  std::vector<Open> m_open;
};

/// The pointer of the object or list that a value stands in; the document's own for itself.
std::string parentPointer(const std::string& pointer) {
  const std::size_t end = pointer.rfind('/');
  return end == std::string::npos ? std::string() : pointer.substr(0, end);
}

/// Lines by pointer; 0 where the value is not met yet.
using Lines = std::unordered_map<std::string, std::size_t>;

/// Walks the text and fills in the lines of all wanted pointers, among which must be their parents.
class LineFinder {
 public:
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  LineFinder(std::string_view text, Lines& lines) : m_text(text), m_lines(&lines) {}

  bool null() { return scalar(0); }
  bool boolean(bool) { return scalar(0); }
  // A number ends before the character that the reader has read last.
  bool number_integer(number_integer_t) { return scalar(1); }
  bool number_unsigned(number_unsigned_t) { return scalar(1); }
  bool number_float(number_float_t, const string_t&) { return scalar(1); }
  bool string(string_t&) { return scalar(0); }
  bool binary(binary_t&) { return false; }
  bool start_object(std::size_t) { return open(false); }
  bool start_array(std::size_t) { return open(true); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    Open& top = m_open.back();
    if (top.wanted) top.member = childPointer(top.pointer, name);
    if (top.wanted) top.memberWanted = remember(top.member, 0);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) { return false; }

  const char* furthest = nullptr;

 private:
  struct Open {
    bool isArray;
    bool wanted;  ///< itself; otherwise nothing in it is either
    std::string pointer;
    std::string member;         ///< of an object, whose value comes next
    bool memberWanted = false;  ///< that member
    std::size_t index = 0;      ///< of the element that comes next
  };

  /// A value begins. Gives its pointer if it is wanted.
  std::optional<std::string> begins(std::size_t readAhead) {
    if (m_open.empty()) return std::string();
    Open& top = m_open.back();
    if (!top.wanted) return std::nullopt;
    if (!top.isArray) return top.memberWanted ? std::optional(top.member) : std::nullopt;
    std::string pointer = childPointer(top.pointer, std::to_string(top.index++));
    return remember(pointer, readAhead) ? std::optional(std::move(pointer)) : std::nullopt;
  }

  bool scalar(std::size_t readAhead) {
    begins(readAhead);
    return true;
  }
  bool open(bool isArray) {
    const std::optional<std::string> pointer = begins(0);
    m_open.push_back({isArray, pointer.has_value(), pointer.value_or(std::string()), {}});
    return true;
  }
  bool close() {
    m_open.pop_back();
    return true;
  }

  /// Whether the pointer is wanted; then its line is what is read now.
  bool remember(const std::string& pointer, std::size_t readAhead) {
    const auto found = m_lines->find(pointer);
    if (found == m_lines->end()) return false;
    const char* const here = furthest - readAhead;
    m_line += static_cast<std::size_t>(std::count(m_counted, here, '\n'));
    m_counted = here;
    found->second = m_line;
    return true;
  }

  std::string_view m_text;
  Lines* m_lines;
  std::vector<Open> m_open;
  std::size_t m_line = 1;                 ///< at m_counted
  const char* m_counted = m_text.data();  ///< how far line feeds are counted
};

/// The named interface of the library: strict (nothing may follow the document), comments ignored.
template <class Handler>
void readThrough(std::string_view text, Handler& handler) {
  handler.furthest = text.data();
  const TrackedIterator first(text.data(), &handler.furthest);
  const TrackedIterator last(text.data() + text.size(), &handler.furthest);
  static_cast<void>(Json::sax_parse(first, last, &handler, Json::input_format_t::json, true, true));
}

}  // namespace

Json readJson(std::string_view text) {
  checkIsText(text);
  Builder builder(text);
  readThrough(text, builder);
  RS_CHECK(builder.depth() == 0);
  return builder.take();
}

std::vector<std::size_t> linesOf(std::string_view text, const std::vector<std::string>& pointers) {
  Lines lines{{"", 1}};
  for (std::string pointer : pointers)
    for (; lines.emplace(pointer, 0).second; pointer = parentPointer(pointer)) {
    }
  LineFinder finder(text, lines);
  readThrough(text, finder);
  std::vector<std::size_t> found;
  for (std::string pointer : pointers) {
    while (lines[pointer] == 0) pointer = parentPointer(pointer);
    found.push_back(lines[pointer]);
  }
  return found;
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
  if (!json.is_array() || token.empty() || token.size() > 9) return nullptr;
  if (!std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; })) return nullptr;
  const std::size_t index = std::stoul(token);
  return index < json.size() ? &json[index] : nullptr;
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
