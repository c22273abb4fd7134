// The lessons that are built into the program, by id. They lie in the program's resources as
// :/lessons/ID/scenario.roundscope.json and :/lessons/ID/lesson.json; :/lessons/order.txt is their order.
#include "ui/lessons/lesson_library.h"

#include <QFile>
#include <QStringList>

#include "core/lesson/order.h"

namespace roundscope::ui {
namespace {

QByteArray readResource(const QString& path) {
  QFile file(QStringLiteral(":/lessons/") + path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList lessonIds() {
  QStringList ids;
  for (const std::string& id : parseLessonOrder(readResource(QStringLiteral("order.txt")).toStdString()))
    ids << QString::fromStdString(id);
  return ids;
}

/// One file of a lesson's folder.
Result<std::string> readLessonFile(const QString& id, const char* name) {
  if (auto missing = missingLesson(id)) return *std::move(missing);
  return readResource(id + QLatin1Char('/') + QLatin1String(name)).toStdString();
}

}  // namespace

std::optional<Error> missingLesson(const QString& id) {
  const QStringList ids = lessonIds();
  if (ids.contains(id)) return std::nullopt;
  return Error{ErrorKind::InputOutput, id.toStdString(), "there is no such file or lesson",
               "a scenario file, or one of the lessons " + ids.join(QStringLiteral(", ")).toStdString()};
}

namespace {

std::vector<LessonInfo> readLessons() {
  std::vector<LessonInfo> found;
  for (const QString& id : lessonIds()) {
    const auto lesson = loadLessonText(id);
    if (!lesson.ok()) continue;  // a lesson that cannot be played is not offered; the lessons' tests name it
    found.push_back({id, QString::fromStdString(lesson.value().title), QString::fromStdString(lesson.value().goal),
                     lesson.value().steps.size()});
  }
  return found;
}

}  // namespace

const std::vector<LessonInfo>& lessons() {
  static const std::vector<LessonInfo> all = readLessons();  // built in, so they do not change
  return all;
}

Result<std::string> loadLessonScenario(const QString& id) { return readLessonFile(id, "scenario.roundscope.json"); }

Result<ScenarioSet> loadLesson(const QString& id, const std::vector<Override>& overrides) {
  const auto bytes = loadLessonScenario(id);
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
