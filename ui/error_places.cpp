// Lines and bytes of errors.
#include "ui/error_places.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/base/words.h"
#include "core/scenario/document.h"
#include "core/scenario/text_place.h"
#include "ui/text.h"

namespace roundscope::ui {

std::vector<ErrorPlace> placesOf(const Error& error, std::string_view text) {
  std::vector<ErrorPlace> places;
  const auto add = [&](const Error& each) {
    const Where where = whereOf(each);
    // What is wrong is said of the value, which is named where there is one to name.
    const bool isNamed = !where.pointer.empty() && each.what.find("broken JSON") != 0;
    QString message = (isNamed ? textOf(parentOf(where.pointer).token) + QStringLiteral(": ") : QString());
    QString sentence = textOf(each.what);
    if (!each.expected.empty())
      sentence += QCoreApplication::translate("TextEditor", ", expected %1").arg(textOf(each.expected));
    message += sentence;
    const TextRange line = lineRange(text, where.line - 1);
    const auto value = rangeOf(text, where.pointer);
    const bool onLine = value && value->begin >= line.begin && value->begin <= line.end;
    const std::size_t end = onLine ? std::min(value->end, line.end) : line.end;
    places.push_back({where.line - 1, onLine ? value->begin : line.begin, end, message,
                      textOf(where.pointer.empty() ? "/" : where.pointer) + QStringLiteral(": ") + sentence});
  };
  add(error);
  for (const Error& other : error.others) add(other);
  std::stable_sort(places.begin(), places.end(),
                   [](const ErrorPlace& a, const ErrorPlace& b) { return a.line < b.line; });
  return places;
}

}  // namespace roundscope::ui
