// `check`, `lessons` and `schema`: what is known about scenarios without running them.
#include <fmt/format.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/commands.h"
#include "core/base/words.h"
#include "core/scenario/parse.h"
#include "core/scenario/warnings.h"
#include "ui/files/scenario_file.h"
#include "ui/lessons/lesson_library.h"

namespace roundscope::app {

using namespace ui;

int checkCommand(const std::string& file) {
  const Result<OpenedScenario> opened = openScenarioFile(QString::fromStdString(file));
  if (!opened.ok()) return report(opened.error());
  const Warnings warnings = warningsOf(opened.value().set, file);
  std::string text = fmt::format("{}: right, {}", file, counted(opened.value().set.variants.size(), "variant"));
  if (warnings.count > 0) {
    fmt::print(stderr, "{}\n", warnings.lines);
    text += ", but " + counted(warnings.count, "warning");
  }
  return print(text + "\n");
}

int lessonsCommand(bool json) {
  QJsonArray list;
  std::string text;
  for (const LessonInfo& lesson : lessons()) {
    list.append(QJsonObject{{QStringLiteral("id"), lesson.id},
                            {QStringLiteral("title"), lesson.title},
                            {QStringLiteral("description"), lesson.description}});
    text += fmt::format("{:<22}  {}\n", lesson.id.toStdString(), lesson.title.toStdString());
  }
  return print(json ? QJsonDocument(list).toJson().toStdString() : text);
}

int schemaCommand() { return print(std::string(scenarioSchema())); }

}  // namespace roundscope::app
