// See panel.h.
#include "ui/panels/panel.h"

#include <QEvent>
#include <QHeaderView>
#include <QPalette>
#include <QTableView>

namespace roundscope::ui {

namespace {

class RowFitter : public QObject {
 public:
  RowFitter(QTableView* table, int extraPx) : QObject(table), m_table(table), m_extraPx(extraPx) {
    table->installEventFilter(this);
    fit();
  }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::Show) fit();
    return QObject::eventFilter(watched, event);
  }

 private:
  void fit() { m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + m_extraPx); }

  QTableView* m_table;
  int m_extraPx;
};

}  // namespace

Theme themeOf(const QPalette& palette) {
  return {palette.color(QPalette::Window).lightness() < 128 ? ThemeKind::Dark : ThemeKind::Light};
}

void fitRowsToType(QTableView* table, int extraPx) { new RowFitter(table, extraPx); }

}  // namespace roundscope::ui
