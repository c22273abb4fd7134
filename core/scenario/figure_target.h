// What a note in a figure is about, by what it is: it stays right when numbers change.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace roundscope {

enum class TargetKind : std::uint8_t {
  Call,          ///< by its number, from 0 as everywhere
  Round,         ///< the beginning of a round, from 0
  Canister,      ///< its lane
  Variable,      ///< its line, where it changed last
  FirstRefusal,  ///< an attempt that was not performed
  LastRefusal,
  FirstFailure,  ///< of any kind
  LastFailure,
  FirstReply,
  LastReply,
  End,  ///< of the run
};

struct FigureTarget {
  TargetKind kind = TargetKind::End;
  std::uint32_t number = 0;  ///< of a call or a round
  std::string canister;      ///< of Canister and Variable
  std::string variable;
  std::string variant;  ///< empty: the first one shown that has such a thing
  bool operator==(const FigureTarget&) const = default;
};

/// "call 3", "first refusal", "round 5", "canister callee", "variable counter.balance", "end"; each may be followed by
/// "in Parallel".
/// Errors: of kind Usage, naming `where`: none of these.
[[nodiscard]] Result<FigureTarget> parseTarget(std::string_view text, const std::string& where);
[[nodiscard]] std::string textOf(const FigureTarget& target);

/// What parseTarget() takes, for help and errors.
[[nodiscard]] std::string targetForms();

}  // namespace roundscope
