// Rows are the library's entries; nothing is changed here.
#include "ui/models/lesson_model.h"

namespace roundscope {

QModelIndex LessonModel::indexOf(const QString& id) const {
  for (std::size_t i = 0; i < m_lessons.size(); ++i)
    if (m_lessons[i].id == id) return index(static_cast<int>(i));
  return {};
}

int LessonModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_lessons.size());
}

QVariant LessonModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const LessonInfo& lesson = m_lessons[static_cast<std::size_t>(index.row())];
  if (role == Qt::DisplayRole) return tr("%1  %2").arg(index.row() + 1).arg(lesson.title);
  if (role == Qt::ToolTipRole) return lesson.description;
  if (role == IdRole) return lesson.id;
  return {};
}

}  // namespace roundscope
