// The stage as a widget over a session: paints the scene at the cursor, moves it the short way after a step, and turns
// mouse and keys into the selection.
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>
#include <optional>

#include "ui/drawing/theme.h"
#include "ui/session/session.h"
#include "ui/stage/stage_scene.h"
#include "ui/told_items.h"
#include "ui/topics.h"

namespace roundscope::ui {

class StageWidget : public QWidget, public ToldItems {
  Q_OBJECT

 public:
  explicit StageWidget(Session& session, QWidget* parent = nullptr);

  [[nodiscard]] const StageScene& scene();
  [[nodiscard]] const Theme& theme() const { return m_theme; }
  /// The moment that is painted: the cursor, or a moment on the short way to it.
  [[nodiscard]] Time shownTime() const { return m_shown; }
  /// What a place stands for, in a sentence; for tooltips and screen readers.
  [[nodiscard]] QString wordsOf(const StageHit& hit) const;

  [[nodiscard]] QString tellMoment() override;
  [[nodiscard]] int toldCount() override;
  [[nodiscard]] ToldItem toldItem(int item) override;
  void chooseToldItem(int item) override;

  [[nodiscard]] QSize sizeHint() const override { return {900, 320}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {360, 180}; }

 public slots:
  void setTheme(const Theme& theme);
  void setBasePt(double basePt);
  /// A line of time at the foot, for where no other view shows one.
  void setScrubber(bool on);
  /// Points at the next place (+1) or the one before (-1), as the mouse would.
  void pointNext(int by);
  /// Selects what is pointed at.
  void choosePointed();

 signals:
  /// Questions about a place are wanted.
  void asked(const roundscope::ui::AskedPlace& place);
  /// A canister was dragged into another room; into none: one of its own.
  void moved(std::size_t variant, roundscope::CanisterId canister, std::optional<roundscope::SubnetId> subnet);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void reopen();
  void followCursor();
  void advance();
  void refresh();
  void point(std::optional<StageHit> hit);
  /// What can be pointed at, as far as it is told.
  [[nodiscard]] std::vector<const StageHit*> places();
  void choose(const StageHit& hit);
  /// Whether the mouse has carried a canister so far that it is moved.
  [[nodiscard]] bool carries() const;
  void paintCarried(QPainter& painter);
  void putDown();
  [[nodiscard]] std::vector<QuestionTopic> topicsAt(const StageHit& hit) const;
  void seekTo(const ScrubberHit& line, const QRectF& rect, double x);
  /// Larger type where there is much room: it is looked at from farther away.
  [[nodiscard]] double typePt() const;
  [[nodiscard]] const Run* runOf(const StageHit& hit) const;

  Session& m_session;
  Theme m_theme;
  double m_basePt = 9;
  StageView m_view;
  std::optional<StageScene> m_scene;
  Time m_shown;
  Time m_from;            ///< where the short way began …
  Time m_target;          ///< … and ends
  QTimer m_frames;        ///< of the short way
  QElapsedTimer m_since;  ///< the short way began
  QElapsedTimer m_sinceStep;
  std::optional<StageHit> m_dragged;
  std::optional<StageHit> m_held;  ///< a canister that the mouse holds
  QPointF m_heldAt;                ///< where it was taken …
  QPointF m_heldTo;                ///< … and is now
};

}  // namespace roundscope::ui
