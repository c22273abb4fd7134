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
    const std::uint32_t peer = takeSender(source == InputSource::Local ? 0 : 1);
    if (peer != kNone) return NextInput{source, peer};
  }
  return std::nullopt;
}

std::uint32_t CanisterQueues::takeSender(std::size_t line) {
  while (m_firstSender[line] != kNone) {
    const std::uint32_t peer = m_firstSender[line];
    m_firstSender[line] = m_peers[peer].m_nextSender;
    if (m_firstSender[line] == kNone) m_lastSender[line] = kNone;
    m_peers[peer].m_inputListed = false;
    if (!m_peers[peer].m_input.empty()) return peer;
  }
  return kNone;
}

}  // namespace roundscope
