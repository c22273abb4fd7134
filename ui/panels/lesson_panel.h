// The list of lessons; choosing one asks for it to be opened, and shows its page in the list's place.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/lessons/lesson_library.h"

class QListView;
class QModelIndex;
class QStackedLayout;

namespace roundscope::ui {

class LessonModel;
class LessonPlayer;

class LessonPanel : public QWidget {
  Q_OBJECT

 public:
  LessonPanel(LessonPlayer* player, QWidget* parent);
  [[nodiscard]] const std::vector<LessonInfo>& lessons() const;
  void markOpen(const QString& id);  ///< none is marked when there is no such lesson
  void showList();
  void chooseNext();  ///< the lesson after the one that is open; after the last, the list

 signals:
  void chosen(const QString& id);

 private:
  void choose(const QModelIndex& index);
  void follow();

  LessonPlayer* m_player;
  LessonModel* m_model;
  QListView* m_list;
  QStackedLayout* m_pages;
};

}  // namespace roundscope::ui
