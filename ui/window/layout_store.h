// What the window remembers between runs: its layout and its theme.
#pragma once

#include "ui/drawing/theme.h"

class QMainWindow;
class QSplitter;

namespace roundscope::ui {

/// Lies where QSettings' default format and path say, so that a test can put it elsewhere.
void saveLayout(const QMainWindow& window, const QSplitter& splitter, ThemeKind theme);
/// False when nothing (or nothing that fits this version) was remembered.
bool restoreLayout(QMainWindow& window, QSplitter& splitter);
ThemeKind rememberedTheme();

}  // namespace roundscope::ui
