// One interface for all such widgets, and one for their items, which exist as long as it does. See told_items.h.
#include "ui/told_items.h"

#include <QAccessibleWidget>
#include <QPointer>
#include <QWidget>
#include <algorithm>
#include <vector>

namespace roundscope::ui {
namespace {

class ToldWidget;

class ToldChild final : public QAccessibleInterface, public QAccessibleActionInterface {
 public:
  ToldChild(ToldWidget* parent, int item) : m_parent(parent), m_item(item) {}

  [[nodiscard]] bool isValid() const override;
  [[nodiscard]] QObject* object() const override { return nullptr; }
  [[nodiscard]] QAccessibleInterface* childAt(int, int) const override { return nullptr; }
  [[nodiscard]] QAccessibleInterface* parent() const override;
  [[nodiscard]] QAccessibleInterface* child(int) const override { return nullptr; }
  [[nodiscard]] int childCount() const override { return 0; }
  [[nodiscard]] int indexOfChild(const QAccessibleInterface*) const override { return -1; }
  [[nodiscard]] QString text(QAccessible::Text kind) const override;
  void setText(QAccessible::Text, const QString&) override {}
  [[nodiscard]] QRect rect() const override;
  [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
  [[nodiscard]] QAccessible::State state() const override;
  void* interface_cast(QAccessible::InterfaceType type) override {
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
  }

  [[nodiscard]] QStringList actionNames() const override { return {pressAction()}; }
  void doAction(const QString& name) override;
  [[nodiscard]] QStringList keyBindingsForAction(const QString&) const override { return {}; }

 private:
  [[nodiscard]] ToldItem told() const;

  ToldWidget* m_parent;
  int m_item;
};

class ToldWidget final : public QAccessibleWidget {
 public:
  ToldWidget(QWidget* widget, ToldItems* items) : QAccessibleWidget(widget, QAccessible::List), m_items(items) {}
  ToldWidget(const ToldWidget&) = delete;
  ToldWidget& operator=(const ToldWidget&) = delete;
  ~ToldWidget() override {
    for (const QAccessible::Id id : m_children) QAccessible::deleteAccessibleInterface(id);
  }

  /// Null when the widget is going away.
  [[nodiscard]] ToldItems* items() const { return object() != nullptr && widget() != nullptr ? m_items : nullptr; }
  [[nodiscard]] QWidget* shown() const { return widget(); }
  [[nodiscard]] int childCount() const override { return items() != nullptr ? m_items->toldCount() : 0; }

  [[nodiscard]] QAccessibleInterface* child(int index) const override {
    if (index < 0 || index >= childCount()) return nullptr;
    while (m_children.size() <= static_cast<std::size_t>(index)) {
      auto* made = new ToldChild(const_cast<ToldWidget*>(this), static_cast<int>(m_children.size()));
      m_children.push_back(QAccessible::registerAccessibleInterface(made));
    }
    return QAccessible::accessibleInterface(m_children[static_cast<std::size_t>(index)]);
  }

  [[nodiscard]] int indexOfChild(const QAccessibleInterface* child) const override {
    const auto isIt = [child](QAccessible::Id id) { return QAccessible::accessibleInterface(id) == child; };
    const auto found = std::find_if(m_children.begin(), m_children.end(), isIt);
    return found == m_children.end() ? -1 : static_cast<int>(found - m_children.begin());
  }

  [[nodiscard]] QAccessibleInterface* childAt(int x, int y) const override {
    for (int i = childCount(); i-- > 0;)
      if (QAccessibleInterface* each = child(i); each->rect().contains(x, y)) return each;
    return nullptr;
  }

  [[nodiscard]] QAccessibleInterface* focusChild() const override {
    for (int i = 0; shown()->hasFocus() && i < childCount(); ++i)
      if (m_items->toldItem(i).selected) return child(i);
    return QAccessibleWidget::focusChild();
  }

  /// The moment, after what the view is about.
  [[nodiscard]] QString text(QAccessible::Text kind) const override {
    const QString said = QAccessibleWidget::text(kind);
    if (kind != QAccessible::Description || items() == nullptr) return said;
    const QString moment = m_items->tellMoment();
    return said.isEmpty() || moment.isEmpty() ? said + moment : said + QStringLiteral(". ") + moment;
  }

 private:
  ToldItems* m_items;
  mutable std::vector<QAccessible::Id> m_children;  ///< as many as were asked for
};

bool ToldChild::isValid() const { return m_item < m_parent->childCount(); }

QAccessibleInterface* ToldChild::parent() const { return m_parent; }

ToldItem ToldChild::told() const { return isValid() ? m_parent->items()->toldItem(m_item) : ToldItem{}; }

QString ToldChild::text(QAccessible::Text kind) const { return kind == QAccessible::Name ? told().name : QString(); }

QRect ToldChild::rect() const {
  const QRect local = told().rect;
  return local.isNull() ? QRect() : QRect(m_parent->shown()->mapToGlobal(local.topLeft()), local.size());
}

QAccessible::State ToldChild::state() const {
  QAccessible::State state;
  const ToldItem item = told();
  state.selectable = true;
  state.focusable = true;
  state.selected = item.selected;
  state.offscreen = item.rect.isNull();
  state.invisible = !isValid() || !m_parent->shown()->isVisible();
  state.focused = item.selected && isValid() && m_parent->shown()->hasFocus();
  return state;
}

void ToldChild::doAction(const QString& name) {
  if (name == pressAction() && isValid()) m_parent->items()->chooseToldItem(m_item);
}

QAccessibleInterface* madeFor(const QString&, QObject* object) {
  auto* widget = qobject_cast<QWidget*>(object);
  auto* items = widget != nullptr ? dynamic_cast<ToldItems*>(widget) : nullptr;
  return items != nullptr ? new ToldWidget(widget, items) : nullptr;
}

}  // namespace

void ToldItems::tellChange(QWidget* widget) {
  if (!QAccessible::isActive()) return;  // nobody listens
  QAccessibleEvent changed(widget, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&changed);
  QAccessibleInterface* told = QAccessible::queryAccessibleInterface(widget);
  QAccessibleInterface* focus = told != nullptr && widget->hasFocus() ? told->focusChild() : nullptr;
  if (focus == nullptr || focus == told) return;
  QAccessibleEvent moved(focus, QAccessible::Focus);
  QAccessible::updateAccessibility(&moved);
}

void installToldItems() {
  static const bool installed = [] {
    QAccessible::installFactory(madeFor);
    return true;
  }();
  static_cast<void>(installed);
}

}  // namespace roundscope::ui
