// They lie in the program's resources as :/templates/ID.roundscope.json; :/templates/order.txt is their order.
#include "ui/files/template_library.h"

#include <QFile>
#include <QStringList>
#include <algorithm>

#include "core/lesson/order.h"
#include "core/scenario/parse.h"

namespace roundscope::ui {
namespace {

std::string readTemplate(const QString& name) {
  QFile file(QStringLiteral(":/templates/") + name);
  return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

std::vector<TemplateInfo> readTemplates() {
  std::vector<TemplateInfo> found;
  for (const std::string& id : parseLessonOrder(readTemplate(QStringLiteral("order.txt")))) {
    const QString name = QString::fromStdString(id);
    const auto set =
        parseScenario(readTemplate(name + QStringLiteral(".roundscope.json")), {.fileName = id, .overrides = {}});
    if (!set.ok()) continue;  // what cannot run is not offered; the templates' tests name it
    found.push_back({name, QString::fromStdString(set.value().title), QString::fromStdString(set.value().description)});
  }
  return found;
}

}  // namespace

const std::vector<TemplateInfo>& templates() {
  static const std::vector<TemplateInfo> all = readTemplates();  // built in, so they do not change
  return all;
}

Result<std::string> loadTemplate(const QString& id) {
  QStringList ids;
  for (const TemplateInfo& each : templates()) ids << each.id;
  if (ids.contains(id)) return readTemplate(id + QStringLiteral(".roundscope.json"));
  return Error{ErrorKind::InputOutput, id.toStdString(), "there is no such template",
               "one of " + ids.join(QStringLiteral(", ")).toStdString()};
}

}  // namespace roundscope::ui
