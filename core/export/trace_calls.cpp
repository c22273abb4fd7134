// A row for each column. See trace_calls.h.
#include "core/export/trace_calls.h"

#include <fmt/format.h>

#include <array>
#include <string>

#include "core/export/csv_text.h"
#include "core/run/own_text.h"

namespace roundscope {
namespace {

struct Row {
  const Run& run;
  CallId id;
  const CallSpan& call;
};

/// "window of 50".
std::string orderOf(const Row& row) {
  const CallStep* const step = row.run.stepOf(row.call);
  if (step == nullptr) return {};
  switch (step->order) {
    case Order::Sequential:
      return "sequential";
    case Order::Parallel:
      return "parallel";
    case Order::Window:
      return fmt::format("window of {}", step->window);
  }
  return {};
}

/// The user's message that the call was made for, through however many calls; none of a timer or heartbeat.
std::string ingressOf(const Row& row) {
  const CallTable& calls = row.run.calls();
  const ContextRow* context = &calls.contexts()[row.call.context.value];
  while (context->call != kNoCall) context = &calls.contexts()[calls.call(context->call).context.value];
  return context->kind == ExecutionKind::Ingress ? std::to_string(context->ingress.value) : std::string();
}

std::string reasonOf(const Row& row) {
  if (row.call.outcome == CallOutcome::NotPerformed) return std::string(nameOf(row.call.notPerformed));
  return row.call.code == RejectCode::None ? std::string() : std::string(wordsOf(row.call.reason));
}

std::string timeOf(const Row& row, const Moment& moment) {
  if (!moment.happened()) return {};
  const bool inQuery = row.run.isInQuery(moment);
  return std::to_string((inQuery ? row.run.calls().drawnAt(moment) : row.run.round(moment).time).us);
}

bool wasPerformed(const Row& row) { return row.call.outcome != CallOutcome::NotPerformed; }

/// A moment is two columns: the round of its subnet, which queries have none of, and the event's place in it.
template <CallPoint point>
std::string roundOf(const Row& row) {
  const Moment& moment = row.call.at(point);
  return moment.happened() && !row.run.isInQuery(moment) ? std::to_string(row.run.round(moment).round) : std::string();
}
template <CallPoint point>
std::string orderIn(const Row& row) {
  const Moment& moment = row.call.at(point);
  return moment.happened() ? std::to_string(moment.ordinal) : std::string();
}

struct Column {
  std::string_view name;
  std::string (*write)(const Row& row);
};

constexpr std::array kColumns = {
    Column{"variant", [](const Row& r) { return r.run.scenario().variant; }},
    Column{"call", [](const Row& r) { return std::to_string(r.id.value); }},
    Column{"caller", [](const Row& r) { return r.run.name(r.call.caller); }},
    Column{"callee", [](const Row& r) { return r.run.name(r.call.callee.canister); }},
    Column{"method", [](const Row& r) { return r.run.scenario().method(r.call.callee).name; }},
    Column{"ingress", ingressOf},
    Column{"step", [](const Row& r) { return std::to_string(r.call.step); }},
    Column{"order", orderOf},
    Column{"attempt", [](const Row& r) { return std::to_string(r.call.attempt); }},
    Column{"compensation", [](const Row& r) { return std::string(r.call.compensation ? "true" : "false"); }},
    Column{"outcome", [](const Row& r) { return std::string(nameOf(r.call.settled())); }},
    Column{"reject_code",
           [](const Row& r) {
             return r.call.code == RejectCode::None ? std::string() : std::to_string(static_cast<int>(r.call.code));
           }},
    Column{"reject_name", [](const Row& r) { return std::string(nameOf(r.call.code)); }},
    Column{"reason", reasonOf},
    Column{"reject_message", [](const Row& r) { return rejectMessage(r.run, r.call); }},
    Column{"dispatched_us", [](const Row& r) { return timeOf(r, r.call.at(CallPoint::Performed)); }},
    Column{"dispatched_round", roundOf<CallPoint::Performed>},
    Column{"dispatched_order", orderIn<CallPoint::Performed>},
    Column{"performed", [](const Row& r) { return std::string(wasPerformed(r) ? "true" : "false"); }},
    Column{"routed_round", roundOf<CallPoint::RequestRouted>},
    Column{"routed_order", orderIn<CallPoint::RequestRouted>},
    Column{"inducted_round", roundOf<CallPoint::RequestInducted>},
    Column{"inducted_order", orderIn<CallPoint::RequestInducted>},
    Column{"started_round", roundOf<CallPoint::Started>},
    Column{"started_order", orderIn<CallPoint::Started>},
    Column{"answered_round", roundOf<CallPoint::Answered>},
    Column{"answered_order", orderIn<CallPoint::Answered>},
    Column{"response_routed_round", roundOf<CallPoint::ResponseRouted>},
    Column{"response_routed_order", orderIn<CallPoint::ResponseRouted>},
    Column{"response_inducted_round", roundOf<CallPoint::ResponseInducted>},
    Column{"response_inducted_order", orderIn<CallPoint::ResponseInducted>},
    Column{"completed_us", [](const Row& r) { return timeOf(r, r.call.at(CallPoint::Completed)); }},
    Column{"completed_round", roundOf<CallPoint::Completed>},
    Column{"completed_order", orderIn<CallPoint::Completed>},
    Column{"stopped", [](const Row& r) { return std::string(stopOf(r.run)); }},
};

}  // namespace

std::span<const std::string_view> callColumnNames() {
  static const std::array kNames = [] {
    std::array<std::string_view, kColumns.size()> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = kColumns[i].name;
    return names;
  }();
  return kNames;
}

bool writeTraceCalls(const TracedRuns& file, const TextSink& sink) {
  TextStream stream(sink);
  if (file.utf8Mark) stream.text() += kUtf8Mark;
  stream.text() += fmt::format("{}{}", fmt::join(callColumnNames(), ","), kCsvLineEnd);
  bool open = true;
  for (const Run* run : file.runs) {
    const auto& calls = run->calls().calls();
    for (std::uint32_t i = 0; open && i < calls.size(); ++i) {
      const Row row{*run, CallId{i}, calls[i]};
      if (row.call.isOwnMessage() || !row.call.at(CallPoint::Performed).happened()) continue;
      for (const Column& column : kColumns) {
        if (&column != kColumns.data()) stream.text() += ',';
        stream.text() += csvField(column.write(row));
      }
      stream.text() += kCsvLineEnd;
      open = stream.passOn();
    }
  }
  return stream.finish();
}

}  // namespace roundscope
