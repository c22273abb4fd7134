// The only place of the ui that drives the simulator: it lives in the session's worker thread and
// answers one request at a time.
#pragma once

#include <QObject>
#include <cstddef>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/scenario/scenario.h"
#include "core/simulation/simulator.h"
#include "core/trace/trace.h"

namespace roundscope::ui {

/// Asks for the next rounds of one variant.
struct RoundRequest {
  quint64 generation = 0;               ///< which `open` it belongs to
  std::size_t variant = 0;              ///< index into ScenarioSet::variants
  std::size_t eventBudget = 1;          ///< 1: one instant with events, and those without before it
  std::stop_token stop{};               ///< ends the work within milliseconds; the answer then has what was whole
  std::shared_ptr<RoundBatch> spare{};  ///< of an earlier answer, whose memory may be used again; may be null
};

/// What the worker sends back: exactly one for each request.
struct RoundAnswer {
  quint64 generation = 0;
  std::size_t variant = 0;
  std::size_t eventBudget = 0;
  std::shared_ptr<RoundBatch> batch;  ///< belongs to whoever has the answer
  Fingerprint print;                  ///< of the run up to the batch's end
  qint64 workMicroseconds = 0;        ///< of the worker's time
};

/// Owns one simulator per variant. Every member function runs in the worker thread; call them by
/// `QMetaObject::invokeMethod`. What crosses threads is const and shared, or handed over.
class SimulationWorker : public QObject {
  Q_OBJECT

 public:
  /// Forgets all runs and begins those of `scenarios`.
  void open(const std::vector<std::shared_ptr<const Scenario>>& scenarios, const RunBudget& budget);
  /// Simulates and answers. The request's generation is handed back, so that a late answer can be told.
  void advance(const RoundRequest& request);

 signals:
  void answered(const roundscope::ui::RoundAnswer& answer);

 private:
  /// How far a variant has come.
  struct Progress {
    std::shared_ptr<const Scenario> scenario;
    std::unique_ptr<Simulator> simulator;  ///< null where it was stopped within an instant
    std::uint64_t instants = 0;
    Time simulatedUntil;
    Fingerprint print;
  };
  void next(Progress& progress, const RoundRequest& request, RoundBatch& batch) const;

  std::vector<Progress> m_variants;
  RunBudget m_budget;  ///< of each
};

}  // namespace roundscope::ui
