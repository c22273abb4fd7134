// The specification of a figure: what a picture shows and how. Scenario files list figures, the command line and the
// export dialog make them, and a picture's file keeps the one that it was made from.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/figure_target.h"

namespace roundscope {

struct Scenario;

/// What the figure is a picture of.
enum class FigureView : std::uint8_t { Timeline, Stage, InFlight };
/// How much room things take: for slides, or for a column of a paper.
enum class FigureDensity : std::uint8_t { Comfortable, Compact };
/// Auto is light, and in a page whatever the reader's screen is set to.
enum class FigureTheme : std::uint8_t { Auto, Light, Dark, Print, Grey };

/// Parts that a figure can leave out.
enum class FigurePart : std::uint8_t {
  Calls,       ///< the bars
  Executions,  ///< what canisters execute
  InFlight,    ///< the strip of calls in flight
  Variables,
  Locks,
  Arrows,  ///< of messages
  Chart,   ///< of calls in flight
  Legend,
  Title,
  Caption,
  Provenance,  ///< the line that says from which runs it is
};

/// A text with an arrow to what it is about.
struct FigureNote {
  FigureTarget at;
  std::string text;
  bool operator==(const FigureNote&) const = default;
};

/// A canister or subnet of one variant, by its id.
struct FigurePlace {
  std::string variant;
  std::string id;
  bool operator==(const FigurePlace&) const = default;
};

/// A call of one variant, by its number from 0.
struct FigureCall {
  std::string variant;
  std::uint32_t number = 0;
  bool operator==(const FigureCall&) const = default;
};

/// What a viewer of the window has chosen beside: it makes the picture what the window shows.
struct FigureWindow {
  std::vector<std::string> folded;      ///< variants of which only the heading is shown
  std::vector<FigurePlace> collapsed;   ///< canisters that are one line
  std::vector<FigurePlace> opened;      ///< canisters whose many calls are shown one by one
  std::vector<FigurePlace> subnets;     ///< subnets that are one line
  std::vector<std::int64_t> markersUs;  ///< at most two moments, in microseconds
  std::optional<FigureCall> selected;
  bool criticalPath = false;
  bool collapseIdle = false;  ///< time in which nothing happens takes no room
  bool operator==(const FigureWindow&) const = default;
};

// Fields stand by topic, whatever padding that takes. NOLINTNEXTLINE(*-optin.performance.Padding)
struct Figure {
  std::string name;  ///< in a list of figures; empty elsewhere
  FigureView view = FigureView::Timeline;
  std::vector<std::string> variants;   ///< in this order; empty: all
  std::vector<std::string> canisters;  ///< empty: all
  std::set<FigurePart> hidden;
  /// First and last round, both included; absent: the whole run.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> rounds;
  /// A stretch of simulated time in microseconds, in place of `rounds`.
  std::optional<std::pair<std::int64_t, std::int64_t>> rangeUs;
  std::optional<std::int64_t> cursorUs;  ///< absent: all is shown and no cursor
  bool hideFuture = false;               ///< what comes after the cursor
  bool callNumbers = false;              ///< stand in bars where they fit
  double roundsPerSecond = 2;            ///< of an animation

  /// Of the page. Without a height it is as high as what it shows needs. Absent: `sizePx`, and without that 1,600
  /// pixels wide and as high as needed, 900 pixels at least.
  std::optional<double> widthMm;
  std::optional<double> heightMm;
  std::optional<std::pair<std::uint32_t, std::uint32_t>> sizePx;  ///< width and height in pixels at `dpi`
  std::optional<std::uint32_t> dpi;  ///< absent: 96, or 300 where the size is in millimetres
  FigureDensity density = FigureDensity::Comfortable;
  std::string font;      ///< a family; empty: the program's own
  double fontPt = 10.5;  ///< no type is smaller; lines and marks grow with it
  FigureTheme theme = FigureTheme::Auto;
  std::string palette;               ///< by name; empty: the program's own
  std::vector<std::string> colours;  ///< as "#0072b2", in place of a palette
  bool transparent = false;          ///< no paper behind the shapes
  double marginMm = 0;               ///< of empty paper around all
  std::optional<std::string> title;  ///< absent: the scenario's; empty: none
  std::string caption;
  std::vector<FigureNote> notes;
  std::string scaleOf;  ///< another figure of the same file: a round is as wide as there
  FigureWindow window;
  bool operator==(const Figure&) const = default;

  [[nodiscard]] bool shows(FigurePart part) const { return !hidden.contains(part); }
};

/// The words of figures in files and on the command line.
[[nodiscard]] std::string_view nameOf(FigureView view);
[[nodiscard]] std::string_view nameOf(FigureDensity density);
[[nodiscard]] std::string_view nameOf(FigureTheme theme);
[[nodiscard]] std::string_view nameOf(FigurePart part);
/// All of them, in the order of their values.
[[nodiscard]] std::span<const std::string_view> figureViews();
[[nodiscard]] std::span<const std::string_view> figureDensities();
[[nodiscard]] std::span<const std::string_view> figureThemes();
[[nodiscard]] std::span<const std::string_view> figureParts();

/// "first refusal: the limit is reached": a target, a colon and a space, the text.
/// Errors: of kind Usage, naming `where`.
[[nodiscard]] Result<FigureNote> parseNote(std::string_view text, const std::string& where);
[[nodiscard]] std::string textOf(const FigureNote& note);

/// Gives the figure a palette by its name, or colours as "#0072b2, #d55e00".
/// Errors: of kind Usage, naming `where`: what begins with # is no colour.
[[nodiscard]] std::optional<Error> setPalette(Figure& figure, std::string_view text, const std::string& where);
/// What setPalette() takes.
[[nodiscard]] std::string paletteText(const Figure& figure);

/// A figure as JSON on one line: what is as by default is not written.
[[nodiscard]] std::string figureText(const Figure& figure);

/// Reads what figureText() wrote. `where` stands in errors.
/// Errors: of kind Scenario: no such object, or a value out of its range. Names are not looked up.
[[nodiscard]] Result<Figure> parseFigure(std::string_view text, const std::string& where);

/// A name in a figure that its scenario does not have.
struct UnknownInFigure {
  std::string field;  ///< as a pointer into the figure, "/canisters/1"
  std::string what;
  std::string expected;
};
/// The first name of a variant, a canister, or of what a note is about, that is none of these variants'.
[[nodiscard]] std::optional<UnknownInFigure> unknownIn(const Figure& figure, const std::vector<Scenario>& variants);

}  // namespace roundscope
