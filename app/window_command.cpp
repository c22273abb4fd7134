// Without a subcommand: the window.
#include <spdlog/spdlog.h>

#include <QApplication>
#include <QFileInfo>

#include "app/commands.h"
#include "ui/window/main_window.h"

namespace roundscope::app {

using namespace ui;

int windowCommand(const std::string& source, int& argc, char** argv) {
  InputOptions input;
  input.source = source.empty() ? MainWindow::kFirstLesson : source;
  Result<ScenarioSet> set = loadInput(input);
  if (!set.ok()) return report(set.error());
  const QApplication application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("Roundscope"));
  QApplication::setOrganizationName(QStringLiteral("Roundscope"));
  QApplication::setApplicationVersion(QStringLiteral(ROUNDSCOPE_VERSION));
  MainWindow window;
  const bool isFile = QFileInfo::exists(QString::fromStdString(input.source));
  if (isFile)
    window.openFile(QString::fromStdString(input.source));
  else
    window.openLesson(QString::fromStdString(input.source));
  window.show();
  spdlog::info("the window shows {}", input.source);
  return QApplication::exec();
}

}  // namespace roundscope::app
