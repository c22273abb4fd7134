// One decision point, pull(): what, if anything, the worker should do next.
#include "ui/session/session_private.h"

#include <QElapsedTimer>
#include <QMetaObject>
#include <algorithm>
#include <cmath>

#include "core/base/check.h"
#include "core/run/rounds.h"

namespace roundscope::ui {
namespace {

constexpr std::size_t kFirstBudget = 256;
constexpr std::size_t kSmallestBudget = 64;
constexpr std::size_t kSmallBudget = 16'384;  // whatever takes long with so few events would with fewer, too
constexpr std::size_t kLargestBudget = std::size_t{1} << 20;
/// Of the worker, and of the window, which takes a batch between two frames.
constexpr qint64 kShortBatchUs = 10'000;
constexpr qint64 kLongBatchUs = 40'000;
constexpr qint64 kShortTakeUs = 6'000;
constexpr qint64 kLongTakeUs = 16'000;
/// Playing without reading ahead asks for rounds this long before they are shown, so that it need not stutter.
constexpr double kPlayAheadSeconds = 0.05;

Duration shortestInterval(const ScenarioSet& set) {
  Duration shortest = shortestRound(set.variants.front());
  for (const Scenario& scenario : set.variants) shortest = std::min(shortest, shortestRound(scenario));
  return shortest;
}

}  // namespace

Session::Private::Private(Session* session) : q(session), worker(new SimulationWorker), clock(session) {
  worker->moveToThread(&thread);
  QObject::connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
  QObject::connect(worker, &SimulationWorker::answered, q, [this](const RoundAnswer& answer) { take(answer); });
  QObject::connect(&clock, &PlaybackClock::ticked, q, [this](double rounds) { advancePlaying(rounds); });
  thread.setObjectName(QStringLiteral("simulation"));
  thread.start();
}

Session::Private::~Private() {
  interrupt();
  thread.quit();
  thread.wait();
}

void Session::Private::open(std::shared_ptr<const ScenarioSet> newSet) {
  RS_CHECK(newSet && !newSet->variants.empty());
  set = std::move(newSet);
  forget();
  roundInterval = shortestInterval(*set);

  std::vector<std::shared_ptr<const Scenario>> scenarios;
  for (const Scenario& scenario : set->variants) scenarios.emplace_back(set, &scenario);
  runs.clear();
  for (const auto& scenario : scenarios) runs.push_back(std::make_shared<Run>(scenario));
  QMetaObject::invokeMethod(
      worker, [worker = worker, scenarios, budget = budget] { worker->open(scenarios, budget); }, Qt::QueuedConnection);
}

void Session::Private::interrupt() {
  stop.request_stop();
  stop = std::stop_source();
}

void Session::Private::forget() {
  interrupt();
  ++generation;
  outstanding = false;  // what is still on its way carries the old generation
  readingAhead = readAhead;
  held = false;
  dropWishes();
  returning.reset();
  eventBudget = kFirstBudget;
  lastTakeUs = 0;
  cursor = {};
  selected.reset();
  selectedEvent.reset();
  markers.clear();
  viewState.foldedVariants.clear();
  viewState.lost.clear();
  viewState.foldedTellNothing = false;
  viewState.lit.clear();
  stopAt = StopAt::End;
}

Session::Private::Kept Session::Private::whatStays() const {
  Kept kept{cursor, markers, {}, {}, {}, viewState.foldedTellNothing, false};
  if (selected && selected->variant < set->variants.size()) {
    kept.variant = set->variants[selected->variant].variant;
    kept.call = selected->call;
  }
  for (const std::size_t folded : viewState.foldedVariants)
    if (folded < set->variants.size()) kept.folded.insert(set->variants[folded].variant);
  return kept;
}

void Session::Private::restore(const Kept& kept) {
  markers = kept.markers;
  viewState.foldedTellNothing = kept.foldedTellNothing;
  for (std::size_t v = 0; v < set->variants.size(); ++v)
    if (kept.folded.contains(set->variants[v].variant)) viewState.foldedVariants.insert(v);
  returning = kept;
}

std::optional<CallRef> Session::Private::returnedCall() const {
  if (!returning || !returning->call) return std::nullopt;
  for (std::size_t v = 0; v < runs.size(); ++v)
    if (runs[v]->scenario().variant == returning->variant && returning->call->value < runs[v]->calls().calls().size())
      return CallRef{v, *returning->call};
  return std::nullopt;
}

void Session::Private::settleReturn() {
  if (!returning || (slowestRun() && simulatedUntil() <= returning->cursor)) return;
  const std::optional<CallRef> call = returnedCall();
  if (slowestRun() && returning->awaitsCall && returning->call && !call) return;
  if (!selected) selected = call;
  const Kept kept = *std::exchange(returning, std::nullopt);
  moveCursor(kept.cursor);
  if (selected) emit q->selectionChanged();
}

std::optional<std::size_t> Session::Private::slowestRun() const {
  std::optional<std::size_t> slowest;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Trace& trace = runs[i]->trace();
    if (trace.finished()) continue;
    if (!slowest || trace.simulatedUntil() < runs[*slowest]->trace().simulatedUntil()) slowest = i;
  }
  return slowest;
}

