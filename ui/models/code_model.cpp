// The state of the canister at the cursor says which steps execute and which are waited at; lines follow their steps.
#include "ui/models/code_model.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace roundscope::ui {
namespace {

bool shows(const CodeLine& line, MethodId method, std::uint16_t step) {
  return std::find(line.steps.begin(), line.steps.end(), StepRef{method, step}) != line.steps.end();
}

/// Whether a line with this role is at work for such a call.
bool concerns(LineRole role, const CallSpan& call) {
  switch (role) {
    case LineRole::Dispatch:
      return call.attempt == 1 && !call.compensation;
    case LineRole::Retry:
      return call.attempt > 1;
    case LineRole::Undo:
      return call.compensation;
    case LineRole::Await:
    case LineRole::Other:
      return !call.compensation;
  }
  return false;
}

/// A moment to go to, and the call to select there.
struct Target {
  Time time;
  std::optional<CallId> call;
};

/// The first of a line's moments after `after`, or the first of all.
class NextMoment {
 public:
  explicit NextMoment(Time after) : m_after(after) {}
  void offer(const Target& target) {
    if (!m_first || target.time < m_first->time) m_first = target;
    if (target.time > m_after && (!m_next || target.time < m_next->time)) m_next = target;
  }
  [[nodiscard]] std::optional<Target> found() const { return m_next ? m_next : m_first; }

 private:
  Time m_after;
  std::optional<Target> m_first;
  std::optional<Target> m_next;
};

}  // namespace

CodeModel::CodeModel(Session* session, QObject* parent) : QAbstractListModel(parent), m_session(session) {
  connect(session, &Session::opened, this, &CodeModel::forget);
  connect(session, &Session::cursorChanged, this, &CodeModel::moveToCursor);
}

void CodeModel::forget() {
  beginResetModel();
  m_code.lines.clear();
  m_lit.clear();
  endResetModel();
}

void CodeModel::show(std::size_t variant, CanisterId canister) {
  beginResetModel();
  m_variant = variant;
  m_canister = canister;
  m_code = programOf(m_session->runs()[variant]->scenario(), canister);
  m_lit.assign(m_code.lines.size(), {});
  noteMeanings();
  endResetModel();
  moveToCursor();
}

/// Of the lines of one step, the one that dispatches stands for its execution and the one that awaits for its waiting.
void CodeModel::noteMeanings() {
  std::map<StepRef, std::array<bool, 2>> has;  // by step: a line that dispatches, one that awaits
  for (const CodeLine& line : m_code.lines)
    for (const StepRef& step : line.steps) {
      has[step][0] = has[step][0] || line.role == LineRole::Dispatch;
      has[step][1] = has[step][1] || line.role == LineRole::Await;
    }
  m_meanings.assign(m_code.lines.size(), {});
  for (std::size_t i = 0; i < m_code.lines.size(); ++i)
    for (const StepRef& step : m_code.lines[i].steps) {
      const LineRole role = m_code.lines[i].role;
      const bool dispatches = has[step][0], awaits = has[step][1];
      m_meanings[i].push_back({step, dispatches ? role == LineRole::Dispatch : !awaits || role == LineRole::Await,
                               awaits ? role == LineRole::Await : !dispatches || role == LineRole::Dispatch});
    }
}

CodeModel::Lit CodeModel::litOf(std::size_t line, const CanisterPlace& place) const {
  Lit lit;
  for (const Meaning& meaning : m_meanings[line]) {
    const StepRef& step = meaning.step;
    if (meaning.waiting) lit.waiting += std::max<std::int64_t>(0, place.standing[step.method.value][step.step]);
    if (meaning.executing && place.executing && place.executing->method == step.method &&
        place.executing->step == step.step)
      lit.degree = 2;
  }
  if (lit.waiting > 0 && lit.degree == 0) lit.degree = 1;
  return lit;
}

void CodeModel::moveToCursor() {
  if (m_code.lines.empty() || m_variant >= m_session->runs().size()) return;
  const Run& run = *m_session->runs()[m_variant];
  const Places places = run.whereabouts().at(run.trace(), run.order(), m_session->cursor());
  const CanisterPlace& place = places.canisters[m_canister.value];
  bool changed = false;
  for (std::size_t i = 0; i < m_lit.size(); ++i) {
    const Lit lit = litOf(i, place);
    changed = changed || lit != m_lit[i];
    m_lit[i] = lit;
  }
  if (!changed) return;
  emit dataChanged(index(0), index(rowCount() - 1));
  emit litChanged();
}

int CodeModel::litRow() const {
  for (const int degree : {2, 1})
    for (std::size_t i = 0; i < m_lit.size(); ++i)
      if (m_lit[i].degree == degree) return static_cast<int>(i);
  return -1;
}

bool CodeModel::goToEventOf(int row) {
  if (row < 0 || row >= rowCount()) return false;
  const CodeLine& line = m_code.lines[static_cast<std::size_t>(row)];
  if (!line.method) return false;
  const CallTable& table = m_session->runs()[m_variant]->calls();
  NextMoment next(m_session->cursor());
  const CallPoint point = line.role == LineRole::Await ? CallPoint::Completed : CallPoint::Performed;
  for (std::uint32_t i = 0; i < table.calls().size(); ++i) {
    const CallSpan& call = table.calls()[i];
    if (call.caller != m_canister || !call.at(point).happened() || call.context == kNoContext) continue;
    const ContextRow& context = table.contexts()[call.context.value];
    if (shows(line, context.method, call.step) && concerns(line.role, call))
      next.offer({table.drawnAt(call.at(point)), CallId{i}});
  }
  if (!next.found())
    for (const ContextRow& context : table.contexts())
      if (context.canister == m_canister && context.method == *line.method && context.opened.happened())
        next.offer({table.drawnAt(context.opened), std::nullopt});
  const std::optional<Target> target = next.found();
  if (!target) return false;
  m_session->pause();
  if (target->call) m_session->selectCall(CallRef{m_variant, *target->call});
  m_session->setCursor(target->time);
  return true;
}

int CodeModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_code.lines.size());
}

QVariant CodeModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto row = static_cast<std::size_t>(index.row());
  const CodeLine& line = m_code.lines[row];
  switch (role) {
    case Qt::DisplayRole:
      return QString::fromStdString(line.text);
    case Qt::AccessibleTextRole: {
      const QString text = QString::fromStdString(line.text).trimmed();
      if (m_lit[row].degree == 2) return tr("executes: %1").arg(text);
      return m_lit[row].waiting > 0 ? tr("waits: %1").arg(text) : text;
    }
    case Qt::ToolTipRole:
      if (line.role == LineRole::Dispatch) return tr("Makes the call. Click for the next time it does.");
      if (line.role == LineRole::Await) return tr("Waits for the answer. Click for the next callback.");
      return {};
    case LineRoleRole:
      return static_cast<int>(line.role);
    case LitRole:
      return m_lit[row].degree;
    case WaitingRole:
      return static_cast<qlonglong>(m_lit[row].waiting);
    default:
      return {};
  }
}

}  // namespace roundscope::ui
