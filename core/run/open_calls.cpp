// See open_calls.h. Whoever finds its place taken has the next free one.
#include "core/run/open_calls.h"

#include <utility>

namespace roundscope {

OpenCall& OpenCalls::put(const OpenCall& call) {
  std::size_t at = placeOf(call.id);
  while (m_places[at].id != kNoCall) at = next(at);
  m_places[at] = call;
  return m_places[at];
}

void OpenCalls::grow() {
  const LargeVector<OpenCall> before = std::exchange(m_places, LargeVector<OpenCall>(2 * m_places.size()));
  --m_shift;
  for (const OpenCall& call : before)
    if (call.id != kNoCall) put(call);
}

/// Who stands behind it and would rather stand here moves up, so that no search ends too early.
void OpenCalls::remove(CallId id) {
  OpenCall* const found = find(id);
  RS_CHECK(found != nullptr);
  --m_size;
  auto free = static_cast<std::size_t>(found - m_places.data());
  const std::size_t mask = m_places.size() - 1;
  for (std::size_t at = next(free); m_places[at].id != kNoCall; at = next(at)) {
    const std::size_t away = (at - placeOf(m_places[at].id)) & mask;
    if (away < ((at - free) & mask)) continue;
    m_places[free] = m_places[at];
    free = at;
  }
  m_places[free] = OpenCall{};
}

}  // namespace roundscope
