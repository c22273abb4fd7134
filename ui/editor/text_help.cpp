// The guide's facts in words.
#include "ui/editor/text_help.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "core/base/words.h"
#include "core/scenario/document.h"
#include "core/scenario/text_place.h"

namespace roundscope::ui {
namespace {

QString textHelpTr(const char* text) { return QCoreApplication::translate("TextEditor", text); }

QString words(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

/// What is behind a byte, blanks left out; a NUL at the end.
char nextSign(std::string_view text, std::size_t at) {
  const std::size_t next = text.find_first_not_of(" \t\r\n", at);
  return next == std::string_view::npos ? '\0' : text[next];
}

bool begins(const QString& label, const QString& written) { return label.startsWith(written, Qt::CaseInsensitive); }

/// Members that the object does not have yet, with the least value that each may have.
std::vector<Completion> names(const SchemaGuide& guide, std::string_view text, const TextPlace& place) {
  const bool isNamed = nextSign(text, place.end) == ':';
  const bool isFollowed = nextSign(text, place.end) == '"';
  std::vector<Completion> entries;
  const auto add = [&](const std::string& name) {
    const std::vector<ValueGuide> values = guide.valuesFor(pointerTo(place.inside, name));
    std::string written = '"' + name + '"';
    const bool goesOn = !isNamed && values.size() > 1;
    if (!isNamed) written += ": " + (values.size() == 1 ? values.front().text : std::string());
    if (!isNamed && !goesOn && isFollowed) written += ',';
    entries.push_back({words(name), std::move(written), goesOn});
  };
  for (const FieldGuide& member : guide.membersOf(place.inside))
    if (!member.present || member.name == place.written) add(member.name);
  const auto object = guide.guideOf(place.inside);
  if (object && object->type == FieldType::NamedEntries)
    for (const std::string& name : object->choices) add(name);
  return entries;
}

std::vector<Completion> values(const SchemaGuide& guide, std::string_view text, const TextPlace& place) {
  const bool inQuotes = place.end > place.begin && text[place.begin] == '"';
  const char* const comma = nextSign(text, place.end) == '"' ? "," : "";
  std::vector<Completion> entries;
  for (const ValueGuide& value : guide.valuesFor(place.pointer)) {
    if (inQuotes && value.text.front() != '"') continue;
    if (value.text == "\"\"") continue;
    entries.push_back({words(value.name.empty() ? value.text : value.name), value.text + comma});
  }
  return entries;
}

QString rangeText(const FieldGuide& field) {
  const bool isList = field.type == FieldType::List;
  const QString unit = isList ? textHelpTr(" elements") : QString();
  if (field.minimum && field.maximum)
    return textHelpTr("%1 to %2").arg(words(grouped(*field.minimum)), words(grouped(*field.maximum))) + unit;
  if (field.minimum) return textHelpTr("at least %1").arg(words(grouped(*field.minimum))) + unit;
  if (field.maximum) return textHelpTr("at most %1").arg(words(grouped(*field.maximum))) + unit;
  return {};
}

}  // namespace

Completions completionsAt(const SchemaGuide& guide, std::string_view text, std::size_t offset) {
  const TextPlace place = placeAt(text, offset);
  if (place.kind == TextPlace::Kind::Between) return {};
  Completions all{place.begin, place.end, {}};
  // What lacks its closing quote seems to go on to the end of the line.
  const bool isQuoted = place.end > place.begin && text[place.begin] == '"';
  if (isQuoted && (place.end - place.begin == 1 || text[place.end - 1] != '"')) all.end = offset;
  all.entries = place.kind == TextPlace::Kind::Name ? names(guide, text, place) : values(guide, text, place);
  const QString written = words(place.written);
  const auto fits = [&](const Completion& entry) { return begins(entry.label, written); };
  // Behind a dot, or in the middle of a name, one may have begun with any of its letters.
  const bool any = std::any_of(all.entries.begin(), all.entries.end(), fits);
  all.entries.erase(std::remove_if(all.entries.begin(), all.entries.end(),
                                   [&](const Completion& entry) {
                                     return any ? !fits(entry) : !entry.label.contains(written, Qt::CaseInsensitive);
                                   }),
                    all.entries.end());
  return all;
}

QString helpAt(const SchemaGuide& guide, std::string_view text, std::size_t offset) {
  const TextPlace place = placeAt(text, offset);
  if (place.kind == TextPlace::Kind::Between || place.begin == place.end) return {};
  // The pointer of a name that the cursor is in is cut off there; the whole name says which field it is.
  const auto field = guide.guideOf(place.pointer);
  if (!field) return {};
  QStringList lines;
  QString head = words(field->name) + QStringLiteral(": ") + words(nameOf(field->type));
  if (const QString range = rangeText(*field); !range.isEmpty()) head += QStringLiteral(", ") + range;
  if (field->required) head += textHelpTr(", required");
  lines << head;
  if (!field->description.empty()) lines << words(field->description);
  if (!field->defaultValue.empty()) lines << textHelpTr("Default: %1").arg(words(field->defaultValue));
  if (!field->choices.empty() && field->choices.size() <= 12) {
    QStringList choices;
    for (const std::string& choice : field->choices) choices << words(choice);
    lines << textHelpTr("One of: %1").arg(choices.join(QStringLiteral(", ")));
  }
  return lines.join(u'\n');
}

}  // namespace roundscope::ui
