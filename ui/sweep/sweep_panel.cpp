// Controls at the left, the chart and the answer at the right. Runs are made by an InquiryRunner; a timer looks how far
// it has come, so that the window never waits for it.
#include "ui/sweep/sweep_panel.h"

#include <fmt/format.h>

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/analysis/sweep_numbers.h"
#include "ui/drawing/ticks.h"
#include "ui/lessons/lesson_player.h"
#include "ui/panels/number_box.h"
#include "ui/panels/panel.h"
#include "ui/plot/sweep_plot.h"
#include "ui/sweep/inquiry_runner.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

constexpr int kLeastToldPx = 36;  ///< the drawer must fit below stage and timeline
constexpr int kLookMs = 50;
constexpr int kControlsPx = 300;
constexpr int kMostSeeds = 10'000;
constexpr std::size_t kLargeBytes = 100'000;  ///< of a text

/// The file's knobs, which sweeps know by their labels, then all its numbers.
std::vector<ScenarioNumber> numbersToSweep(const ScenarioSet& set) {
  const std::vector<ScenarioNumber> numbers = numbersOf(set);
  std::vector<ScenarioNumber> all;
  for (const PinnedKnob& pinned : set.knobs) {
    ScenarioNumber turned{pinned.knob.label, pinned.knob.label, pinned.value};
    for (const ScenarioNumber& number : numbers)
      if (const auto& pointers = pinned.knob.pointers;
          std::find(pointers.begin(), pointers.end(), number.pointer) != pointers.end())
        turned.atOnce = std::max(turned.atOnce, number.atOnce);
    all.push_back(std::move(turned));
  }
  all.insert(all.end(), numbers.begin(), numbers.end());
  return all;
}

}  // namespace

SweepPanel::SweepPanel(Session* session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_variants(new QComboBox(this)),
      m_seeds(new QSpinBox(this)),
      m_plotted(new QComboBox(this)),
      m_cancel(new QPushButton(tr("Cancel"), this)),
      m_back(new QPushButton(tr("Back to the scenario"), this)),
      m_save(new QPushButton(tr("Save picture"), this)),
      m_progress(new QProgressBar(this)),
      m_answer(makeText("", tr("Answer of the sweep"), this)),
      m_told(new QScrollArea(this)),
      m_controls(new QScrollArea(this)),
      m_plot(new SweepPlot(this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kPanelMargin, 6, kPanelMargin, 6);
  row->setSpacing(kPanelMargin);
  auto* controls = new QWidget(this);
  controls->setLayout(makeControls());
  m_controls->setWidget(controls);
  m_controls->setWidgetResizable(true);
  m_controls->setFrameShape(QFrame::NoFrame);
  m_controls->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_controls->setFocusPolicy(Qt::NoFocus);
  fitControls();
  row->addWidget(m_controls);
  m_told->setWidget(m_answer);
  m_told->setWidgetResizable(true);
  m_told->setFrameShape(QFrame::NoFrame);
  m_told->setFocusPolicy(Qt::NoFocus);
  m_told->setMinimumHeight(kLeastToldPx);
  m_controls->setMinimumHeight(kLeastToldPx);
  m_answer->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  auto* shown = new QVBoxLayout;
  shown->addWidget(m_plot, 1);
  shown->addWidget(m_told);
  row->addLayout(shown, 1);
  setFocusProxy(m_asks.front());
  connect(&m_timer, &QTimer::timeout, this, &SweepPanel::follow);
  connect(m_plot, &SweepPlot::selectionChanged, this, &SweepPanel::tellPoint);
  connect(m_plot, &SweepPlot::chosen, this, &SweepPanel::open);
  connect(session, &Session::opened, this, &SweepPanel::showOpened);
  showOpened();
}

SweepPanel::~SweepPanel() = default;

void SweepPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  showOpened();
  // Whoever opens the panel asks with Enter.
  m_asks.front()->setFocus();
}

/// What nobody sees any more does not keep the machine busy.
void SweepPanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  if (!event->spontaneous()) cancel();
}

void SweepPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitAnswer();
}

void SweepPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  // Its children have the new font once all have heard of it.
  if (event->type() == QEvent::FontChange) QTimer::singleShot(0, this, &SweepPanel::fitControls);
}

/// Nothing is cut off at the sides, with the large type of a presentation either.
void SweepPanel::fitControls() {
  const int needed =
      m_controls->widget()->minimumSizeHint().width() + m_controls->verticalScrollBar()->sizeHint().width();
  m_controls->setFixedWidth(std::max(kControlsPx, needed));
}

SweepPanel::NumberChoice SweepPanel::makeNumber(const QString& name, bool optional) {
  NumberChoice choice{new NumberBox(this), new QLineEdit(this)};
  choice.number->setAccessibleName(name);
  choice.range->setAccessibleName(tr("Range of %1").arg(name));
  choice.range->setToolTip(tr("1..2000:50 is every fiftieth, 1..1024:x2 doubles, 1,2,5 are these"));
  choice.range->setPlaceholderText(optional ? tr("no second number") : QString());
  connect(choice.number, &QComboBox::currentIndexChanged, this, [this, choice] { chooseDefaultRange(choice); });
  connect(choice.range, &QLineEdit::returnPressed, this, &SweepPanel::sweep);
  return choice;
}

QLayout* SweepPanel::makeControls() {
  m_first = makeNumber(tr("Number that is swept"), false);
  m_second = makeNumber(tr("Second number that is swept"), true);
  m_variants->setAccessibleName(tr("Variants that are swept"));
  m_seeds->setAccessibleName(tr("Seeds"));
  m_seeds->setRange(1, kMostSeeds);
  m_plotted->setAccessibleName(tr("Number that is plotted"));
  m_plotted->addItem(tr("what tells most"));
  for (const SweepNumber& number : sweepNumbers()) m_plotted->addItem(textOf(titleOf(number)));
  connect(m_plotted, &QComboBox::activated, this, &SweepPanel::showTable);
  auto* grid = new QGridLayout;
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(4);
  grid->setColumnStretch(1, 1);
  int line = 0;
  const auto add = [&](const QString& name, QWidget* widget) {
    auto* label = new QLabel(name, this);
    label->setBuddy(widget);
    grid->addWidget(label, line, 0);
    grid->addWidget(widget, line++, 1, 1, 2);
  };
  add(tr("Number"), m_first.number);
  add(tr("Range"), m_first.range);
  const auto button = [&](const QString& name, const QString& tip, void (SweepPanel::*ask)(), int column) {
    auto* made = new QPushButton(name, this);
    made->setToolTip(tip);
    made->setAutoDefault(true);
    connect(made, &QPushButton::clicked, this, ask);
    grid->addWidget(made, line, column, 1, column == 0 ? 2 : 1);
    m_asks.push_back(made);
  };
  button(tr("Sweep"), tr("Runs the scenario at every value"), &SweepPanel::sweep, 0);
  button(tr("Largest safe"), tr("The greatest value for which all expectations hold, in every seed"),
         &SweepPanel::findLargest, 2);
  ++line;
  button(tr("Fail each message"), tr("Each message of the run fails in turn"), &SweepPanel::failEachMessage, 0);
  button(tr("Advice"), tr("What is safe, what it costs, how slow a callee may be: from runs"), &SweepPanel::advise, 2);
  ++line;
  grid->addWidget(m_progress, line, 0, 1, 2);
  grid->addWidget(m_cancel, line++, 2);
  grid->addWidget(m_back, line++, 0, 1, 3);
  grid->addWidget(m_save, line++, 0, 1, 3);
  add(tr("Seeds"), m_seeds);
  add(tr("Variants"), m_variants);
  add(tr("Plot"), m_plotted);
  add(tr("And"), m_second.number);
  add(tr("Range"), m_second.range);
  grid->setRowStretch(line, 1);
  m_progress->setAccessibleName(tr("Runs made"));
  m_progress->setFormat(QStringLiteral("%v of %m"));
  connect(m_cancel, &QPushButton::clicked, this, &SweepPanel::cancel);
  connect(m_back, &QPushButton::clicked, this, &SweepPanel::goBack);
  fillSaveMenu();
  return grid;
}

