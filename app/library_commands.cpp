// `check`, `lessons`, `new` and `schema`: what is known about scenarios without running them.
#include <fmt/format.h>

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/commands.h"
#include "core/base/visible_text.h"
#include "core/base/words.h"
#include "core/scenario/parse.h"
#include "core/scenario/warnings.h"
#include "ui/files/scenario_file.h"
#include "ui/files/template_library.h"
#include "ui/files/write_file.h"
#include "ui/lessons/lesson_library.h"

namespace roundscope::app {

using namespace ui;

int checkCommand(const std::string& file) {
  const Result<OpenedScenario> opened = openScenarioFile(QString::fromStdString(file));
  if (!opened.ok()) return report(opened.error());
  const Warnings warnings = warningsOf(opened.value().set, file);
  std::string text = fmt::format("{}: right, {}", file, counted(opened.value().set.variants.size(), "variant"));
  if (warnings.count > 0) {
    fmt::print(stderr, "{}\n", visibleText(warnings.lines));
    text += ", but " + counted(warnings.count, "warning");
  }
  return printWords(text + "\n");
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

namespace {

/// The text of a template or a lesson.
Result<std::string> startingText(const QString& name) {
  Result<std::string> text = loadTemplate(name);
  if (text.ok()) return text;
  if (!missingLesson(name)) return loadLessonScenario(name);
  Error none = text.error();
  none.what = "there is no such template or lesson";
  none.expected += "; `roundscope lessons` lists the lessons";
  return none;
}

int listTemplates() {
  std::string text;
  for (const TemplateInfo& each : templates())
    text += fmt::format("{:<14}  {}\n", each.id.toStdString(), each.description.toStdString());
  return print(text);
}

}  // namespace

int newCommand(const std::string& name, const std::string& output) {
  if (name.empty() && output.empty()) return listTemplates();
  if (name.empty()) return report({ErrorKind::Usage, "new", "there is nothing to save", "the name of a template"});
  const Result<std::string> text = startingText(QString::fromStdString(name));
  if (!text.ok()) return report(text.error());
  if (output.empty() || output == "-") return print(text.value());
  const QFileInfo file(QString::fromStdString(output));
  if (file.exists() || file.isSymLink())
    return report({ErrorKind::InputOutput, output, "is there already, and was left as it is", "a name that is free"});
  if (const auto failed = writeFile(file.filePath(), QByteArray::fromStdString(text.value()))) return report(*failed);
  return 0;
}

int schemaCommand() { return print(std::string(scenarioSchema())); }

}  // namespace roundscope::app
