// The knobs of the open file, above what its run shows.
#pragma once

#include <QFrame>

#include "core/base/result.h"

namespace roundscope::ui {

class Editing;
class KnobRows;
class Session;

/// There while the file has knobs. To turn one is an edit of the file, which can be undone: window, file and command
/// line say the same.
class KnobBar : public QFrame {
  Q_OBJECT

 public:
  KnobBar(Session& session, QWidget* parent);

 signals:
  /// A value that makes no valid scenario: nothing has changed.
  void refused(const roundscope::Error& error);
  /// The knob with this number is to get another name or range.
  void changeWanted(std::size_t knob);

 private:
  void follow();
  void turn(std::size_t knob, qint64 value);
  void showMenu(std::size_t knob, const QPoint& at);

  Session& m_session;
  Editing& m_editing;
  KnobRows* m_rows;
};

}  // namespace roundscope::ui
