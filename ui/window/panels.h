// The panels around the timeline, one row each: the window makes its docks, the menu of panels, their keys and the
// commands to find from this table. A new panel is a file with a widget, and a row.
#pragma once

#include <Qt>
#include <vector>

class QWidget;

namespace roundscope::ui {

class Session;

struct PanelSpec {
  const char* id;     ///< the user's layout remembers the panel by it
  const char* title;  ///< translated where it is shown
  const char* keys;   ///< alternatives, separated by spaces: show and hide it; the first is the one menus show
  Qt::DockWidgetArea area;
  QWidget* (*make)(Session* session, QWidget* parent);
  int share = 1;            ///< of its area's height, at first
  bool tabbed = false;      ///< takes turns with the other tabbed ones of its area
  bool shown = true;        ///< at first
  bool compares = false;    ///< its key stands in the menu for comparing, too
  bool forLessons = false;  ///< it holds the lesson's words, which presenter mode leaves in place
};

const std::vector<PanelSpec>& panelTable();

}  // namespace roundscope::ui
