// Old and new rows are held against each other from both ends; what lies between has changed.
#include "ui/models/scenario_tree_model.h"

#include <QMimeData>
#include <algorithm>

#include "ui/text.h"

namespace roundscope::ui {
namespace {

constexpr const char* kMime = "application/x-roundscope-pointer";

bool isSame(const ScenarioRow& a, const ScenarioRow& b) {
  return a.isEntry == b.isEntry && a.content == b.content && a.text == b.text;
}

/// The name of the list that a pointer is an element of: steps go where steps are.
std::string sortOf(const std::string& list) {
  const std::string name = parentOf(list).token;
  for (const char* const steps : {"steps", "finally", "then", "else", "on_reply", "on_reject"})
    if (name == steps) return "steps";
  return name;
}

/// The pointer of what is behind the element `left` of a list, or further in, once that element is gone.
std::string afterwards(const std::string& pointer, const std::string& list, std::size_t left) {
  if (!pointer.starts_with(list + '/')) return pointer;
  const std::size_t begin = list.size() + 1;
  const std::size_t end = std::min(pointer.find('/', begin), pointer.size());
  const std::size_t number = std::stoul(pointer.substr(begin, end - begin));
  return number < left ? pointer : pointer.substr(0, begin) + std::to_string(number - 1) + pointer.substr(end);
}

}  // namespace

ScenarioTreeModel::ScenarioTreeModel(QObject* parent)
    : QAbstractItemModel(parent), m_root(std::make_unique<ScenarioRow>()) {}
ScenarioTreeModel::~ScenarioTreeModel() = default;

void ScenarioTreeModel::show(const Document& document) {
  show(document.isJson() ? scenarioRows(document) : std::make_unique<ScenarioRow>());
}

void ScenarioTreeModel::show(std::unique_ptr<ScenarioRow> rows) {
  beginResetModel();
  m_root = std::move(rows);
  endResetModel();
}

void ScenarioTreeModel::follow(const Document& document) {
  if (document.isJson()) follow(scenarioRows(document));
}

void ScenarioTreeModel::follow(std::unique_ptr<ScenarioRow> rows) {
  if (m_root->children.empty()) return show(std::move(rows));
  becomes(*m_root, *rows);
}

/// Takes over what the next row says, and those of its children that are new.
void ScenarioTreeModel::becomes(ScenarioRow& row, ScenarioRow& next) {
  // What is written the same at the same place has the same rows.
  if (!row.content.empty() && row.pointer == next.pointer && isSame(row, next) && row.detail == next.detail) return;
  auto& old = row.children;
  auto& wanted = next.children;
  const std::size_t most = std::min(old.size(), wanted.size());
  std::size_t front = 0;
  while (front < most && isSame(*old[front], *wanted[front])) ++front;
  std::size_t back = 0;
  while (back < most - front && isSame(*old[old.size() - 1 - back], *wanted[wanted.size() - 1 - back])) ++back;
  const QModelIndex index = &row == m_root.get() ? QModelIndex() : indexOf(&row);
  const std::size_t kept = most - back;  // rows from the front that stay, changed or not
  if (old.size() > wanted.size()) {
    const auto first = static_cast<int>(kept);
    const auto last = static_cast<int>(old.size() - back) - 1;
    beginRemoveRows(index, first, last);
    old.erase(old.begin() + first, old.begin() + last + 1);
    endRemoveRows();
  } else if (old.size() < wanted.size()) {
    const std::size_t count = wanted.size() - old.size();
    beginInsertRows(index, static_cast<int>(kept), static_cast<int>(kept + count) - 1);
    for (std::size_t i = 0; i < count; ++i) {
      auto& made = wanted[kept + i];
      made->parent = &row;
      old.insert(old.begin() + static_cast<std::ptrdiff_t>(kept + i), std::move(made));
    }
    endInsertRows();
  }
  row.pointer = next.pointer;
  row.list = next.list;
  row.elements = next.elements;
  row.content = next.content;
  row.isEntry = next.isEntry;
  if (row.text != next.text || row.detail != next.detail) {
    row.text = next.text;
    row.detail = next.detail;
    if (index.isValid()) emit dataChanged(index, index);
  }
  for (std::size_t i = 0; i < old.size(); ++i)
    if (wanted[i]) becomes(*old[i], *wanted[i]);
}

void ScenarioTreeModel::showErrors(const std::vector<std::string>& pointers) {
  std::vector<std::string> before = std::exchange(m_wrong, pointers);
  for (const auto* list : {&before, &m_wrong})
    for (const std::string& pointer : *list)
      for (QModelIndex index = indexOf(pointer); index.isValid(); index = index.parent())
        emit dataChanged(index, index);
}

ScenarioRow* ScenarioTreeModel::at(const QModelIndex& index) const {
  return index.isValid() ? static_cast<ScenarioRow*>(index.internalPointer()) : m_root.get();
}
const ScenarioRow& ScenarioTreeModel::row(const QModelIndex& index) const { return *at(index); }

QModelIndex ScenarioTreeModel::indexOf(const ScenarioRow* row) const {
  const auto& siblings = row->parent->children;
  const auto place =
      std::find_if(siblings.begin(), siblings.end(), [&](const auto& each) { return each.get() == row; });
  return createIndex(static_cast<int>(place - siblings.begin()), 0, row);
}

QModelIndex ScenarioTreeModel::indexOf(const std::string& pointer) const {
  if (m_root->children.empty()) return {};
  const ScenarioRow* best = m_root->children.front().get();  // the network
  for (const ScenarioRow* around = m_root.get(); around != nullptr;) {
    const ScenarioRow* inside = nullptr;
    for (const auto& child : around->children) {
      const bool covers = !child->pointer.empty() && pointer.starts_with(child->pointer) &&
                          (pointer.size() == child->pointer.size() || pointer[child->pointer.size()] == '/');
      if (covers && (inside == nullptr || child->pointer.size() > inside->pointer.size())) inside = child.get();
    }
    if (inside != nullptr) best = inside;
    around = inside;
  }
  return indexOf(best);
}

QModelIndex ScenarioTreeModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  return createIndex(row, column, at(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex ScenarioTreeModel::parent(const QModelIndex& child) const {
  if (!child.isValid()) return {};
  const ScenarioRow* above = at(child)->parent;
  return above == m_root.get() ? QModelIndex() : indexOf(above);
}

int ScenarioTreeModel::rowCount(const QModelIndex& parent) const {
  return static_cast<int>(at(parent)->children.size());
}

int ScenarioTreeModel::columnCount(const QModelIndex&) const { return 1; }

QVariant ScenarioTreeModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const ScenarioRow& shown = *at(index);
  if (role == Qt::ToolTipRole) return shown.detail;
  if (role != Qt::DisplayRole) return {};
  const bool isWrong = std::any_of(m_wrong.begin(), m_wrong.end(), [&](const std::string& pointer) {
    return !shown.pointer.empty() && (pointer == shown.pointer || pointer.starts_with(shown.pointer + '/'));
  });
  return isWrong ? QStringLiteral("⚠ ") + shown.text : shown.text;
}

Qt::ItemFlags ScenarioTreeModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractItemModel::flags(index);
  if (!index.isValid()) return flags;
  const ScenarioRow& shown = *at(index);
  const ScenarioRow& around = *shown.parent;
  const auto number = static_cast<std::size_t>(index.row());
  if (!around.list.empty() && number < around.elements) flags |= Qt::ItemIsDragEnabled;
  if (!shown.list.empty()) flags |= Qt::ItemIsDropEnabled;
  return flags;
}

QStringList ScenarioTreeModel::mimeTypes() const { return {QLatin1String(kMime)}; }

QMimeData* ScenarioTreeModel::mimeData(const QModelIndexList& indexes) const {
  if (indexes.size() != 1) return nullptr;
  auto* data = new QMimeData;
  data->setData(QLatin1String(kMime), QByteArray::fromStdString(at(indexes.front())->pointer));
  return data;
}

std::string ScenarioTreeModel::target(const std::string& from, int row, const QModelIndex& parent) const {
  const ScenarioRow& into = *at(parent);
  const auto [list, number] = parentOf(from);
  if (into.list.empty() || sortOf(into.list) != sortOf(list) || into.list.starts_with(from + '/')) return {};
  std::size_t place = row < 0 ? into.elements : std::min(static_cast<std::size_t>(row), into.elements);
  // The place counts when the list that it left has closed up.
  const std::size_t left = std::stoul(number);
  if (into.list == list && place > left) --place;
  return pointerTo(afterwards(into.list, list, left), std::to_string(place));
}

bool ScenarioTreeModel::canDropMimeData(const QMimeData* data, Qt::DropAction, int row, int,
                                        const QModelIndex& parent) const {
  return data->hasFormat(QLatin1String(kMime)) &&
         !target(data->data(QLatin1String(kMime)).toStdString(), row, parent).empty();
}

bool ScenarioTreeModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                     const QModelIndex& parent) {
  if (!canDropMimeData(data, action, row, column, parent)) return false;
  const std::string from = data->data(QLatin1String(kMime)).toStdString();
  emit moveWanted(from, target(from, row, parent));
  return false;  // the view takes nothing away: the document says what is where
}

}  // namespace roundscope::ui
