// What the panel says: the chart and the words of an answer.
#include <fmt/format.h>

#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <algorithm>

#include "core/analysis/sweep_facts.h"
#include "core/analysis/sweep_numbers.h"
#include "core/base/words.h"
#include "ui/plot/sweep_plot.h"
#include "ui/sweep/inquiry_runner.h"
#include "ui/sweep/sweep_panel.h"
#include "ui/text.h"

namespace roundscope::ui {

void SweepPanel::finish(bool stopped) {
  const bool usesPanel = isAncestorOf(focusWidget() != nullptr ? focusWidget() : this);
  m_timer.stop();
  m_runner.reset();  // its threads have ended, or do within milliseconds
  if (const auto* sweep = dynamic_cast<const Sweep*>(m_inquiry.get())) {
    m_grid.reset();
    m_table = std::make_shared<const SweepTable>(sweep->table());
    m_stopped = stopped;
    showTable();
  } else if (stopped) {
    forgetAnswer();
    tell(tr("Cancelled."));
  } else if (const auto* safe = dynamic_cast<const SafeValue*>(m_inquiry.get())) {
    forgetAnswer();
    tell(textOf(textOf(*safe)));
  } else if (!m_advice.empty()) {
    forgetAnswer();
    std::vector<Advice> advice;
    for (const auto& search : m_advice) advice.push_back(search->result());
    tell(textOf(textOf(advice)));
  } else if (const auto failures = std::dynamic_pointer_cast<FailureSweep>(m_inquiry)) {
    m_failures = failures;
    m_stopped = false;
    m_table.reset();
    m_grid = std::make_shared<const FailureGrid>(failures->grid());
    if (m_grid->error) fail(*m_grid->error);
    m_plot->show(m_grid);
    const std::string name = m_grid->variant.empty() ? "" : m_grid->variant + "\n";
    tell(textOf(name + textOf(*m_grid)));
  }
  m_inquiry.reset();
  showWays();
  if (usesPanel && m_plot->isVisible()) m_plot->setFocus();  // arrows and Enter choose a run
  emit ended();
}

std::size_t SweepPanel::plottedNumber() const {
  const int chosen = m_plotted->currentIndex();
  return chosen > 0 ? static_cast<std::size_t>(chosen - 1) : tellingNumber(*m_table);
}

void SweepPanel::showTable() {
  if (!m_table) return;
  SweepView view;
  view.number = plottedNumber();
  for (const SweepParameter& parameter : m_table->plan.parameters)
    view.parameterNames << QString::fromStdString(numberLabel(*m_set, parameter.pointer));
  m_plot->show(m_table, view);
  std::string words;
  const auto line = [&](const std::string& more) {
    if (!words.empty()) words += '\n';
    words += more;
  };
  if (m_stopped) line("Stopped: what was not run yet is missing.");
  for (const SweepRefusal& refusal : m_table->refusals()) line(textOf(refusal, *m_table));
  for (const SweepCap& cap : capsOf(*m_table)) line(textOf(cap, *m_table));
  for (const Crossover& crossing : crossoversOf(*m_table, view.number)) line(textOf(crossing, *m_table, view.number));
  std::uint64_t cutOff = 0;
  for (const SweepPoint& point : m_table->points) cutOff += point.cutOff;
  if (cutOff > 0) line(fmt::format("A limit or budget cut {} off, which took no part.", counted(cutOff, "run")));
  const auto ran = std::count_if(m_table->points.begin(), m_table->points.end(),
                                 [](const SweepPoint& point) { return !point.error; });
  if (ran > 0)
    line(fmt::format("{}. Click one, or choose it by arrows and Enter, to open its run.", counted(ran, "point")));
  tell(textOf(words));
}

void SweepPanel::tellPoint(std::size_t which) {
  if (m_grid) {
    const FailureCell& cell = m_grid->cells[which];
    std::string words =
        fmt::format("{}, message {} failed: {}.", m_grid->methods[cell.method].name, cell.number, wordsOf(cell.effect));
    for (const std::size_t broken : cell.broken) words += fmt::format("\nBroken: {}", m_grid->expectations[broken]);
    for (const std::string& changed : cell.changed) words += fmt::format("\n{}", changed);
    return tell(textOf(words));
  }
  if (!m_table) return;
  const SweepPoint& point = m_table->points[which];
  std::string words = nameOfVariant(*m_table, point.variant);
  for (const std::int64_t value : point.values) words += fmt::format(", {}", roundscope::grouped(value));
  if (point.error) return tell(textOf(fmt::format("{}: {}", words, point.error->text())));
  for (std::size_t row = 0; row < sweepNumbers().size(); ++row) {
    const Spread& spread = point.numbers[row];
    if (spread.of == 0 || spread.greatest == 0) continue;
    words += fmt::format("\n{}: {}", titleOf(sweepNumbers()[row]), shortNumber(spread.median).toStdString());
    if (spread.least < spread.greatest)
      words += fmt::format(" ({} to {})", shortNumber(spread.least).toStdString(),
                           shortNumber(spread.greatest).toStdString());
  }
  tell(textOf(words));
}

QString SweepPanel::answer() const { return m_answer->text(); }

void SweepPanel::tell(const QString& words) {
  m_answer->setText(words);
  fitAnswer();
}

/// Below a chart the answer has a few lines, fewer where the panel is low; alone it has all the room.
void SweepPanel::fitAnswer() {
  constexpr int kLowPx = 300, kLines = 4, kLinesWhereLow = 2;
  const bool chart = m_table ? !m_table->nothingRan() : m_grid != nullptr;
  const int lines = height() < kLowPx ? kLinesWhereLow : kLines;
  m_plot->setVisible(chart);
  m_told->setMaximumHeight(chart ? std::max(lines * fontMetrics().lineSpacing(), m_told->minimumHeight())
                                 : QWIDGETSIZE_MAX);
}

void SweepPanel::fail(const Error& error) { tell(QString::fromStdString(error.lines(4))); }

}  // namespace roundscope::ui
