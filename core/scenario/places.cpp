// Where values are written. The library tells what comes and where it ends; what lies between is blank.
#include "core/scenario/places.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/base/check.h"
#include "core/scenario/json_builder.h"
#include "core/scenario/json_document.h"
#include "core/scenario/json_walk.h"
#include "core/scenario/json_words.h"
#include "core/scenario/text_place.h"

namespace roundscope::detail {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";

/// Commas and colons lie between values, too.
std::size_t skipToValue(std::string_view text, std::size_t at) {
  at = skipBlanks(text, at);
  while (at < text.size() && (text[at] == ',' || text[at] == ':')) at = skipBlanks(text, at + 1);
  return at;
}

/// Keeps every value.
class AllValues {
 public:
  explicit AllValues(std::vector<PlacedValue>& values) : m_values(&values) {}

  PlacedValue& add(PlacedValue value) {
    if (!m_open.empty()) (*m_values)[m_open.back()].children.push_back(m_values->size());
    m_values->push_back(std::move(value));
    return m_values->back();
  }
  void open() { m_open.push_back(m_values->size() - 1); }
  PlacedValue& close() {
    PlacedValue& closed = (*m_values)[m_open.back()];
    m_open.pop_back();
    return closed;
  }

 private:
  std::vector<PlacedValue>* m_values;
  std::vector<std::size_t> m_open;
};

/// A place that is asked for, or leads to one.
struct AskedPlace {
  std::map<std::string, AskedPlace> children;
  std::optional<std::size_t> begin;  ///< of the value there, once it was met
};

/// Keeps where those begin that are asked for, and nothing else: errors of a large file need no memory for all of it.
class AskedValues {
 public:
  explicit AskedValues(AskedPlace& root) : m_root(&root) {}

  PlacedValue& add(PlacedValue value) {
    m_last = m_open.empty() ? m_root : childOf(m_open.back(), value.name);
    if (m_last != nullptr && !m_last->begin) m_last->begin = value.begin();
    m_value = std::move(value);
    return m_value;
  }
  void open() { m_open.push_back({m_last, m_value.written == Written::List}); }
  PlacedValue& close() {
    m_open.pop_back();
    return m_value;
  }

 private:
  struct Open {
    AskedPlace* place;
    bool isList;
    std::size_t size = 0;
  };
  static AskedPlace* childOf(Open& parent, const std::string& name) {
    const std::size_t number = parent.size++;
    if (parent.place == nullptr || parent.place->children.empty()) return nullptr;
    const auto found = parent.place->children.find(parent.isList ? std::to_string(number) : name);
    return found == parent.place->children.end() ? nullptr : &found->second;
  }

  AskedPlace* m_root;
  AskedPlace* m_last = nullptr;
  PlacedValue m_value;
  std::vector<Open> m_open;
};

template <class Values>
class PlaceReader : public JsonHandler {
 public:
  PlaceReader(std::string_view text, Values values) : m_text(text), m_values(std::move(values)) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") m_from = 3;
  }

  bool null() { return word(); }
  bool boolean(bool) { return word(); }
  bool number_integer(number_integer_t) { return word(); }
  bool number_unsigned(number_unsigned_t) { return word(); }
  bool number_float(number_float_t, const string_t&) { return word(); }
  bool string(string_t&) {
    m_from = add(Written::Scalar).value.end = here();
    return true;
  }
  bool binary(binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Written::Object); }
  bool start_array(std::size_t) { return open(Written::List); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    m_name = name;
    m_key = TextRange{skipToValue(m_text, m_from), here()};
    m_from = here();
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) { RS_CHECK(false); }

  const char* furthest = nullptr;  ///< how far the text is read

 private:
  [[nodiscard]] std::size_t here() const { return static_cast<std::size_t>(furthest - m_text.data()); }

  PlacedValue& add(Written written) {
    PlacedValue& added = m_values.add({written, std::move(m_name), m_key, {skipToValue(m_text, m_from), 0}, {}});
    m_name.clear();
    m_key.reset();
    return added;
  }
  /// A number, true, false or null. The reader may have read on to know its end.
  bool word() {
    PlacedValue& value = add(Written::Scalar);
    const std::size_t end = m_text.find_first_of(" \t\r\n,]}/", value.value.begin);
    m_from = value.value.end = std::min(end, m_text.size());
    return true;
  }
  bool open(Written written) {
    m_from = add(written).value.begin + 1;
    m_values.open();
    return true;
  }
  bool close() {
    m_from = m_values.close().value.end = here();
    return true;
  }

  std::string_view m_text;
  Values m_values;
  std::size_t m_from = 0;  ///< the end of what was placed last
  std::string m_name;
  std::optional<TextRange> m_key;
};

}  // namespace

