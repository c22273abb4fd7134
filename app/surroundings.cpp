// See surroundings.h.
#include "app/surroundings.h"

#include <QByteArrayView>
#include <QFont>
#include <QFontInfo>

namespace roundscope::app {

std::optional<Error> noDisplay(const QString& message) {
  if (!message.contains(QLatin1String("no Qt platform plugin could be initialized"))) return std::nullopt;
  const QByteArray wanted = qgetenv("QT_QPA_PLATFORM");
  if (wanted == "offscreen")
    return Error{ErrorKind::InputOutput, "pictures", "Qt's part for drawing without a display is missing",
                 "its plugin \"offscreen\", as in Debian's package libqt6gui6"};
  return Error{ErrorKind::InputOutput, "the window",
               wanted.isEmpty()
                   ? "there is no display to open it on"
                   : "it cannot be opened as QT_QPA_PLATFORM says, which is \"" + wanted.toStdString() + '"',
               "a desktop, with DISPLAY or WAYLAND_DISPLAY set; `roundscope run` and `render` need none"};
}

std::optional<Error> noFonts() {
  // Qt's own boxes have no family, though its list of families is never empty.
  if (!QFontInfo(QFont()).family().isEmpty()) return std::nullopt;
  return Error{ErrorKind::InputOutput, "fonts", "this machine has none that could be drawn with",
               "some, as of Debian's package fonts-dejavu-core"};
}

std::optional<Error> notUtf8(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    if (!QByteArrayView(argv[i]).isValidUtf8())
      return Error{ErrorKind::InputOutput, argv[i], "is not UTF-8", "a name in UTF-8; mv can give the file one"};
  return std::nullopt;
}

}  // namespace roundscope::app
