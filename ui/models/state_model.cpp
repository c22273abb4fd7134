// Words are made when a row is seen, so a seek costs the fold and no more.
#include "ui/models/state_model.h"

#include <cstdlib>

#include "ui/models/call_words.h"
#include "ui/models/step_words.h"

namespace roundscope::ui {
namespace {

QString idOf(const Scenario& scenario, CanisterId canister) {
  return QString::fromStdString(scenario.canister(canister).id);
}

/// "12.345 T", "980 M": cycles as people write them.
QString cyclesWords(std::uint64_t cycles) {
  const auto value = static_cast<double>(cycles);
  if (value >= 1e12) return QStringLiteral("%1 T").arg(value / 1e12, 0, 'f', 3);
  if (value >= 1e6) return QStringLiteral("%1 M").arg(value / 1e6, 0, 'f', 1);
  return numberWords(cycles);
}

}  // namespace

StateModel::StateModel(Session* session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {
  connect(session, &Session::opened, this, [this] { showVariant(0); });
  connect(session, &Session::grew, this, &StateModel::moveToCursor);
  connect(session, &Session::cursorChanged, this, &StateModel::moveToCursor);
  connect(session, &Session::viewStateChanged, this, &StateModel::sayAnew);
  reopen();
}

void StateModel::showVariant(std::size_t variant) {
  m_variant = variant;
  reopen();
}

void StateModel::reopen() {
  beginResetModel();
  m_rows.clear();
  m_state = {};
  if (m_variant < m_session->runs().size()) {
    m_state = stateAt(*m_session->runs()[m_variant], m_session->cursor());
    addRows(scenario());
  }
  endResetModel();
}

void StateModel::addRows(const Scenario& scenario) {
  m_rows.push_back({Kind::Heading, 0, 0, 0, tr("Slots taken")});
  for (std::size_t i = 0; i < m_state.pairs.size(); ++i) {
    const PairSlots& pair = m_state.pairs[i];
    if (pair.caller == pair.callee) continue;
    m_rows.push_back({Kind::Slots, 0, static_cast<std::uint32_t>(i), 0,
                      idOf(scenario, pair.caller) + QStringLiteral(" → ") + idOf(scenario, pair.callee)});
  }
  if (!m_state.travelling.empty()) m_rows.push_back({Kind::Heading, 0, 0, 0, tr("Messages on their way")});
  for (std::size_t i = 0; i < m_state.travelling.size(); ++i) {
    const Travelling& way = m_state.travelling[i];
    m_rows.push_back({Kind::Travelling, 0, static_cast<std::uint32_t>(i), 0,
                      QString::fromStdString(scenario.subnet(way.from).id) + QStringLiteral(" → ") +
                          QString::fromStdString(scenario.subnet(way.to).id)});
  }
  for (std::size_t i = 0; i < scenario.canisters.size(); ++i) addCanister(scenario, static_cast<std::uint16_t>(i));
}

void StateModel::addCanister(const Scenario& scenario, std::uint16_t index) {
  const Canister& canister = scenario.canisters[index];
  if (!exists(canister.status)) return;
  m_rows.push_back({Kind::Heading, index, 0, 0, QString::fromStdString(canister.id)});
  m_rows.push_back({Kind::Queue, index, 0, 0, tr("in its input queue")});
  for (std::size_t v = 0; v < canister.variables.size(); ++v) {
    const QString name = QString::fromStdString(canister.variables[v].name);
    m_rows.push_back({Kind::Variable, index, static_cast<std::uint32_t>(v), 0,
                      canister.variables[v].isLock ? tr("lock %1").arg(name) : name});
  }
  m_rows.push_back({Kind::Liquid, index, 0, 0, tr("liquid cycles")});
  m_rows.push_back({Kind::Reserved, index, 0, 0, tr("reserved cycles")});
  for (std::size_t m = 0; m < canister.methods.size(); ++m) {
    const Method& method = canister.methods[m];
    if (method.steps.empty()) continue;
    m_rows.push_back({Kind::Method, index, static_cast<std::uint32_t>(m), 0, QString::fromStdString(method.name)});
    for (std::size_t s = 0; s < method.steps.size(); ++s)
      m_rows.push_back(
          {Kind::Line, index, static_cast<std::uint32_t>(m), static_cast<std::uint16_t>(s),
           stepWords(method.steps[s], scenario, {CanisterId{index}, MethodId{static_cast<std::uint16_t>(m)}})});
  }
}

void StateModel::moveToCursor() {
  if (m_rows.empty() || m_variant >= m_session->runs().size()) return;
  MomentState state = stateAt(*m_session->runs()[m_variant], m_session->cursor());
  if (state == m_state) return;
  m_state = std::move(state);
  sayAnew();
}

void StateModel::sayAnew() {
  if (!m_rows.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int StateModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StateModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString StateModel::variableText(const Row& row) const {
  const std::int64_t value = m_state.canisters[row.canister].variables[row.item];
  if (!scenario().canisters[row.canister].variables[row.item].isLock) return QString::number(value);
  return value == 0 ? tr("free") : tr("held by context %1").arg(value - 1);
}

int StateModel::litOf(const Row& row) const {
  if (row.kind != Kind::Line) return 0;
  const CanisterPlace& canister = m_state.canisters[row.canister].place;
  if (canister.executing && canister.executing->method.value == row.item && canister.executing->step == row.step)
    return 2;
  return canister.standing[row.item][row.step] > 0 ? 1 : 0;
}

QString StateModel::valueText(const Row& row) const {
  const auto number = [](std::int64_t n) {
    return numberWords(static_cast<std::uint64_t>(std::max<std::int64_t>(0, n)));
  };
  switch (row.kind) {
    case Kind::Heading:
    case Kind::Method:
      return {};
    case Kind::Slots: {
      const PairSlots& pair = m_state.pairs[row.item];
      if (m_session->viewState().answerHidden) return number(pair.used);
      return tr("%1 of %2").arg(number(pair.used), numberWords(pair.limit));
    }
    case Kind::Travelling:
      return number(m_state.travelling[row.item].messages);
    case Kind::Queue:
      return number(m_state.canisters[row.canister].place.inputQueue);
    case Kind::Variable:
      return variableText(row);
    case Kind::Liquid: {
      const auto& cycles = m_state.canisters[row.canister].cycles;
      return cyclesWords(cycles ? cycles->liquid : scenario().canisters[row.canister].cycles);
    }
    case Kind::Reserved:
      return cyclesWords(m_state.canisters[row.canister].cycles.value_or(Balance{}).reserved);
    case Kind::Line: {
      const std::int64_t contexts = m_state.canisters[row.canister].place.standing[row.item][row.step];
      if (litOf(row) == 2) return tr("runs");
      if (contexts > 1) return tr("%1 wait").arg(number(contexts));
      return contexts == 1 ? tr("waits") : QString();
    }
  }
  std::abort();
}

QVariant StateModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& row = m_rows[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
      if (index.column() == Value) return valueText(row);
      return row.kind == Kind::Line ? QStringLiteral("%1  %2").arg(row.step + 1).arg(row.text) : row.text;
    case Qt::TextAlignmentRole:
      return static_cast<int>((index.column() == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case HeadingRole:
      return row.kind == Kind::Heading;
    case ShareRole: {
      if (row.kind != Kind::Slots || m_session->viewState().answerHidden) return {};
      const PairSlots& pair = m_state.pairs[row.item];
      return pair.limit == 0 ? 0.0 : static_cast<double>(pair.used) / static_cast<double>(pair.limit);
    }
    case LitRole:
      return litOf(row);
    default:
      return {};
  }
}

}  // namespace roundscope::ui
