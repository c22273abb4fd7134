// How large and how fine a figure may be: what files, the dialog and the command line take.
#pragma once

#include <cstddef>

namespace roundscope {

struct FigureLimit {
  int least = 0;
  int greatest = 0;
  [[nodiscard]] constexpr bool holds(double value) const { return value >= least && value <= greatest; }
};

inline constexpr FigureLimit kSidePx{100, 20'000};
inline constexpr FigureLimit kWidthMm{20, 2'000};
inline constexpr FigureLimit kHeightMm{10, 2'000};
inline constexpr FigureLimit kMarginMm{0, 100};
inline constexpr FigureLimit kDpi{24, 2'400};
inline constexpr FigureLimit kFontPt{4, 96};
inline constexpr FigureLimit kRoundsPerSecond{0, 50};  ///< more than none

/// Colours of one's own: for the call styles, then a fourth line of charts, failure, and what differs.
inline constexpr std::size_t kLeastColours = 3;
inline constexpr std::size_t kMostColours = 6;

// Where nothing else is said.
inline constexpr int kUsualWidthPx = 1600;
inline constexpr int kUsualHeightPx = 900;
inline constexpr int kScreenDpi = 96;
inline constexpr int kPaperDpi = 300;  ///< of a figure whose width is given in millimetres

}  // namespace roundscope
