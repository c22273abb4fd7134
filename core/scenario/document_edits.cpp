// A new value stands like its neighbours: on their line, or on a line of its own as far in as they are.
#include "core/scenario/document_edits.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/scenario/json_layout.h"
#include "core/scenario/text_place.h"

namespace roundscope::detail {
namespace {

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

[[noreturn]] void refuse(std::string_view pointer, std::string what, std::string expected) {
  throw ParseFailure{std::string(pointer), std::move(what), std::move(expected), {}, 0};
}

/// The pointer of what holds the value.
std::string_view holderOf(std::string_view pointer) {
  return pointer.substr(0, std::min(pointer.rfind('/'), pointer.size()));
}

/// The lines after the first so much further in, or out as far as there are spaces.
std::string shifted(const std::string& text, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    out += text[at];
    if (text[at] != '\n') continue;
    const std::size_t spaces = std::min(text.find_first_not_of(' ', at + 1), text.size()) - at - 1;
    const std::size_t kept = spaces + to >= from ? spaces + to - from : 0;
    out.append(kept, ' ');
    at += spaces;
  }
  return out;
}

}  // namespace

ChildPlace existing(const TextPlaces& places, std::string_view pointer) {
  if (pointer.empty()) refuse(pointer, "this is the whole scenario", "a part of it");
  const PlacedValue* parent = places.find(holderOf(pointer));
  const std::vector<std::string> tokens = pointerTokens(pointer);
  const auto number = parent == nullptr || tokens.empty() ? std::nullopt : places.childNumber(*parent, tokens.back());
  if (!number) refuse(pointer, "there is nothing", "a pointer to what the file holds");
  return {parent, *number};
}

ChildPlace existingElement(const TextPlaces& places, std::string_view pointer) {
  const ChildPlace child = existing(places, pointer);
  if (child.parent->written != Written::List) refuse(pointer, "this is no element of a list", "an element of a list");
  return child;
}

ListPlace listPlace(const TextPlaces& places, std::string_view pointer) {
  const PlacedValue* list = places.find(holderOf(pointer));
  if (list == nullptr || pointer.empty() || list->written != Written::List)
    refuse(pointer, "there is no list", "a place in a list that the file holds");
  const std::string token = pointerTokens(pointer).back();
  const std::size_t size = list->children.size();
  const auto number = token == "-" ? std::optional(size) : listIndex(token);
  if (!number || *number > size)
    refuse(pointer, fmt::format("the list has {} elements", size), fmt::format("a place from 0 to {}, or -", size));
  return {list, *number};
}

std::string replaced(std::string_view text, std::vector<Replacement> replacements) {
  std::stable_sort(replacements.begin(), replacements.end(),
                   [](const Replacement& a, const Replacement& b) { return a.span.begin < b.span.begin; });
  std::string out;
  std::size_t copied = 0;
  for (const Replacement& replacement : replacements) {
    out += text.substr(copied, replacement.span.begin - copied);
    out += replacement.text;
    copied = replacement.span.end;
  }
  out += text.substr(copied);
  return out;
}

const PlacedValue& DocumentEdits::child(const PlacedValue& parent, std::size_t number) const {
  return m_places[parent.children[number]];
}

/// Where the comma stands that follows a value which is not the last.
std::size_t DocumentEdits::commaAfter(const PlacedValue& value) const { return skipBlanks(m_text, value.value.end); }

