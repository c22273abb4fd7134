// How each event moves the two messages of a call from one place to the next.
#include <algorithm>

#include "core/run/whereabouts.h"
#include "core/run/whereabouts_cells.h"

namespace roundscope {
namespace {

/// Answers that the caller's subnet makes while the request is elsewhere, or already gone.
bool leavesTheRequest(RejectReason reason) {
  return reason == RejectReason::RequestTimedOut || reason == RejectReason::DeadlineExpired ||
         reason == RejectReason::ResponseShed;
}

void setBit(std::vector<bool>& bits, CallId call, bool value) {
  if (call.value >= bits.size()) bits.resize(call.value + std::size_t{1});
  bits[call.value] = value;
}

bool bitOf(const std::vector<bool>& bits, CallId call) { return call.value < bits.size() && bits[call.value]; }

/// Where the request is that is about to be answered: as far as it ever came.
Station requestOf(const CallSpan& call) {
  if (call.at(CallPoint::Started).happened()) return Station::Serving;
  if (call.at(CallPoint::RequestInducted).happened()) return Station::CalleeInput;
  if (call.at(CallPoint::RequestRouted).happened()) return Station::Outbound;
  return Station::CallerOutput;
}

/// Where a message was before it was inducted: within a subnet most go from queue to queue, through no stream.
Station requestBefore(const CallSpan& call) {
  return call.at(CallPoint::RequestRouted).happened() ? Station::Outbound : Station::CallerOutput;
}
Station answerBefore(const CallSpan& call) {
  return call.at(CallPoint::ResponseRouted).happened() ? Station::Inbound : Station::CalleeOutput;
}

}  // namespace

/// What kind of answer moves is told by the event that makes it only. `justAnswered`: by the event before.
void Whereabouts::noteAnswers(const Event& event, CallId justAnswered) {
  if (const auto* e = std::get_if<ResponseCreated>(&event)) {
    const bool reject = e->code != RejectCode::None;
    if (endsWithoutCallback(e->reason)) {
      if (bitOf(m_answered, e->call)) m_overruled.insert(e->call.value);
      return;
    }
    m_lastRejected = reject;
    setBit(m_answered, e->call, true);
    if (!isGivenAtCaller(e->reason)) setBit(m_rejected, e->call, reject);
  }
  if (const auto* e = std::get_if<ResponseInducted>(&event))
    setBit(m_inputRejected, e->call, justAnswered == e->call ? m_lastRejected : bitOf(m_rejected, e->call));
  if (const auto* e = std::get_if<MessageDropped>(&event))
    if (e->place == MessagePlace::CallerInput && bitOf(m_inputRejected, e->call))
      m_droppedRejects.insert(e->call.value);
}

/// Where one pair's messages are counted.
class Whereabouts::PairOf {
 public:
  PairOf(const Whereabouts& places, Cells& cells, CallId id)
      : call(places.m_table.call(id)),
        isLocal(places.m_scenario.canister(call.caller).subnet ==
                places.m_scenario.canister(call.callee.canister).subnet),
        m_places(places),
        m_cells(cells),
        m_first(places.pairCell(places.pairOf(call), Station::CallerOutput, false)) {}

  void request(Station station, std::int64_t change) { add(station, call.timeoutSeconds > 0, change); }
  void answer(Station station, bool reject, std::int64_t change) { add(station, reject, change); }
  /// A request that is refused where it arrives leaves room in the stream.
  void signal(std::int64_t change) {
    if (isLocal || call.at(CallPoint::RequestInducted).happened()) return;
    if (const auto back = m_places.directionOf(call.callee.canister, call.caller)) m_cells[signalCell(*back)] += change;
  }

  const CallSpan& call;
  const bool isLocal;

 private:
  void add(Station station, bool marked, std::int64_t change) { m_cells[m_first + cellOf(station, marked)] += change; }

