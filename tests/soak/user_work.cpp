// What people do with the main window: open, learn, write, ask, save. See user.h.
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QTimer>
#include <QUrl>
#include <QWindow>

#include "core/export/trace_formats.h"
#include "tests/soak/history.h"
#include "tests/soak/input.h"
#include "tests/soak/user.h"
#include "ui/editor/editing.h"
#include "ui/editor/text_panel.h"
#include "ui/lessons/lesson_library.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"

namespace roundscope::soak {
namespace {

void actionsIn(const QList<QAction*>& actions, QList<QAction*>& found) {
  for (QAction* action : actions) {
    if (action->menu() != nullptr)
      actionsIn(action->menu()->actions(), found);
    else if (action->isEnabled() && !action->isSeparator())
      found << action;
  }
}

QDockWidget* dockOf(const ui::MainWindow& window, const char* name) {
  return window.findChild<QDockWidget*>(QLatin1String(name));
}

void bringUp(QDockWidget* dock) {
  if (dock == nullptr) return;
  dock->show();
  dock->raise();
}

}  // namespace

void User::openFile() {
  const QString path = anyFile();
  does(QStringLiteral("open ") + path);
  m_window->openFile(path);
}

void User::dropFile() {
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(anyFile())});
  does(QStringLiteral("drop ") + data.urls().front().toLocalFile());
  const QPointF at(m_window->rect().center());
  QDragEnterEvent enters(at.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(m_window.get(), &enters);
  if (!enters.isAccepted()) fail(QStringLiteral("a file cannot be dropped"));
  QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(m_window.get(), &drop);
}

void User::openLesson() {
  const ui::LessonInfo& lesson = oneOf(ui::lessons());
  const std::size_t step = m_chance.between(0, lesson.steps > 0 ? lesson.steps - 1 : 0);
  does(QStringLiteral("open lesson %1 at step %2").arg(lesson.id).arg(step));
  m_window->openLesson(lesson.id, step);
}

void User::goOnWithLesson() { pressKeyOf(m_chance.chance(4, 5) ? Qt::Key_PageDown : Qt::Key_PageUp, Qt::NoModifier); }

void User::chooseFromMenu() {
  QList<QAction*> actions;
  actionsIn(m_window->menuBar()->actions(), actions);
  QAction* const action = oneOf(actions);
  // Closing has its own place, so that a window lives for some time.
  if (action == m_window->actions()[ui::ActionId::Quit] && m_chance.chance(9, 10)) return;
  does(QStringLiteral("choose ") + action->text());
  action->trigger();
}

/// A whole edit, whose undo must bring exactly what was there.
void User::editText() {
  ui::Editing& editing = m_window->editing();
  const std::string before = editing.document().text();
  if (before.empty()) return;
  std::string text = before;
  const std::size_t at = m_chance.between(0, text.size() - 1);
  std::vector<std::size_t> digits;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] >= '0' && text[i] <= '9') digits.push_back(i);
  switch (m_chance.between(0, 9)) {
    case 0:
      text.erase(at, m_chance.between(1, 40));
      break;
    case 1:
      text.insert(at, text.substr(m_chance.between(0, text.size() - 1), 60));
      break;
    case 2:
      text[at] = static_cast<char>(m_chance.between(1, 126));
      break;
    default:  // most numbers can be others
      if (digits.empty()) return;
      text[oneOf(digits)] = static_cast<char>('0' + m_chance.between(0, 9));
  }
  does(QStringLiteral("edit %1").arg(editing.name()));
  if (editing.apply(text) || editing.document().text() == before) return;
  const std::string after = editing.document().text();
  editing.undo();
  if (editing.document().text() != before) fail(QStringLiteral("undo does not bring back the text before"));
  editing.redo();
  if (editing.document().text() != after) fail(QStringLiteral("redo does not bring back the text after"));
}

void User::writeText() {
  bringUp(dockOf(*m_window, "text"));
  auto* const text = m_window->findChild<ui::TextPanel*>();
  if (text == nullptr || !text->isVisible()) return;
  text->setFocus();
  pressAndRelease(*m_window->windowHandle(), m_chance.chance(1, 2) ? Qt::Key_Down : Qt::Key_End,
                  m_chance.chance(1, 3) ? Qt::ControlModifier : Qt::NoModifier);
  typeText();
}

/// Back as far as it goes, or some way, and forth again: the same texts in the opposite order.
void User::undoAndRedo() {
  ui::Editing& editing = m_window->editing();
  editing.check();  // what is being typed is one edit from here on
  std::vector<std::string> texts{editing.document().text()};
  const std::size_t most = m_chance.between(1, 40);
  while (editing.canUndo() && texts.size() <= most) {
    editing.undo();
    texts.push_back(editing.document().text());
  }
  does(QStringLiteral("undo and redo %1 edits").arg(texts.size() - 1));
  for (std::size_t i = texts.size() - 1; i > 0; --i) {
    if (!editing.canRedo()) fail(QStringLiteral("what was undone cannot be done again"));
    editing.redo();
    if (editing.document().text() != texts[i - 1]) fail(QStringLiteral("redo brings another text than was undone"));
  }
}

void User::changeForm() {
  bringUp(dockOf(*m_window, "scenario"));
  fillField();
}

void User::sweep() {
  bringUp(dockOf(*m_window, "sweep"));
  pressButton();
}

void User::exportTrace() {
  const auto formats = traceFormats();
  const std::string_view ending = formats[m_chance.between(0, formats.size() - 1)].ending;
  const QString path = m_folder + QStringLiteral("/trace-%1%2")
                                      .arg(m_chance.between(0, 3))
                                      .arg(QString::fromUtf8(ending.data(), static_cast<qsizetype>(ending.size())));
  does(QStringLiteral("save ") + path);
  m_window->exportTraceTo(path);
}

void User::exportPicture() { m_window->actions()[ui::ActionId::ExportPicture]->trigger(); }

/// Another program writes the open file: with its text and a space more, with another's, or it takes the file away.
void User::changeFileOutside() {
  const QString path = m_window->editing().path();
  if (!path.startsWith(m_folder)) return;
  does(QStringLiteral("another program changes ") + path);
  if (m_chance.chance(1, 4)) {
    QFile::remove(path);
    return;
  }
  QFile other(m_chance.chance(1, 2) ? path : anyFile());
  QByteArray bytes;
  if (other.open(QIODevice::ReadOnly)) bytes = other.readAll();
  QFile file(path);
  if (file.open(QIODevice::WriteOnly)) file.write(bytes + ' ');
}

void User::resizeWindow() {
  const QSize size(static_cast<int>(m_chance.between(1'000, 2'200)), static_cast<int>(m_chance.between(640, 1'300)));
  does(QStringLiteral("resize to %1×%2").arg(size.width()).arg(size.height()));
  m_window->resize(size);
}

void User::look() { m_window->repaint(); }

void User::wait() {
  const auto ms = static_cast<int>(m_chance.between(1, 120));
  does(QStringLiteral("wait %1 ms").arg(ms));
  m_since.reset();
  m_next.start(ms);
}

void User::closeWindow() { m_window->close(); }

}  // namespace roundscope::soak
