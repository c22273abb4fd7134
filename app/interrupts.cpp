// See interrupts.h.
#include "app/interrupts.h"

#include <chrono>
#include <csignal>
#include <future>

#include "core/analysis/simulate_run.h"

namespace roundscope::app {
namespace {

volatile std::sig_atomic_t heardOne = 0;

void hear(int signal) {
  if (heardOne != 0) std::signal(signal, SIG_DFL);  // whoever asks twice does not want to wait
  heardOne = 1;
}

}  // namespace

Interrupts::Interrupts() : m_before(std::signal(SIGINT, hear)) {}
Interrupts::~Interrupts() { std::signal(SIGINT, m_before); }

bool Interrupts::heard() { return heardOne != 0; }

/// A signal's handler may do no more than take a note.
void untilInterrupted(const RunBudget& budget, const std::function<void(const RunTerms&)>& work) {
  const Interrupts interrupts;
  std::stop_source stop;
  if (Interrupts::heard()) stop.request_stop();
  auto made = std::async(std::launch::async, [&] { work({budget, stop.get_token()}); });
  while (made.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready)
    if (Interrupts::heard()) stop.request_stop();
  made.get();
}

std::shared_ptr<const Run> simulateUntilInterrupted(const std::shared_ptr<const Scenario>& scenario,
                                                    const RunBudget& budget) {
  std::shared_ptr<const Run> run;
  untilInterrupted(budget, [&](const RunTerms& terms) { run = simulateRun(scenario, terms); });
  return run;
}

RunSummary sumUpUntilInterrupted(const std::shared_ptr<const Scenario>& scenario, const RunBudget& budget) {
  RunSummary summary;
  untilInterrupted(budget, [&](const RunTerms& terms) {
    summary = sumUp(scenario, terms);
    findBreakings(summary, scenario, terms);
  });
  return summary;
}

}  // namespace roundscope::app
