// A tick that comes late (a busy screen) advances by what it missed, but never leaps.
#include "ui/session/playback_clock.h"

#include <algorithm>

namespace roundscope::ui {
namespace {

constexpr int kTickMs = 16;
constexpr double kLongestTickSeconds = 0.1;

}  // namespace

PlaybackClock::PlaybackClock(QObject* parent) : QObject(parent), m_timer(this) {
  m_timer.setTimerType(Qt::PreciseTimer);
  m_timer.setInterval(kTickMs);
  connect(&m_timer, &QTimer::timeout, this, &PlaybackClock::tick);
}

void PlaybackClock::start() {
  m_sinceTick.start();
  m_timer.start();
}

void PlaybackClock::startAt(double roundsPerSecond) {
  m_ownSpeed = roundsPerSecond;
  start();
}

void PlaybackClock::stop() {
  m_timer.stop();
  m_ownSpeed.reset();
}

void PlaybackClock::setSpeed(double roundsPerSecond) {
  m_speed = std::clamp(roundsPerSecond, kSlowest, kFastest);
  m_ownSpeed.reset();
}

void PlaybackClock::tick() {
  const double elapsedSeconds = static_cast<double>(m_sinceTick.nsecsElapsed()) / 1e9;
  m_sinceTick.start();
  emit ticked(std::min(elapsedSeconds, kLongestTickSeconds) * speedNow());
}

}  // namespace roundscope::ui
