// Empty fields are hidden, so that a reply shows no reject code.
#include "ui/panels/call_view.h"

#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QListWidget>
#include <QTableView>
#include <QTimer>
#include <algorithm>

#include "core/base/words.h"
#include "core/protocol/reject.h"
#include "core/run/call_phases.h"
#include "core/run/overlaps.h"
#include "core/run/own_text.h"
#include "ui/models/call_words.h"
#include "ui/models/phase_model.h"
#include "ui/panels/panel.h"
#include "ui/panels/why_view.h"

namespace roundscope::ui {
namespace {

constexpr int kTableFramePx = 4;

QString callerWords(const Run& run, const CallSpan& call) {
  const auto& contexts = run.calls().contexts();
  if (call.context.value >= contexts.size()) return QString::fromStdString(run.scenario().canister(call.caller).id);
  const ContextRow& context = contexts[call.context.value];
  return methodWords(run.scenario(), {context.canister, context.method});
}

bool endedBy(const Run& run, const CallSpan& call, Time known) {
  const Moment end = call.end();
  return end.happened() && run.calls().drawnAt(end) <= known;
}

QString messageTo(const Run& run, const CallSpan& call) { return QString::fromStdString(rejectMessage(run, call)); }

QString pointWords(CallPoint point, const CallSpan& call) {
  switch (point) {
    case CallPoint::Performed:
      return call.outcome == CallOutcome::NotPerformed ? CallView::tr("could not be performed")
                                                       : CallView::tr("performed");
    case CallPoint::RequestRouted:
      return CallView::tr("request leaves");
    case CallPoint::RequestInducted:
      return CallView::tr("request arrives");
    case CallPoint::Started:
      return CallView::tr("callee starts");
    case CallPoint::Answered:
      return CallView::tr("answered");
    case CallPoint::ResponseRouted:
      return CallView::tr("response leaves");
    case CallPoint::ResponseInducted:
      return CallView::tr("response arrives");
    case CallPoint::Completed:
      return CallView::tr("callback starts");
  }
  std::abort();
}

}  // namespace

CallView::CallView(QWidget* parent)
    : QWidget(parent),
      m_phases(new PhaseModel(this)),
      m_phaseTable(new QTableView(this)),
      m_events(new QListWidget(this)),
      m_why(new WhyView(this)),
      m_title(new QLabel(this)) {
  m_title->setProperty("role", QStringLiteral("title"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 4, 4, 4);
  layout->setSpacing(kPanelSpacing);
  layout->addWidget(m_title);

  // Not a QFormLayout: in Qt 6.4 one writes past its end when hidden rows are shown.
  auto* form = new QGridLayout;
  form->setHorizontalSpacing(12);
  form->setVerticalSpacing(4);
  form->setColumnStretch(1, 1);
  m_variant = addField(form, tr("Variant"));
  m_caller = addField(form, tr("Caller"));
  m_callee = addField(form, tr("Callee"));
  m_outcome = addField(form, tr("Outcome"));
  m_compared = addField(form, tr("Compared"));
  m_compared.value->setTextFormat(Qt::RichText);
  m_compared.value->setTextInteractionFlags(Qt::TextBrowserInteraction);
  set(m_compared, {});
  connect(m_compared.value, &QLabel::linkActivated, this, [this](const QString& link) {
    const auto which = static_cast<std::size_t>(link.toULongLong());
    if (which < m_counterparts.size() && m_counterparts[which].call)
      emit counterpartChosen(*m_counterparts[which].call);
  });
  m_code = addField(form, tr("Reject code"));
  m_message = addField(form, tr("Message"));
  m_attempt = addField(form, tr("Attempt"));
  m_purpose = addField(form, tr("Purpose"));
  m_wait = addField(form, tr("Wait"));
  m_total = addField(form, tr("In all"));
  m_overlaps = addField(form, tr("Overlaps"));
  layout->addLayout(form);
  layout->addWidget(m_why);
  connect(m_why, &WhyView::sectionAsked, this, &CallView::sectionAsked);
  layout->addWidget(makePhaseTable());
  makeEventList();
  layout->addWidget(m_events);
  layout->addStretch(1);
}

CallView::Field CallView::addField(QGridLayout* form, const QString& name) {
  const Field field{makeCaption(name, this), new QLabel(this)};
  field.name->setWordWrap(false);
  field.value->setWordWrap(true);
  field.value->setTextFormat(Qt::PlainText);
  field.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
  field.value->setAccessibleName(name);
  const int row = form->rowCount();
  form->addWidget(field.name, row, 0, Qt::AlignTop);
  form->addWidget(field.value, row, 1);
  return field;
}

QWidget* CallView::makePhaseTable() {
  QTableView* table = m_phaseTable;
  table->setModel(m_phases);
  table->setAccessibleName(tr("Phases of the call"));
  table->setFrameShape(QFrame::NoFrame);
  table->setShowGrid(false);
  table->setSelectionMode(QAbstractItemView::NoSelection);
  table->setTabKeyNavigation(false);
  table->setWordWrap(true);
  table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  table->verticalHeader()->hide();
  table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);  // long names take two lines
  table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table->horizontalHeader()->setSectionResizeMode(PhaseModel::Name, QHeaderView::Stretch);
  table->horizontalHeader()->setMinimumSectionSize(32);
  table->horizontalHeader()->setHighlightSections(false);
  table->setColumnHidden(PhaseModel::Begin, true);  // the events below tell it, and the names need the room
  return table;
}

void CallView::makeEventList() {
  m_events->setAccessibleName(tr("Events of the call"));
  m_events->setFrameShape(QFrame::NoFrame);
  m_events->setUniformItemSizes(true);
  m_events->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_events->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_events->setToolTip(tr("Click an event to go to it and see why it happened"));
  const auto choose = [this](QListWidgetItem* item) { emit eventChosen(item->data(Qt::UserRole).toULongLong()); };
  connect(m_events, &QListWidget::itemClicked, this, choose);
  connect(m_events, &QListWidget::itemActivated, this, choose);
}

void CallView::set(const Field& field, const QString& text) {
  field.value->setText(text);
  field.name->setVisible(!text.isEmpty());
  field.value->setVisible(!text.isEmpty());
}

void CallView::showCounterparts(const std::vector<Counterpart>& counterparts) {
  if (counterparts == m_counterparts && m_compared.value->text().isEmpty() == counterparts.empty()) return;
  m_counterparts = counterparts;
  QStringList lines;
  for (std::size_t i = 0; i < counterparts.size(); ++i) {
    const QString text = counterparts[i].text.toHtmlEscaped();
    lines << (counterparts[i].call ? QStringLiteral("<a href=\"%1\">%2</a>").arg(i).arg(text) : text);
  }
  set(m_compared, lines.join(QStringLiteral("<br>")));
}

void CallView::showFacts(const Run& run, CallId id, Time known, bool ended) {
  const CallSpan& call = run.call(id);
  const Scenario& scenario = run.scenario();
  const bool begun = run.calls().drawnAt(call.at(CallPoint::Performed)) <= known;
  m_title->setText(tr("Call #%1").arg(id.value));
  set(m_variant, QString::fromStdString(scenario.variant));
  set(m_caller, callerWords(run, call));
  set(m_callee, methodWords(scenario, call.callee));
  set(m_outcome, ended ? outcomeWords(call) : begun ? tr("in flight") : tr("still to come"));
  set(m_code, ended ? rejectCodeWords(call.code) : QString());
  const bool rejected = ended && call.code != RejectCode::None;
  set(m_message, rejected ? messageTo(run, call) : QString());
  set(m_attempt, call.attempt > 1 ? QString::number(call.attempt) : QString());
  set(m_purpose, call.compensation ? tr("undoes an earlier call") : QString());
  const std::uint32_t overlaps = overlapsOf(run, id, static_cast<double>(known.us));
  set(m_overlaps, overlaps == 0 ? QString() : tr("%1 other calls").arg(numberWords(overlaps)));
  set(m_wait, call.timeoutSeconds > 0 ? tr("bounded, at most %1 s").arg(call.timeoutSeconds) : tr("unbounded"));
}

void CallView::showWhy(const Run& run, CallId id, Time known, bool ended, std::optional<std::uint64_t> event) {
  // What a call waits for is told only where nothing after the moment is known or the future is not hidden.
  const bool toldAll = run.trace().eventCount() > 0 && run.calls().rounds().back().time <= known;
  const Explained wanted{&run, id, ended || toldAll, run.trace().eventCount(), event};
  if (wanted == m_explained) return;
  m_explained = wanted;
  if (event)
    m_why->show(explainEvent(run, *event));
  else if (wanted.told)
    m_why->show(explainCall(run, id));
  else
    m_why->show({});
}

void CallView::showEvents(const Run& run, const CallSpan& call, Time known) {
  m_events->clear();
  for (std::size_t i = 0; i < kCallPointCount; ++i) {
    const Moment moment = call.points[i];
    if (!moment.happened() || run.calls().drawnAt(moment) > known) continue;
    auto* item = new QListWidgetItem(
        tr("%1: %2").arg(placeWords(run, moment), pointWords(static_cast<CallPoint>(i), call)), m_events);
    item->setData(Qt::UserRole, quint64{run.indexOf(moment)});
  }
}

void CallView::show(const Run& run, CallId id, Time known, std::optional<std::uint64_t> event) {
  const CallSpan& call = run.call(id);
  const bool ended = endedBy(run, call, known);
  showFacts(run, id, known, ended);
  showWhy(run, id, known, ended, event);

  const auto phases = phaseRowsOf(call, run.calls(), known);
  const Duration interval = run.scenario().subnetOf(call.caller).blockInterval;
  const bool query = run.isInQuery(call.at(CallPoint::Performed));
  QString total;
  if (ended && !phases.empty() && phases.back().length) {
    const Time end = phases.back().begin + *phases.back().length;
    const auto rounds = roundsBetween(phases.front().begin, end, interval);
    total = query ? tr("%1 of latency")
                        .arg(millisecondsWords(phases.back().drawn + *phases.back().drawnLength - phases.front().drawn))
                  : QString::fromStdString(counted(rounds, "round"));
  }
  set(m_total, total);
  m_phases->show(phases, query ? std::nullopt : std::optional(interval));
  m_phaseTable->setVisible(!phases.empty());
  showEvents(run, call, known);
  fitTables();
}

void CallView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  QTimer::singleShot(0, this, &CallView::fitTables);  // once the columns have their share
}

void CallView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange) QTimer::singleShot(0, this, &CallView::fitTables);  // once rows have theirs
}

/// Both are as high as what stands in them: the page scrolls, not they.
void CallView::fitTables() {
  m_phaseTable->resizeRowsToContents();
  m_phaseTable->setFixedHeight(m_phaseTable->verticalHeader()->length() +
                               m_phaseTable->horizontalHeader()->sizeHint().height() + kTableFramePx);
  m_events->setFixedHeight(m_events->count() * std::max(1, m_events->sizeHintForRow(0)) + kTableFramePx);
}

}  // namespace roundscope::ui
