// Keys as signals. See scenario_tree.h.
#include "ui/editor/scenario_tree.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>
#include <algorithm>

namespace roundscope::ui {
namespace {

constexpr int kRowPaddingPx = 8;

/// Long steps take several lines: they are neither cut nor scrolled to.
class RowDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const auto* tree = qobject_cast<const QTreeView*>(option.widget);
    if (tree == nullptr) return QStyledItemDelegate::sizeHint(option, index);
    int width = tree->viewport()->width() - tree->indentation() - kRowPaddingPx;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent()) width -= tree->indentation();
    const QFontMetrics metrics(option.font);
    const QRect words = metrics.boundingRect(QRect(0, 0, width, 0), Qt::TextWordWrap, index.data().toString());
    return {width, std::max(words.height(), metrics.height()) + kRowPaddingPx};
  }
};

bool isPlain(const QKeyEvent& key) {
  return (key.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
}
bool isDuplicate(const QKeyEvent& key) { return key.key() == Qt::Key_D && key.modifiers() == Qt::ControlModifier; }
bool isShift(const QKeyEvent& key) {
  return key.modifiers() == Qt::AltModifier && (key.key() == Qt::Key_Up || key.key() == Qt::Key_Down);
}

}  // namespace

ScenarioTree::ScenarioTree(QWidget* parent) : QTreeView(parent) {
  setAccessibleName(tr("Scenario"));
  setAccessibleDescription(
      tr("Insert adds, Enter edits, Delete deletes, Control and D duplicate, Alt with up or down moves"));
  setHeaderHidden(true);
  setFrameShape(QFrame::NoFrame);
  setWordWrap(true);
  setItemDelegate(new RowDelegate(this));
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setIndentation(11);
  header()->setSectionResizeMode(QHeaderView::Stretch);
  setDragEnabled(true);
  setAcceptDrops(true);
  setDropIndicatorShown(true);
  setDragDropMode(QAbstractItemView::InternalMove);
  connect(header(), &QHeaderView::sectionResized, this, &QTreeView::doItemsLayout, Qt::QueuedConnection);
}

/// Whether the key folds, unfolds or goes to the row around. Elsewhere it is the run's.
bool ScenarioTree::folds(int key) const {
  const QModelIndex index = currentIndex();
  if (!index.isValid() || (key != Qt::Key_Left && key != Qt::Key_Right)) return false;
  if (key == Qt::Key_Left) return index.parent().isValid() || isExpanded(index);
  return model()->hasChildren(index);
}

bool ScenarioTree::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto& key = *static_cast<QKeyEvent*>(event);
    const bool isEdit = key.key() == Qt::Key_Delete || key.key() == Qt::Key_Insert || key.key() == Qt::Key_Return ||
                        key.key() == Qt::Key_Enter || key.key() == Qt::Key_Up || key.key() == Qt::Key_Down ||
                        folds(key.key());
    if (isDuplicate(key) || isShift(key) || (key.modifiers() == Qt::NoModifier && isEdit)) {
      event->accept();
      return true;
    }
  }
  return QTreeView::event(event);
}

void ScenarioTree::keyPressEvent(QKeyEvent* event) {
  if (isDuplicate(*event)) return emit duplicateWanted();
  if (isShift(*event)) return emit shiftWanted(event->key() == Qt::Key_Up ? -1 : 1);
  if (isPlain(*event)) {
    switch (event->key()) {
      case Qt::Key_Delete:
        return emit deleteWanted();
      case Qt::Key_Insert:
        return emit addWanted();
      case Qt::Key_Return:
      case Qt::Key_Enter:
        return emit editWanted();
      default:
        break;
    }
  }
  QTreeView::keyPressEvent(event);
}

void ScenarioTree::contextMenuEvent(QContextMenuEvent* event) {
  const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
  const QPoint at = byKey ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()) : event->globalPos();
  emit menuWanted(at);
}

}  // namespace roundscope::ui