Time Session::Private::end() const {
  Time latest;
  for (const auto& run : runs) latest = std::max(latest, endOfRounds(*run));
  return latest;
}

Time Session::Private::simulatedUntil() const {
  const auto slowest = slowestRun();
  return slowest ? runs[*slowest]->trace().simulatedUntil() : end();
}

bool Session::Private::isCertain(Time instant) const {
  const auto slowest = slowestRun();
  return !slowest || runs[*slowest]->trace().simulatedUntil() > instant;
}

Time Session::Private::playableUntil() const { return std::min(simulatedUntil(), end()); }

std::optional<RoundRequest> Session::Private::nextRequest() const {
  const auto slowest = slowestRun();
  if (outstanding || held || !slowest) return std::nullopt;
  RoundRequest request;
  request.generation = generation;
  request.variant = *slowest;
  request.stop = stop.get_token();
  if (readingAhead || wantsEnd) {
    request.eventBudget = eventBudget;
    return request;
  }
  const auto aheadUs = kPlayAheadSeconds * clock.speedNow() * static_cast<double>(roundInterval.us);
  const Time soon = cursor + Duration{static_cast<std::int64_t>(aheadUs)};
  const bool playingNeedsMore = clock.running() && soon >= playableUntil();
  const bool cursorNeedsMore = cursor > simulatedUntil() || returning;
  if (pendingSteps > 0 || playingNeedsMore || cursorNeedsMore) return request;
  return std::nullopt;
}

void Session::Private::pull() {
  auto request = nextRequest();
  if (!request) return;
  outstanding = true;
  request->spare = std::exchange(spare, nullptr);
  QMetaObject::invokeMethod(
      worker, [worker = worker, r = *request] { worker->advance(r); }, Qt::QueuedConnection);
}

void Session::Private::take(const RoundAnswer& answer) {
  if (answer.generation != generation) return;
  outstanding = false;
  adaptBudget(answer);
  QElapsedTimer taking;
  taking.start();
  Run& run = *runs[answer.variant];
  run.append(*answer.batch);
  // Its memory serves again, unless a single instant made it larger than a batch is meant to be.
  const bool serves = slowestRun() && answer.batch->events.capacity() <= kLargestBudget;
  spare = serves ? answer.batch : nullptr;
  run.noteFingerprint(answer.print);
  if (readingAhead) pull();  // before anyone draws, so that both threads work at once
  emit q->grew();
  lastTakeUs = taking.nsecsElapsed() / 1'000;
  settleReturn();
  settleWishes();
  pull();
  emit q->simulatingChanged();
}

void Session::Private::adaptBudget(const RoundAnswer& answer) {
  if (answer.eventBudget != eventBudget) return;  // a single round says nothing about batches
  const bool longTake = lastTakeUs > kLongTakeUs && eventBudget > kSmallBudget;
  if (answer.workMicroseconds > kLongBatchUs || longTake)
    eventBudget = std::max(eventBudget / 2, kSmallestBudget);
  else if (answer.workMicroseconds < kShortBatchUs && lastTakeUs < kShortTakeUs)
    eventBudget = std::min(eventBudget * 2, kLargestBudget);
}

bool Session::Private::stepIfCertain() {
  const auto next = nextInstant(cursor);
  if (next && isCertain(*next)) {
    moveCursor(*next);
    return true;
  }
  if (slowestRun()) return false;
  moveCursor(end());  // past the last round's start, so that it is shown whole
  return true;
}

void Session::Private::settleWishes() {
  if (wantsEnd) {
    moveCursor(std::max(cursor, playableUntil()));
    wantsEnd = slowestRun().has_value();
  }
  while (pendingSteps > 0 && stepIfCertain()) --pendingSteps;
}

void Session::Private::dropWishes() {
  returning.reset();
  wantsEnd = false;
  pendingSteps = 0;
}

void Session::Private::moveCursor(Time time) {
  const Time clamped = std::clamp(time, Time{}, end());
  if (clamped == cursor) return;
  cursor = clamped;
  emit q->cursorChanged();
}

void Session::Private::startPlaying(std::optional<double> ownSpeed) {
  const bool was = clock.running();
  clock.stop();
  ownSpeed ? clock.startAt(*ownSpeed) : clock.start();
  if (!was) emit q->playingChanged();
}

void Session::Private::stopPlaying() {
  stopAt = StopAt::End;
  stopTime.reset();
  if (!clock.running()) return;
  clock.stop();
  emit q->playingChanged();
}

void Session::Private::advancePlaying(double rounds) {
  const auto advanceUs = std::max(1.0, std::floor(rounds * static_cast<double>(roundInterval.us)));
  const Time limit = stopTime ? std::min(*stopTime, playableUntil()) : playableUntil();
  // The cursor may stand beyond what can be played yet: in the longest run.
  const Time target = std::max(cursor, std::min(cursor + Duration{static_cast<std::int64_t>(advanceUs)}, limit));
  const std::optional<Time> stop = nextStop();
  if (stop && *stop <= target) {
    moveCursor(*stop);
    return stopPlaying();
  }
  moveCursor(target);
  if ((stopTime && cursor >= *stopTime) || (!slowestRun() && cursor >= end())) stopPlaying();
  pull();
}

}  // namespace roundscope::ui
