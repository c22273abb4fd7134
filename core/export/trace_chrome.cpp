// Folds the runs side by side, and writes what no later round can precede.
#include "core/export/trace_chrome.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "core/base/check.h"
#include "core/export/chrome_fold.h"
#include "core/export/json_object.h"
#include "core/export/trace_fields.h"
#include "core/run/call_phases.h"
#include "core/run/own_text.h"

namespace roundscope {
namespace {

constexpr std::string_view kSeparator = ",\n";

/// Writes items as lines, in the order of the file.
class ChromeLines {
 public:
  ChromeLines(const TracedRuns& file, ChromeUnit unit, const ChromeTracks& tracks)
      : m_file(file), m_unit(unit), m_tracks(tracks) {
    for (const auto& run : file.runs) {
      m_events.emplace_back(run->trace().events());
      m_ends.emplace_back(run->trace().events());
    }
  }

  void append(const ChromeItem& item, std::string& out);

 private:
  [[nodiscard]] const Run& run(const ChromeItem& item) const { return *m_file.runs[item.variant]; }
  [[nodiscard]] const Event& eventOf(const ChromeItem& item) { return m_events[item.variant][item.event]; }
  [[nodiscard]] const Scenario& scenario(const ChromeItem& item) const { return run(item).scenario(); }
  [[nodiscard]] const CallSpan& span(const ChromeItem& item) const {
    return run(item).call(CallId{static_cast<std::uint32_t>(item.subject)});
  }
  /// Ids are looked up within their category only. The upper half tells runs apart.
  [[nodiscard]] static std::string idOf(const ChromeItem& item) {
    return fmt::format("0x{:x}", (std::uint64_t{item.variant + 1} << 32) | item.subject);
  }
  void begin(JsonObject& event, const char* phase, std::string_view category, std::string_view name,
             const ChromeItem& item) const;
  void round(const ChromeItem& item, std::string& out) const;
  void execution(const ChromeItem& item, std::string& out);
  void userMessage(const ChromeItem& item, std::string& out);
  void call(const ChromeItem& item, std::string& out) const;
  void callArgs(const ChromeItem& item, JsonObject& args) const;
  static void rejectArgs(const std::string& message, RejectReason reason, JsonObject& args);
  void phase(const ChromeItem& item, std::string& out) const;
  void arrow(const ChromeItem& item, std::string& out) const;
  void inFlight(const ChromeItem& item, std::string& out);
  void operation(const ChromeItem& item, std::string& out);

