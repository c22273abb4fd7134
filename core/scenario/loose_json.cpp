// A tokeniser with a stack. Where a valid text has one reading, this gives it.
#include "core/scenario/loose_json.h"

#include <algorithm>

#include "core/scenario/json_limits.h"

namespace roundscope::detail {
namespace {

constexpr std::string_view kMarks = "{}[],:\"";

}  // namespace

std::size_t LooseReader::beginOfNext() const {
  return std::min(m_text.find_first_not_of(kJsonSpace, m_end), m_text.size());
}

void LooseReader::skipSpace() {
  m_begin = beginOfNext();
  m_end = m_begin;
}

void LooseReader::readText() {
  m_end = m_begin + 1;
  while (m_end < m_text.size() && m_text[m_end] != '"' && m_text[m_end] != '\n') {
    const bool escapes = m_text[m_end] == '\\' && m_end + 1 < m_text.size() && m_text[m_end + 1] != '\n';
    m_end += escapes ? 2 : 1;
  }
  m_unfinished = m_end >= m_text.size() || m_text[m_end] != '"';
  m_end = m_unfinished ? std::min(m_end, m_text.size()) : m_end + 1;
}

void LooseReader::readWord() {
  m_end = m_begin;
  while (m_end < m_text.size() && kJsonSpace.find(m_text[m_end]) == std::string_view::npos &&
         kMarks.find(m_text[m_end]) == std::string_view::npos)
    ++m_end;
}

void LooseReader::readComment() {
  const bool block = m_text[m_begin + 1] == '*';
  const std::size_t found = m_text.find(block ? "*/" : "\n", m_begin + 2);
  m_unfinished = found == std::string_view::npos;
  m_end = m_unfinished ? m_text.size() : found + (block ? 2 : 0);
}

bool LooseReader::colonFollows() const {
  const std::size_t next = m_text.find_first_not_of(kJsonSpace, m_end);
  return next != std::string_view::npos && m_text[next] == ':';
}

void LooseReader::placeValue() {
  if (m_open.empty()) return;
  Open& top = m_open.back();
  if (top.isList && top.wanted == Wanted::Comma) ++top.index;
  top.wanted = Wanted::Comma;
}

LooseReader::Token LooseReader::word() {
  Open* const top = m_open.empty() ? nullptr : &m_open.back();
  const bool isName =
      top != nullptr && !top->isList && (top->wanted == Wanted::Name || top->wanted == Wanted::Comma || colonFollows());
  if (!isName) {
    placeValue();
    return Token::Scalar;
  }
  top->name = looseText(token());
  top->wanted = Wanted::Colon;
  return Token::Name;
}

LooseReader::Token LooseReader::close(char bracket) {
  const bool isList = bracket == ']';
  const auto opened =
      std::find_if(m_open.rbegin(), m_open.rend(), [isList](const Open& open) { return open.isList == isList; });
  if (opened == m_open.rend()) return Token::Mark;
  m_open.erase(std::prev(opened.base()), m_open.end());
  return Token::Close;
}

LooseReader::Token LooseReader::mark(char sign) {
  Open* const top = m_open.empty() ? nullptr : &m_open.back();
  if (top != nullptr && sign == ':' && top->wanted == Wanted::Colon) top->wanted = Wanted::Value;
  if (top != nullptr && sign == ',') {
    if (top->isList && top->wanted == Wanted::Comma) ++top->index;
    top->wanted = top->isList ? Wanted::Value : Wanted::Name;
  }
  return Token::Mark;
}

LooseReader::Token LooseReader::next() {
  m_unfinished = false;
  skipSpace();
  if (m_begin == m_text.size()) return Token::End;
  const char first = m_text[m_begin];
  if (m_text.compare(m_begin, 2, "//") == 0 || m_text.compare(m_begin, 2, "/*") == 0) {
    readComment();
    return Token::Comment;
  }
  if (first == '"') {
    readText();
    return word();
  }
  if (kMarks.find(first) == std::string_view::npos) {
    readWord();
    return word();
  }
  m_end = m_begin + 1;
  if (first == '}' || first == ']') return close(first);
  if (first != '{' && first != '[') return mark(first);
  if (m_open.size() == kMaxJsonDepth) {
    m_end = m_begin = m_text.size();
    return Token::End;
  }
  placeValue();
  m_open.push_back({first == '[', first == '[' ? Wanted::Value : Wanted::Name});
  return first == '[' ? Token::OpenList : Token::OpenObject;
}

bool LooseReader::wantsName() const {
  return !m_open.empty() && !m_open.back().isList && m_open.back().wanted == Wanted::Name;
}

bool LooseReader::wantsValue() const { return m_open.empty() || m_open.back().wanted == Wanted::Value; }

std::vector<std::string> LooseReader::path() const {
  std::vector<std::string> path;
  for (const Open& open : m_open) path.push_back(open.isList ? std::to_string(open.index) : open.name);
  return path;
}

bool LooseReader::isAt(const std::vector<std::string>& path) const {
  return path.size() <= m_open.size() &&
         std::equal(path.begin(), path.end(), m_open.begin(), [](const std::string& token, const Open& open) {
           return open.isList ? std::to_string(open.index) == token : open.name == token;
         });
}

std::string looseText(std::string_view token) {
  if (token.empty() || token.front() != '"') return std::string(token);
  const Json read = Json::parse(token, nullptr, false);
  if (read.is_string()) return read.get<std::string>();
  token.remove_prefix(1);
  if (!token.empty() && token.back() == '"') token.remove_suffix(1);
  return std::string(token);
}

Json readLoosely(std::string_view text) {
  Json root;
  std::vector<Json*> open;
  std::string name;
  const auto place = [&](Json value) -> Json* {
    if (open.empty()) return &(root = std::move(value));
    Json& top = *open.back();
    if (top.is_array()) {
      top.push_back(std::move(value));
      return &top.back();
    }
    auto& members = *top.get_ptr<Json::object_t*>();
    members.push_back(Json::object_t::value_type(name, std::move(value)));
    return &members.back().second;
  };
  LooseReader reader(text);
  for (auto token = reader.next(); token != LooseReader::Token::End; token = reader.next()) {
    switch (token) {
      case LooseReader::Token::Name:
        name = looseText(reader.token());
        break;
      case LooseReader::Token::Scalar: {
        Json value = Json::parse(reader.token(), nullptr, false);
        place(value.is_discarded() ? Json(looseText(reader.token())) : std::move(value));
        break;
      }
      case LooseReader::Token::OpenObject:
        open.push_back(place(Json::object()));
        break;
      case LooseReader::Token::OpenList:
        open.push_back(place(Json::array()));
        break;
      case LooseReader::Token::Close:
        open.resize(reader.depth());
        break;
      case LooseReader::Token::Mark:
      case LooseReader::Token::Comment:
      case LooseReader::Token::End:
        break;
    }
    if (open.empty() && !root.is_null()) break;
  }
  return root;
}

}  // namespace roundscope::detail
