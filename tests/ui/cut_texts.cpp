// By what each widget says that it needs. See cut_texts.h.
#include "tests/ui/cut_texts.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QToolButton>

#include "ui/panels/elided_label.h"

namespace roundscope::ui {
namespace {

QString placeOf(const QWidget& widget) {
  QString place = QString::fromLatin1(widget.metaObject()->className());
  for (const QWidget* above = widget.parentWidget(); above != nullptr; above = above->parentWidget())
    if (above->isWindow() || !above->objectName().isEmpty())
      place += QStringLiteral(" in %1 %2").arg(QLatin1String(above->metaObject()->className()), above->objectName());
  return place;
}

bool isCut(const QLabel& label) {
  // One that gives way shows that it does.
  if (label.text().isEmpty() || qobject_cast<const ElidedLabel*>(&label) != nullptr) return false;
  const QSize size = label.size();
  if (label.wordWrap()) return label.heightForWidth(size.width()) > size.height() + 1;
  const QSize needed = label.sizeHint();
  return needed.width() > size.width() + 1 || needed.height() > size.height() + 1;
}

bool isCut(const QAbstractButton& button) {
  if (button.text().isEmpty()) return false;
  const auto* tool = qobject_cast<const QToolButton*>(&button);
  if (tool != nullptr && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull()) return false;
  return button.sizeHint().width() > button.width() + 1 || button.sizeHint().height() > button.height() + 1;
}

}  // namespace

QStringList cutTexts() {
  QStringList cut;
  for (const QWidget* widget : QApplication::allWidgets()) {
    if (!widget->isVisible() || widget->visibleRegion().isEmpty()) continue;  // as panels behind others are
    const auto* label = qobject_cast<const QLabel*>(widget);
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    if (!(label != nullptr && isCut(*label)) && !(button != nullptr && isCut(*button))) continue;
    const QSize needed = widget->sizeHint();
    cut << QStringLiteral("“%1” has %2×%3 pixels and needs %4×%5: %6")
               .arg(label != nullptr ? label->text() : button->text())
               .arg(widget->width())
               .arg(widget->height())
               .arg(needed.width())
               .arg(needed.height())
               .arg(placeOf(*widget));
  }
  return cut;
}

}  // namespace roundscope::ui
