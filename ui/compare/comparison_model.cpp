// Best and worst are told by a mark and by weight, so that they need no colour.
#include "ui/compare/comparison_model.h"

#include <QApplication>
#include <QFont>
#include <QPalette>

#include "ui/panels/panel.h"

namespace roundscope::ui {
namespace {

/// A broken expectation, and the worst of a row, on any ground.
QColor failureColour() { return themeOf(QApplication::palette()).color(Role::FailureText); }

bool isBroken(const ComparedRow& row, const ComparedCell& cell) { return isExpectation(row) && cell.value == 0.0; }

QString marked(const ComparedRow& row, const ComparedCell& cell) {
  const QString text = QString::fromStdString(cell.text);
  if (isExpectation(row))
    return !cell.value ? text : (*cell.value != 0 ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + text;
  if (cell.standing == Standing::Best) return text + QStringLiteral(" ▲");
  if (cell.standing == Standing::Worst) return text + QStringLiteral(" ▼");
  return text;
}

}  // namespace

void ComparisonModel::show(std::shared_ptr<const ComparisonTable> comparison) {
  if (comparison == m_comparison) return;
  beginResetModel();
  m_comparison = std::move(comparison);
  m_lines.clear();
  std::string group;
  if (m_comparison)
    for (const ComparedRow& row : m_comparison->rows) {
      if (!row.matters) continue;
      if (row.group != group) m_lines.push_back({&row, true});
      group = row.group;
      m_lines.push_back({&row});
    }
  endResetModel();
}

bool ComparisonModel::isHeading(int row) const { return m_lines[static_cast<std::size_t>(row)].heading; }

const ComparedCell* ComparisonModel::cellAt(const QModelIndex& index) const {
  if (!index.isValid() || index.column() == 0 || isHeading(index.row())) return nullptr;
  return &m_lines[static_cast<std::size_t>(index.row())].row->cells[static_cast<std::size_t>(index.column() - 1)];
}

int ComparisonModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int ComparisonModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_comparison ? 0 : static_cast<int>(m_comparison->variants.size()) + 1;
}

QString ComparisonModel::words(const QModelIndex& index) const {
  const Line& line = m_lines[static_cast<std::size_t>(index.row())];
  if (index.column() == 0) return QString::fromStdString(line.heading ? line.row->group : line.row->title);
  const ComparedCell* cell = cellAt(index);
  return cell == nullptr ? QString() : marked(*line.row, *cell);
}

QString ComparisonModel::tip(const QModelIndex& index) const {
  const Line& line = m_lines[static_cast<std::size_t>(index.row())];
  if (index.column() == 0) return line.heading ? QString() : QString::fromStdString(line.row->name);
  const ComparedCell* cell = cellAt(index);
  if (cell == nullptr) return {};
  QStringList parts;
  if (!cell->note.empty()) parts << QString::fromStdString(cell->note);
  if (cell->standing == Standing::Best) parts << tr("The best of the variants");
  if (cell->standing == Standing::Worst) parts << tr("The worst of the variants");
  if (cell->at) parts << tr("A click goes to the moment it comes from");
  return parts.join(QLatin1Char('\n'));
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const {
  const Line& line = m_lines[static_cast<std::size_t>(index.row())];
  const ComparedCell* cell = cellAt(index);
  switch (role) {
    case Qt::DisplayRole:
      return words(index);
    case Qt::ToolTipRole:
      return tip(index);
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(index.column() == 0 ? Qt::AlignLeft | Qt::AlignVCenter
                                                     : Qt::AlignRight | Qt::AlignVCenter);
    case Qt::FontRole: {
      QFont font;
      font.setBold(line.heading || (cell != nullptr && cell->standing == Standing::Best));
      return font;
    }
    case Qt::ForegroundRole:
      if (cell != nullptr && (isBroken(*line.row, *cell) || cell->standing == Standing::Worst)) return failureColour();
      return {};
    default:
      return {};
  }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || !m_comparison) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(section == 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  if (section == 0) return QString();
  const ComparedVariant& variant = m_comparison->variants[static_cast<std::size_t>(section - 1)];
  const QString name = QString::fromStdString(variant.name);
  if (variant.stopped.empty()) return name;
  return tr("%1 (cut off by %2)").arg(name, QString::fromStdString(variant.stopped));
}

Qt::ItemFlags ComparisonModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  return cellAt(index) != nullptr ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemFlags(Qt::ItemIsEnabled);
}

}  // namespace roundscope::ui
