// The table. Tabs and the menu have the order of the rows.
#include "ui/window/panels.h"

#include "ui/compare/compare_panel.h"
#include "ui/editor/scenario_panel.h"
#include "ui/editor/text_panel.h"
#include "ui/panels/code_panel.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/lesson_panel.h"
#include "ui/panels/state_panel.h"
#include "ui/sweep/sweep_panel.h"

namespace roundscope::ui {
namespace {

template <class Panel>
QWidget* make(Session* session, QWidget* parent) {
  return new Panel(session, parent);
}

}  // namespace

const std::vector<PanelSpec>& panelTable() {
  constexpr auto kLeft = Qt::LeftDockWidgetArea;
  constexpr auto kRight = Qt::RightDockWidgetArea;
  constexpr auto kBottom = Qt::BottomDockWidgetArea;
  static const std::vector<PanelSpec> table = {
      {"lessons", "Lessons", "Alt+1", kLeft, make<LessonPanel>, 3, false, true, false, true},
      {"scenario", "Scenario", "Alt+2", kLeft, make<ScenarioPanel>},
      {"inspector", "Inspector", "Alt+3 3", kRight, make<InspectorPanel>, 1, true},
      {"code", "Code", "Alt+5 5", kRight, make<CodePanel>, 1, true},
      {"state", "State", "Alt+4 4", kRight, make<StatePanel>, 1, true},
      {"events", "Events", "Alt+6", kBottom, make<EventPanel>, 1, true, false},
      {"text", "Text", "Alt+7", kBottom, make<TextPanel>, 1, true, false},
      {"sweep", "Sweep", "Alt+8", kBottom, make<SweepPanel>, 1, true, false, true},
      {"compare", "Compare", "Alt+9", kBottom, make<ComparePanel>, 1, true, false, true},
  };
  return table;
}

}  // namespace roundscope::ui
