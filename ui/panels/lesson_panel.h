// The list of lessons; choosing one opens it, and shows its page in the list's place.
#pragma once

#include <QWidget>

class QListView;
class QModelIndex;
class QStackedLayout;

namespace roundscope::ui {

class LessonModel;
class LessonPlayer;
class Session;

class LessonPanel : public QWidget {
  Q_OBJECT

 public:
  LessonPanel(Session* session, QWidget* parent);

 private:
  void choose(const QModelIndex& index);
  void showList();
  void markOpen();
  void follow();

  LessonPlayer* m_player;
  LessonModel* m_model;
  QListView* m_list;
  QStackedLayout* m_pages;
};

}  // namespace roundscope::ui
