// Time with its idle stretches collapsed: where nothing happens for long, the axis takes a break.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace roundscope::ui {

/// A piecewise linear, strictly increasing map from simulated time to the axis' own scale, both in microseconds.
class IdleMap {
 public:
  struct Stretch {
    double startUs = 0;
    double endUs = 0;
    bool operator==(const Stretch&) const = default;
  };
  /// Each stretch takes `shownUs` on the axis. They must be ascending, apart, and longer than that.
  IdleMap(std::vector<Stretch> idle, double shownUs);

  [[nodiscard]] double shown(double us) const;
  [[nodiscard]] double actual(double shownUs) const;
  [[nodiscard]] const std::vector<Stretch>& idle() const { return m_idle; }
  /// The stretch around a moment, or none.
  [[nodiscard]] const Stretch* around(double us) const;
  bool operator==(const IdleMap&) const = default;

 private:
  std::vector<Stretch> m_idle;
  std::vector<double> m_shownStart;  ///< where each stretch begins on the axis
  double m_shownUs = 0;
};

}  // namespace roundscope::ui
