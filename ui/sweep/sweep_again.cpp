// A sweep that a picture was made of, asked once more. What a picture says is not to be trusted.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <algorithm>
#include <utility>

#include "core/analysis/sweep_numbers.h"
#include "ui/files/picture_record.h"
#include "ui/panels/number_box.h"
#include "ui/sweep/sweep_panel.h"

namespace roundscope::ui {
namespace {

constexpr std::int64_t kFar = std::int64_t{1} << 53;  ///< between nearer values all steps are whole numbers

/// "1..2000:50" where the steps are even, else "1,2,5".
std::string rangeText(const std::vector<std::int64_t>& values) {
  const bool near = std::all_of(values.begin(), values.end(), [](std::int64_t v) { return v > -kFar && v < kFar; });
  if (near && values.size() > 2) {
    const std::int64_t step = values[1] - values[0];
    bool even = step > 0;
    for (std::size_t i = 2; i < values.size(); ++i) even = even && values[i] - values[i - 1] == step;
    if (even) return fmt::format("{}..{}:{}", values.front(), values.back(), step);
  }
  return fmt::format("{}", fmt::join(values, ","));
}

Error notAskedAgain(std::string what, std::string expected) {
  return {ErrorKind::Scenario, "the sweep in the picture", std::move(what), std::move(expected)};
}

}  // namespace

std::optional<Error> SweepPanel::choose(const NumberChoice& choice, const SweepParameter& parameter) {
  const std::vector<ScenarioNumber>& numbers = choice.number->numbers();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i].pointer != parameter.pointer) continue;
    choice.number->choose(i);
    choice.range->setText(QString::fromStdString(rangeText(parameter.values)));
    return std::nullopt;
  }
  return notAskedAgain(fmt::format("found \"{}\"", parameter.pointer), "a number or a knob of the scenario");
}

std::optional<Error> SweepPanel::askAgain(const SweptRecord& swept) {
  const std::shared_ptr<const ScenarioSet> open = m_session->scenarioSet();
  if (!open) return std::nullopt;
  if (m_set != open) takeIn(open);
  if (swept.parameters.size() > 2) return notAskedAgain("found more than two numbers", "one or two");
  for (const auto& [choice, which] : {std::pair(m_first, 0U), std::pair(m_second, 1U)})
    if (which < swept.parameters.size())
      if (const auto error = choose(choice, swept.parameters[which])) return error;
  if (swept.seeds < 1 || swept.seeds > static_cast<std::uint32_t>(m_seeds->maximum()))
    return notAskedAgain(fmt::format("found {} seeds", swept.seeds), fmt::format("1 to {}", m_seeds->maximum()));
  m_seeds->setValue(static_cast<int>(swept.seeds));
  const auto plotted = sweepNumberNamed(swept.numbers.empty() ? std::string() : swept.numbers.front());
  m_plotted->setCurrentIndex(plotted ? static_cast<int>(*plotted) + 1 : 0);
  if (swept.parameters.empty()) {
    failEachMessage();
    return std::nullopt;
  }
  const Result<SweepPlan> made = plan();
  if (!made.ok()) return made.error();
  if (made.value().parameters != swept.parameters)
    return notAskedAgain("its values do not go up", "values from the least to the greatest");
  sweep();
  return std::nullopt;
}

}  // namespace roundscope::ui
