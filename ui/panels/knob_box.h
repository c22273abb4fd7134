// A number that a viewer turns while a run is on screen: Up, Down and digits are the knob's, all other keys the run's.
#pragma once

#include <QDoubleSpinBox>
#include <QValidator>

namespace roundscope::ui {

/// A box for whole numbers, which may be larger than an int.
class KnobBox : public QDoubleSpinBox {
  Q_OBJECT

 public:
  explicit KnobBox(QWidget* parent);

  /// More or less than the range is typed like any number, and becomes the nearest that is in it.
  [[nodiscard]] QValidator::State validate(QString& typed, int& at) const override;
  void fixup(QString& typed) const override;

 protected:
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] QString withoutUnit(const QString& typed) const;
};

}  // namespace roundscope::ui
