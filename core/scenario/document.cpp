// Edits of single values in a text. Each is a few replacements of bytes, worked out from where the values are.
#include "core/scenario/document.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/visible_text.h"
#include "core/scenario/document_edits.h"
#include "core/scenario/follow.h"
#include "core/scenario/json_document.h"
#include "core/scenario/json_layout.h"
#include "core/scenario/json_words.h"
#include "core/scenario/places.h"
#include "core/scenario/rename.h"

namespace roundscope {
namespace {

using namespace detail;

/// Calls `edit` with the places, and gives what it throws as an error.
template <class Edit>
Result<std::string> edited(const TextPlaces* places, Edit&& edit) {
  try {
    if (places == nullptr)
      throw ParseFailure{"", "the text is no JSON", "text without such an error; mend it first", {}, 0};
    return edit(*places);
  } catch (const ParseFailure& failure) {
    return errorOf(failure);
  }
}

/// A name is written into the text as it is, and must be found there again.
void mustBeWritable(std::string_view name) {
  if (!isUtf8(name))
    throw ParseFailure{"", fmt::format("the name \"{}\" is no UTF-8", shownName(visibleLine(name))), "UTF-8", {}, 0};
}

Json read(std::string_view pointer, std::string_view json) {
  try {
    return readJson(json);
  } catch (const ParseFailure& failure) {
    throw ParseFailure{std::string(pointer), failure.what, failure.expected, {}, 0};
  }
}

}  // namespace

Document::Document(std::string text) : m_text(std::move(text)) {}

const TextPlaces* Document::places() const {
  if (m_isRead) return m_places.get();
  m_isRead = true;
  try {
    m_places = std::make_shared<const TextPlaces>(TextPlaces::ofUnread(m_text));
  } catch (const ParseFailure&) {
    m_places = nullptr;
  }
  return m_places.get();
}

bool Document::contains(std::string_view pointer) const { return isJson() && places()->find(pointer) != nullptr; }

std::optional<std::string> Document::textAt(std::string_view pointer) const {
  const PlacedValue* place = isJson() ? places()->find(pointer) : nullptr;
  if (place == nullptr) return std::nullopt;
  return m_text.substr(place->value.begin, place->value.size());
}

std::optional<std::string> Document::stringAt(std::string_view pointer) const {
  const auto written = textAt(pointer);
  if (!written || written->front() != '"') return std::nullopt;
  return readJson(*written).get<std::string>();
}

std::vector<std::string> Document::namesIn(std::string_view pointer) const {
  std::vector<std::string> names;
  const PlacedValue* place = isJson() ? places()->find(pointer) : nullptr;
  if (place == nullptr) return names;
  names.reserve(place->children.size());
  for (const std::size_t child : place->children)
    names.push_back(place->written == Written::Object ? (*m_places)[child].name : std::to_string(names.size()));
  return names;
}

Result<std::string> Document::set(std::string_view pointer, std::string_view json,
                                  const std::vector<std::string>& order) const {
  return edited(places(), [&](const TextPlaces& places) {
    mustBeWritable(pointer);
    const Json value = read(pointer, json);
    const DocumentEdits edits(m_text, places);
    const PlacedValue* place = places.find(pointer);
    std::string text =
        place != nullptr ? edits.overwritten(*place, value) : edits.withMember(std::string(pointer), value, order);
    static_cast<void>(readJson(text));  // beyond what is read, nothing could be edited any more
    return text;
  });
}

Result<std::string> Document::insert(std::string_view pointer, std::string_view json) const {
  return edited(places(), [&](const TextPlaces& places) {
    const ListPlace place = listPlace(places, pointer);
    const DocumentEdits edits(m_text, places);
    const ElementPlace put{parentOf(pointer).parent, place.number};
    return followed(edits.withElement(*place.list, place.number, Inserted{read(pointer, json)}), {.put = put});
  });
}

Result<std::string> Document::remove(std::string_view pointer) const {
  return edited(places(), [&](const TextPlaces& places) {
    const ChildPlace child = existing(places, pointer);
    std::string text = DocumentEdits(m_text, places).without(child);
    if (child.parent->written != Written::List) return text;
    return followed(std::move(text), {.taken = ElementPlace{parentOf(pointer).parent, child.number}});
  });
}

Result<std::string> Document::move(std::string_view from, std::string_view to) const {
  return edited(places(), [&](const TextPlaces& places) {
    const DocumentEdits edits(m_text, places);
    const Inserted moved = edits.copyOf(existingElement(places, from));
    const std::string rest = edits.without(existing(places, from));
    const TextPlaces left(rest);
    const ListPlace place = listPlace(left, to);
    return followed(DocumentEdits(rest, left).withElement(*place.list, place.number, moved),
                    {.taken = ElementPlace{parentOf(from).parent, existingElement(places, from).number},
                     .put = ElementPlace{parentOf(to).parent, place.number}});
  });
}

Result<std::string> Document::duplicate(std::string_view pointer) const {
  return edited(places(), [&](const TextPlaces& places) {
    const DocumentEdits edits(m_text, places);
    const ChildPlace child = existingElement(places, pointer);
    return followed(edits.withElement(*child.parent, child.number + 1, edits.copyOf(child)),
                    {.put = ElementPlace{parentOf(pointer).parent, child.number + 1}});
  });
}

Result<std::string> Document::rename(std::string_view pointer, std::string_view name) const {
  return edited(places(), [&](const TextPlaces& places) {
    mustBeWritable(name);
    return renamed(m_text, places, std::string(pointer), std::string(name));
  });
}

std::string pointerTo(const std::string& parent, std::string_view token) { return childPointer(parent, token); }

ParentAndToken parentOf(std::string_view pointer) {
  const std::size_t end = pointer.rfind('/');
  if (end == std::string_view::npos) return {};
  const std::vector<std::string> last = pointerTokens(pointer.substr(end));
  return {std::string(pointer.substr(0, end)), last.empty() ? std::string() : last.front()};
}

}  // namespace roundscope
