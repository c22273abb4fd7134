// A canister of a scenario as a program in Motoko or Rust, with the way from each line to the steps that it shows.
// Pure: the same canister gives the same text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/scenario/scenario.h"

namespace roundscope {

/// What a line does about the calls of its step.
enum class LineRole : std::uint8_t {
  Other,
  Dispatch,  ///< makes the call: exactly one line of each `call` step
  Await,     ///< waits for the answer
  Retry,     ///< makes a failed call again
  Undo,      ///< makes or awaits a call that compensates
};

/// A step of a method.
struct StepRef {
  MethodId method;
  std::uint16_t step = 0;
  auto operator<=>(const StepRef&) const = default;
};

struct CodeLine {
  std::string text;                ///< indented, without its end of line
  std::optional<MethodId> method;  ///< absent: the line belongs to the program as a whole
  std::vector<StepRef> steps;      ///< ascending; empty where the line shows no step, as a method's first line
  LineRole role = LineRole::Other;
  bool operator==(const CodeLine&) const = default;
};

struct CodeText {
  std::vector<CodeLine> lines;
  bool operator==(const CodeText&) const = default;
  /// The program's file.
  [[nodiscard]] std::string text() const;
};

/// The canister's program, in its own language.
CodeText programOf(const Scenario& scenario, CanisterId canister);

/// The canister as an actor that the Motoko compiler makes a module of Wasm from. Where a method sends calls that it
/// does not wait for one by one, it collects their futures; nothing but the language and its `core` package is used.
/// Simplified: `chance` draws from a generator with the scenario's seed, not the very draws of the run.
CodeText motokoCode(const Scenario& scenario, CanisterId canister);

/// The canister as a crate's `lib.rs`, whose first lines name the crates that it uses and their versions. Rust sends a
/// call when it is first polled; the line that makes it counts as its dispatch all the same.
/// Source: protocol.md section 3; dfinity/cdk-rs ic-cdk/src/call.rs, ic-cdk-timers/src/lib.rs.
CodeText rustCode(const Scenario& scenario, CanisterId canister);

}  // namespace roundscope
