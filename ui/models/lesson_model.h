// The lessons as a list, in the order in which they are taught.
#pragma once

#include <QAbstractListModel>
#include <vector>

#include "ui/lessons/lesson_library.h"

namespace roundscope::ui {

class LessonModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { IdRole = Qt::UserRole };

  LessonModel(std::vector<LessonInfo> lessons, QObject* parent);

  /// The row of a lesson; an invalid index where there is none.
  [[nodiscard]] QModelIndex indexOf(const QString& id) const;
  [[nodiscard]] const std::vector<LessonInfo>& lessons() const { return m_lessons; }
  /// Reads anew how far the viewer has come.
  void refreshProgress();

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<LessonInfo> m_lessons;
  std::vector<std::size_t> m_seen;  ///< steps, by lesson
};

}  // namespace roundscope::ui
