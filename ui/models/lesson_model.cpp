// Rows are the library's entries; nothing is changed here.
#include "ui/models/lesson_model.h"

#include <algorithm>

#include "ui/lessons/lesson_progress.h"

namespace roundscope::ui {

LessonModel::LessonModel(std::vector<LessonInfo> lessons, QObject* parent)
    : QAbstractListModel(parent), m_lessons(std::move(lessons)), m_seen(m_lessons.size()) {
  refreshProgress();
}

void LessonModel::refreshProgress() {
  for (std::size_t i = 0; i < m_lessons.size(); ++i) {
    const std::size_t seen = std::min(stepsSeen(m_lessons[i].id), m_lessons[i].steps);
    if (seen == m_seen[i]) continue;
    m_seen[i] = seen;
    const QModelIndex changed = index(static_cast<int>(i));
    emit dataChanged(changed, changed);
  }
}

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
  if (role == Qt::DisplayRole) {
    const std::size_t seen = m_seen[static_cast<std::size_t>(index.row())];
    const QString name = tr("%1  %2").arg(index.row() + 1).arg(lesson.title);
    if (seen == 0 || lesson.steps == 0) return name;
    return seen == lesson.steps ? tr("%1  ✓").arg(name) : tr("%1  %2/%3").arg(name).arg(seen).arg(lesson.steps);
  }
  if (role == Qt::ToolTipRole) return lesson.description;
  if (role == IdRole) return lesson.id;
  return {};
}

}  // namespace roundscope::ui
