// Kept in the user's settings, a number a lesson.
#include "ui/lessons/lesson_progress.h"

#include <algorithm>

#include "ui/settings.h"

namespace roundscope::ui {
namespace {

QString keyOf(const QString& lesson) { return QStringLiteral("lessons/%1/seen").arg(lesson); }

}  // namespace

std::size_t stepsSeen(const QString& lesson) {
  return static_cast<std::size_t>(std::max(0, openSettings().value(keyOf(lesson), 0).toInt()));
}

void rememberSteps(const QString& lesson, std::size_t seen) {
  if (seen <= stepsSeen(lesson)) return;
  remember([&](QSettings& settings) { settings.setValue(keyOf(lesson), static_cast<int>(seen)); });
}

}  // namespace roundscope::ui
