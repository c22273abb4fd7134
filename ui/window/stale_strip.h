// Says above the picture that it is not of the text as it stands: the text cannot be run.
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace roundscope::ui {

class Session;

/// There while the text has errors, and only then.
class StaleStrip : public QFrame {
  Q_OBJECT

 public:
  StaleStrip(Session& session, QWidget* parent);
  [[nodiscard]] QString text() const;

 signals:
  /// The text is to be shown at its first error.
  void errorWanted();

 private:
  QLabel* m_text;
  QToolButton* m_show;
};

}  // namespace roundscope::ui
