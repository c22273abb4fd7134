// Which colour each role of the picture has. Hue says the call style; status never depends on colour alone.
// Colours of data are a palette's, told apart by colour-blind eyes too; in the grey theme they are tones and patterns.
#pragma once

#include <QColor>
#include <QFont>
#include <QString>
#include <cstdint>
#include <utility>

#include "ui/drawing/palette.h"

namespace roundscope::ui {

enum class ThemeKind { Light, Dark, Print, Grey };

/// What a shape is, as far as its colour goes.
enum class Role : std::uint8_t {
  Background,
  Lane,
  LaneOther,  ///< lanes of every second subnet
  Gutter,
  Heading,
  Ruler,
  Divider,
  RoundLine,
  RoundLineMajor,
  Text,
  MutedText,
  OutputQueue,
  Outbound,
  InputQueue,
  Executing,
  Inbound,
  Callback,
  BarBorder,
  HatchLine,
  MergedBar,
  Failure,
  FailureFill,
  FailureText,
  Execution,
  ExecutionOther,  ///< not serving a call: a user's message, a callback, a timer
  OverlapFill,
  OverlapLine,
  Limit,
  Cursor,
  CursorText,
  VeilHidden,
  Selection,
  Hover,
  Window,  ///< the visible range in the overview
  Shade,   ///< what lies outside of it
  Chain,   ///< the border of calls that led to the call in focus, or follow from it
  Arrow,
  ArrowFaint,  ///< of calls that are not in focus
  Wedge,       ///< between the arrows of calls that travel together
  FailureWedge,
  FocusBand,  ///< the time of the call in focus
  Quiet,      ///< a canister's message to itself
  Exposed,    ///< state of an unfinished method is committed and visible to others
  ExposedLine,
  LockSpan,
  Critical,  ///< the calls that decide the end
  Slack,     ///< how far another may slip
  Marker,
  Future,  ///< the inside of what is still to come: it is an outline
  FutureLine,
  Variable,  ///< the step line of a variable's values
  Awaiting,
  Differs,  ///< from the variant that this one was made of
};

/// In place of a call style: grey, for what has nothing to do with the call in focus.
inline constexpr std::uint8_t kGreyHue = 255;

/// The text sizes there are.
enum class FontRole : std::uint8_t { Normal, Strong, Heading, Title };

struct Theme {
  ThemeKind kind = ThemeKind::Light;
  Palette palette = standardPalette();  ///< of no matter to the grey theme
  bool operator==(const Theme&) const = default;

  /// `hue` counts call styles and matters to the roles of bars only.
  [[nodiscard]] QColor color(Role role, std::uint8_t hue = 0) const;
  /// The colour of a call style, undiluted.
  [[nodiscard]] QColor hueColor(std::uint8_t hue) const;
};

/// Which type: the size of ordinary text in points, and a family.
struct TypeStyle {
  // Implicit: most type is of the program's own family.
  TypeStyle(double points, QString name = {}) : pt(points), family(std::move(name)) {}  // NOLINT(*-explicit-*)
  double pt;
  QString family;  ///< empty: the program's own
  bool operator==(const TypeStyle&) const = default;
};

/// Sizes are in pixels of a 96 dpi page and never below what the style asks for. What a family lacks comes from the
/// program's own.
[[nodiscard]] QFont fontOf(FontRole role, const TypeStyle& type);

}  // namespace roundscope::ui
