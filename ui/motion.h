// Whether pictures may move by themselves.
#pragma once

namespace roundscope::ui {

/// The viewer wants no movement: the desktop's animations are off. ROUNDSCOPE_REDUCED_MOTION=1 or =0 decides instead.
bool reducedMotion();

}  // namespace roundscope::ui
