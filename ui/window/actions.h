// Everything the window can do, as one table: menus, the transport bar and the key sheet are made from it.
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/drawing/ticks.h"

class QMenu;

namespace roundscope::ui {

enum class ActionId : std::uint8_t {
  NewFile,
  OpenFile,
  SaveFile,
  SaveFileAs,
  Quit,
  Undo,
  Redo,
  Ask,
  PinKnob,
  ShowInText,
  ZoomIn,
  ZoomOut,
  PanLeft,
  PanRight,
  Fit,
  ClearSelection,
  SearchEvents,
  HideFuture,
  AxisRounds,
  AxisSeconds,
  CollapseIdle,
  CallAbove,
  CallBelow,
  OpenBatch,
  CollapseLane,
  CollapseAll,
  CriticalPath,
  Arrows,
  LightTheme,
  DarkTheme,
  PrintTheme,
  Presenter,
  ShowStage,
  StageAlone,
  PlayPause,
  NextStep,
  PreviousStep,
  RestartLesson,
  ReturnToStep,
  StepForward,
  StepBack,
  EventForward,
  EventBack,
  NextFailure,
  PreviousFailure,
  Cause,
  Consequence,
  ToStart,
  ToEnd,
  UntilRound,
  UntilFailure,
  UntilLimit,
  UntilReply,
  UntilCall,
  Faster,
  Slower,
  Marker,
  ClearMarkers,
  StopSimulating,
  SimulateToEnd,
  RunCost,
  TellVerdict,
  CopyVerdict,
  Advise,
  ExportPicture,
  CopyPicture,
  ExportTrace,
  Commands,
  Keys,
  Protocol,
  About,
  Count
};

enum class MenuId : std::uint8_t { File, Edit, View, Axis, Theme, Run, Lesson, RunUntil, Compare, Export, Help, Count };

/// One row of the table. Texts are translated where they are shown.
struct ActionSpec {
  ActionId id;
  MenuId menu;
  const char* text;
  const char* keys;  ///< alternatives, separated by spaces; the first is the one menus show
  const char* icon = "";
  bool checkable = false;
  bool startsGroup = false;  ///< a separator stands before it
};

const std::vector<ActionSpec>& actionTable();
/// The action that makes the axis count so.
ActionId actionOf(AxisUnit unit);
QString menuTitle(MenuId menu);
/// The menu in which another one stands; absent for those of the menu bar.
std::optional<MenuId> menuAbove(MenuId menu);
/// The words of a menu row without its marks.
QString plainText(QString text);
/// The keys of a table's row.
QList<QKeySequence> keysOf(const char* separatedBySpaces);
/// "Space  ."
QString keysText(const QAction& action);

/// The actions made from the table. Their shortcuts hold wherever in the window the focus is.
class Actions : public QObject {
  Q_OBJECT

 public:
  explicit Actions(QWidget* window);

  [[nodiscard]] QAction* operator[](ActionId id) const { return m_actions[static_cast<std::size_t>(id)]; }
  void addTo(QMenu* menu, MenuId id) const;
  /// Draws the icons in the palette's text colour; to be called again when it changes.
  void drawIcons();
  void showPlaying(bool playing);

 private:
  std::array<QAction*, static_cast<std::size_t>(ActionId::Count)> m_actions{};
  bool m_playing = false;
};

}  // namespace roundscope::ui
