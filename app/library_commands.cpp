// `check`, `lessons`, `new` and `schema`: what is known about scenarios without running them.
#include <fmt/format.h>

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <algorithm>
#include <filesystem>

#include "app/commands.h"
#include "core/base/words.h"
#include "core/lesson/fill_text.h"
#include "core/scenario/document.h"
#include "core/scenario/parse.h"
#include "core/scenario/warnings.h"
#include "ui/error_places.h"
#include "ui/files/scenario_file.h"
#include "ui/files/standard_stream.h"
#include "ui/files/template_library.h"
#include "ui/files/write_file.h"
#include "ui/lessons/lesson_library.h"

namespace roundscope::app {

using namespace ui;

namespace {

/// From 1, in characters.
std::size_t columnOf(std::string_view text, std::size_t at) {
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::string_view line = text.substr(before + 1, at - before - 1);
  return 1 + static_cast<std::size_t>(
                 std::count_if(line.begin(), line.end(), [](char c) { return (c & '\xc0') != '\x80'; }));
}

/// A line each, as compilers write them and editors read them.
void printFindings(const std::string& file, const std::string& text, const char* severity, const Error& all) {
  for (const ErrorPlace& place : placesOf(all, text))
    printOnErrorStream(fmt::format("{}:{}:{}: {}: {}\n", file, place.line + 1, columnOf(text, place.begin), severity,
                                   place.withPointer.toStdString()));
  if (all.unlisted > 0) printOnErrorStream(fmt::format("and {} more\n", all.unlisted));
}

}  // namespace

int checkCommand(const std::string& file) {
  const QString path = QString::fromStdString(file);
  const Result<Openable> read = readOpenable(path);
  if (!read.ok()) return report(read.error());
  const auto* const record = std::get_if<PictureRecord>(&read.value());
  const std::string& text = record != nullptr ? record->sourceText : std::get<std::string>(read.value());
  const std::string name = nameInErrors(path);
  const Result<OpenedScenario> opened = openScenario(read.value(), path);
  if (!opened.ok()) {
    printFindings(name, text, "error", opened.error());
    return exitStatus(opened.error());
  }
  if (const auto wrong = wrongQuotesOf(opened.value().set, name)) {
    printFindings(name, text, "error", *wrong);
    return exitStatus(*wrong);
  }
  std::string words = fmt::format("{}: right, {}", name, counted(opened.value().set.variants.size(), "variant"));
  if (const auto warnings = warningsOf(opened.value().set, name)) {
    printFindings(name, text, "warning", *warnings);
    words += ", but " + counted(1 + warnings->others.size() + warnings->unlisted, "warning");
  }
  return printWords(words + "\n");
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

/// Where the schema lies beside an installed program.
/// Errors: of kind InputOutput where there is none.
Result<std::string> installedSchema() {
  std::error_code ignored;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  const std::filesystem::path path =
      program.parent_path().parent_path() / ROUNDSCOPE_DATA_FOLDER / "schema/roundscope.schema.json";
  if (std::filesystem::is_regular_file(path, ignored)) return path.string();
  return Error{ErrorKind::InputOutput, path.string(), "the schema is not installed beside this program",
               "an installed Roundscope; `roundscope schema` prints the schema"};
}

/// With the address of the schema first of all, by which editors complete.
Result<std::string> withSchema(const std::string& text) {
  const Result<std::string> path = installedSchema();
  if (!path.ok()) return path;
  const QByteArray address = QUrl::fromLocalFile(QString::fromStdString(path.value())).toEncoded();
  return Document(text).set("/$schema", '"' + address.toStdString() + '"', {"$schema", "roundscope"});
}

}  // namespace

int newCommand(const NewOptions& options) {
  const std::string& output = options.output;
  if (options.name.empty() && output.empty() && !options.namesSchema) return listTemplates();
  if (options.name.empty())
    return report({ErrorKind::Usage, "new", "there is nothing to save", "the name of a template"});
  Result<std::string> text = startingText(QString::fromStdString(options.name));
  if (text.ok() && options.namesSchema) text = withSchema(text.value());
  if (!text.ok()) return report(text.error());
  const QString path = QString::fromStdString(output);
  if (output.empty() || isStandardStream(path)) return print(text.value());
  const QFileInfo file(path);
  if (file.isFile() || (file.isSymLink() && !file.exists()))
    return report({ErrorKind::InputOutput, output, "is there already, and was left as it is", "a name that is free"});
  if (const auto failed = writeFile(file.filePath(), QByteArray::fromStdString(text.value()))) return report(*failed);
  return 0;
}

int schemaCommand(bool path) {
  if (!path) return print(std::string(scenarioSchema()));
  const Result<std::string> installed = installedSchema();
  return installed.ok() ? print(installed.value() + "\n") : report(installed.error());
}

}  // namespace roundscope::app