/// What is tried out is a run of this scenario, not another one.
void SweepPanel::showOpened() {
  showWays();
  const std::shared_ptr<const ScenarioSet> open = m_session->scenarioSet();
  if (!open || LessonPlayer::of(*m_session).triesOut()) return;
  if (open == m_set) return;
  cancel();
  // To list the numbers of a large scenario takes a while: only where somebody looks.
  if (!isVisible() && open->sourceText.size() > kLargeBytes) return;
  takeIn(open);
}

void SweepPanel::takeIn(const std::shared_ptr<const ScenarioSet>& open) {
  const bool same = m_set && m_session->isChange();
  const ScenarioNumber* const before = same ? m_first.number->number() : nullptr;
  const std::string kept = before != nullptr ? before->pointer : "";
  const QString range = m_first.range->text();
  m_set = open;
  const std::vector<ScenarioNumber> numbers = numbersToSweep(*m_set);
  m_first.number->show(numbers);
  m_second.number->show(numbers, tr("no second number"));
  // How many calls at once is what people ask about first.
  const auto asked = [](const ScenarioNumber& number) { return std::pair(number.atOnce, number.value); };
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i)
    if (asked(numbers[i]) > asked(numbers[chosen])) chosen = i;
  for (std::size_t i = 0; i < numbers.size(); ++i)
    if (numbers[i].pointer == kept) chosen = i;
  m_first.number->choose(chosen);
  m_second.number->setCurrentIndex(0);
  chooseDefaultRange(m_first);
  if (!kept.empty() && !range.isEmpty()) m_first.range->setText(range);
  m_second.range->clear();
  m_variants->clear();
  if (m_set->variants.size() > 1) m_variants->addItem(tr("All variants"));
  for (const Scenario& scenario : m_set->variants)
    m_variants->addItem(scenario.variant.empty() ? tr("the scenario") : QString::fromStdString(scenario.variant));
  forgetAnswer();
  tell({});
}

void SweepPanel::forgetAnswer() {
  m_table.reset();
  m_grid.reset();
  m_failures.reset();
  m_plot->clear();
  showWays();
}

/// From about a twentieth of what it is to twice that, as far as a knob goes.
void SweepPanel::chooseDefaultRange(const NumberChoice& choice) {
  const ScenarioNumber* const number = choice.number->number();
  if (number == nullptr) return choice.range->clear();
  const double twice = std::max(20.0, 2 * static_cast<double>(number->value));
  const auto step = static_cast<std::int64_t>(niceStep(twice / 20));
  std::int64_t first = step;
  std::int64_t last = static_cast<std::int64_t>(twice) / step * step;
  for (const PinnedKnob& pinned : m_set->knobs) {
    if (pinned.knob.label != number->pointer) continue;
    first = std::max(first, pinned.knob.minimum);
    last = std::max(first, std::min(last, pinned.knob.maximum));
  }
  choice.range->setText(QStringLiteral("%1..%2:%3").arg(first).arg(last).arg(step));
}

std::string SweepPanel::variant() const {
  const int first = m_set->variants.size() > 1 ? 1 : 0;
  const int at = std::max(0, m_variants->currentIndex() - first);
  return m_set->variants[static_cast<std::size_t>(at)].variant;
}

Result<SweepPlan> SweepPanel::plan() const {
  SweepPlan plan;
  plan.seeds = static_cast<std::uint32_t>(m_seeds->value());
  const bool all = m_set->variants.size() > 1 && m_variants->currentIndex() == 0;
  plan.variants = all ? variantNames(*m_set) : std::vector<std::string>{variant()};
  for (const NumberChoice& choice : {m_first, m_second}) {
    const ScenarioNumber* const number = choice.number->number();
    if (number == nullptr) continue;
    const std::string text = choice.range->text().remove(u' ').toStdString();
    // A number alone is a list of one.
    const bool single = text.find("..") == std::string::npos;
    auto range = parseSweepRange(single ? fmt::format("{0},{0}", text) : text);
    if (!range.ok()) return range.error();
    if (!range.value())
      return Error{ErrorKind::Usage, number->label, fmt::format("found \"{}\"", text),
                   "a range, as 1..2000:50 or 1,2,5"};
    plan.parameters.push_back({number->pointer, *range.value()});
  }
  if (const auto wrong = wrongIn(plan)) return *wrong;
  return plan;
}