std::size_t skipBlanks(std::string_view text, std::size_t at) {
  while (true) {
    at = std::min(text.find_first_not_of(kSpaces, at), text.size());
    const std::string_view two = text.substr(at, 2);
    if (two == "//")
      at = std::min(text.find('\n', at), text.size());
    else if (two == "/*")
      at = text.find("*/", at + 2) + 2;
    else
      return at;
  }
}

std::size_t endOfComments(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (true) {
    const std::size_t next = std::min(text.find_first_not_of(" \t", end), text.size());
    const std::string_view two = text.substr(next, 2);
    if (two == "//") {
      const std::size_t line = std::min(text.find('\n', next), text.size());
      return line > next && text[line - 1] == '\r' ? line - 1 : line;
    }
    if (two != "/*") return end;
    const std::size_t close = text.find("*/", next + 2) + 2;
    if (text.substr(next, close - next).find('\n') != std::string_view::npos) return end;
    end = close;
  }
}

std::vector<std::size_t> beginsOf(std::string_view text, const std::vector<std::string>& pointers) {
  AskedPlace root;
  for (const std::string& pointer : pointers) {
    AskedPlace* at = &root;
    for (const std::string& token : pointerTokens(pointer)) at = &at->children[token];
  }
  PlaceReader reader(text, AskedValues(root));
  walkThrough(text, reader);
  std::vector<std::size_t> begins;
  for (const std::string& pointer : pointers) {
    begins.push_back(0);
    const AskedPlace* at = &root;
    for (const std::string& token : pointerTokens(pointer)) {
      at = &at->children.at(token);
      if (!at->begin) break;
      begins.back() = *at->begin;
    }
  }
  return begins;
}

TextPlaces::TextPlaces(std::string_view text) {
  PlaceReader reader(text, AllValues(m_values));
  walkThrough(text, reader);
}

TextPlaces TextPlaces::ofUnread(std::string_view text) {
  checkIsText(text);
  TextPlaces places;
  PlaceReader reader(text, AllValues(places.m_values));
  JsonBuilder builder(text, nullptr);
  BothHandlers both(reader, builder);
  walkThrough(text, both);
  return places;
}

std::optional<std::size_t> TextPlaces::childNumber(const PlacedValue& parent, const std::string& token) const {
  if (parent.written == Written::Object) {
    for (std::size_t i = 0; i < parent.children.size(); ++i)
      if (m_values[parent.children[i]].name == token) return i;
    return std::nullopt;
  }
  const std::optional<std::size_t> index = listIndex(token);
  return index && *index < parent.children.size() ? index : std::nullopt;
}

const PlacedValue* TextPlaces::find(std::string_view pointer) const {
  const PlacedValue* at = &root();
  for (const std::string& token : pointerTokens(pointer)) {
    const auto child = childNumber(*at, token);
    if (!child) return nullptr;
    at = &m_values[at->children[*child]];
  }
  return at;
}

const PlacedValue& TextPlaces::nearest(std::string_view pointer) const {
  const PlacedValue* at = &root();
  for (const std::string& token : pointerTokens(pointer)) {
    const auto child = childNumber(*at, token);
    if (!child) break;
    at = &m_values[at->children[*child]];
  }
  return *at;
}

}  // namespace roundscope::detail
