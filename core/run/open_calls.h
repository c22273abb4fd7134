// The calls that are under way, for whoever keeps no others.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "core/base/check.h"
#include "core/base/ids.h"
#include "core/base/large_block.h"
#include "core/protocol/outcome.h"
#include "core/protocol/reject.h"

namespace roundscope {

/// What the rest of a call's life needs to know of it.
struct OpenCall {
  CallId id = kNoCall;              ///< kNoCall: a free place
  ContextId servedBy = kNoContext;  ///< the callee's, once started
  std::uint32_t before = 0;         ///< calls on the path that led to it
  std::uint32_t behind = 0;         ///< calls on the path from its start at the callee to the callee's answer
  CanisterId caller, callee;
  CallOutcome outcome = CallOutcome::InFlight;
  RejectReason reason = RejectReason::None;
  bool isOwnMessage = false;
};

/// Grows with the calls that are open at once: a table with at least twice as many places.
class OpenCalls {
 public:
  OpenCalls() : m_places(kFewest) {}

  /// The next call. Valid until the next `add` or `remove`.
  OpenCall& add(CallId id) {
    if (2 * ++m_size > m_places.size()) grow();
    return put({.id = id});
  }
  /// Null where it is over.
  [[nodiscard]] OpenCall* find(CallId id) {
    for (std::size_t at = placeOf(id);; at = next(at)) {
      if (m_places[at].id == id) return &m_places[at];
      if (m_places[at].id == kNoCall) return nullptr;
    }
  }
  /// The call must be there.
  void remove(CallId id);
  [[nodiscard]] std::size_t size() const { return m_size; }

 private:
  static constexpr std::size_t kFewest = 1'024;

  /// Calls that were made one after another get places far from each other, with free ones between them: side by side
  /// they would all have to be looked at whenever one of them leaves.
  [[nodiscard]] std::size_t placeOf(CallId id) const {
    constexpr std::uint32_t kGoldenRatio = 2'654'435'769;
    return (id.value * kGoldenRatio) >> m_shift;
  }
  [[nodiscard]] std::size_t next(std::size_t place) const { return (place + 1) & (m_places.size() - 1); }
  OpenCall& put(const OpenCall& call);
  void grow();

  LargeVector<OpenCall> m_places;                       ///< their number is a power of two …
  unsigned m_shift = 32 - std::bit_width(kFewest - 1);  ///< … that leaves so many of a number's 32 bits
  std::size_t m_size = 0;
};

}  // namespace roundscope
