// Private to core/lesson: what the expressions of one step come to.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/lesson/find_moment.h"
#include "core/lesson/lesson.h"
#include "core/lesson/resolve.h"
#include "core/scenario/json_document.h"

namespace roundscope::detail {

/// Whether the scenario alone says which number is meant (run_numbers.h); else moments or the text of a file do.
[[nodiscard]] bool isNamedByScenario(const Fact& fact);

/// Looks numbers up in the runs of a lesson. Borrows both.
class Facts {
 public:
  Facts(const Lesson& lesson, const LessonRuns& runs) : m_lesson(lesson), m_runs(runs) {}

  /// `variant` is the one that the expression means where it names none.
  Result<double> evaluate(const Expression& expression, std::size_t variant);
  /// The same; absent where the run has no such number: a call that never ended took no rounds, not 0.
  Result<std::optional<double>> evaluateIfAny(const Expression& expression, std::size_t variant);
  /// Text with its numbers.
  Result<std::string> fill(const LessonText& text, std::size_t variant);
  /// The number of a variant. `pointer` is where the name is written.
  [[nodiscard]] Result<std::size_t> variantNamed(const std::string& name, const std::string& pointer) const;
  [[nodiscard]] Error error(const std::string& pointer, std::string what, std::string expected) const;

 private:
  Result<std::optional<double>> evaluateIfAny(const Expression& expression, std::size_t variant, bool noneIsAllowed);
  /// Absent where the run has no such number.
  Result<std::optional<double>> fact(const Fact& fact, std::size_t variant, const std::string& pointer);
  Result<std::optional<double>> numberAt(const Json& root, const std::string& path, const std::string& pointer) const;
  [[nodiscard]] Result<RunNumber> numberOf(Fact fact, const Run& run, const std::string& pointer) const;
  /// What is asked of one moment.
  [[nodiscard]] Result<double> atMoment(const Fact& fact, const Run& run, const std::string& pointer) const;
  [[nodiscard]] std::vector<std::string> momentNames() const;
  /// What a name stands for in the lesson; null where it has no such moment.
  /// Errors: the moment names what the run's scenario does not have.
  [[nodiscard]] Result<const LessonMoment*> namedMoment(const std::string& name, const Run& run) const;
  [[nodiscard]] Result<double> count(const std::string& name, const Run& run, const std::string& pointer) const;
  [[nodiscard]] Result<FoundMoment> moment(const std::string& name, const Run& run, const std::string& pointer) const;
  Result<std::string> fill(const std::vector<TextPiece>& pieces, std::size_t variant);
  const Json& runJson(std::size_t variant);
  const Json& scenarioJson(std::size_t variant);

  const Lesson& m_lesson;
  const LessonRuns& m_runs;
  std::map<std::size_t, Json> m_runJson;
  std::map<std::size_t, Json> m_scenarioJson;
};

}  // namespace roundscope::detail
