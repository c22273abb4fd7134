// Distinct index types: a canister's number cannot be passed where a subnet's is expected.
// Every id is an index into the table that its name says, so tables replace pointers everywhere.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace roundscope {

/// An index of one kind. `Rep` is kept small because ids are stored in every event of a trace.
template <class Tag, class Rep>
struct Id {
  Rep value{};
  auto operator<=>(const Id&) const = default;
};

using SubnetId = Id<struct SubnetTag, std::uint16_t>;      ///< index into Scenario::subnets
using CanisterId = Id<struct CanisterTag, std::uint16_t>;  ///< index into Scenario::canisters
using MethodId = Id<struct MethodTag, std::uint16_t>;      ///< index into Canister::methods
using VariableId = Id<struct VariableTag, std::uint16_t>;  ///< index into Canister::variables
using IngressId = Id<struct IngressTag, std::uint32_t>;    ///< index into Scenario::ingress
using CallId = Id<struct CallTag, std::uint32_t>;          ///< calls in the order attempted, from 0
using ContextId = Id<struct ContextTag, std::uint32_t>;    ///< call contexts in the order opened, from 0
using TextId = Id<struct TextTag, std::uint32_t>;          ///< index into the texts of a trace

/// Stands in an event's field for "no such thing"; code that is not an event uses `std::optional`.
inline constexpr CallId kNoCall{std::numeric_limits<std::uint32_t>::max()};
inline constexpr ContextId kNoContext{std::numeric_limits<std::uint32_t>::max()};
inline constexpr TextId kNoText{std::numeric_limits<std::uint32_t>::max()};

}  // namespace roundscope