std::size_t DocumentEdits::lineBegin(std::size_t at) const {
  if (at == 0) return 0;
  const std::size_t before = m_text.rfind('\n', at - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

/// What the line begins with.
std::string DocumentEdits::indentOfLine(std::size_t at) const {
  const std::string_view line = m_text.substr(lineBegin(at));
  return std::string(line.substr(0, std::min(line.find_first_not_of(" \t"), line.size())));
}

/// As far in as the character at `at` stands.
std::string DocumentEdits::indentTo(std::size_t at) const {
  const std::string_view before = m_text.substr(lineBegin(at), at - lineBegin(at));
  return isBlank(before) ? std::string(before) : std::string(before.size(), ' ');
}

bool DocumentEdits::isBroken(std::size_t from, std::size_t to) const {
  return m_text.substr(from, to - from).find('\n') != std::string_view::npos;
}

std::string DocumentEdits::written(const std::string& key, const Inserted& inserted, const std::string& indent) const {
  if (!inserted.written.empty()) return key + shifted(inserted.written, inserted.column, indent.size());
  return key + laidOut(inserted.value, indent.size() + key.size(), indent);
}

Inserted DocumentEdits::copyOf(const ChildPlace& element) const {
  const TextRange span = child(*element.parent, element.number).value;
  return {Json(), std::string(m_text.substr(span.begin, span.size())), indentTo(span.begin).size()};
}

std::string DocumentEdits::overwritten(const PlacedValue& place, const Json& value) const {
  const std::size_t column = place.value.begin - lineBegin(place.value.begin);
  return replaced(m_text, {{place.value, laidOut(value, column, indentOfLine(place.value.begin))}});
}

std::string DocumentEdits::withMember(const std::string& pointer, const Json& value,
                                      const std::vector<std::string>& order) const {
  const std::vector<std::string> tokens = pointerTokens(pointer);
  const PlacedValue* at = &m_places.root();
  std::size_t depth = 0;
  while (const auto next = m_places.childNumber(*at, tokens[depth])) at = &child(*at, *next), ++depth;
  if (at->written != Written::Object)
    refuse(pointer, "there is no object that could hold this", "a pointer into an object of the file");
  Json wrapped = value;  // in the objects that are not there either
  for (std::size_t i = tokens.size() - 1; i > depth; --i) wrapped = Json{{tokens[i], std::move(wrapped)}};
  std::size_t number = at->children.size();
  const auto own = std::find(order.begin(), order.end(), tokens[depth]);
  for (std::size_t i = at->children.size(); own != order.end() && i-- > 0;)
    if (std::find(own, order.end(), child(*at, i).name) != order.end()) number = i;
  return withChild(*at, number, compactText(Json(tokens[depth])) + ": ", {std::move(wrapped)});
}

std::string DocumentEdits::withElement(const PlacedValue& list, std::size_t number, const Inserted& inserted) const {
  return withChild(list, number, {}, inserted);
}

std::string DocumentEdits::intoEmpty(const PlacedValue& parent, const std::string& key,
                                     const Inserted& inserted) const {
  const std::size_t close = parent.value.end - 1;
  const std::string_view inside = m_text.substr(parent.value.begin + 1, close - parent.value.begin - 1);
  const std::string outer = indentOfLine(parent.value.begin);
  const std::string indent = outer + "  ";
  if (isBlank(inside)) {
    const std::string text = written(key, inserted, indent);
    const std::size_t column = parent.value.begin - lineBegin(parent.value.begin);
    const bool fits = text.find('\n') == std::string::npos && column + text.size() < 98 &&
                      inside.find('\n') == std::string_view::npos;
    const std::string all = fits ? text : '\n' + indent + text + '\n' + outer;
    return replaced(m_text, {{{parent.value.begin + 1, close}, all}});
  }
  // Its comments stay above.
  const std::size_t end = parent.value.begin + 1 + inside.find_last_not_of(" \t\r\n") + 1;
  return replaced(m_text, {{{end, close}, '\n' + indent + written(key, inserted, indent) + '\n' + outer}});
}

std::string DocumentEdits::withChild(const PlacedValue& parent, std::size_t number, const std::string& key,
                                     const Inserted& inserted) const {
  const std::size_t count = parent.children.size();
  if (count == 0) return intoEmpty(parent, key, inserted);
  const PlacedValue& neighbour = child(parent, std::min(number, count - 1));
  const std::size_t before = number == 0 ? parent.value.begin + 1 : child(parent, number - 1).value.end;
  if (number == count) {
    const PlacedValue& last = neighbour;
    const std::size_t from = count == 1 ? parent.value.begin : child(parent, count - 2).value.end;
    const std::size_t end = endOfComments(m_text, last.value.end);
    const bool behindLine = m_text.substr(last.value.end, end - last.value.end).find("//") != std::string_view::npos;
    const bool broken = isBroken(from, last.begin()) || behindLine;
    const std::string indent = indentTo(last.begin());
    const std::string gap = broken ? '\n' + indent : std::string(" ");
    const std::string text = gap + written(key, inserted, broken ? indent : indentOfLine(last.begin()));
    return replaced(m_text, {{{last.value.end, last.value.end}, ","}, {{end, end}, text}});
  }
  if (!isBroken(before, neighbour.begin())) {
    const std::string text = written(key, inserted, indentOfLine(neighbour.begin())) + ", ";
    return replaced(m_text, {{{neighbour.begin(), neighbour.begin()}, text}});
  }
  const std::size_t behind = number == 0 ? before : commaAfter(child(parent, number - 1)) + 1;
  const std::size_t end = endOfComments(m_text, behind);
  const std::string indent = indentTo(neighbour.begin());
  return replaced(m_text, {{{end, end}, '\n' + indent + written(key, inserted, indent) + ','}});
}

std::string DocumentEdits::without(const ChildPlace& place) const {
  const PlacedValue& parent = *place.parent;
  const PlacedValue& gone = child(parent, place.number);
  const bool isLast = place.number + 1 == parent.children.size();
  // A comment behind it, at the end of its line, speaks of it.
  const std::size_t after = isLast ? gone.value.end : commaAfter(gone) + 1;
  std::size_t end = endOfComments(m_text, after);
  if (end < m_text.size() && m_text[end] != '\n' && m_text[end] != '\r') end = after;
  const std::size_t next = std::min(m_text.find_first_not_of(" \t\r\n", end), m_text.size());
  if (!isLast) return replaced(m_text, {{{gone.begin(), next}, ""}});
  if (place.number == 0) {
    const bool empty = isBlank(m_text.substr(parent.value.begin + 1, gone.begin() - parent.value.begin - 1)) &&
                       next == parent.value.end - 1;
    if (empty) return replaced(m_text, {{{parent.value.begin + 1, next}, ""}});
    return replaced(m_text, {{{gone.begin(), next}, ""}});
  }
  const std::size_t comma = commaAfter(child(parent, place.number - 1));
  if (isBlank(m_text.substr(comma + 1, gone.begin() - comma - 1))) return replaced(m_text, {{{comma, end}, ""}});
  // Comments between the two stay.
  const std::size_t line = lineBegin(gone.begin());
  const bool ownLine = isBlank(m_text.substr(line, gone.begin() - line)) && line > comma;
  return replaced(m_text, {{{comma, comma + 1}, ""}, {{ownLine ? line - 1 : gone.begin(), end}, ""}});
}

}  // namespace roundscope::detail