  const Whereabouts& m_places;
  Cells& m_cells;
  std::size_t m_first;
};

/// Says whether the answer is made in the caller's input queue.
bool Whereabouts::answerIn(PairOf pair, const ResponseCreated& e) const {
  const CallSpan& call = pair.call;
  if (endsWithoutCallback(e.reason)) {
    if (m_overruled.contains(e.call.value))
      pair.answer(Station::CalleeOutput, bitOf(m_rejected, e.call), -1);
    else
      pair.request(requestOf(call), -1);
    return false;
  }
  if (call.outside && e.reason != RejectReason::ResponseShed) pair.request(Station::Outside, -1);
  const bool apart = call.outside || leavesTheRequest(e.reason);
  const Station from = requestOf(call);
  if (!apart) pair.request(from, -1);
  // What a subnet refuses on arrival from itself turns round at once.
  const bool turns = pair.isLocal && from == Station::Outbound;
  const bool atCaller = apart || turns || isGivenAtCaller(e.reason);
  pair.answer(atCaller ? Station::CallerInput : Station::CalleeOutput, e.code != RejectCode::None, 1);
  return atCaller;
}

void Whereabouts::startIn(PairOf pair, ExecutionKind kind) {
  if (isCallback(kind)) {
    // In a query nothing is queued.
    const bool queued = pair.call.at(CallPoint::ResponseInducted).happened();
    pair.answer(queued ? Station::CallerInput : Station::CalleeOutput, kind == ExecutionKind::RejectCallback, -1);
  } else if (servesCall(kind)) {
    const bool queued = pair.call.at(CallPoint::RequestInducted).happened();
    pair.request(queued ? Station::CalleeInput : Station::CallerOutput, -1);
    pair.request(Station::Serving, 1);
  }
}

void Whereabouts::dropIn(PairOf pair, const MessageDropped& e, CallId justAnswered) const {
  switch (e.place) {
    case MessagePlace::CallerOutput:
      return pair.request(Station::CallerOutput, -1);
    case MessagePlace::CalleeInput:
      return pair.request(Station::CalleeInput, -1);
    case MessagePlace::CalleeOutput:
      return pair.answer(Station::CalleeOutput, bitOf(m_rejected, e.call), -1);
    case MessagePlace::CallerInput:
      return pair.answer(Station::CallerInput, m_droppedRejects.contains(e.call.value), -1);
    case MessagePlace::Arrival:
      if (e.isResponse == 0) return pair.request(Station::Outbound, -1);
      // Made where the caller is, and too late at once.
      if (justAnswered == e.call) return pair.answer(Station::CallerInput, true, -1);
      pair.signal(-1);
      return pair.answer(answerBefore(pair.call), bitOf(m_rejected, e.call), -1);
  }
}

void Whereabouts::applyToMessages(Cells& cells, const Event& event) const {
  const CallId justAnswered =
      cells[kJustAnswered] == 0 ? kNoCall : CallId{static_cast<std::uint32_t>(cells[kJustAnswered] - 1)};
  cells[kJustAnswered] = 0;
  const auto of = [&](CallId call) { return PairOf(*this, cells, call); };
  if (const auto* e = std::get_if<CallPerformed>(&event)) {
    of(e->call).request(Station::CallerOutput, 1);
  } else if (const auto* e = std::get_if<RequestRouted>(&event)) {
    PairOf pair = of(e->call);
    pair.request(Station::CallerOutput, -1);
    pair.request(Station::Outbound, 1);
  } else if (const auto* e = std::get_if<RequestInducted>(&event)) {
    PairOf pair = of(e->call);
    pair.request(requestBefore(pair.call), -1);
    pair.request(Station::CalleeInput, 1);
  } else if (const auto* e = std::get_if<ExecutionStarted>(&event)) {
    if (e->call != kNoCall) startIn(of(e->call), e->kind);
  } else if (const auto* e = std::get_if<ResponseCreated>(&event)) {
    if (answerIn(of(e->call), *e)) cells[kJustAnswered] = std::int64_t{e->call.value} + 1;
  } else if (const auto* e = std::get_if<ResponseRouted>(&event)) {
    PairOf pair = of(e->call);
    pair.signal(1);
    pair.answer(Station::CalleeOutput, bitOf(m_rejected, e->call), -1);
    pair.answer(Station::Inbound, bitOf(m_rejected, e->call), 1);
  } else if (const auto* e = std::get_if<ResponseInducted>(&event)) {
    if (justAnswered == e->call) return;
    PairOf pair = of(e->call);
    pair.signal(-1);
    pair.answer(answerBefore(pair.call), bitOf(m_rejected, e->call), -1);
    pair.answer(Station::CallerInput, bitOf(m_rejected, e->call), 1);
  } else if (const auto* e = std::get_if<MessageDropped>(&event)) {
    dropIn(of(e->call), *e, justAnswered);
  } else if (const auto* e = std::get_if<AnswerAwaited>(&event)) {
    PairOf pair = of(e->call);
    pair.request(Station::CallerOutput, -1);
    pair.request(Station::Outside, 1);
  }
}

}  // namespace roundscope
