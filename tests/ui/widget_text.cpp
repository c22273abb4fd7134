// The properties that are told are those that a constructor sets, and that no other test looks at one by one.
#include "tests/ui/widget_text.h"

#include <QAction>
#include <QHeaderView>
#include <QLayout>
#include <QMenu>
#include <QMetaProperty>
#include <QScrollBar>
#include <QTimer>

namespace roundscope::ui {
namespace {

constexpr const char* kTold[] = {"accessibleName",
                                 "accessibleDescription",
                                 "windowTitle",
                                 "title",
                                 "text",
                                 "currentText",
                                 "placeholderText",
                                 "toolTip",
                                 "statusTip",
                                 "whatsThis",
                                 "prefix",
                                 "suffix",
                                 "specialValueText",
                                 "minimum",
                                 "maximum",
                                 "singleStep",
                                 "readOnly",
                                 "checkable",
                                 "checked",
                                 "default",
                                 "flat",
                                 "autoRaise",
                                 "popupMode",
                                 "toolButtonStyle",
                                 "editable",
                                 "minimumContentsLength",
                                 "wordWrap",
                                 "alignment",
                                 "textFormat",
                                 "openExternalLinks",
                                 "frameShape",
                                 "showGrid",
                                 "alternatingRowColors",
                                 "selectionMode",
                                 "selectionBehavior",
                                 "editTriggers",
                                 "tabKeyNavigation",
                                 "horizontalScrollBarPolicy",
                                 "verticalScrollBarPolicy",
                                 "widgetResizable",
                                 "sortingEnabled",
                                 "rootIsDecorated",
                                 "headerHidden",
                                 "uniformRowHeights",
                                 "documentMode",
                                 "focusPolicy",
                                 "childrenCollapsible",
                                 "textElideMode",
                                 "role"};

QString valueText(const QMetaProperty& property, const QVariant& value) {
  if (property.isValid() && property.isFlagType())
    return QString::fromLatin1(property.enumerator().valueToKeys(value.toInt()));
  if (property.isValid() && property.isEnumType())
    return QString::fromLatin1(property.enumerator().valueToKey(value.toInt()));
  return value.toString().replace(u'\n', QStringLiteral("\\n"));
}

/// Those that are not empty, no and none.
QString propertiesText(const QObject& object) {
  QString text;
  for (const char* name : kTold) {
    const QVariant value = object.property(name);
    const QMetaObject& meta = *object.metaObject();
    const int index = meta.indexOfProperty(name);
    const QString told = valueText(index < 0 ? QMetaProperty() : meta.property(index), value);
    if (told.isEmpty() || told == QLatin1String("false") || told == QLatin1String("0") ||
        told == QLatin1String("NoFrame") || told == QLatin1String("NoFocus") || told == QLatin1String("AutoText"))
      continue;
    text += QStringLiteral(", %1: %2").arg(QLatin1String(name), told);
  }
  return text;
}

QString layoutText(const QLayout& layout) {
  const QMargins margins = layout.contentsMargins();
  return QStringLiteral(", %1 spaced %2, margins %3 %4 %5 %6")
      .arg(QLatin1String(layout.metaObject()->className()))
      .arg(layout.spacing())
      .arg(margins.left())
      .arg(margins.top())
      .arg(margins.right())
      .arg(margins.bottom());
}

bool isOfQtItself(const QWidget& widget) {
  return widget.objectName().startsWith(QLatin1String("qt_")) || widget.inherits("QScrollBar") ||
         widget.inherits("QTableCornerButton") || widget.inherits("QSizeGrip") || widget.inherits("QRubberBand");
}

void tell(const QWidget& widget, int depth, QString& text) {
  text += QString(2 * depth, u' ') + QLatin1String(widget.metaObject()->className());
  if (!widget.objectName().isEmpty()) text += QStringLiteral(" \"%1\"").arg(widget.objectName());
  if (widget.isHidden() && !widget.isWindow()) text += QStringLiteral(", hidden");
  if (!widget.isEnabled()) text += QStringLiteral(", disabled");
  text += propertiesText(widget);
  if (widget.layout() != nullptr) text += layoutText(*widget.layout());
  text += u'\n';
  for (const QObject* child : widget.children()) {
    if (const auto* action = qobject_cast<const QAction*>(child); action != nullptr && !action->text().isEmpty())
      text += QString(2 * depth + 2, u' ') + QStringLiteral("action %1 %2%3%4\n")
                                                 .arg(action->text(), action->shortcut().toString(),
                                                      action->isCheckable() ? QStringLiteral(" checkable") : QString(),
                                                      action->isEnabled() ? QString() : QStringLiteral(" disabled"));
    const auto* inner = qobject_cast<const QWidget*>(child);
    if (inner == nullptr || inner->isWindow() || isOfQtItself(*inner)) {
      // What scrolls holds what is shown.
      if (inner != nullptr && inner->objectName() == QLatin1String("qt_scrollarea_viewport"))
        for (const QObject* shown : inner->children())
          if (const auto* held = qobject_cast<const QWidget*>(shown)) tell(*held, depth + 1, text);
      continue;
    }
    tell(*inner, depth + 1, text);
  }
}

}  // namespace

QString widgetText(const QWidget& widget) {
  QString text;
  tell(widget, 0, text);
  return text;
}

}  // namespace roundscope::ui
