// Whether the window answers while a sweep takes all cores: the longest time in which its event loop gets no turn, how
// many cores work, and how long a cancel takes, of a sweep and of runs that would go on for ever.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QLineEdit>
#include <QSpinBox>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <ctime>
#include <memory>

#include "core/base/check.h"
#include "tests/support/endless_scenarios.h"
#include "tests/support/scenarios.h"
#include "ui/session/session.h"
#include "ui/sweep/sweep_panel.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

constexpr int kTickMs = 5;

/// A window with the lesson's scenario, simulated, and its panel of sweeps.
class SweepingWindow {
 public:
  SweepingWindow() {
    m_window.resize(1280, 720);
    m_window.openScenario(
        std::make_shared<const ScenarioSet>(test::lessonScenarios("in-flight-limit", {{"/profile", "mainnet"}})));
    m_window.show();
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, [&] {
      if (m_window.session()->finished()) loop.quit();
    });
    look.start(kTickMs);
    loop.exec();
    RS_CHECK(panel() != nullptr);
  }

  [[nodiscard]] SweepPanel* panel() const { return m_window.findChild<SweepPanel*>(); }

  void choose(const char* range, int seeds) {
    for (QLineEdit* edit : panel()->findChildren<QLineEdit*>())
      if (edit->accessibleName() == "Range of Number that is swept") edit->setText(range);
    panel()->findChild<QSpinBox*>()->setValue(seeds);
  }

 private:
  MainWindow m_window;
};

double processorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void longestGapWhileSweeping(benchmark::State& state) {
  SweepingWindow window;
  SweepPanel* const panel = window.panel();
  window.choose("5..1000:5", 5);
  qint64 longest = 0, showing = 0;
  double processors = 0;
  for (auto _ : state) {
    QEventLoop loop;
    QTimer ticks;
    ticks.setTimerType(Qt::PreciseTimer);
    QElapsedTimer since, whole;
    QObject::connect(&ticks, &QTimer::timeout, [&] { longest = std::max(longest, since.restart()); });
    QObject::connect(panel, &SweepPanel::ended, &loop, &QEventLoop::quit);
    const double before = processorSeconds();
    whole.start();
    since.start();
    ticks.start(kTickMs);
    panel->sweep();
    loop.exec();
    showing = std::max(showing, since.elapsed());
    processors = (processorSeconds() - before) / (static_cast<double>(whole.elapsed()) / 1'000);
    RS_CHECK(panel->table() && panel->table()->points.size() == 600);
  }
  state.counters["longest_gap_ms"] = static_cast<double>(longest);
  state.counters["showing_ms"] = static_cast<double>(showing);  // since the last turn before the answer is there
  state.counters["processors"] = processors;
}

void cancelling(benchmark::State& state) {
  SweepingWindow window;
  window.choose("1..100000", 1);
  for (auto _ : state) {
    window.panel()->sweep();
    QEventLoop loop;
    QTimer::singleShot(300, &loop, &QEventLoop::quit);
    loop.exec();
    RS_CHECK(window.panel()->running());
    const auto before = std::chrono::steady_clock::now();
    window.panel()->cancel();
    state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count());
  }
}

/// The event loop turns until `done`.
template <class Done>
void turnUntil(Done&& done) {
  QEventLoop loop;
  QTimer look;
  QObject::connect(&look, &QTimer::timeout, [&] {
    if (done()) loop.quit();
  });
  look.start(1);
  loop.exec();
}

double peakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1'024;
}

/// From the moment at which the viewer has enough until nothing is simulated any more.
void stopping(benchmark::State& state, const std::string& text) {
  const auto set = std::make_shared<const ScenarioSet>(test::parsed(text));
  for (auto _ : state) {
    MainWindow window;
    window.resize(1280, 720);
    window.show();
    window.openScenario(set);
    QElapsedTimer watched;
    watched.start();
    turnUntil([&] { return watched.elapsed() > 500; });
    Session* const session = window.session();
    RS_CHECK(session->simulating());
    const auto before = std::chrono::steady_clock::now();
    session->cancel();
    turnUntil([&] { return !session->simulating(); });
    state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count());
  }
  state.counters["peak_mb"] = peakMegabytes();
}

void endingByBudget(benchmark::State& state, const std::string& text) {
  const auto set = std::make_shared<const ScenarioSet>(test::parsed(text));
  for (auto _ : state) {
    MainWindow window;
    window.show();
    window.openScenario(set);
    turnUntil([&] { return window.session()->finished(); });
    RS_CHECK(window.session()->runs()[0]->trace().cutOff() != CutOff::None);
  }
  state.counters["peak_mb"] = peakMegabytes();
}

BENCHMARK(longestGapWhileSweeping)
    ->Name("window/while_200_values_of_5_seeds_are_swept")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(3);
BENCHMARK(cancelling)->Name("window/cancel_of_a_sweep")->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(5);
BENCHMARK_CAPTURE(stopping, heartbeat_for_ever, test::heartbeatForEver())
    ->Name("window/stop_of_a_heartbeat_for_ever")
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(5);
BENCHMARK_CAPTURE(stopping, query_tree, test::queryTree())
    ->Name("window/stop_of_a_tree_of_2^40_queries")
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(5);
BENCHMARK_CAPTURE(stopping, twenty_million_calls, test::twentyMillionCalls())
    ->Name("window/stop_of_a_message_of_20_million_calls")
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(5);
BENCHMARK_CAPTURE(endingByBudget, query_tree, test::queryTree())
    ->Name("window/budget_of_a_tree_of_2^40_queries")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

}  // namespace
}  // namespace roundscope::ui
