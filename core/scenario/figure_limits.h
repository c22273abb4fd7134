// How large and how fine a figure may be: what files, the dialog and the command line take.
#pragma once

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

// Where nothing else is said.
inline constexpr int kScreenDpi = 96;
inline constexpr int kPaperDpi = 300;  ///< of a figure whose width is given in millimetres

}  // namespace roundscope
