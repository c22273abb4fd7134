// Without a subcommand: the window.
#include <spdlog/spdlog.h>

#include <QApplication>
#include <QIcon>
#include <QTimer>

#include "app/commands.h"
#include "ui/files/scenario_file.h"
#include "ui/files/standard_stream.h"
#include "ui/lessons/lesson_library.h"
#include "ui/session/session.h"
#include "ui/window/document_files.h"
#include "ui/window/main_window.h"

namespace roundscope::app {

using namespace ui;

int windowCommand(const std::string& source, const RunBudget& budget, int& argc, char** argv) {
  InputOptions input;
  input.source = source.empty() ? MainWindow::kFirstLesson : source;
  // What cannot be read is said before there is a window, for which a display is needed. What is wrong with a file that
  // can be read is shown in the window, where it can be mended.
  const QString name = QString::fromStdString(input.source);
  if (isStandardStream(name))
    return report({ErrorKind::Usage, "source", "the window reads no standard input", "a file or a lesson's id"});
  const bool isFile = namesFile(input);
  if (isFile) {
    if (const auto read = readOpenable(name); !read.ok()) return report(read.error());
  } else if (const auto missing = missingLesson(name)) {
    return report(*missing);
  }
  const QApplication application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("Roundscope"));
  QApplication::setOrganizationName(QStringLiteral("Roundscope"));
  QApplication::setApplicationVersion(QStringLiteral(ROUNDSCOPE_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("org.roundscope.Roundscope"));
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/roundscope.svg")));
  MainWindow window;
  window.session()->setBudget(budget);
  if (isFile)
    window.openFile(name);
  else
    window.openLesson(name);
  window.show();
  QTimer::singleShot(0, &window, [&window] { window.files().offerLeftWork(); });
  spdlog::info("the window shows {}", input.source);
  return QApplication::exec();
}

}  // namespace roundscope::app
