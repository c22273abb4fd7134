// A ring about whatever has the focus, so that whoever works by keyboard always sees where keys go.
#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace roundscope::ui {

/// Lies over the focused widget of a window, once the focus was moved by a key, and lets the mouse through. Where the
/// focus is at home there is a ring only when one gets there by Tab. Drawn in the palette's Highlight colour.
class FocusRing : public QObject {
  Q_OBJECT

 public:
  FocusRing(QWidget* window, QWidget* home);
  /// The widget that the ring is drawn about; null where there is no ring.
  [[nodiscard]] QWidget* about() const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void follow(QWidget* focused);

  QWidget* m_window;
  QWidget* m_home;
  QPointer<QWidget> m_ring;
  bool m_byKey = false;  ///< a key was pressed last, not the mouse
  bool m_byTab = false;  ///< and it was Tab
};

}  // namespace roundscope::ui
