// The rotation of inputs.
#include "core/network/queues.h"

namespace roundscope {

namespace {

std::size_t scheduleOf(InputSource source) { return source == InputSource::Local ? 0 : 1; }

InputSource after(InputSource source) {
  switch (source) {
    case InputSource::Local:
      return InputSource::Ingress;
    case InputSource::Ingress:
      return InputSource::Remote;
    case InputSource::Remote:
      return InputSource::Local;
  }
  RS_CHECK(false);
}

}  // namespace

void CanisterQueues::schedule(std::uint32_t peer, bool local) {
  PeerQueues& queues = peers[peer];
  if (queues.scheduled) return;
  queues.scheduled = true;
  queues.nextSender = kNone;
  const std::size_t list = local ? 0 : 1;
  if (scheduleHead[list] == kNone)
    scheduleHead[list] = peer;
  else
    peers[scheduleTail[list]].nextSender = peer;
  scheduleTail[list] = peer;
}

std::optional<NextInput> CanisterQueues::takeNext() {
  for (int tried = 0; tried < 3; ++tried) {
    const InputSource source = nextSource;
    nextSource = after(source);
    if (source == InputSource::Ingress) {
      if (ingressHead < ingress.size()) return NextInput{source};
      continue;
    }
    const std::size_t list = scheduleOf(source);
    const std::uint32_t peer = scheduleHead[list];
    if (peer == kNone) continue;
    scheduleHead[list] = peers[peer].nextSender;
    if (scheduleHead[list] == kNone) scheduleTail[list] = kNone;
    peers[peer].scheduled = false;
    return NextInput{source, peer};
  }
  return std::nullopt;
}

}  // namespace roundscope
