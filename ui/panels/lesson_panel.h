// The list of lessons; choosing one asks for it to be opened.
#pragma once

#include <QWidget>

class QListView;
class QModelIndex;

namespace roundscope {

class LessonModel;

class LessonPanel : public QWidget {
  Q_OBJECT

 public:
  explicit LessonPanel(QWidget* parent);
  void markOpen(const QString& id);  ///< none is marked when there is no such lesson

 signals:
  void chosen(const QString& id);

 private:
  void choose(const QModelIndex& index);

  LessonModel* m_model;
  QListView* m_list;
};

}  // namespace roundscope
