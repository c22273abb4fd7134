// What a window is made of, as text: a line for each widget, with what a viewer sees of it or can do with it.
#pragma once

#include <QWidget>

namespace roundscope::ui {

/// The widget and all in it, in the order in which they were made. Nothing of it depends on fonts or on sizes.
[[nodiscard]] QString widgetText(const QWidget& widget);

}  // namespace roundscope::ui
