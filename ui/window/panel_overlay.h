// A panel raised over the picture: the very widget of its dock, lent for as long as it is looked at.
#pragma once

#include <QFrame>
#include <QPointer>

class QDockWidget;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace roundscope::ui {

/// Covers the right part of its parent. One panel at a time.
class PanelOverlay : public QFrame {
  Q_OBJECT

 public:
  explicit PanelOverlay(QWidget* parent);

  /// Takes the widget of this dock and shows it; the one of another dock goes back.
  void raisePanel(QDockWidget* dock);
  /// Gives the widget back. False where none was shown.
  bool dismiss();
  /// Whose widget is shown; null where none is.
  [[nodiscard]] QDockWidget* shown() const { return m_dock; }
  /// Draws the button anew in the palette's colour.
  void drawIcons();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void place();

  QLabel* m_title;
  QToolButton* m_close;
  QVBoxLayout* m_layout;
  QPointer<QDockWidget> m_dock;
};

}  // namespace roundscope::ui
