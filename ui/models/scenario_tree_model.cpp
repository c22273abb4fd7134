// What all variants share is shown once; what differs stands under each variant's name.
#include "ui/models/scenario_tree_model.h"

#include <algorithm>
#include <cstdlib>

#include "ui/models/call_words.h"
#include "ui/models/step_words.h"

namespace roundscope::ui {
namespace {

QString tr(const char* text) { return ScenarioTreeModel::tr(text); }

QString kindWords(MethodKind kind) {
  switch (kind) {
    case MethodKind::Update:
      return tr("update method");
    case MethodKind::Query:
      return tr("query method");
    case MethodKind::CompositeQuery:
      return tr("composite query method");
    case MethodKind::Missing:
      return tr("method that the canister does not have");
  }
  std::abort();
}

QString statusWords(CanisterStatus status) {
  switch (status) {
    case CanisterStatus::Running:
      return {};
    case CanisterStatus::Stopping:
      return tr(" (stopping)");
    case CanisterStatus::Stopped:
      return tr(" (stopped)");
    case CanisterStatus::Absent:
      return tr(" (does not exist)");
    case CanisterStatus::Nowhere:
      return tr(" (no subnet has it)");
  }
  std::abort();
}

void addCanister(ScenarioNode* parent, const Scenario& scenario, CanisterId id) {
  const Canister& canister = scenario.canister(id);
  ScenarioNode* row = parent->add(QString::fromStdString(canister.id) + statusWords(canister.status), tr("Canister"));
  for (std::uint16_t m = 0; m < canister.methods.size(); ++m) {
    const Method& method = canister.methods[m];
    ScenarioNode* methodRow =
        row->add(QString::fromStdString(method.name),
                 tr("%1, %2 instructions").arg(kindWords(method.kind), numberWords(method.instructions)));
    for (const Step& step : method.steps) {
      const QString words = stepWords(step, scenario, {id, MethodId{m}});
      methodRow->add(words, words);
    }
  }
}

void addSubnets(ScenarioNode* parent, const Scenario& scenario) {
  for (std::size_t s = 0; s < scenario.subnets.size(); ++s) {
    const Subnet& subnet = scenario.subnets[s];
    ScenarioNode* row =
        parent->add(tr("subnet %1").arg(QString::fromStdString(subnet.id)),
                    tr("%1 nodes, a round every %2").arg(subnet.nodes).arg(secondsWords(subnet.blockInterval)));
    for (std::size_t c = 0; c < scenario.canisters.size(); ++c)
      if (scenario.canisters[c].subnet.value == s)
        addCanister(row, scenario, CanisterId{static_cast<std::uint16_t>(c)});
  }
}

void addIngress(ScenarioNode* parent, const Scenario& scenario) {
  constexpr std::size_t kListed = 50;  // more would only be scrolled past
  const std::size_t listed = std::min(kListed, scenario.ingress.size());
  for (std::size_t i = 0; i < listed; ++i) {
    const Ingress& ingress = scenario.ingress[i];
    const QString words = tr("at %1: %2").arg(secondsWords(ingress.at - Time{}), methodWords(scenario, ingress.to));
    parent->add(words, tr("A user calls %1").arg(methodWords(scenario, ingress.to)));
  }
  if (listed < scenario.ingress.size())
    parent->add(tr("… and %1 more").arg(numberWords(scenario.ingress.size() - listed)));
}

bool shareCanisters(const ScenarioSet& set) {
  const Scenario& first = set.variants.front();
  return std::all_of(set.variants.begin(), set.variants.end(), [&](const Scenario& scenario) {
    return scenario.subnets == first.subnets && scenario.canisters == first.canisters;
  });
}

QString variantName(const Scenario& scenario) {
  return scenario.variant.empty() ? tr("user calls") : QString::fromStdString(scenario.variant);
}

}  // namespace

ScenarioNode* ScenarioNode::add(const QString& childText, const QString& childDetail) {
  auto child = std::make_unique<ScenarioNode>();
  child->text = childText;
  child->detail = childDetail;
  child->parent = this;
  children.push_back(std::move(child));
  return children.back().get();
}

ScenarioTreeModel::ScenarioTreeModel(QObject* parent)
    : QAbstractItemModel(parent), m_root(std::make_unique<ScenarioNode>()) {}
ScenarioTreeModel::~ScenarioTreeModel() = default;

void ScenarioTreeModel::show(const ScenarioSet& set) {
  beginResetModel();
  m_root = std::make_unique<ScenarioNode>();
  const bool shared = shareCanisters(set);
  if (shared && !set.variants.empty()) addSubnets(m_root.get(), set.variants.front());
  for (const Scenario& scenario : set.variants) {
    ScenarioNode* row = m_root->add(variantName(scenario), tr("What users call"));
    addIngress(row, scenario);
    if (!shared) addSubnets(row, scenario);
  }
  endResetModel();
}

const ScenarioNode* ScenarioTreeModel::node(const QModelIndex& index) const {
  return index.isValid() ? static_cast<const ScenarioNode*>(index.internalPointer()) : m_root.get();
}

QModelIndex ScenarioTreeModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  return createIndex(row, column, node(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex ScenarioTreeModel::parent(const QModelIndex& child) const {
  if (!child.isValid()) return {};
  const ScenarioNode* above = node(child)->parent;
  if (above == m_root.get()) return {};
  const auto& siblings = above->parent->children;
  const auto place = std::find_if(siblings.begin(), siblings.end(), [&](const auto& n) { return n.get() == above; });
  return createIndex(static_cast<int>(place - siblings.begin()), 0, above);
}

int ScenarioTreeModel::rowCount(const QModelIndex& parent) const {
  return static_cast<int>(node(parent)->children.size());
}

int ScenarioTreeModel::columnCount(const QModelIndex&) const { return 1; }

QVariant ScenarioTreeModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  if (role == Qt::DisplayRole) return node(index)->text;
  if (role == Qt::ToolTipRole) return node(index)->detail;
  return {};
}

}  // namespace roundscope::ui
