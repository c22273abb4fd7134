// The one seam between the simulator and Qt: what has been simulated so far, and the moment shown.
// Pull-based: at most one request to the worker is outstanding, and an answer from before a reset is dropped.
// Threads: the session, its runs and everything that reads them belong to the UI thread. The simulators belong to a
// SimulationWorker in the session's own thread. Only const, shared scenarios and batches that change hands cross
// between them.
#pragma once

#include <QObject>
#include <QString>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/run/run.h"
#include "core/scenario/scenario.h"
#include "core/trace/run_terms.h"
#include "ui/refs.h"
#include "ui/session/view_state.h"

namespace roundscope::ui {

/// Where playing stops by itself.
enum class StopAt : std::uint8_t {
  End,
  Round,
  Failure,
  Limit,  ///< a call that found no slot
  Reply,
  Call,  ///< the selected call's end; without one, the next call's beginning
};

/// Holds the runs of the open scenario set, the cursor (the one moment the whole window shows) and the selection.
class Session : public QObject {
  Q_OBJECT

 public:
  explicit Session(QObject* parent = nullptr);
  ~Session() override;

  /// Shows a scenario set from its start, paused. Whatever was simulated before is forgotten.
  void open(std::shared_ptr<const ScenarioSet> set);
  /// Shows nothing any more.
  void close();
  /// The same scenario, changed: simulated anew, while cursor, selection, markers and view stay as far as there is
  /// still such a thing.
  void reopen(std::shared_ptr<const ScenarioSet> set);
  /// Goes where a viewer left off, as soon as the runs have come so far: to the cursor, with this call selected. What
  /// they never come to is left out.
  void takeUp(Time cursor, std::vector<Time> markers, std::optional<CallRef> call);
  /// During opened(): whether it is the same scenario, changed.
  [[nodiscard]] bool isChange() const;
  [[nodiscard]] const std::shared_ptr<const ScenarioSet>& scenarioSet() const;
  [[nodiscard]] const std::vector<std::shared_ptr<Run>>& runs() const;

  /// Whether the worker simulates to the end by itself (on by default), or only as far as the cursor asks.
  void setReadAhead(bool on);
  /// What all variants together may cost, from the next scenario on that is opened.
  void setBudget(const RunBudget& budget);
  [[nodiscard]] const RunBudget& budget() const;
  [[nodiscard]] bool finished() const;  ///< every variant is simulated to its end
  [[nodiscard]] Time simulatedUntil()
      const;                              ///< the earliest frontier of the variants that are not finished; else end()
  [[nodiscard]] Time end() const;         ///< where the longest run so far ends
  void cancel();                          ///< stops simulating ahead; what is known stays
  [[nodiscard]] bool simulating() const;  ///< a request is outstanding

  /// The shortest block interval of the set: the length of one round on the common axis.
  [[nodiscard]] Duration roundInterval() const;
  [[nodiscard]] Time cursor() const;
  void setCursor(Time time);  ///< clamped to [0, end()]
  void stepForward();         ///< to the next round of any subnet; simulates it first where it is not known yet
  void stepBack();
  void stepEventForward();  ///< to the next event of any variant
  void stepEventBack();
  /// To the next failure and its call, which is selected. False where none is known.
  bool toNextFailure();
  bool toPreviousFailure();
  /// Selects the call that led to the selected one, or the first that follows from it, and goes to its beginning.
  bool toCause();
  bool toConsequence();
  void toStart();
  void toEnd();

  [[nodiscard]] bool playing() const;
  void play();
  /// Plays, and pauses at the next such moment.
  void playUntil(StopAt stop);
  /// Plays at this speed, whatever the chosen one, and pauses exactly at `until`. Nothing where the cursor is there
  /// already, or past it.
  void playTo(Time until, double roundsPerSecond);
  void pause();
  [[nodiscard]] double speed() const;  ///< rounds a second
  void setSpeed(double roundsPerSecond);

  [[nodiscard]] std::optional<CallRef> selectedCall() const;
  void selectCall(std::optional<CallRef> call);  ///< no event is selected then
  [[nodiscard]] std::optional<EventRef> selectedEvent() const;
  /// Selects an event and its call, where it has one, and goes to its moment.
  void selectEvent(EventRef event);

  /// At most two moments, in the order set; a third one begins anew.
  [[nodiscard]] const std::vector<Time>& markers() const;
  void setMarker();  ///< at the cursor; takes away one that is there already
  void clearMarkers();

  /// What several views show alike. With another scenario nothing of its variants is folded or lit.
  [[nodiscard]] const ViewState& viewState() const;
  void setViewState(const ViewState& state);
  /// Sets what `change` makes of it.
  template <class Change>
  void changeView(Change&& change) {
    ViewState next = viewState();
    change(next);
    setViewState(next);
  }

 signals:
  void opened();
  void grew();               ///< runs have more batches
  void simulatingChanged();  ///< may also come when nothing changed
  void cursorChanged();
  void playingChanged();
  void speedChanged();
  void selectionChanged();
  void markersChanged();
  void viewStateChanged();

 private:
  void tellWhatIsShown();

  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace roundscope::ui
