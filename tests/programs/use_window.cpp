// One use of the window, from its start to its end, without anybody before it: `roundscope_use_window FILE TEXT` opens
// FILE, puts what TEXT holds in place of its text, saves it, and closes. What the window says in its banner goes to the
// standard output. The status is 1 where the file was not saved.
#include <QApplication>
#include <QFile>
#include <cstdio>

#include "ui/editor/editing.h"
#include "ui/files/file_watch.h"
#include "ui/settings.h"
#include "ui/window/banner.h"
#include "ui/window/document_files.h"
#include "ui/window/main_window.h"

int main(int argc, char** argv) {
  using namespace roundscope::ui;
  const QApplication application(argc, argv);
  const QString file = QString::fromLocal8Bit(argv[1]);
  const auto text = contentOf(QString::fromLocal8Bit(argv[2]));
  const auto trouble = settingsTrouble();
  MainWindow window;
  window.openFile(file);
  window.show();
  window.tellSettingsTrouble(trouble);
  window.editing().apply(text->toStdString());
  const bool saved = window.files().saveTo(file);
  const auto* const banner = window.findChild<Banner*>();
  if (!banner->isHidden()) std::printf("%s\n", banner->text().toUtf8().constData());
  window.files().forgetUnsaved();
  if (!saved) window.editing().noteSaved(file);  // so that closing asks nobody
  window.close();
  return saved ? 0 : 1;
}
