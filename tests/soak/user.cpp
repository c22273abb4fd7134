// The course of a soak: act, let the window answer, check. See user.h.
#include "tests/soak/user.h"

#include <malloc.h>

#include <QApplication>
#include <QDialog>
#include <QFileDialog>
#include <QTest>

#include "tests/soak/history.h"
#include "tests/ui/cut_texts.h"
#include "ui/editor/editing.h"
#include "ui/session/session.h"
#include "ui/window/main_window.h"

namespace roundscope::soak {
namespace {

constexpr std::uint64_t kRestEvery = 250;
constexpr int kRestMs = 120'000;
constexpr int kLayoutMs = 2'000;
constexpr std::chrono::seconds kHang{10};
constexpr double kMostMemoryMb = 6'000;  ///< more than what runs may cost here, and the picture of them
/// Actions in one dialog before the user leaves it, and how many more that may take.
constexpr int kLeaveAfter = 25;
constexpr int kMustBeLeftAfter = 150;

/// Enough for every lesson, and not for what has no end.
constexpr RunBudget kSmallBudget{.events = 400'000, .memoryBytes = std::uint64_t{256} << 20, .work = 5'000'000};

}  // namespace

User::User(const Plan& plan, QString folder) : m_plan(plan), m_folder(std::move(folder)) {
  m_next.setSingleShot(true);
  connect(&m_next, &QTimer::timeout, this, &User::step);
  if (plan.seconds > 0) m_hangs.emplace(kHang);
}

User::~User() = default;

void User::begin() {
  m_time.start();
  openWindow();
  m_next.start(0);
}

void User::openWindow() {
  m_window = std::make_unique<ui::MainWindow>();
  ++m_windows;
  m_window->session()->setBudget(kSmallBudget);
  m_window->openLesson(QLatin1String(ui::MainWindow::kFirstLesson));
  m_window->show();
  m_window->activateWindow();
}

bool User::isOver() const {
  if (m_plan.actions > 0) return m_action >= m_plan.actions;
  return static_cast<double>(m_time.elapsed()) > m_plan.seconds * 1000;
}

/// The next step waits in the event loop before this one begins: one that opens a dialog comes back only when the
/// dialog is closed.
void User::step() {
  if (m_since) m_waits.add(static_cast<double>(m_since->nsecsElapsed()) / 1e6, m_action - 1, m_what);
  m_since.reset();
  if (m_hangs) m_hangs->answered();
  check();
  const bool isFree =
      m_depth == 0 && QApplication::activePopupWidget() == nullptr && QApplication::activeModalWidget() == nullptr;
  if (isOver() && isFree) return emit done();
  if (isFree && m_window->isHidden()) {
    m_window.reset();
    openWindow();
  }
  if (isFree && m_action % kRestEvery == 0) rest();
  m_chance = Random(Random::mix(m_plan.seed) ^ Random::mix(m_action + 1));
  ++m_action;
  m_next.start(0);
  m_since.emplace();
  m_since->start();
  ++m_depth;
  act();
  --m_depth;
}

void User::does(const QString& what) {
  m_what = what;
  note(m_action - 1, what);
}

void User::choose(const std::vector<Deed>& deeds) {
  int all = 0;
  for (const Deed& deed : deeds) all += deed.weight;
  auto left = static_cast<int>(m_chance.between(0, static_cast<std::uint64_t>(all) - 1));
  for (const Deed& deed : deeds) {
    left -= deed.weight;
    if (left >= 0) continue;
    does(QString::fromLatin1(deed.name));
    return (this->*deed.act)();
  }
}

void User::act() {
  QWidget* const open = QApplication::activePopupWidget() != nullptr ? QApplication::activePopupWidget()
                                                                     : QApplication::activeModalWidget();
  m_openFor = open != nullptr && open == m_opened ? m_openFor + 1 : 0;
  m_opened = open;
  if (open != nullptr && m_openFor > kMustBeLeftAfter)
    fail(QStringLiteral("%1 “%2” cannot be closed")
             .arg(QLatin1String(open->metaObject()->className()), open->windowTitle()));
  if (open != nullptr && (m_openFor > kLeaveAfter || isOver())) return leave(*open);
  if (QWidget* popup = QApplication::activePopupWidget()) return usePopup(*popup);
  if (auto* files = qobject_cast<QFileDialog*>(open)) return answerFileDialog(*files);
  if (open != nullptr) return useDialog(*open);
  if (m_window->isHidden()) return does(QStringLiteral("nothing: the window is closed"));
  // Somebody may have asked for more than this machine has.
  m_window->session()->setBudget(kSmallBudget);
  static const std::vector<Deed> deeds = {
      {"press a key", 30, &User::pressKey},
      {"type", 6, &User::typeText},
      {"use the mouse", 40, &User::useMouse},
      {"press a button", 10, &User::pressButton},
      {"fill in a field", 10, &User::fillField},
      {"open a file", 4, &User::openFile},
      {"drop a file", 1, &User::dropFile},
      {"open a lesson", 3, &User::openLesson},
      {"go on with the lesson", 6, &User::goOnWithLesson},
      {"choose from a menu", 10, &User::chooseFromMenu},
      {"edit", 4, &User::editText},
      {"write", 4, &User::writeText},
      {"undo and redo", 3, &User::undoAndRedo},
      {"change the form", 3, &User::changeForm},
      {"sweep", 2, &User::sweep},
      {"save a trace", 1, &User::exportTrace},
      {"save a picture", 1, &User::exportPicture},
      {"another program changes the file", 1, &User::changeFileOutside},
      {"resize", 2, &User::resizeWindow},
      {"look", 2, &User::look},
      {"wait", 4, &User::wait},
      {"close the window", 1, &User::closeWindow},
  };
  choose(deeds);
}

void User::check() {
  QStringList cut;  // what stays cut once layouts have come to rest
  const auto isWhole = [&cut] { return (cut = ui::cutTexts()).isEmpty(); };
  if (!QTest::qWaitFor(isWhole, kLayoutMs)) fail(QStringLiteral("cut text: ") + cut.join(QStringLiteral("\n  ")));
  if (residentMb() > kMostMemoryMb) fail(QStringLiteral("more than %1 MB of memory").arg(kMostMemoryMb));
}

/// The same lesson, simulated to its end, and nothing else: what is held then more and more is lost.
void User::rest() {
  does(QStringLiteral("rest"));
  m_window->session()->setBudget(kSmallBudget);
  m_window->editing().noteSaved(m_window->editing().path());  // nobody is asked
  if (!m_window->openLesson(QLatin1String(ui::MainWindow::kFirstLesson)))
    fail(QStringLiteral("a lesson is not opened"));
  const ui::Session& session = *m_window->session();
  m_hangs.reset();
  if (!QTest::qWaitFor([&session] { return session.finished(); }, kRestMs))
    fail(QStringLiteral("the first lesson does not come to its end"));
  if (m_plan.seconds > 0) m_hangs.emplace(kHang);
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  ::malloc_trim(0);
  m_allocated.add(m_action, allocatedMb());
  m_resident.add(m_action, residentMb());
  if (m_plan.mostGrowthMb > 0 && m_allocated.goesOn(m_plan.mostGrowthMb))
    fail(QStringLiteral("memory at rest grows on and on, in MiB by action:") + m_allocated.text());
}

QString User::report() const {
  return QStringLiteral(
             "%1 actions in %2 s, %3 windows, seed %4\n"
             "answers within: half %5 ms, 99 of 100 %6 ms, all %7 ms; the slowest:\n%8"
             "allocated at rest, MiB@action:%9\n"
             "growth of it after the first thousand actions: %10 MiB a thousand\n"
             "pages that the process holds then, MiB@action:%11\n")
      .arg(m_action)
      .arg(m_time.elapsed() / 1000)
      .arg(m_windows)
      .arg(m_plan.seed)
      .arg(m_waits.percentile(0.5), 0, 'f', 1)
      .arg(m_waits.percentile(0.99), 0, 'f', 1)
      .arg(m_waits.percentile(1), 0, 'f', 1)
      .arg(m_waits.slowest(), m_allocated.text())
      .arg(m_allocated.growth(), 0, 'f', 2)
      .arg(m_resident.text());
}

}  // namespace roundscope::soak
