// The lessons that are built into the program, by id. They lie in the program's resources as
// :/lessons/ID/scenario.roundscope.json and :/lessons/ID/lesson.json.
#include "ui/lessons/lesson_library.h"

#include <QDir>
#include <QFile>
#include <QStringList>
#include <algorithm>
#include <array>

namespace roundscope::ui {
namespace {

/// The order of teaching. A lesson that is not named here comes last.
constexpr std::array kOrder = {"sequential-calls", "parallel-calls",  "same-or-cross-subnet", "in-flight-limit",
                               "retry-later",      "window-of-calls", "partial-failures",     "no-rollback",
                               "reentrancy",       "callee-trust",    "composite-query",      "composite-limits",
                               "await-order",      "cycles",          "which-approach"};

std::size_t place(const QString& id) {
  const auto found =
      std::find_if(kOrder.begin(), kOrder.end(), [&](const char* known) { return id == QLatin1String(known); });
  return static_cast<std::size_t>(found - kOrder.begin());
}

QStringList lessonIds() {
  QStringList ids = QDir(QStringLiteral(":/lessons")).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
  std::stable_sort(ids.begin(), ids.end(), [](const QString& a, const QString& b) { return place(a) < place(b); });
  return ids;
}

/// One file of a lesson's folder.
Result<std::string> readLessonFile(const QString& id, const char* name) {
  const QStringList ids = lessonIds();
  if (!ids.contains(id))
    return Error{ErrorKind::InputOutput, id.toStdString(), "there is no such file or lesson",
                 "a scenario file, or one of the lessons " + ids.join(QStringLiteral(", ")).toStdString()};
  QFile file(QStringLiteral(":/lessons/%1/%2").arg(id, QLatin1String(name)));
  if (!file.open(QIODevice::ReadOnly))
    return Error{ErrorKind::InputOutput, id.toStdString(), "cannot be read: " + file.errorString().toStdString(), ""};
  return file.readAll().toStdString();
}

}  // namespace

std::vector<LessonInfo> lessons() {
  std::vector<LessonInfo> found;
  for (const QString& id : lessonIds()) {
    const auto lesson = loadLessonText(id);
    if (!lesson.ok()) continue;  // a lesson that cannot be played is not offered; the lessons' tests name it
    found.push_back({id, QString::fromStdString(lesson.value().title), QString::fromStdString(lesson.value().goal),
                     lesson.value().steps.size()});
  }
  return found;
}

Result<ScenarioSet> loadLesson(const QString& id, const std::vector<Override>& overrides) {
  const auto bytes = readLessonFile(id, "scenario.roundscope.json");
  if (!bytes.ok()) return bytes.error();
  ParseOptions options;
  options.fileName = id.toStdString();
  options.overrides = overrides;
  return parseScenario(bytes.value(), options);
}

Result<Lesson> loadLessonText(const QString& id) {
  const auto bytes = readLessonFile(id, "lesson.json");
  if (!bytes.ok()) return bytes.error();
  return parseLesson(bytes.value(), id.toStdString() + "/lesson.json");
}

}  // namespace roundscope::ui
