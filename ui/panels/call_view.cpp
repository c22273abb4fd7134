// Empty fields are hidden, so that a reply shows no reject code.
#include "ui/panels/call_view.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QTableView>

#include "ui/models/call_words.h"
#include "ui/models/phase_model.h"
#include "ui/panels/panel.h"

namespace roundscope {
namespace {

QString callerWords(const VariantRun& run, const CallSpan& call) {
  const auto& contexts = run.table.contexts();
  if (call.context.value >= contexts.size()) return QString::fromStdString(run.scenario->canister(call.caller).id);
  const ContextRow& context = contexts[call.context.value];
  return methodWords(*run.scenario, {context.canister, context.method});
}

bool endedBy(const VariantRun& run, const CallSpan& call, Time known) {
  const bool refused = call.outcome == CallOutcome::NotPerformed;
  const Moment end = call.at(refused ? CallPoint::Performed : CallPoint::Completed);
  return end.happened() && run.table.drawnAt(end) <= known;
}

}  // namespace

CallView::CallView(QWidget* parent) : QWidget(parent), m_phases(new PhaseModel(this)), m_title(new QLabel(this)) {
  m_title->setProperty("role", QStringLiteral("title"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(kPanelSpacing);
  layout->addWidget(m_title);

  auto* form = new QFormLayout;
  form->setHorizontalSpacing(12);
  form->setVerticalSpacing(6);
  form->setRowWrapPolicy(QFormLayout::DontWrapRows);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  m_variant = addField(form, tr("Variant"));
  m_caller = addField(form, tr("Caller"));
  m_callee = addField(form, tr("Callee"));
  m_outcome = addField(form, tr("Outcome"));
  m_code = addField(form, tr("Reject code"));
  m_reason = addField(form, tr("Reason"));
  m_attempt = addField(form, tr("Attempt"));
  m_purpose = addField(form, tr("Purpose"));
  m_wait = addField(form, tr("Wait"));
  m_total = addField(form, tr("In all"));
  layout->addLayout(form);
  layout->addSpacing(kPanelSpacing);
  layout->addWidget(makePhaseTable(), 1);
}

CallView::Field CallView::addField(QFormLayout* form, const QString& name) {
  const Field field{makeCaption(name, this), new QLabel(this)};
  field.name->setWordWrap(false);
  field.value->setWordWrap(true);
  field.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
  field.value->setAccessibleName(name);
  form->addRow(field.name, field.value);
  return field;
}

QWidget* CallView::makePhaseTable() {
  auto* table = new QTableView(this);
  table->setModel(m_phases);
  table->setAccessibleName(tr("Phases of the call"));
  table->setFrameShape(QFrame::NoFrame);
  table->setShowGrid(false);
  table->setWordWrap(true);
  table->setSelectionMode(QAbstractItemView::NoSelection);
  table->setTabKeyNavigation(false);
  table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  table->verticalHeader()->hide();
  table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table->horizontalHeader()->setSectionResizeMode(PhaseModel::Name, QHeaderView::Stretch);
  table->horizontalHeader()->setMinimumSectionSize(32);
  table->horizontalHeader()->setHighlightSections(false);
  return table;
}

void CallView::set(const Field& field, const QString& text) {
  field.value->setText(text);
  field.name->setVisible(!text.isEmpty());
  field.value->setVisible(!text.isEmpty());
}

void CallView::show(const VariantRun& run, CallId id, Time known) {
  const CallSpan& call = run.table.call(id);
  const Scenario& scenario = *run.scenario;
  const bool begun = run.table.drawnAt(call.at(CallPoint::Performed)) <= known;
  const bool ended = endedBy(run, call, known);
  m_title->setText(tr("Call #%1").arg(id.value));
  set(m_variant, QString::fromStdString(scenario.variant));
  set(m_caller, callerWords(run, call));
  set(m_callee, methodWords(scenario, call.callee));
  set(m_outcome, ended ? outcomeWords(call, scenario) : begun ? tr("in flight") : tr("still to come"));
  set(m_code, ended ? rejectCodeWords(call.code) : QString());
  set(m_reason, ended ? rejectReasonWords(call.reason) : QString());
  set(m_attempt, call.attempt > 1 ? QString::number(call.attempt) : tr("first"));
  set(m_purpose, call.compensation ? tr("undoes an earlier call") : QString());
  set(m_wait, call.timeoutSeconds > 0 ? tr("bounded, at most %1 s").arg(call.timeoutSeconds) : tr("unbounded"));

  const auto phases = phaseRowsOf(call, run.table, known);
  const Duration interval = scenario.subnetOf(call.caller).blockInterval;
  QString total;
  if (ended && !phases.empty() && phases.back().length) {
    const Duration length = phases.back().begin + *phases.back().length - phases.front().begin;
    total =
        tr("%1 rounds, %2").arg(numberWords(static_cast<std::uint64_t>(length.us / interval.us)), secondsWords(length));
  }
  set(m_total, total);
  m_phases->show(phases, interval);
}

}  // namespace roundscope
