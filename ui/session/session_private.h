// What Session hides: the worker's thread, what is asked of it next, and the playing cursor.
#pragma once

#include <QThread>
#include <set>
#include <stop_token>
#include <string>

#include "ui/session/playback_clock.h"
#include "ui/session/session.h"
#include "ui/session/simulation_worker.h"

namespace roundscope::ui {

/// A failure of one variant: of a call, or of a user's message. They are gone through in the order of time, variant and
/// call, users' messages last.
struct Failure {
  Time time;
  std::size_t variant = 0;
  CallId call;  ///< kNoCall: a user's message
  auto operator<=>(const Failure&) const = default;
};

class Session::Private {
 public:
  explicit Private(Session* session);
  ~Private();

  void open(std::shared_ptr<const ScenarioSet> newSet);
  /// Cursor, selection and all that is under way belong to no run any more.
  void forget();
  /// What stays when a scenario is changed.
  struct Kept {
    Time cursor;
    std::vector<Time> markers;
    std::string variant;  ///< of the selected call
    std::optional<CallId> call;
    std::set<std::string> folded;
    bool foldedTellNothing = false;
    bool awaitsCall = false;  ///< it is known to come; after a change there may be none any more
  };
  [[nodiscard]] Kept whatStays() const;
  void restore(const Kept& kept);

  /// Asks the worker for more where anything needs it and nothing is outstanding.
  void pull();
  /// Goes back to where the cursor stood before a change, once that is simulated.
  void settleReturn();
  /// Where a call of what is returned to stands; absent where its run has not come to it.
  [[nodiscard]] std::optional<CallRef> returnedCall() const;
  void take(const RoundAnswer& answer);
  void advancePlaying(double rounds);
  /// Makes the pending steps and the pending jump to the end, as far as what is known allows.
  void settleWishes();
  void dropWishes();
  /// Ends what the worker does now, also within a long instant.
  void interrupt();
  void moveCursor(Time time);
  void stopPlaying();
  /// The speed is the chosen one unless given, in rounds a second.
  void startPlaying(std::optional<double> ownSpeed = std::nullopt);
  /// Those that are not folded; all where all are.
  [[nodiscard]] std::vector<std::size_t> shownVariants() const;
  [[nodiscard]] std::vector<std::shared_ptr<Run>> shownRuns() const;
  [[nodiscard]] std::optional<Time> nextEvent(Time time) const;
  [[nodiscard]] std::optional<Time> previousEvent(Time time) const;
  /// The next instant of any variant, and the one before.
  [[nodiscard]] std::optional<Time> nextInstant(Time time) const;
  [[nodiscard]] std::optional<Time> previousInstant(Time time) const;
  /// The first moment after the cursor at which playing stops; only what is known counts.
  [[nodiscard]] std::optional<Time> nextStop() const;
  /// Where the search for failures begins: the selected call, when the cursor is at its moment.
  [[nodiscard]] Failure here(bool forward) const;
  [[nodiscard]] std::optional<Failure> nextFailure() const;
  [[nodiscard]] std::optional<Failure> previousFailure() const;
  /// To a moment and the call that is selected there.
  void goTo(Time time, CallRef call);
  /// To a failure: the call is selected, or the event that ended the user's message.
  void goTo(const Failure& failure);
  /// The last event of a variant at the cursor by which a user's message failed.
  [[nodiscard]] std::optional<EventRef> failedMessageAt(std::size_t variant, Time time) const;

  [[nodiscard]] std::optional<std::size_t> slowestRun() const;
  /// No run that is not finished can still add an instant at or before this one.
  [[nodiscard]] bool isCertain(Time instant) const;
  /// How far the cursor may play now.
  [[nodiscard]] Time playableUntil() const;
  [[nodiscard]] Time end() const;
  [[nodiscard]] Time simulatedUntil() const;

  Session* q;
  QThread thread;            ///< the worker lives in it
  SimulationWorker* worker;  ///< deletes itself when the thread finishes
  PlaybackClock clock;

  std::shared_ptr<const ScenarioSet> set;
  std::vector<std::shared_ptr<Run>> runs;
  Duration roundInterval = seconds(1);
  Time cursor;
  std::optional<CallRef> selected;
  std::optional<EventRef> selectedEvent;
  std::vector<Time> markers;
  ViewState viewState;
  StopAt stopAt = StopAt::End;
  std::optional<Time> stopTime;  ///< of playTo()

  bool isChange = false;          ///< while the change of a scenario is told
  std::optional<Kept> returning;  ///< until the new runs have come so far

  RunBudget budget;       ///< of all variants together
  std::stop_source stop;  ///< of the requests that are under way
  quint64 generation = 0;
  bool outstanding = false;
  bool readAhead = true;              ///< as the user set it
  bool readingAhead = true;           ///< until cancelled
  bool held = false;                  ///< cancelled: nothing is asked until the user acts again
  bool wantsEnd = false;              ///< toEnd() before the end is known
  int pendingSteps = 0;               ///< stepForward() before the next instant is known
  std::size_t eventBudget = 0;        ///< adapts so that a batch takes a frame or so of each thread's time
  qint64 lastTakeUs = 0;              ///< how long the window was at the last batch
  std::shared_ptr<RoundBatch> spare;  ///< has been taken

 private:
  void adaptBudget(const RoundAnswer& answer);
  [[nodiscard]] std::optional<RoundRequest> nextRequest() const;
  bool stepIfCertain();
};

}  // namespace roundscope::ui
