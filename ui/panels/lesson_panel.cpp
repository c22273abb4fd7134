// A click or Enter chooses; walking through the list with Up and Down only selects.
#include "ui/panels/lesson_panel.h"

#include <QListView>
#include <QShortcut>

#include "ui/lessons/lesson_library.h"
#include "ui/models/lesson_model.h"
#include "ui/panels/panel.h"

namespace roundscope {

LessonPanel::LessonPanel(QWidget* parent)
    : QWidget(parent), m_model(new LessonModel(lessons(), this)), m_list(new QListView(this)) {
  m_list->setModel(m_model);
  m_list->setAccessibleName(tr("Lessons"));
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setTextElideMode(Qt::ElideRight);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setUniformItemSizes(true);
  auto* layout = makePanelLayout(this);
  layout->setContentsMargins(4, 4, 4, 4);
  layout->addWidget(m_list);
  setFocusProxy(m_list);

  connect(m_list, &QListView::clicked, this, &LessonPanel::choose);
  for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
    auto* enter = new QShortcut(key, m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(enter, &QShortcut::activated, this, [this] { choose(m_list->currentIndex()); });
  }
}

void LessonPanel::choose(const QModelIndex& index) {
  if (index.isValid()) emit chosen(index.data(LessonModel::IdRole).toString());
}

void LessonPanel::markOpen(const QString& id) {
  const QModelIndex index = m_model->indexOf(id);
  m_list->setCurrentIndex(index);
  if (!index.isValid()) m_list->clearSelection();
}

}  // namespace roundscope
