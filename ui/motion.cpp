// Desktops tell Qt's style; the environment is for those that do not.
#include "ui/motion.h"

#include <QApplication>
#include <QStyle>

namespace roundscope::ui {

bool reducedMotion() {
  const QByteArray wanted = qgetenv("ROUNDSCOPE_REDUCED_MOTION");
  if (!wanted.isEmpty()) return wanted != "0";
  return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

}  // namespace roundscope::ui
