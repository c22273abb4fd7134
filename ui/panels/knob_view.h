// The one or two numbers of a lesson that the viewer may turn.
#pragma once

#include <QList>
#include <QWidget>

#include "ui/lessons/lesson_player.h"

class QVBoxLayout;

namespace roundscope::ui {

class Knob;

class KnobView : public QWidget {
  Q_OBJECT

 public:
  explicit KnobView(QWidget* parent);
  void show(const LessonPlayer& player);

 signals:
  void turned(std::size_t knob, std::int64_t value);

 private:
  void build(const Lesson& lesson);

  QVBoxLayout* m_layout;
  QString m_lesson;  ///< whose knobs these are
  QList<QWidget*> m_rows;
  QList<Knob*> m_boxes;
  bool m_showing = false;  ///< values come from the player, not from the viewer
};

}  // namespace roundscope::ui
