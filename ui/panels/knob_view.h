// The one or two numbers of a lesson that the viewer may turn.
#pragma once

#include <QWidget>

#include "ui/lessons/lesson_player.h"

namespace roundscope::ui {

class KnobRows;

class KnobView : public QWidget {
  Q_OBJECT

 public:
  explicit KnobView(QWidget* parent);
  void show(const LessonPlayer& player);

 signals:
  void turned(std::size_t knob, std::int64_t value);

 private:
  KnobRows* m_rows;
};

}  // namespace roundscope::ui
