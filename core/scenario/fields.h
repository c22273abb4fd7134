// Private to core/scenario: every field that a scenario file may have, in one place. The parser refuses what
// is not listed here, and a test holds the published schema against it.
#pragma once

#include <array>
#include <string_view>

#include "core/scenario/choices.h"
#include "core/scenario/name_table.h"

namespace roundscope::detail {

namespace fields {
inline constexpr auto scenario = names("$schema", "roundscope", "title", "description", "seed", "profile",
                                       "block_interval_ms", "max_rounds", "max_events", "limits", "subnets",
                                       "canisters", "ingress", "operations", "expect", "knobs", "figures", "variants");
inline constexpr auto variant = names("name", "of", "patch");
inline constexpr auto change = names("op", "path", "from", "value");
inline constexpr auto subnet =
    names("id", "kind", "nodes", "block_interval_ms", "phase_ms", "resident_canisters", "xnet_delay_rounds", "limits");
inline constexpr auto canister = names("id", "subnet", "language", "status", "cycles", "freezing_threshold_cycles",
                                       "variables", "methods", "timer", "timers", "heartbeat");
inline constexpr auto method = names("kind", "instructions", "accept", "steps", "finally", "faults");
inline constexpr auto fault = names("code", "message", "when");
inline constexpr auto timer = names("first_ms", "every_ms", "instructions", "steps");
inline constexpr auto heartbeat = names("instructions", "steps");
inline constexpr auto ingress = names("at_ms", "to", "payload_bytes", "count", "every_ms");
inline constexpr auto operation = joined(names("at_ms"), kNamesOf<kOperations>);
inline constexpr auto knob = names("label", "unit", "set", "minimum", "maximum", "step");
inline constexpr auto figure =
    names("name", "view", "variants", "canisters", "hide", "rounds", "range_us", "cursor_us", "hide_future", "width_mm",
          "height_mm", "size_px", "dpi", "density", "font", "font_pt", "theme", "palette", "transparent", "margin_mm",
          "title", "caption", "notes", "scale_of", "window");
inline constexpr auto figureNote = names("at", "text");
inline constexpr auto figurePlace = names("variant", "id");
inline constexpr auto figureCall = names("variant", "number");
inline constexpr auto figureWindow =
    names("folded", "collapsed", "opened", "subnets", "markers_us", "selected", "critical_path", "collapse_idle");
inline constexpr auto topUp = names("canister", "cycles");

inline constexpr auto when = names("every", "calls", "chance");
inline constexpr auto work = names("instructions", "heap_delta_bytes");
inline constexpr auto call = names("to", "count", "order", "wait", "payload_bytes", "cycles", "on_failure", "label",
                                   "await", "forget", "on_reply", "on_reject");
inline constexpr auto window = names("window");
inline constexpr auto bounded = names("bounded_s");
inline constexpr auto onFailure = names("retry", "compensate");
inline constexpr auto retry = names("via", "after_ms", "backoff_percent", "attempts");
inline constexpr auto await = names("calls", "reverse", "suspend_if_completed");
inline constexpr auto lock = names("name", "release_on_trap");
inline constexpr auto operand = names("variable", "times");
inline constexpr auto require = joined(names("variable"), kNamesOf<kComparisons>, names("else"));
inline constexpr auto condition =
    joined(names("variable", "replied", "failed"), kNamesOf<kComparisons>, names("then", "else"));
inline constexpr auto reply = names("payload_bytes");
inline constexpr auto message = names("message");
}  // namespace fields

/// An object of the file, by the name of its definition in the schema.
struct ObjectFields {
  std::string_view definition;
  FieldNames names;
};
/// All but `step`, whose fields are the kinds of steps (parse_steps.h).
inline constexpr auto kObjects = std::to_array<ObjectFields>({
    {"scenario", fields::scenario},
    {"variant", fields::variant},
    {"subnet", fields::subnet},
    {"canister", fields::canister},
    {"method", fields::method},
    {"timer", fields::timer},
    {"heartbeat", fields::heartbeat},
    {"ingress", fields::ingress},
    {"when", fields::when},
    {"work", fields::work},
    {"call", fields::call},
    {"window", fields::window},
    {"bounded", fields::bounded},
    {"onFailure", fields::onFailure},
    {"retry", fields::retry},
    {"await", fields::await},
    {"lock", fields::lock},
    {"operand", fields::operand},
    {"require", fields::require},
    {"reply", fields::reply},
    {"message", fields::message},
    {"condition", fields::condition},
    {"operation", fields::operation},
    {"topUp", fields::topUp},
    {"fault", fields::fault},
    {"change", fields::change},
    {"knob", fields::knob},
    {"figure", fields::figure},
    {"figureNote", fields::figureNote},
    {"figurePlace", fields::figurePlace},
    {"figureCall", fields::figureCall},
    {"figureWindow", fields::figureWindow},
});

}  // namespace roundscope::detail
