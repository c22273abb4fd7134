// A click or Enter chooses; walking through the list with Up and Down only selects.
#include "ui/panels/lesson_panel.h"

#include <QListView>
#include <QStackedLayout>

#include "ui/lessons/lesson_library.h"
#include "ui/lessons/lesson_player.h"
#include "ui/lessons/lesson_progress.h"
#include "ui/models/lesson_model.h"
#include "ui/panels/lesson_page.h"
#include "ui/panels/panel.h"

namespace roundscope::ui {

LessonPanel::LessonPanel(Session* session, QWidget* parent)
    : QWidget(parent),
      m_player(&LessonPlayer::of(*session)),
      m_model(new LessonModel(roundscope::ui::lessons(), this)),
      m_list(new QListView(this)),
      m_pages(new QStackedLayout(this)) {
  m_list->setModel(m_model);
  m_list->setAccessibleName(tr("Lessons"));
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setTextElideMode(Qt::ElideRight);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setUniformItemSizes(true);
  auto* listPage = new QWidget(this);
  auto* layout = makePanelLayout(listPage);
  layout->setContentsMargins(4, 4, 4, 4);
  layout->addWidget(m_list);
  auto* page = new LessonPage(m_player, this);
  m_pages->addWidget(listPage);
  m_pages->addWidget(page);
  setFocusProxy(m_list);

  connect(page, &LessonPage::listWanted, this, &LessonPanel::showList);
  connect(m_player, &LessonPlayer::listWanted, this, &LessonPanel::showList);
  connect(m_player, &LessonPlayer::changed, this, &LessonPanel::follow);
  connect(session, &Session::opened, this, &LessonPanel::markOpen);
  connect(m_list, &QListView::clicked, this, &LessonPanel::choose);
  onEnter(m_list, [this] { choose(m_list->currentIndex()); });
}

void LessonPanel::choose(const QModelIndex& index) {
  if (index.isValid()) m_player->choose(index.data(LessonModel::IdRole).toString());
}

void LessonPanel::showList() { m_pages->setCurrentIndex(0); }

/// None is marked while something other than a lesson is open.
void LessonPanel::markOpen() {
  const QModelIndex index = m_model->indexOf(m_player->id());
  m_list->setCurrentIndex(index);
  if (!index.isValid()) m_list->clearSelection();
  m_pages->setCurrentIndex(index.isValid() && m_player->isOpen() ? 1 : 0);
}

/// A step has been seen once its numbers are there; one that asks, once it is revealed.
void LessonPanel::follow() {
  if (!m_player->isOpen() || !m_player->resolved()) return;
  rememberSteps(m_player->id(), m_player->step() + (m_player->asks() ? 0 : 1));
  m_model->refreshProgress();
}

}  // namespace roundscope::ui
