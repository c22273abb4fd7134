// Numbers to turn, each with its name.
#pragma once

#include <QWidget>
#include <cstddef>
#include <vector>

#include "core/scenario/knobs.h"

class QLayout;

namespace roundscope::ui {

class KnobBox;

/// One below the other, or as many beside each other as there is room for. A value is taken only when it is complete
/// (Enter, or the focus leaves, or an arrow is pressed), because every new value runs the scenario again.
class KnobRows : public QWidget {
  Q_OBJECT

 public:
  enum class Order : std::uint8_t { Column, Wrapped };
  KnobRows(Order order, QWidget* parent);

  /// Makes rows anew only for other knobs, so that the one in use keeps the focus. A value may lie outside of its
  /// knob's range: then it widens the range.
  void show(const std::vector<PinnedKnob>& knobs);
  [[nodiscard]] std::size_t count() const { return m_rows.size(); }
  [[nodiscard]] QWidget* row(std::size_t knob) const { return m_rows[knob]; }

 signals:
  void turned(std::size_t knob, qint64 value);
  /// What can be done with a knob is asked for, at a place of the screen.
  void menuWanted(std::size_t knob, const QPoint& at);

 private:
  void build(const std::vector<PinnedKnob>& knobs);

  Order m_order;
  QLayout* m_layout;
  std::vector<Knob> m_knobs;
  std::vector<QWidget*> m_rows;
  std::vector<KnobBox*> m_boxes;
  bool m_showing = false;  ///< values come from outside, not from the viewer
};

}  // namespace roundscope::ui
