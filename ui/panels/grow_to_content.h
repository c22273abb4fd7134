// A dialog that says more than before.
#pragma once

#include <QLayout>
#include <QWidget>
#include <algorithm>

namespace roundscope::ui {

/// Makes a window as high as its layout needs at its width; what the viewer made larger stays so.
inline void growToContent(QWidget& window) {
  const QLayout* layout = window.layout();
  const QSize size = window.size().expandedTo(layout->minimumSize());
  const int needed = layout->hasHeightForWidth() ? layout->totalHeightForWidth(size.width()) : size.height();
  window.resize(size.width(), std::max(size.height(), needed));
}

}  // namespace roundscope::ui
