// The lessons that are built into the program, by id.
#pragma once

#include <QString>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/lesson/lesson.h"
#include "core/scenario/parse.h"
#include "core/scenario/scenario.h"

namespace roundscope::ui {

struct LessonInfo {
  QString id;
  QString title;
  QString description;
  std::size_t steps = 0;
};

/// All lessons in the order in which they are taught.
const std::vector<LessonInfo>& lessons();

/// Why there is no such lesson; absent where there is.
[[nodiscard]] std::optional<Error> missingLesson(const QString& id);

/// A lesson's scenario file, with its comments.
/// Errors: of kind InputOutput when there is no such lesson.
[[nodiscard]] Result<std::string> loadLessonScenario(const QString& id);

/// A lesson, parsed. `overrides` change every variant.
/// Errors: of kind InputOutput when there is no such lesson; it lists those that there are.
Result<ScenarioSet> loadLesson(const QString& id, const std::vector<Override>& overrides = {});

/// What a lesson tells, step by step.
/// Errors: those of loadLesson and parseLesson.
Result<Lesson> loadLessonText(const QString& id);

}  // namespace roundscope::ui
