// How far the viewer has come in each lesson, remembered between starts.
#pragma once

#include <QString>
#include <cstddef>

namespace roundscope::ui {

/// The number of steps seen; 0 where the lesson was never opened.
std::size_t stepsSeen(const QString& lesson);
/// Remembers it where it is more than before.
void rememberSteps(const QString& lesson, std::size_t seen);

}  // namespace roundscope::ui
