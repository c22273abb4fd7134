// How large and how fine a picture may be: what the dialog offers and the command line takes.
#pragma once

namespace roundscope::ui {

struct PictureLimit {
  int least = 0;
  int greatest = 0;
  [[nodiscard]] constexpr bool holds(double value) const { return value >= least && value <= greatest; }
};

inline constexpr PictureLimit kSidePx{100, 20'000};
inline constexpr PictureLimit kWidthMm{40, 2'000};
inline constexpr PictureLimit kDpi{24, 2'400};
inline constexpr PictureLimit kFontPt{4, 96};

/// Of an animation, in pictures a second.
inline constexpr double kLeastSpeed = 0.05;
inline constexpr double kGreatestSpeed = 50;

// Where nothing else is said.
inline constexpr int kScreenDpi = 96;
inline constexpr int kPaperDpi = 300;  ///< of a picture whose width is given in millimetres

}  // namespace roundscope::ui
