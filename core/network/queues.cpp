// The rotation of inputs.
#include "core/network/queues.h"

namespace roundscope {

namespace {

InputSource sourceAfter(InputSource source) {
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

void CanisterQueues::listInput(std::uint32_t peer, bool local) {
  PeerQueues& queues = m_peers[peer];
  if (queues.m_inputListed) return;
  queues.m_inputListed = true;
  queues.m_nextSender = kNone;
  const std::size_t line = local ? 0 : 1;
  if (m_firstSender[line] == kNone)
    m_firstSender[line] = peer;
  else
    m_peers[m_lastSender[line]].m_nextSender = peer;
  m_lastSender[line] = peer;
}

std::optional<NextInput> CanisterQueues::takeNext() {
  for (int tried = 0; tried < 3; ++tried) {
    const InputSource source = m_nextSource;
    m_nextSource = sourceAfter(source);
    if (source == InputSource::Ingress) {
      if (m_ingressTaken < m_ingress.size()) return NextInput{source};
      continue;
    }
    const std::size_t line = source == InputSource::Local ? 0 : 1;
    const std::uint32_t peer = m_firstSender[line];
    if (peer == kNone) continue;
    m_firstSender[line] = m_peers[peer].m_nextSender;
    if (m_firstSender[line] == kNone) m_lastSender[line] = kNone;
    m_peers[peer].m_inputListed = false;
    return NextInput{source, peer};
  }
  return std::nullopt;
}

}  // namespace roundscope
