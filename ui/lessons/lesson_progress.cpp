// Kept in the user's settings, a number a lesson.
#include "ui/lessons/lesson_progress.h"

#include <QSettings>
#include <algorithm>

namespace roundscope {
namespace {

QSettings settings() { return QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope"); }

QString keyOf(const QString& lesson) { return QStringLiteral("lessons/%1/seen").arg(lesson); }

}  // namespace

std::size_t stepsSeen(const QString& lesson) {
  return static_cast<std::size_t>(std::max(0, settings().value(keyOf(lesson), 0).toInt()));
}

void rememberSteps(const QString& lesson, std::size_t seen) {
  if (seen > stepsSeen(lesson)) settings().setValue(keyOf(lesson), static_cast<int>(seen));
}

}  // namespace roundscope
