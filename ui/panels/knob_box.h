// A number that a viewer turns while a run is on screen: Up, Down and digits are the knob's, all other keys the run's.
#pragma once

#include <QDoubleSpinBox>

namespace roundscope::ui {

/// A box for whole numbers, which may be larger than an int.
class KnobBox : public QDoubleSpinBox {
  Q_OBJECT

 public:
  explicit KnobBox(QWidget* parent);

 protected:
  bool event(QEvent* event) override;
};

}  // namespace roundscope::ui
