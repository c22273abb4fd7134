// What lessons ask about runs: every number is that of the raw events, counted apart.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/analysis/simulate_run.h"
#include "core/analysis/summary.h"
#include "core/lesson/facts.h"
#include "core/lesson/find_moment.h"
#include "core/scenario/parse.h"
#include "tests/support/generated_scenario.h"
#include "tests/ui/recount.h"
#include "ui/lessons/lesson_library.h"

namespace roundscope::ui {
namespace {

/// The numbers that lessons ask for: see resources/lessons/README.md.
class LessonFacts {
 public:
  LessonFacts(const Run& run, const RunSummary& summary, const Recount& recount)
      : m_run(run), m_recount(recount), m_runs{{{run, summary}}, {}, {}} {}

  /// Each number that a lesson may ask of any run.
  void expectAll() {
    Lesson lesson;
    lesson.moments = {{"first", {AtCall{}, ""}}, {"last", {AtCall{.nth = -1}, ""}}, {"end", {AtEnd{}, ""}}};
    for (std::size_t i = 0; i < kOutcomeCount; ++i)
      lesson.moments.push_back({fieldOf(CallOutcome(i)), {AtCall{.filter = {.outcome = CallOutcome(i)}}, ""}});
    for (const auto& [what, number] : m_recount.callsInAll()) expect(lesson, "/calls/" + what, number);
    for (const auto& [what, number] : m_recount.usersInAll()) expect(lesson, "/users/" + what, number);
    for (std::size_t type = 0; type < kEventNames.size(); ++type)
      expect(lesson, "count(" + std::string(kEventNames[type]) + ")", m_recount.events()[type]);
    for (std::size_t i = 0; i < kOutcomeCount; ++i)
      expect(lesson, "count(" + fieldOf(CallOutcome(i)) + ")", m_recount.callsInAll()[fieldOf(CallOutcome(i))]);
    std::size_t place = 0;
    for (const auto& [ids, pair] : m_run.inFlight().pairs()) {
      expect(lesson, "/pairs/" + std::to_string(place) + "/peak_in_flight", m_recount.peak(pair.caller, pair.callee));
      expect(lesson, "/pairs/" + std::to_string(place++) + "/not_performed",
             m_recount.notPerformed(pair.caller, pair.callee));
      for (const NamedMoment& moment : lesson.moments)
        if (const auto at = detail::findMoment(moment.moment.value, m_run))
          expect(lesson,
                 "in_flight(" + m_run.name(pair.caller) + ", " + m_run.name(pair.callee) + ", " + moment.name + ")",
                 m_recount.inFlight(pair.caller, pair.callee, at->time.us, true));
    }
  }

  /// The number that a lesson itself asks for, where it is one that this test counts. Returns whether it is.
  bool expectAgreed(const Lesson& lesson, const Fact& fact) {
    const auto counted = countedOf(lesson, fact);
    if (counted)
      expect(lesson, {.nodes = {{.op = Operator::Reference}}, .facts = {unnamed(fact)}, .pointer = ""}, *counted);
    return counted.has_value();
  }

 private:
  static std::string fieldOf(CallOutcome outcome) {
    std::string name(nameOf(outcome));
    std::replace(name.begin(), name.end(), ' ', '_');
    return name;
  }
  /// Asked of this run, whichever variant the lesson names.
  static Fact unnamed(Fact fact) {
    fact.variant.clear();
    return fact;
  }

  void expect(const Lesson& lesson, const std::string& text, std::uint64_t counted) {
    expect(lesson, detail::parseExpression(text, ""), counted);
  }
  void expect(const Lesson& lesson, const Expression& expression, std::uint64_t counted) {
    const auto told = detail::Facts(lesson, m_runs).evaluate(expression, 0);
    const Fact& fact = expression.facts.front();
    ASSERT_TRUE(told.ok()) << fact.arguments.front() << ": " << told.error().text();
    EXPECT_EQ(told.value(), static_cast<double>(counted)) << "lesson's " << fact.arguments.front();
  }

  [[nodiscard]] static const LessonMoment* momentNamed(const Lesson& lesson, const std::string& name) {
    for (const NamedMoment& moment : lesson.moments)
      if (moment.name == name) return &moment.moment.value;
    return nullptr;
  }

