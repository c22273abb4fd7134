// See passages.h.
#include "core/run/passages.h"

#include <optional>

namespace roundscope {
namespace {

std::optional<Passage> passageOf(const Event& event) {
  if (const auto* e = std::get_if<CallPerformed>(&event)) return Passage{e->call, CallPoint::Performed};
  if (const auto* e = std::get_if<CallNotPerformed>(&event))
    return Passage{.call = e->call, .reached = CallPoint::Performed, .refused = true};
  if (const auto* e = std::get_if<RequestRouted>(&event)) return Passage{e->call, CallPoint::RequestRouted};
  if (const auto* e = std::get_if<RequestInducted>(&event)) return Passage{e->call, CallPoint::RequestInducted};
  if (const auto* e = std::get_if<ExecutionStarted>(&event)) {
    if (servesCall(e->kind)) return Passage{e->call, CallPoint::Started};
    if (isCallback(e->kind))
      return Passage{
          .call = e->call, .reached = CallPoint::Completed, .reject = e->kind == ExecutionKind::RejectCallback};
  }
  if (const auto* e = std::get_if<ResponseCreated>(&event))
    return Passage{.call = e->call, .reached = CallPoint::Answered, .reject = e->code != RejectCode::None};
  if (const auto* e = std::get_if<ResponseRouted>(&event)) return Passage{e->call, CallPoint::ResponseRouted};
  if (const auto* e = std::get_if<ResponseInducted>(&event)) return Passage{e->call, CallPoint::ResponseInducted};
  return std::nullopt;
}

}  // namespace

std::vector<Passage> passagesAt(const Run& run, Time time, Duration window, std::size_t most) {
  std::vector<Passage> passages;
  const CallTable& table = run.calls();
  for (std::size_t subnet = 0; subnet < run.order().subnetCount(); ++subnet) {
    const std::uint64_t from = run.order().happened(table, subnet, Time{time.us - window.us});
    const std::uint64_t until = run.order().happened(table, subnet, time);
    // Powers of two, of positions counted from the start: what is chosen now is chosen at the next moment, too.
    std::uint64_t every = 1;
    while ((until - from) / every > most) every *= 2;
    for (std::uint64_t at = (from + every - 1) / every * every; at < until; at += every) {
      const std::uint64_t index = run.order().eventAt(table, subnet, at);
      auto passage = passageOf(run.trace().event(index));
      if (!passage) continue;
      if (passage->reached == CallPoint::ResponseRouted || passage->reached == CallPoint::ResponseInducted)
        passage->reject = run.call(passage->call).failed();
      const Time drawn = table.drawnAt(momentOfEvent(table, index));
      passage->age = static_cast<double>((time - drawn).us) / static_cast<double>(window.us);
      passages.push_back(*passage);
    }
  }
  return passages;
}

}  // namespace roundscope