void SweepPanel::sweep() {
  if (!m_set) return;
  auto made = plan();
  if (!made.ok()) return fail(made.error());
  ask(std::make_shared<Sweep>(*m_set, std::move(made).value()));
}

void SweepPanel::findLargest() {
  if (!m_set) return;
  auto made = plan();
  if (!made.ok()) return fail(made.error());
  if (made.value().parameters.size() != 1)
    return fail({ErrorKind::Usage, tr("Largest safe").toStdString(), "found two numbers", "one"});
  ask(std::make_shared<SafeValue>(*m_set, std::move(made).value()));
}

void SweepPanel::failEachMessage() {
  if (!m_set) return;
  ask(std::make_shared<FailureSweep>(*m_set, variant()));
}

void SweepPanel::advise() {
  if (!m_set) return;
  const bool all = m_set->variants.size() > 1 && m_variants->currentIndex() == 0;
  std::vector<std::shared_ptr<AdviceSearch>> searches;
  for (const std::string& name : all ? variantNames(*m_set) : std::vector<std::string>{variant()})
    searches.push_back(std::make_shared<AdviceSearch>(*m_set, name));
  ask(std::make_shared<InTurn>(std::vector<std::shared_ptr<Inquiry>>(searches.begin(), searches.end())));
  m_advice = std::move(searches);
}

void SweepPanel::ask(std::shared_ptr<Inquiry> inquiry) {
  cancel();
  m_advice.clear();
  m_inquiry = std::move(inquiry);
  m_runner = std::make_unique<InquiryRunner>(m_set, m_inquiry, 0, m_session->budget());
  m_timer.start(kLookMs);
  m_answer->clear();
  showWays();
}

void SweepPanel::cancel() {
  if (!m_runner) return;
  m_runner->stop();
  finish(true);
}

void SweepPanel::follow() {
  if (!m_runner) return m_timer.stop();
  const InquiryRunner::Progress progress = m_runner->progress();
  // What a search needs is not known before its end.
  const bool isSearch = dynamic_cast<const Sweep*>(m_inquiry.get()) == nullptr;
  m_progress->setFormat(isSearch ? tr("%v runs") : tr("%v of %m"));
  m_progress->setMaximum(static_cast<int>(std::max<std::size_t>(1, progress.all + (isSearch ? 1 : 0))));
  m_progress->setValue(static_cast<int>(progress.made));
  if (m_runner->finished()) finish(false);
}

void SweepPanel::open(std::size_t which) {
  std::vector<Override> changes;
  std::string variant;
  if (m_grid && m_failures) {
    changes = m_failures->changesFor(m_grid->cells[which]);
    variant = m_grid->variant;
  } else if (m_table) {
    const SweepPoint& point = m_table->points[which];
    if (point.error) return;
    changes = m_table->plan.changesFor(point.values);
    variant = m_table->plan.variants[point.variant];
  }
  for (Override& change : changes) change.variant = variant;
  LessonPlayer::of(*m_session).tryOut(changes);
  showWays();
}

void SweepPanel::goBack() {
  LessonPlayer::of(*m_session).tryOut({});
  showWays();
}

void SweepPanel::showWays() {
  for (QPushButton* const ask : m_asks) ask->setEnabled(!running());
  m_progress->setVisible(running());
  m_cancel->setVisible(running());
  m_save->setVisible(!running() && ((m_table && !m_stopped && !m_table->nothingRan()) || (m_grid && !m_grid->error)));
  m_back->setVisible(LessonPlayer::of(*m_session).triesOut());
}

}  // namespace roundscope::ui
