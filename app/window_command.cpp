// Without a subcommand: the window.
#include <spdlog/spdlog.h>

#include <QApplication>

#include "app/commands.h"
#include "ui/lessons/lesson_library.h"
#include "ui/window/main_window.h"

namespace roundscope::app {

using namespace ui;

int windowCommand(const std::string& source, int& argc, char** argv) {
  InputOptions input;
  input.source = source.empty() ? MainWindow::kFirstLesson : source;
  // What is wrong is said before there is a window, for which a display is needed. A lesson is read by its player.
  std::optional<OpenedScenario> opened;
  if (namesFile(input)) {
    Result<OpenedScenario> read = loadInput(input);
    if (!read.ok()) return report(read.error());
    opened = std::move(read).value();
  } else if (const auto missing = missingLesson(QString::fromStdString(input.source))) {
    return report(*missing);
  }
  const QApplication application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("Roundscope"));
  QApplication::setOrganizationName(QStringLiteral("Roundscope"));
  QApplication::setApplicationVersion(QStringLiteral(ROUNDSCOPE_VERSION));
  MainWindow window;
  if (opened)
    window.open(*std::move(opened));
  else
    window.openLesson(QString::fromStdString(input.source));
  window.show();
  spdlog::info("the window shows {}", input.source);
  return QApplication::exec();
}

}  // namespace roundscope::app
