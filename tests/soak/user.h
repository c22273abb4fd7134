// Somebody who uses the window without a plan: an action at a time, each chosen by chance, in whichever window or
// dialog can be used at that moment.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/random.h"
#include "tests/soak/checks.h"

class QFileDialog;
class QWidget;

namespace roundscope::ui {
class MainWindow;
}  // namespace roundscope::ui

namespace roundscope::soak {

struct Plan {
  std::uint64_t seed = 1;
  std::uint64_t actions = 0;  ///< it ends after so many; 0: the seconds say
  double seconds = 0;
  double mostGrowthMb = 0;  ///< of memory at rest, a thousand actions; 0: it is not looked at
};

/// The actions come one by one from the event loop, also from that of a dialog that waits for its answer: so everything
/// happens to the window as it happens with people.
class User : public QObject {
  Q_OBJECT

 public:
  /// `folder` holds the files that are opened, and takes all that are saved.
  User(const Plan& plan, QString folder);
  ~User() override;

  void begin();
  /// What was measured, in some lines.
  [[nodiscard]] QString report() const;

 signals:
  void done();

 private:
  struct Deed {
    const char* name;
    int weight;
    void (User::*act)();
  };

  void step();
  void act();
  void check();
  void rest();
  bool isOver() const;
  void openWindow();
  void does(const QString& what);
  void choose(const std::vector<Deed>& deeds);
  template <class Items>
  auto& oneOf(Items& items) {
    return items[static_cast<typename Items::size_type>(
        m_chance.between(0, static_cast<std::uint64_t>(items.size()) - 1))];
  }

  // Anywhere (user_hands.cpp).
  [[nodiscard]] QWidget* place() const;
  [[nodiscard]] QList<QWidget*> widgetsIn(const QWidget& window) const;
  void pressKey();
  void pressKeyOf(int key, Qt::KeyboardModifiers modifiers);
  void typeText();
  void useMouse();
  void pressButton();
  void fillField();
  void usePopup(QWidget& popup);
  void useDialog(QWidget& dialog);
  void leave(QWidget& dialog);
  void answerFileDialog(QFileDialog& dialog);
  [[nodiscard]] QString anyFile();

  // In the main window (user_work.cpp).
  void openFile();
  void dropFile();
  void openLesson();
  void goOnWithLesson();
  void chooseFromMenu();
  void editText();
  void writeText();
  void undoAndRedo();
  void changeForm();
  void sweep();
  void exportTrace();
  void exportPicture();
  void changeFileOutside();
  void resizeWindow();
  void look();
  void wait();
  void closeWindow();

  Plan m_plan;
  QString m_folder;
  std::unique_ptr<ui::MainWindow> m_window;
  Random m_chance{0};
  std::uint64_t m_action = 0;
  int m_depth = 0;  ///< of actions that wait for a dialog
  QTimer m_next;    ///< until the next action
  QString m_what;
  std::optional<QElapsedTimer> m_since;  ///< the last action, where its time is looked at
  QPointer<QWidget> m_opened;            ///< a dialog or popup that is open …
  int m_openFor = 0;                     ///< … for so many actions
  QElapsedTimer m_time;
  Waits m_waits;
  Memory m_allocated;
  Memory m_resident;
  std::uint64_t m_windows = 0;
  std::optional<Hangs> m_hangs;
};

}  // namespace roundscope::soak
