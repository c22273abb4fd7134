// What is drawn and no widget, told to screen readers and other programs that help: a view has a sentence for the
// moment it shows, and a child for each thing in it that can be chosen.
#pragma once

#include <QRect>
#include <QString>

class QWidget;

namespace roundscope::ui {

struct ToldItem {
  QString name;
  QRect rect{};  ///< in the widget; null where it is not in view
  bool selected = false;
};

/// A widget that draws things is one, too. Items are asked for only while somebody listens, one by one.
class ToldItems {
 public:
  /// More would not be listened to; tellMoment() says how many there are.
  static constexpr int kMostTold = 500;

  virtual ~ToldItems() = default;
  [[nodiscard]] virtual QString tellMoment() = 0;
  /// At most kMostTold.
  [[nodiscard]] virtual int toldCount() = 0;
  /// `item` is below toldCount().
  [[nodiscard]] virtual ToldItem toldItem(int item) = 0;
  virtual void chooseToldItem(int item) = 0;

 protected:
  /// What is told is different now.
  static void tellChange(QWidget* widget);
};

/// Lets every widget that is a ToldItems be asked. Once is enough.
void installToldItems();

}  // namespace roundscope::ui
