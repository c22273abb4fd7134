// Every line is an object of its own, so that a file can be read line by line.
#include "core/export/trace_jsonl.h"

#include <nlohmann/json.hpp>

#include "core/export/json_object.h"
#include "core/export/trace_fields.h"

namespace roundscope {
namespace {

constexpr int kFormatVersion = 1;

class JsonFields : public TraceFieldWriter {
 public:
  explicit JsonFields(std::string& out) : m_object(out) {}
  void number(TraceField field, std::uint64_t value) override { m_object.number(nameOf(field), value); }
  void signedNumber(TraceField field, std::int64_t value) override { m_object.number(nameOf(field), value); }
  void text(TraceField field, std::string_view value) override { m_object.text(nameOf(field), value); }
  void flag(TraceField field, bool value) override { m_object.flag(nameOf(field), value); }
  void close() { m_object.close(); }

 private:
  JsonObject m_object;
};

std::string headerLine(const TracedRuns& file) {
  using Json = nlohmann::ordered_json;
  const Scenario& first = file.runs.front()->scenario();
  Json header = Json::object();
  header["format"] = "roundscope-trace";
  header["version"] = kFormatVersion;
  header["program"] = file.program;
  header["scenario"] = first.id;
  header["title"] = first.title;
  header["variants"] = Json::array();
  for (const Run* run : file.runs) {
    Json variant = Json::object();
    variant["variant"] = run->scenario().variant;
    variant["seed"] = run->scenario().seed;
    variant["events"] = run->trace().eventCount();
    variant["fingerprint"] = run->fingerprint();
    variant["stopped"] = stopOf(*run).empty() ? Json(nullptr) : Json(stopOf(*run));
    header["variants"].push_back(std::move(variant));
  }
  return header.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

bool writeTraceJsonl(const TracedRuns& file, const TextSink& sink) {
  TextStream stream(sink);
  stream.text() += headerLine(file);
  bool open = true;
  for (const Run* run : file.runs) {
    forEachPlaced(*run, [&](const Event& event, const EventPlace& place) {
      if (!open) return;
      JsonFields fields(stream.text());
      writeFields(event, place, *run, fields);
      fields.close();
      stream.text() += '\n';
      open = stream.passOn();
    });
  }
  return stream.finish();
}

}  // namespace roundscope
