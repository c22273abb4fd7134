// Play, step and seek; where the cursor is, how fast it plays, and what the comparison came to.
#pragma once

#include <QList>
#include <QToolBar>

#include "ui/session/session.h"

class QLabel;
class QSlider;

namespace roundscope::ui {

class Actions;

/// The slider's positions are evenly spread over the logarithm of the speed.
inline constexpr int kSpeedSteps = 120;
double speedAt(int sliderPosition);
int sliderPositionOf(double roundsPerSecond);
QString speedWords(double roundsPerSecond);
/// "round 12 of 181 · 12.0 s"; while an answer is hidden, "round 12 · 12.0 s".
QString positionWords(const Session& session);

class TransportBar : public QToolBar {
  Q_OBJECT

 public:
  TransportBar(Session* session, const Actions& actions, QWidget* parent);
  /// Only what it says is left of it, and nothing where it says nothing.
  void present(bool on);
  /// Says this instead of the verdict, until the cursor moves on.
  void tellEvent(const QString& sentence);
  /// While the future is hidden, it is not told before the cursor has reached the end.
  void setVerdict(const QString& sentence);
  /// While a lesson is played, its own verdict stands in the place of the general one; empty until it is told.
  void setLessonVerdict(std::optional<QString> sentence);
  [[nodiscard]] QString verdictShown() const;

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void fitToFont();
  void fitHeight();
  void showMarkers();
  void addButtons(const Actions& actions);
  void addPosition();
  void addSpeed();
  void addVerdict();
  void showPosition();
  void showSpeed();
  void showVerdict();
  [[nodiscard]] QString verdictTold() const;
  void addControl(QWidget* widget);

  Session* m_session;
  QLabel* m_position;
  QLabel* m_markers;
  QAction* m_markersShown = nullptr;
  QSlider* m_speed;
  QLabel* m_speedLabel;
  QLabel* m_verdict;
  QString m_sentence;
  std::optional<QString> m_lessonSentence;
  QString m_event;  ///< the sentence of the event at m_eventTime
  Time m_eventTime;
  QList<QAction*> m_controls;  ///< what one presses and turns
  bool m_presented = false;
};

}  // namespace roundscope::ui
