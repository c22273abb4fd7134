// One list of colours a theme; the style sheet is the same text for both.
#include "ui/window/appearance.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <cmath>

namespace roundscope::ui {
namespace {

struct Colours {
  QColor window, surface, raised, text, muted, border, accent, accentText, errorBack, errorText;
};

Colours coloursOf(ThemeKind theme) {
  if (theme == ThemeKind::Dark) {
    return {.window = QColor(0x1b1f26),
            .surface = QColor(0x15181d),
            .raised = QColor(0x282e38),
            .text = QColor(0xe6e9ee),
            .muted = QColor(0x9aa5b4),
            .border = QColor(0x323a46),
            .accent = QColor(0x56b4e9),
            .accentText = QColor(0x0b1016),
            .errorBack = QColor(0x4a2a20),
            .errorText = QColor(0xffd9c7)};
  }
  return {.window = QColor(0xf4f5f7),
          .surface = QColor(0xffffff),
          .raised = QColor(0xe8ebf0),
          .text = QColor(0x1c2430),
          .muted = QColor(0x5b6675),
          .border = QColor(0xd5dae1),
          .accent = QColor(0x0072b2),
          .accentText = QColor(0xffffff),
          .errorBack = QColor(0xfdebe3),
          .errorText = QColor(0x7a2e0a)};
}

QPalette paletteOf(const Colours& c) {
  QPalette palette(c.text, c.raised, c.raised.lighter(115), c.border.darker(130), c.border, c.text, c.accentText,
                   c.surface, c.window);
  palette.setColor(QPalette::AlternateBase, c.window);
  palette.setColor(QPalette::Highlight, c.accent);
  palette.setColor(QPalette::HighlightedText, c.accentText);
  palette.setColor(QPalette::Link, c.accent);
  palette.setColor(QPalette::PlaceholderText, c.muted);
  palette.setColor(QPalette::ToolTipBase, c.raised);
  palette.setColor(QPalette::ToolTipText, c.text);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, c.muted);
  return palette;
}

QString styleSheetOf(const Colours& c, double scale) {
  QString sheet = QStringLiteral(R"(
    QMainWindow::separator { background: @border; width: 1px; height: 1px; }
    QMainWindow::separator:hover { background: @accent; }
    QSplitter::handle { background: @border; }
    QDockWidget { titlebar-close-icon: url(:/icons/close-panel.svg); titlebar-normal-icon: none; }
    QDockWidget::close-button { border: none; background: transparent; subcontrol-position: center right; right: 6px; width: 16px; height: 16px; }
    QTabBar::close-button { image: url(:/icons/close-panel.svg); subcontrol-position: right; }
    QFrame#overlay { background: @window; border: none; border-left: 1px solid @border; }
    QDockWidget::title { background: @window; padding: 8px 12px; border-bottom: 1px solid @border; }
    QMenuBar { background: @window; border-bottom: 1px solid @border; padding: 2px 4px; }
    QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
    QMenuBar::item:selected { background: @raised; }
    QMenu { background: @surface; border: 1px solid @border; padding: 4px; }
    QMenu::item { padding: 5px 28px 5px 24px; border-radius: 4px; }
    QMenu::item:selected { background: @accent; color: @accentText; }
    QMenu::item:disabled { color: @muted; }
    QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
    QMenu::indicator { width: 14px; height: 14px; left: 5px; }
    QStatusBar { background: @window; border-top: 1px solid @border; color: @muted; }
    QStatusBar::item { border: none; }
    QToolBar#transport { background: @window; border: none; border-top: 1px solid @border; }
    QStatusBar QToolButton { padding: 1px 6px; border-color: @border; }
    QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 5px; background: transparent; }
    QToolButton:hover { background: @raised; }
    QToolButton:pressed { background: @border; }
    QToolButton:focus { border-color: @accent; }
    QAbstractItemView { background: @window; alternate-background-color: @surface; outline: none; }
    QListView::item { padding: 4px 6px; border-radius: 4px; }
    QTreeView::item { padding: 4px 2px; border-radius: 4px; }
    QListView::item:hover, QTreeView::item:hover { background: @raised; }
    QListView::item:selected, QTreeView::item:selected { background: @accent; color: @accentText; }
    QTableView { gridline-color: @border; }
    QTableView::item { padding: 4px 4px; border-bottom: 1px solid @border; }
    QHeaderView { background: @window; }
    QHeaderView::section { background: @window; color: @muted; border: none; border-bottom: 1px solid @border; padding: 4px 4px; }
    QHeaderView::section:horizontal { padding-right: 7px; }
    QHeaderView::section:vertical { padding-right: 12px; }
    QTableCornerButton::section { background: @window; border: none; border-bottom: 1px solid @border; }
    QLabel[role="title"] { font-weight: 600; font-size: @titlePx; }
    QLabel[role="why"] { font-weight: 600; }
    QLabel[role="lesson"] { font-size: @lessonPx; }
    QPushButton { background: @surface; border: 1px solid @border; border-radius: 6px; padding: 6px 12px; }
    QPushButton:hover, QPushButton:focus { border-color: @accent; }
    QPushButton:disabled { color: @muted; background: @window; }
    QPushButton[role="primary"] { background: @accent; color: @accentText; border-color: @accent; font-weight: 600; }
    QPushButton[role="primary"]:disabled { background: @raised; color: @muted; border-color: @border; }
    QLabel[role="choice"]:disabled { color: @muted; }
    QFrame#why { background: @raised; border-radius: 6px; }
    QLineEdit, QComboBox { background: @surface; border: 1px solid @border; border-radius: 4px; padding: 3px 6px; }
    QLineEdit:focus, QComboBox:focus { border-color: @accent; }
    QComboBox[standard="true"] { color: @muted; }
    QComboBox { combobox-popup: 0; }
    QComboBox QAbstractItemView { background: @surface; border: 1px solid @border; selection-background-color: @accent; selection-color: @accentText; }
    QTabBar::tab { background: @window; color: @muted; padding: 6px 6px 6px 10px; border: none; border-bottom: 2px solid transparent; }
    QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
    QTableView::item:selected { background: @accent; color: @accentText; }
    QLabel[role="caption"] { color: @muted; }
    QLabel[role="error"] { color: @errorText; }
    QLabel[role="verdict"] { font-weight: 600; }
    QFrame#banner { background: @errorBack; border-bottom: 1px solid @border; }
    QFrame#banner QLabel { color: @errorText; }
    QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
    QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
    QScrollBar::handle { background: @border; border-radius: 4px; margin: 1px; min-width: 28px; min-height: 28px; }
    QScrollBar::handle:hover { background: @muted; }
    QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
    QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
    QAbstractScrollArea::corner { background: transparent; border: none; }
    QToolTip { background: @raised; color: @text; border: 1px solid @border; padding: 4px; }
  )");
  const std::pair<const char*, QColor> names[] = {
      {"@window", c.window},       {"@surface", c.surface},    {"@raised", c.raised},         {"@text", c.text},
      {"@muted", c.muted},         {"@border", c.border},      {"@accentText", c.accentText}, {"@accent", c.accent},
      {"@errorBack", c.errorBack}, {"@errorText", c.errorText}};
  sheet.replace(QLatin1String("@lessonPx"), QStringLiteral("%1px").arg(std::lround(15 * scale)));
  sheet.replace(QLatin1String("@titlePx"), QStringLiteral("%1px").arg(std::lround(15 * scale)));
  for (const auto& [name, colour] : names) sheet.replace(QLatin1String(name), colour.name());
  return sheet;
}

}  // namespace

void applyAppearance(ThemeKind theme, double scale) {
  const Colours colours = coloursOf(theme);
  static const double ordinaryPt = QApplication::font().pointSizeF();
  QFont font = QApplication::font();
  font.setPointSizeF(ordinaryPt * scale);
  QApplication::setFont(font);
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setPalette(paletteOf(colours));
  qApp->setStyleSheet(styleSheetOf(colours, scale));
}

}  // namespace roundscope::ui
