// What must hold whatever the user does.
#pragma once

#include <QString>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

namespace roundscope::soak {

/// From now on the program fails with every warning that is not known to be harmless.
void failAtWarnings();

/// Fails where the window does nothing for so long. A thread of its own looks at it.
class Hangs {
 public:
  explicit Hangs(std::chrono::seconds longest);
  ~Hangs();
  /// The window has answered.
  void answered() { m_answers.fetch_add(1, std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> m_answers{0};
  std::jthread m_thread;
};

/// How long the window took to be ready for the next action.
class Waits {
 public:
  void add(double ms, std::uint64_t action, const QString& what);
  [[nodiscard]] double percentile(double share) const;
  /// The slowest actions, one a line.
  [[nodiscard]] QString slowest() const;

 private:
  struct Slow {
    double ms;
    std::uint64_t action;
    QString what;
  };
  std::vector<float> m_ms;
  std::vector<Slow> m_slowest;
};

/// What the process holds in memory, in MiB.
[[nodiscard]] double residentMb();
/// What is allocated and not freed: what stays grows by what is lost, while the process may keep pages that are free.
[[nodiscard]] double allocatedMb();

/// Whether memory at rest grows on and on.
class Memory {
 public:
  void add(std::uint64_t action, double mb);
  /// MiB a thousand actions, as the straight line through what came after the first thousand. 0 where that is little.
  [[nodiscard]] double growth() const;
  /// It grew in the first half as in the second: what fills once and stays is no leak.
  [[nodiscard]] bool goesOn(double bound) const;
  [[nodiscard]] QString text() const;

 private:
  struct Sample {
    double thousands;
    double mb;
  };
  [[nodiscard]] static double slope(const std::vector<Sample>& samples);
  [[nodiscard]] std::vector<Sample> warm() const;
  std::vector<Sample> m_samples;
};

}  // namespace roundscope::soak
