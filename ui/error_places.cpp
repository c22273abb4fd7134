// Lines and bytes of errors.
#include "ui/error_places.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

#include "core/base/words.h"
#include "core/scenario/document.h"
#include "core/scenario/text_place.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

/// "FILE:LINE: /pointer" → line and pointer. The file's name may have colons too.
struct Where {
  std::size_t line = 1;
  std::string pointer;
};
Where whereOf(const Error& error) {
  static const QRegularExpression form(QStringLiteral("(?:^|:)(\\d+): (/.*)$"),
                                       QRegularExpression::DotMatchesEverythingOption);
  const QRegularExpressionMatch match = form.match(textOf(error.where));
  if (!match.hasMatch()) return {};
  const std::string pointer = match.captured(2).toStdString();
  return {std::max<std::size_t>(1, match.captured(1).toULongLong()), pointer == "/" ? std::string() : pointer};
}

/// From the first letter of a line to its end.
TextRange lineRange(std::string_view text, std::size_t line) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line; ++i) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) break;
    begin = end + 1;
  }
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  const std::size_t first = std::min(text.find_first_not_of(" \t", begin), end);
  return {first, end};
}

}  // namespace

std::vector<ErrorPlace> placesOf(const Error& error, std::string_view text) {
  std::vector<const Error*> errors{&error};
  for (const Error& other : error.others) errors.push_back(&other);
  std::vector<Where> wheres;
  std::vector<std::string> pointers;
  for (const Error* each : errors) {
    wheres.push_back(whereOf(*each));
    pointers.push_back(wheres.back().pointer);
  }
  const auto values = rangesOf(text, pointers);
  std::vector<ErrorPlace> places;
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const Error& each = *errors[i];
    const Where& where = wheres[i];
    // What is wrong is said of the value, which is named where there is one to name.
    const bool isNamed = !where.pointer.empty() && each.what.find("broken JSON") != 0;
    QString sentence = textOf(each.what);
    if (!each.expected.empty())
      sentence += QCoreApplication::translate("TextEditor", ", expected %1").arg(textOf(each.expected));
    const QString message =
        isNamed ? textOf(parentOf(where.pointer).token) + QStringLiteral(": ") + sentence : sentence;
    const TextRange line = lineRange(text, where.line - 1);
    const auto& value = values[i];
    const bool onLine = value && value->begin >= line.begin && value->begin <= line.end;
    const std::size_t end = onLine ? std::min(value->end, line.end) : line.end;
    places.push_back({where.line - 1, onLine ? value->begin : line.begin, end, message,
                      textOf(where.pointer.empty() ? "/" : where.pointer) + QStringLiteral(": ") + sentence});
  }
  std::stable_sort(places.begin(), places.end(),
                   [](const ErrorPlace& a, const ErrorPlace& b) { return a.line < b.line; });
  return places;
}

}  // namespace roundscope::ui
