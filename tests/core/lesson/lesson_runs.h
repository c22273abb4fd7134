// Built-in lessons for tests: parsed, run with knobs turned, resolved.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/lesson/knobs.h"
#include "core/lesson/lesson.h"
#include "core/lesson/resolve.h"
#include "tests/support/run.h"

namespace roundscope::test {

/// A lesson with the runs of all variants.
class PlayedLesson {
 public:
  /// With the knobs at these values; where they stand in the file when there are none.
  explicit PlayedLesson(const std::string& id, const std::vector<std::int64_t>& knobs = {});
  /// Any lesson text on any scenario text.
  PlayedLesson(const std::string& lessonText, const std::string& scenarioText, std::vector<Override> overrides);

  [[nodiscard]] const Lesson& lesson() const { return m_lesson; }
  [[nodiscard]] const std::vector<Outcome>& outcomes() const { return m_outcomes; }
  [[nodiscard]] const std::string& scenarioText() const { return m_scenarioText; }
  [[nodiscard]] Result<ResolvedStep> resolve(std::size_t step) const { return resolve(m_lesson, step); }
  /// A step of another lesson on these runs.
  [[nodiscard]] Result<ResolvedStep> resolve(const Lesson& lesson, std::size_t step) const;
  [[nodiscard]] Result<std::optional<ResolvedVerdict>> verdict() const;
  /// A step that must resolve; a failure of the test otherwise.
  [[nodiscard]] ResolvedStep step(std::size_t step) const;

 private:
  void run();
  [[nodiscard]] LessonRuns runs() const;

  std::string m_scenarioText;
  Lesson m_lesson;
  std::vector<Override> m_overrides;
  std::vector<Outcome> m_outcomes;
};

}  // namespace roundscope::test
