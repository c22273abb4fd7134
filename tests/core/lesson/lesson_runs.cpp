// Reading and running lessons from the source folder.
#include "tests/core/lesson/lesson_runs.h"

#include <gtest/gtest.h>

#include "core/base/check.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

Lesson parsedLesson(const std::string& text, const std::string& fileName) {
  Result<Lesson> lesson = parseLesson(text, fileName);
  if (!lesson.ok()) ADD_FAILURE() << lesson.error().text();
  RS_CHECK(lesson.ok());
  return std::move(lesson).value();
}

}  // namespace

PlayedLesson::PlayedLesson(const std::string& id, const std::vector<std::int64_t>& knobs)
    : m_scenarioText(lessonText(id)),
      m_lesson(parsedLesson(readFile(ROUNDSCOPE_SOURCE_DIR "/resources/lessons/" + id + "/lesson.json"),
                            id + "/lesson.json")),
      m_overrides(knobOverrides(m_lesson, knobs, m_scenarioText)) {
  run();
}

PlayedLesson::PlayedLesson(const std::string& lessonText, const std::string& scenarioText,
                           std::vector<Override> overrides)
    : m_scenarioText(scenarioText),
      m_lesson(parsedLesson(lessonText, "x/lesson.json")),
      m_overrides(std::move(overrides)) {
  run();
}

void PlayedLesson::run() {
  for (const Scenario& scenario : parsed(m_scenarioText, m_overrides).variants)
    m_outcomes.push_back(runScenario(scenario));
}

LessonRuns PlayedLesson::runs() const {
  LessonRuns runs;
  for (const Outcome& outcome : m_outcomes) runs.variants.push_back({*outcome.run, outcome.summary});
  runs.scenarioText = m_scenarioText;
  runs.overrides = m_overrides;
  return runs;
}

Result<ResolvedStep> PlayedLesson::resolve(const Lesson& lesson, std::size_t step) const {
  return resolveStep(lesson, step, runs());
}

Result<std::optional<ResolvedVerdict>> PlayedLesson::verdict() const { return resolveVerdict(m_lesson, runs()); }

ResolvedStep PlayedLesson::step(std::size_t step) const {
  Result<ResolvedStep> resolved = resolve(step);
  if (!resolved.ok()) ADD_FAILURE() << resolved.error().text();
  return resolved.ok() ? std::move(resolved).value() : ResolvedStep{};
}

}  // namespace roundscope::test
