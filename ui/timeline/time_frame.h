// What other views need to line up with the timeline: a small value that it sets and they follow.
#pragma once

#include <QObject>

#include "ui/drawing/axis.h"
#include "ui/drawing/theme.h"
#include "ui/timeline/index.h"

namespace roundscope::ui {

class TimeFrame final : public QObject {
  Q_OBJECT

 public:
  /// The index must outlive the frame.
  explicit TimeFrame(const TimelineIndex& index) : m_index(index) {}

  [[nodiscard]] const TimelineIndex& index() const { return m_index; }
  [[nodiscard]] const TimeAxis& axis() const { return m_axis; }
  [[nodiscard]] const Theme& theme() const { return m_theme; }
  [[nodiscard]] double basePt() const { return m_basePt; }  ///< size of ordinary type, in points

  void set(const TimeAxis& axis, const Theme& theme, double basePt) {
    m_axis = axis;
    m_theme = theme;
    m_basePt = basePt;
    emit changed();
  }

 signals:
  /// What is seen, or how, has changed: axis, theme, type size, known calls.
  void changed();

 private:
  const TimelineIndex& m_index;
  TimeAxis m_axis;
  Theme m_theme;
  double m_basePt = 9;
};

}  // namespace roundscope::ui
