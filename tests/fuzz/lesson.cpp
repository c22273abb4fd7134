// Lessons and expressions. The input: a lesson's text, then texts with expressions in braces, parted by zero bytes.
// Numbers are filled in from the runs of one small scenario.
#include "core/lesson/lesson.h"
#include "core/analysis/simulate_run.h"
#include "core/analysis/summary.h"
#include "core/lesson/fill_text.h"
#include "core/lesson/resolve.h"
#include "tests/fuzz/input.h"
#include "tests/support/scenarios.h"

using namespace roundscope;

namespace {

struct SmallRuns {
  SmallRuns() {
    for (const Scenario& scenario : set->variants) {
      runs.push_back(simulateRun(std::make_shared<const Scenario>(scenario)));
      summaries.push_back(summarise(*runs.back()));
    }
    for (std::size_t i = 0; i < runs.size(); ++i) lesson.variants.push_back({*runs[i], summaries[i]});
    lesson.scenarioText = set->sourceText;
  }
  std::shared_ptr<const ScenarioSet> set = test::sequentialAndParallelPings(6, "Pings", {});
  std::vector<std::shared_ptr<const Run>> runs;
  std::vector<RunSummary> summaries;
  LessonRuns lesson;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const SmallRuns kRuns;
  const std::vector<std::string> texts = fuzz::textsIn(data, size);
  const Result<Lesson> lesson = parseLesson(texts[0], "lesson.json");
  if (!lesson.ok()) {
    fuzz::checkError(lesson.error());
  } else {
    const Result<ResolvedLesson> resolved = resolveLesson(lesson.value(), kRuns.lesson);
    if (!resolved.ok()) fuzz::checkError(resolved.error());
  }
  for (std::size_t i = 1; i < texts.size(); ++i) {
    const Result<std::string> filled = filledIn(texts[i], kRuns.lesson, "a title");
    if (!filled.ok()) fuzz::checkError(filled.error());
  }
  return 0;
}
