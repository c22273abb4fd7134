// The public face of the session; the work is in session_private.cpp.
#include "ui/session/session.h"

#include "ui/session/session_private.h"

namespace roundscope::ui {

Session::Session(QObject* parent) : QObject(parent), d(std::make_unique<Private>(this)) {}
Session::~Session() = default;

void Session::open(std::shared_ptr<const ScenarioSet> set) {
  pause();
  d->open(std::move(set));
  emit opened();
  tellWhatIsShown();
  d->pull();
  emit simulatingChanged();
}

void Session::tellWhatIsShown() {
  emit cursorChanged();
  emit selectionChanged();
  emit markersChanged();
  emit viewStateChanged();
}

void Session::close() {
  if (!d->set) return;
  pause();
  d->forget();
  d->set.reset();
  d->runs.clear();
  emit opened();
  tellWhatIsShown();
  emit simulatingChanged();
}

void Session::reopen(std::shared_ptr<const ScenarioSet> set) {
  if (!d->set) return open(std::move(set));
  const Private::Kept kept = d->returning ? *d->returning : d->whatStays();
  d->isChange = true;
  pause();
  d->open(std::move(set));
  d->restore(kept);
  emit opened();
  d->isChange = false;
  tellWhatIsShown();
  d->pull();
  emit simulatingChanged();
}

void Session::takeUp(Time cursor, std::vector<Time> markers, std::optional<CallRef> call) {
  if (!d->set) return;
  pause();
  Private::Kept kept = d->whatStays();
  kept.cursor = cursor;
  kept.markers = std::move(markers);
  kept.call.reset();
  kept.awaitsCall = true;
  if (call && call->variant < d->set->variants.size()) {
    kept.variant = d->set->variants[call->variant].variant;
    kept.call = call->call;
  }
  d->restore(kept);
  emit markersChanged();
  d->settleReturn();
  d->pull();
}

bool Session::isChange() const { return d->isChange; }

const ViewState& Session::viewState() const { return d->viewState; }

void Session::setViewState(const ViewState& state) {
  if (d->viewState == state) return;
  d->viewState = state;
  emit viewStateChanged();
}

const std::shared_ptr<const ScenarioSet>& Session::scenarioSet() const { return d->set; }
const std::vector<std::shared_ptr<Run>>& Session::runs() const { return d->runs; }

void Session::setReadAhead(bool on) {
  d->readAhead = on;
  d->readingAhead = on;
  d->held = false;
  d->pull();
  emit simulatingChanged();
}

const RunBudget& Session::budget() const { return d->budget; }
void Session::setBudget(const RunBudget& budget) { d->budget = budget; }

bool Session::finished() const { return !d->runs.empty() && !d->slowestRun(); }
Time Session::simulatedUntil() const { return d->simulatedUntil(); }
Time Session::end() const { return d->end(); }
bool Session::simulating() const { return d->outstanding; }
Duration Session::roundInterval() const { return d->roundInterval; }

void Session::cancel() {
  pause();
  d->interrupt();
  d->readingAhead = false;
  d->held = true;
  emit simulatingChanged();
}

Time Session::cursor() const { return d->cursor; }

void Session::setCursor(Time time) {
  d->held = false;
  d->dropWishes();
  d->moveCursor(time);
  d->pull();
}

void Session::stepForward() {
  if (d->runs.empty()) return;
  d->stopPlaying();
  d->held = false;
  d->wantsEnd = false;
  ++d->pendingSteps;  // steps asked for while the worker is busy are all made
  d->settleWishes();
  d->pull();
}

void Session::stepBack() {
  pause();
  d->moveCursor(d->previousInstant(d->cursor).value_or(Time{}));
}

void Session::toStart() {
  pause();
  d->moveCursor({});
}

void Session::toEnd() {
  if (d->runs.empty()) return;
  pause();
  d->held = false;
  d->wantsEnd = true;
  d->settleWishes();
  d->pull();
}

bool Session::playing() const { return d->clock.running(); }

void Session::play() {
  if (d->runs.empty()) return;
  d->held = false;
  d->dropWishes();
  d->stopTime.reset();
  if (finished() && d->cursor >= d->end()) d->moveCursor({});  // at the end, playing begins again
  d->startPlaying();
  d->pull();
}

void Session::playTo(Time until, double roundsPerSecond) {
  if (d->runs.empty() || until <= d->cursor) return;
  d->held = false;
  d->dropWishes();
  d->stopAt = StopAt::End;
  d->stopTime = until;
  d->startPlaying(roundsPerSecond);
  d->pull();
}

void Session::pause() {
  d->dropWishes();
  d->stopPlaying();
}

double Session::speed() const { return d->clock.speed(); }

void Session::setSpeed(double roundsPerSecond) {
  const double before = d->clock.speed();
  d->clock.setSpeed(roundsPerSecond);
  if (d->clock.speed() != before) emit speedChanged();
}

std::optional<CallRef> Session::selectedCall() const { return d->selected; }

void Session::selectCall(std::optional<CallRef> call) {
  if (call == d->selected && !d->selectedEvent) return;
  d->selected = call;
  d->selectedEvent.reset();
  emit selectionChanged();
}

}  // namespace roundscope::ui
