// Turns real time into rounds while playing. It knows no runs: the session moves the cursor.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <optional>

namespace roundscope::ui {

/// Ticks about sixty times a second while running and says how many rounds have gone by since the last tick.
class PlaybackClock : public QObject {
  Q_OBJECT

 public:
  static constexpr double kSlowest = 0.25;  ///< rounds a second
  static constexpr double kFastest = 1'000;

  explicit PlaybackClock(QObject* parent);

  void start();
  /// At a speed of its own, which ends with stop() or when another one is chosen.
  void startAt(double roundsPerSecond);
  void stop();
  [[nodiscard]] bool running() const { return m_timer.isActive(); }
  [[nodiscard]] double speed() const { return m_speed; }  ///< as chosen
  [[nodiscard]] double speedNow() const { return m_ownSpeed.value_or(m_speed); }
  void setSpeed(double roundsPerSecond);  ///< clamped; holds from the next tick on

 signals:
  void ticked(double rounds);

 private:
  void tick();

  QTimer m_timer;
  QElapsedTimer m_sinceTick;
  double m_speed = 4;
  std::optional<double> m_ownSpeed;
};

}  // namespace roundscope::ui