  const TracedRuns& m_file;
  ChromeUnit m_unit;
  const ChromeTracks& m_tracks;
  std::vector<EventWindow> m_events;  ///< by variant: those that items come from
  std::vector<EventWindow> m_ends;    ///< and those that end executions
  /// How many of a pair are in flight where the file stands. The run tells it for a time only, and here each event of
  /// an instant has a line of its own.
  std::map<std::tuple<std::uint32_t, CanisterId, CanisterId>, std::int64_t> m_inFlight;  ///< by variant and pair
};

void ChromeLines::append(const ChromeItem& item, std::string& out) {
  switch (item.kind) {
    case ChromeKind::Round:
      return round(item, out);
    case ChromeKind::Execution:
      return execution(item, out);
    case ChromeKind::UserBegin:
    case ChromeKind::UserEnd:
      return userMessage(item, out);
    case ChromeKind::CallBegin:
    case ChromeKind::CallEnd:
      return call(item, out);
    case ChromeKind::PhaseBegin:
    case ChromeKind::PhaseEnd:
      return phase(item, out);
    case ChromeKind::RequestLeaves:
    case ChromeKind::RequestArrives:
    case ChromeKind::ResponseLeaves:
    case ChromeKind::ResponseArrives:
      return arrow(item, out);
    case ChromeKind::InFlight:
      return inFlight(item, out);
    case ChromeKind::Operation:
      return operation(item, out);
  }
  RS_CHECK(false);
}

void ChromeLines::begin(JsonObject& event, const char* phase, std::string_view category, std::string_view name,
                        const ChromeItem& item) const {
  event.text("ph", phase).text("cat", category).text("name", name);
  event.number("pid", m_tracks.processOf(item.thread))
      .number("tid", item.thread)
      .decimal("ts", item.at.us, m_unit.decimals());
}

void ChromeLines::round(const ChromeItem& item, std::string& out) const {
  const RoundRow& row = run(item).calls().rounds()[item.subject];
  JsonObject event(out);
  begin(event, "X", "round", fmt::format("round {}", row.round), item);
  event.decimal("dur", item.duration.us, m_unit.decimals());
  event.close();
}

void ChromeLines::execution(const ChromeItem& item, std::string& out) {
  const auto& started = std::get<ExecutionStarted>(eventOf(item));
  const bool isEntry = started.kind == ExecutionKind::Ingress || started.kind == ExecutionKind::Request;
  const std::string& method = scenario(item).method({started.canister, started.method}).name;
  JsonObject event(out);
  begin(event, "X", "execution", isEntry ? method : fmt::format("{} ({})", method, nameOf(started.kind)), item);
  event.decimal("dur", item.duration.us, m_unit.decimals());
  event.key("args");
  JsonObject args(out);
  args.text("execution", nameOf(started.kind)).number("context", started.context.value);
  if (started.call != kNoCall) args.number("call", started.call.value);
  args.number("step", started.step);
  if (item.subject == ChromeFold::kNoEvent) {
    args.text("result", "paused");
  } else {
    const auto& finished = std::get<ExecutionFinished>(m_ends[item.variant][item.subject]);
    args.text("result", nameOf(finished.result)).number("instructions", finished.instructions.value());
    if (finished.result == ExecutionResult::Trapped) args.number("undone_calls", finished.undoneCalls);
  }
  args.close();
  event.close();
}

void ChromeLines::rejectArgs(const std::string& message, RejectReason reason, JsonObject& args) {
  if (!message.empty()) args.text("reject_message", message);
  args.text("reject_words", wordsOf(reason));
}

void ChromeLines::userMessage(const ChromeItem& item, std::string& out) {
  const bool begins = item.kind == ChromeKind::UserBegin;
  const Ingress& message = scenario(item).ingress[item.subject];
  JsonObject event(out);
  begin(event, begins ? "b" : "e", "user", "user calls " + nameOf(message.to, scenario(item)), item);
  event.text("id", idOf(item));
  event.key("args");
  JsonObject args(out);
  if (begins) {
    args.number("ingress", item.subject).number("submitted_us", message.at.us);
  } else if (item.event == ChromeFold::kNoEvent) {
    args.text("outcome", nameOf(IngressOutcome::Pending));
  } else {
    const auto& completed = std::get<IngressCompleted>(eventOf(item));
    args.text("outcome", nameOf(completed.outcome));
    if (completed.code != RejectCode::None) {
      args.number("reject_code", static_cast<int>(completed.code)).text("reject_name", nameOf(completed.code));
      rejectArgs(rejectMessage(run(item), Event(completed)), completed.reason, args);
    }
    args.number("replied_calls", completed.repliedCalls).number("failed_calls", completed.failedCalls);
  }
  args.close();
  event.close();
}

/// Messages that a language's runtime sends to its own canister stand in nobody's code, so they have their own
/// category.
void ChromeLines::call(const ChromeItem& item, std::string& out) const {
  const CallSpan& call = span(item);
  const bool begins = item.kind == ChromeKind::CallBegin;
  JsonObject event(out);
  begin(event, begins ? "b" : "e", call.isOwnMessage() ? "own message" : "call", nameOf(call.callee, scenario(item)),
        item);
  event.text("id", idOf(item));
  if (begins) {
    event.key("args");
    JsonObject args(out);
    callArgs(item, args);
    args.close();
  }
  event.close();
}

void ChromeLines::callArgs(const ChromeItem& item, JsonObject& args) const {
  const CallSpan& call = span(item);
  const Scenario& s = scenario(item);
  args.number("call", item.subject).number("context", call.context.value);
  args.text("caller", s.canister(call.caller).id).text("callee", s.canister(call.callee.canister).id);
  args.text("method", s.method(call.callee).name).number("step", call.step).number("attempt", call.attempt);
  if (call.compensation) args.flag("compensation", true);
  if (call.timeoutSeconds > 0) args.number("timeout_s", call.timeoutSeconds);
  args.text("outcome", nameOf(call.settled()));
  if (call.outcome == CallOutcome::NotPerformed) args.text("reason", nameOf(call.notPerformed));
  if (call.code == RejectCode::None || call.settled() == CallOutcome::InFlight) return;
  args.number("reject_code", static_cast<int>(call.code)).text("reject_name", nameOf(call.code));
  rejectArgs(rejectMessage(run(item), call), call.reason, args);
}

void ChromeLines::phase(const ChromeItem& item, std::string& out) const {
  JsonObject event(out);
  begin(event, item.kind == ChromeKind::PhaseBegin ? "b" : "e", span(item).isOwnMessage() ? "own message" : "call",
        nameOf(static_cast<Phase>(item.phase)), item);
  event.text("id", idOf(item));
  event.close();
}

void ChromeLines::arrow(const ChromeItem& item, std::string& out) const {
  const bool leaves = item.kind == ChromeKind::RequestLeaves || item.kind == ChromeKind::ResponseLeaves;
  const bool request = item.kind == ChromeKind::RequestLeaves || item.kind == ChromeKind::RequestArrives;
  const char* const message = request ? "request" : "response";
  JsonObject event(out);
  begin(event, leaves ? "s" : "f", message, message, item);
  event.text("id", idOf(item));
  if (!leaves) event.text("bp", "e");
  event.close();
}

void ChromeLines::inFlight(const ChromeItem& item, std::string& out) {
  const CallSpan& call = span(item);
  std::int64_t& calls = m_inFlight[{item.variant, call.caller, call.callee.canister}];
  calls += run(item).momentOf(item.event) == call.at(CallPoint::Performed) ? 1 : -1;
  const Scenario& s = scenario(item);
  JsonObject event(out);
  begin(event, "C", "in flight",
        fmt::format("in flight: {} to {}", s.canister(call.caller).id, s.canister(call.callee.canister).id), item);
  event.key("args");
  JsonObject args(out);
  args.number("calls", calls);
  args.close();
  event.close();
}

void ChromeLines::operation(const ChromeItem& item, std::string& out) {
  const Event& told = eventOf(item);
  const auto* operated = std::get_if<CanisterOperated>(&told);
  JsonObject event(out);
  begin(event, "i", "operation", operated != nullptr ? nameOf(operated->kind) : std::string_view("stopped"), item);
  event.text("s", "t");
  if (operated != nullptr) {
    event.key("args");
    JsonObject args(out);
    if (operated->kind == OperationKind::TopUp) args.number("cycles", operated->cycles.value());
    args.flag("changed", operated->changed != 0);
    args.close();
  }
  event.close();
}

void appendHead(const TracedRuns& file, std::string& out) {
  JsonObject head(out);
  head.text("displayTimeUnit", "ms").key("otherData");
  JsonObject data(out);
  data.text("program", file.program).text("scenario", file.runs.front()->scenario().id);
  for (const Run* run : file.runs) {
    const std::string& variant = run->scenario().variant;
    const auto tell = [&](std::string_view what, std::string_view text) {
      std::string key;
      appendJsonText(key, variant.empty() ? std::string(what) : fmt::format("{} of {}", what, variant));
      data.text(std::string_view(key).substr(1, key.size() - 2), text);
    };
    tell("fingerprint", run->fingerprint());
    if (!stopOf(*run).empty()) tell("stopped", stopOf(*run));
  }
  data.close();
  head.key("traceEvents");
  out += "[\n";
}

}  // namespace

bool writeTraceChrome(const TracedRuns& file, const TextSink& sink) {
  TextStream stream(sink);
  appendHead(file, stream.text());
  std::string names;
  ChromeTracks tracks(file, names);
  stream.text() += std::string_view(names).substr(kSeparator.size());
  const ChromeUnit unit(file);
  ChromeQueue queue;
  std::vector<std::unique_ptr<ChromeFold>> folds;
  for (std::size_t i = 0; i < file.runs.size(); ++i)
    folds.push_back(std::make_unique<ChromeFold>(*file.runs[i], i, unit, tracks, queue, stream.text()));
  ChromeLines lines(file, unit, tracks);
  const auto writeUntil = [&](std::optional<Time> end) {
    while (!queue.empty() && (!end || queue.top().at < *end)) {
      stream.text() += kSeparator;
      lines.append(queue.top(), stream.text());
      queue.pop();
      if (!stream.passOn()) return false;
    }
    return true;
  };
  for (;;) {
    ChromeFold* next = nullptr;
    std::optional<Time> end;
    for (const auto& fold : folds) {
      if (!fold->nextInstant()) continue;
      if (next == nullptr || *fold->nextInstant() < *next->nextInstant()) next = fold.get();
      end = end ? std::min(*end, *fold->nothingBefore()) : *fold->nothingBefore();
    }
    if (!writeUntil(end)) return false;
    if (next == nullptr) break;
    next->foldInstant();
  }
  stream.text() += "\n]}\n";
  return stream.finish();
}

}  // namespace roundscope
