// What a lesson comes to: a sentence or two, and a small table with bars.
#pragma once

#include <QWidget>

#include "core/lesson/resolve.h"

class QLabel;

namespace roundscope::ui {

class VerdictView : public QWidget {
  Q_OBJECT

 public:
  explicit VerdictView(QWidget* parent);
  /// Shows the verdict, or nothing.
  void show(const ResolvedVerdict* verdict);

 private:
  [[nodiscard]] QWidget* makeTable(const ResolvedVerdict& verdict);

  QLabel* m_text;
  QWidget* m_table = nullptr;
  std::optional<ResolvedVerdict> m_shown;
};

}  // namespace roundscope::ui
