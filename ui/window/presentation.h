// F5: the window as a lecture hall sees it, and the way back to how it was.
#pragma once

#include <QAction>
#include <QByteArray>
#include <QList>
#include <QObject>
#include <QSize>

class QDockWidget;
class QMainWindow;

namespace roundscope::ui {

class Centre;
class LessonPlayer;
class PanelOverlay;
class Session;
class TransportBar;

/// What is presented: the window, and those of its parts that look different then. All must outlive the presentation.
struct PresentedParts {
  QMainWindow* window = nullptr;
  Centre* centre = nullptr;
  TransportBar* transport = nullptr;
  QList<QDockWidget*> docks;  ///< in the order of panelTable()
  LessonPlayer* player = nullptr;
};

/// Full screen, without bars and panels: the lesson's words and the picture. Panels that take turns are raised over the
/// picture by their keys. Ending it restores the window: its state, docks, sizes, bars.
class Presentation : public QObject {
  Q_OBJECT

 public:
  Presentation(PresentedParts parts, QObject* parent);

  [[nodiscard]] bool isOn() const { return m_on; }
  /// Of the type; larger on a higher screen, which is looked at from as far away.
  [[nodiscard]] double typeScale() const;
  void begin();
  void end();
  /// The type has changed: sizes that depend on it are set anew.
  void fitToType();
  [[nodiscard]] PanelOverlay* overlay() const { return m_overlay; }
  /// What shows this panel: over the picture while presenting, in its dock otherwise.
  [[nodiscard]] QAction* actionOf(const QDockWidget* dock) const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  /// What the window was like.
  struct Before {
    Qt::WindowStates windowState;
    QSize size;
    QByteArray docks;
    QByteArray splitter;
  };

  void makeOverlayActions();
  void setBarsShown(bool shown);
  void restoreSizes();

  PresentedParts m_parts;
  PanelOverlay* m_overlay;
  QList<QAction*> m_overlayActions;  ///< of each dock; null where it has none
  Before m_before;
  bool m_on = false;
  bool m_restoring = false;  ///< until the window has its former size
};

}  // namespace roundscope::ui
