// How long tests wait for the window's worker.
#pragma once

namespace roundscope::ui {

inline constexpr int kGenerousMs = 60'000;  ///< only a hang is as long

}  // namespace roundscope::ui
