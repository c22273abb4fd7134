// From bytes to places and back, in a text that may be half written.
#include "core/scenario/text_place.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/scenario/loose_json.h"

namespace roundscope {

using Token = detail::LooseReader::Token;

namespace {

std::string pointerTo(const std::vector<std::string>& path, std::size_t length) {
  std::string pointer;
  for (std::size_t i = 0; i < length; ++i) pointer = detail::childPointer(pointer, path[i]);
  return pointer;
}

/// What the reader has read of the text so far, and what could come next there.
TextPlace placeHere(const detail::LooseReader& reader, TextPlace::Kind kind) {
  const std::vector<std::string> path = reader.path();
  TextPlace place{kind, pointerTo(path, path.size()), pointerTo(path, path.empty() ? 0 : path.size() - 1)};
  if (kind == TextPlace::Kind::Between) place.pointer = place.inside;
  return place;
}

TextPlace::Kind wantedBy(const detail::LooseReader& reader) {
  if (reader.wantsName()) return TextPlace::Kind::Name;
  return reader.wantsValue() ? TextPlace::Kind::Value : TextPlace::Kind::Between;
}

}  // namespace

TextPlace placeAt(std::string_view text, std::size_t offset) {
  detail::LooseReader reader(text);
  bool inComment = false;
  while (reader.beginOfNext() < std::min(offset, text.size())) {
    const Token token = reader.next();
    if (token == Token::End) break;
    const bool isWord = token == Token::Name || token == Token::Scalar;
    const bool isQuoted = reader.token().front() == '"';
    // Behind a closing quote one is outside; behind the last letter of a number still at it.
    const bool within = offset < reader.end() || (offset == reader.end() && (!isQuoted || reader.unfinished()));
    inComment = token == Token::Comment && within;
    if (!isWord || !within) continue;
    TextPlace place = placeHere(reader, token == Token::Name ? TextPlace::Kind::Name : TextPlace::Kind::Value);
    place.begin = reader.begin();
    place.end = reader.end();
    place.written = text.substr(reader.begin() + (isQuoted ? 1 : 0), offset - reader.begin() - (isQuoted ? 1 : 0));
    return place;
  }
  TextPlace place = placeHere(reader, inComment ? TextPlace::Kind::Between : wantedBy(reader));
  place.begin = place.end = offset;
  if (place.kind == TextPlace::Kind::Name) place.pointer = place.inside;
  return place;
}

std::optional<TextRange> rangeOf(std::string_view text, const std::string& pointer, bool withName) {
  return rangesOf(text, {pointer}, withName).front();
}

std::vector<std::optional<TextRange>> rangesOf(std::string_view text, const std::vector<std::string>& pointers,
                                               bool withNames) {
  std::unordered_map<std::string, std::optional<TextRange>> ranges;
  std::set<std::size_t> depths;
  for (const std::string& pointer : pointers) {
    ranges.try_emplace(pointer);
    depths.insert(detail::pointerTokens(pointer).size());
  }
  std::size_t left = ranges.size();
  std::vector<std::pair<std::size_t, TextRange*>> open;  // by depth
  std::size_t end = 0;                                   // of the last token
  std::pair<std::string, std::size_t> named;             // the last name's value, and where the name begins
  detail::LooseReader reader(text);
  for (Token token = reader.next(); token != Token::End && (left > 0 || !open.empty()); token = reader.next()) {
    end = reader.end();
    for (; !open.empty() && reader.depth() <= open.back().first; open.pop_back()) open.back().second->end = end;
    const bool opens = token == Token::OpenObject || token == Token::OpenList;
    const bool names = withNames && token == Token::Name;
    const std::size_t depth = reader.depth() - (opens ? 1 : 0);
    if ((token != Token::Scalar && !opens && !names) || depths.count(depth) == 0) continue;
    const std::string pointer = pointerTo(reader.path(), depth);
    if (names) {
      named = {pointer, reader.begin()};
      continue;
    }
    const auto asked = ranges.find(pointer);
    if (asked == ranges.end() || asked->second) continue;
    const bool hasName = withNames && named.first == pointer && !pointer.empty();
    asked->second = TextRange{hasName ? named.second : reader.begin(), reader.end()};
    --left;
    if (opens) open.emplace_back(depth, &*asked->second);
  }
  for (const auto& [depth, range] : open) range->end = end;
  std::vector<std::optional<TextRange>> found;
  found.reserve(pointers.size());
  for (const std::string& pointer : pointers) found.push_back(ranges[pointer]);
  return found;
}

std::optional<std::size_t> listIndex(std::string_view token) {
  if (token.empty() || token.size() > 9) return std::nullopt;
  if (!std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  return std::stoul(std::string(token));
}

}  // namespace roundscope