  [[nodiscard]] std::optional<std::uint64_t> countedOf(const Lesson& lesson, const Fact& fact) const {
    const std::string& name = fact.arguments.front();
    if (fact.kind == FactKind::Run) {
      for (const auto& [prefix, counts] :
           {std::pair{"/calls/", m_recount.callsInAll()}, std::pair{"/users/", m_recount.usersInAll()}})
        if (name.starts_with(prefix)) return counts.at(name.substr(std::string_view(prefix).size()));
      return std::nullopt;
    }
    if (fact.kind == FactKind::Count) {
      const auto type = std::find(kEventNames.begin(), kEventNames.end(), name);
      if (type != kEventNames.end()) return m_recount.events()[static_cast<std::size_t>(type - kEventNames.begin())];
      const auto* call = std::get_if<AtCall>(momentNamed(lesson, name));
      return call == nullptr ? std::nullopt : std::optional(callsLike(call->filter));
    }
    if (fact.kind != FactKind::InFlight) return std::nullopt;
    const auto at = detail::findMoment(*momentNamed(lesson, fact.arguments[2]), m_run);
    if (!at) return std::nullopt;
    return m_recount.inFlight(*detail::canisterNamed(name, m_run.scenario()),
                              *detail::canisterNamed(fact.arguments[1], m_run.scenario()), at->time.us, true);
  }

  [[nodiscard]] std::uint64_t callsLike(const CallPattern& like) const {
    const auto& calls = m_recount.calls();
    return static_cast<std::uint64_t>(std::count_if(calls.begin(), calls.end(), [&](const RecountedCall& call) {
      return (like.attempt ? call.attempt == *like.attempt : call.counts()) &&
             (like.caller.empty() || m_run.name(call.caller) == like.caller) &&
             (like.callee.empty() || m_run.name({call.callee, call.method}) == like.callee) &&
             (!like.outcome || call.outcome == fieldOf(*like.outcome)) &&
             (!like.compensation || call.compensation == *like.compensation);
    }));
  }

  const Run& m_run;
  const Recount& m_recount;
  LessonRuns m_runs;
};

void collect(const Expression& expression, std::vector<Fact>& facts) {
  facts.insert(facts.end(), expression.facts.begin(), expression.facts.end());
}

void collect(const LessonText& text, std::vector<Fact>& facts) {
  for (const TextPart& part : text) {
    if (part.condition) collect(*part.condition, facts);
    for (const auto* pieces : {&part.pieces, &part.otherwise})
      for (const TextPiece& piece : *pieces)
        if (piece.number) collect(*piece.number, facts);
  }
}

/// All numbers that the lesson's texts, questions and answers ask for.
std::vector<Fact> factsOf(const Lesson& lesson) {
  std::vector<Fact> facts;
  for (const LessonStep& step : lesson.steps) {
    collect(step.view.text, facts);
    if (step.reveal) collect(step.reveal->text, facts);
    if (!step.question) continue;
    collect(step.question->ask, facts);
    if (step.question->answer) collect(*step.question->answer, facts);
    for (const LessonChoice& choice : step.question->choices) {
      collect(choice.text, facts);
      collect(choice.condition, facts);
    }
  }
  return facts;
}

/// A finished run, told and counted.
struct Counted {
  explicit Counted(const Scenario& scenario)
      : run(simulateRun(std::make_shared<const Scenario>(scenario))), summary(summarise(*run)), recount(*run) {}
  [[nodiscard]] LessonFacts facts() const { return {*run, summary, recount}; }

  decltype(simulateRun(nullptr)) run;
  RunSummary summary;
  Recount recount;
};

TEST(LessonFactsAgree, InEveryLesson) {
  std::size_t agreed = 0;
  for (const LessonInfo& info : lessons()) {
    const auto set = loadLesson(info.id);
    const auto lesson = loadLessonText(info.id);
    ASSERT_TRUE(set.ok() && lesson.ok());
    for (const Scenario& scenario : set.value().variants) {
      SCOPED_TRACE(info.id.toStdString() + " " + scenario.variant);
      const Counted counted(scenario);
      counted.facts().expectAll();
      for (const Fact& fact : factsOf(lesson.value()))
        if (fact.variant.empty() || fact.variant == scenario.variant)
          agreed += counted.facts().expectAgreed(lesson.value(), fact) ? 1U : 0U;
    }
  }
  EXPECT_GT(agreed, 300U) << "of the numbers that lessons themselves ask for";
}

TEST(LessonFactsAgree, InAThousandGeneratedScenarios) {
  for (std::uint64_t seed = 0; seed < 1'000 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto set = parseScenario(test::generatedScenario(seed), {});
    ASSERT_TRUE(set.ok());
    Counted(set.value().variants.front()).facts().expectAll();
  }
}

}  // namespace
}  // namespace roundscope::ui
