// The end decides; where an expectation was lost is searched backwards from there.
#include "core/analysis/expectations.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "core/analysis/number_changes.h"
#include "core/analysis/run_values.h"
#include "core/analysis/summary.h"
#include "core/base/check.h"
#include "core/base/words.h"
#include "core/run/run.h"

namespace roundscope {
namespace {

using detail::ChangeTrack;

constexpr std::int64_t kNoChange = std::numeric_limits<std::int64_t>::min();

using Values = std::vector<std::optional<double>>;

/// Goes back through the changes of an expression's numbers, from the end of the run.
class WayBack {
 public:
  WayBack(std::size_t numbers) : m_values(numbers, 0.0) {}

  void add(std::size_t number, ChangeTrack track) {
    Place place{number, std::move(track)};
    place.left = place.track.size;
    look(place);
    *m_values[number] += place.value;
    m_places.push_back(std::move(place));
  }

  [[nodiscard]] const Values& values() const { return m_values; }

  /// To before the last change that is left; the moment of that change, absent where none is left.
  std::optional<std::int64_t> step() {
    std::int64_t last = kNoChange;
    for (const Place& place : m_places) last = std::max(last, place.us);
    if (last == kNoChange) return std::nullopt;
    for (Place& place : m_places) {
      const double before = place.value;
      while (place.us == last) {
        --place.left;
        look(place);
      }
      *m_values[place.number] += place.value - before;
    }
    return last;
  }

 private:
  struct Place {
    std::size_t number;
    ChangeTrack track;
    std::uint32_t left = 0;       ///< changes that are not yet gone back
    std::int64_t us = kNoChange;  ///< of the last of them
    double value = 0;             ///< after them
  };

  static void look(Place& place) {
    if (place.left == 0) {
      place.us = kNoChange;
      place.value = place.track.before;
      return;
    }
    const ChangeTrack::Change change = place.track.at(place.left - 1);
    place.us = change.us;
    place.value = change.value;
  }

  std::vector<Place> m_places;
  Values m_values;
};

bool holdsWith(const Expectation& expectation, const Values& values) {
  return valueOf(expectation.expression, values).value_or(0) != 0;
}

/// Where an expectation was lost that does not hold at the end.
void findBreaking(const Expectation& expectation, const Run& run, JudgedExpectation& judged) {
  WayBack way(expectation.numbers.size());
  for (std::size_t i = 0; i < expectation.numbers.size(); ++i) {
    auto changes = detail::changesOf(expectation.numbers[i], run);
    if (!changes) return;
    for (ChangeTrack& track : *changes) way.add(i, std::move(track));
  }
  // A peak between two events of one moment is known, but not when it was.
  if (holdsWith(expectation, way.values())) return;
  while (const auto us = way.step()) {
    if (!holdsWith(expectation, way.values())) continue;
    judged.breaking = Breaking::Since;
    judged.at = Time{*us};
    if (const auto last = run.order().last(run.calls(), judged.at)) {
      const RoundRow& row = run.round(run.momentOf(*last));
      judged.lostIn = LostRound{row.round, row.time};
    }
    return;
  }
  judged.breaking = Breaking::Never;
}

/// "payroll.recorded is 3, ledger.paid is 5".
std::string foundText(const Expression& expression, const Values& values) {
  std::vector<std::string> told;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::string text = values[i] ? fmt::format("{} is {}", expression.facts[i].text, numberText(*values[i]))
                                 : fmt::format("{} is not known", expression.facts[i].text);
    if (std::find(told.begin(), told.end(), text) == told.end()) told.push_back(std::move(text));
  }
  return fmt::format("{}", fmt::join(told, ", "));
}

/// Why nobody can say whether an expectation holds of which these are the numbers.
std::string reasonOf(const Expression& expression, const Values& values) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!values[i]) return fmt::format("this run has no {}", expression.facts[i].text);
  return "it divides by 0";
}

JudgedExpectation judgedOne(const Expectation& expectation, const Scenario& scenario, bool finished,
                            const RunSummary& summary) {
  JudgedExpectation judged{.text = expectation.text, .at = Time{} + summary.duration};
  Values values;
  for (const RunNumber& number : expectation.numbers) values.push_back(valueOf(number, scenario, summary));
  judged.found = foundText(expectation.expression, values);
  const auto holds = valueOf(expectation.expression, values);
  if (!finished) {
    judged.reason = "the run has not ended";
  } else if (summary.cutOff != CutOff::None) {
    judged.reason = fmt::format("the run was cut off by {}", wordsOf(summary.cutOff));
  } else if (!holds) {
    judged.reason = reasonOf(expectation.expression, values);
  } else if (*holds != 0) {
    judged.state = ExpectationState::Holds;
  } else {
    judged.state = ExpectationState::Broken;
  }
  return judged;
}

}  // namespace

std::string sentenceOf(const JudgedExpectation& expectation) {
  const auto told = [&](const std::string& how) {
    return fmt::format("{} {}: {}.", expectation.text, how, expectation.found);
  };
  switch (expectation.state) {
    case ExpectationState::Holds:
      return told("holds");
    case ExpectationState::Unknown:
      return fmt::format("{} is not known, for {}: {}.", expectation.text, expectation.reason, expectation.found);
    case ExpectationState::Broken:
      break;
  }
  switch (expectation.breaking) {
    case Breaking::Since:
      return told(expectation.lostIn ? fmt::format("is broken since round {}", expectation.lostIn->round)
                                     : std::string("is broken"));
    case Breaking::Never:
      return told("held at no moment");
    case Breaking::AtTheEnd:
      return told("does not hold at the end");
  }
  RS_CHECK(false);
}

std::vector<JudgedExpectation> judgedAtTheEnd(const Scenario& scenario, bool finished, const RunSummary& summary) {
  std::vector<JudgedExpectation> all;
  for (const Expectation& expectation : scenario.expectations)
    all.push_back(judgedOne(expectation, scenario, finished, summary));
  return all;
}

std::vector<JudgedExpectation> judged(const Run& run, const RunSummary& summary) {
  std::vector<JudgedExpectation> all = judgedAtTheEnd(run.scenario(), run.trace().finished(), summary);
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].state == ExpectationState::Broken) findBreaking(run.scenario().expectations[i], run, all[i]);
  return all;
}

bool anyBroken(const std::vector<JudgedExpectation>& expectations) {
  return std::any_of(expectations.begin(), expectations.end(),
                     [](const auto& each) { return each.state == ExpectationState::Broken; });
}

std::size_t failedOf(const std::vector<JudgedExpectation>& expectations) {
  return static_cast<std::size_t>(
      std::count_if(expectations.begin(), expectations.end(), [](const auto& each) { return !each.holds(); }));
}

}  // namespace roundscope
