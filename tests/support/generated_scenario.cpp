// See generated_scenario.h.
#include "tests/support/generated_scenario.h"

#include <fmt/format.h>

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/base/random.h"

namespace roundscope::test {
namespace {

using Json = nlohmann::ordered_json;

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : m_random(Random::mix(seed + 1)) {}

  Json scenario() {
    Json file = {{"roundscope", 1}};
    file["seed"] = number(0, 1'000'000);
    file["profile"] = pick({"guide", "mainnet", "pocketic"});
    file["max_rounds"] = number(20, 60);
    file["limits"] = limits();
    m_subnets = number(1, 4);
    for (std::uint64_t i = 0; i < m_subnets; ++i) file["subnets"].push_back(subnet(i));
    m_canisters = number(2, 8);
    for (std::uint64_t i = 0; i < m_canisters; ++i) file["canisters"].push_back(canister(i));
    const std::uint64_t messages = number(1, 5);
    file["ingress"] = Json::array();
    for (std::uint64_t i = 0; i < messages; ++i) file["ingress"].push_back(ingress());
    if (once(3)) {
      const std::uint64_t operations = number(1, 4);
      for (std::uint64_t i = 0; i < operations; ++i) file["operations"].push_back(operation());
    }
    return file;
  }

 private:
  static constexpr std::uint64_t kMethods = 3;  ///< of each canister
  static constexpr std::uint64_t kLevels = 3;   ///< calls go from a level to a higher one

  std::uint64_t number(std::uint64_t low, std::uint64_t high) { return m_random.between(low, high); }
  bool once(std::uint64_t in) { return m_random.chance(1, in); }
  const char* pick(std::initializer_list<const char*> words) { return words.begin()[number(0, words.size() - 1)]; }

  /// Limits so tight that they bind in a small run.
  Json limits() {
    Json l = Json::object();
    if (once(2)) l["queue_capacity"] = number(3, 10);
    if (once(4)) l["stream_messages"] = number(1, 6);
    if (once(6)) l["stream_bytes"] = number(500, 5'000);
    if (once(6)) l["xnet_bytes_per_block"] = number(500, 5'000);
    if (once(4)) l["system_stream_messages"] = number(1, 4);
    if (once(5)) l["guaranteed_memory_bytes"] = number(1, 12) << 21;
    if (once(4)) l["best_effort_memory_bytes"] = number(0, 6'000);
    if (once(6)) l["callbacks_per_subnet"] = number(2, 20);
    if (once(4)) l["callbacks_per_canister"] = number(0, 6);
    if (once(3)) l["request_expiry_s"] = number(1, 4);
    if (once(3)) l["best_effort_timeout_cap_s"] = number(1, 6);
    if (once(3)) l["paused_messages"] = number(0, 2);
    if (once(3)) l["scheduler_threads"] = number(1, 3);
    if (once(4)) l["ingress_messages_per_block"] = number(1, 2);
    if (once(4)) l["ingress_latency_ms"] = number(0, 900);
    if (once(4)) l["heap_delta_bytes_per_iteration_loop"] = number(1, 3) * 1'000'000;
    if (once(3)) l["message_instructions"] = number(50, 300) * 1'000'000;
    if (once(4)) l["cycles_per_instruction"] = number(0, 3);
    if (once(2)) {
      // A round that ends after some messages, and slices that long messages exceed.
      const std::uint64_t slice = number(2, 40) * 1'000'000;
      l["slice_instructions"] = slice;
      l["install_slice_instructions"] = number(0, 1) * slice;
      l["round_instructions"] = slice + number(0, 40) * 1'000'000;
      l["overhead_per_canister"] = number(0, 8) * 1'000'000;
    }
    return l;
  }

  /// What a list of steps is the code of, which says what it may hold.
  enum class Code { Update, Query, CompositeQuery, Task };

  Json subnet(std::uint64_t index) {
    Json s = {{"id", fmt::format("s{}", index)}};
    if (once(4)) s["kind"] = "system";
    if (once(3)) s["nodes"] = number(4, 40);
    if (once(2)) s["block_interval_ms"] = number(2, 15) * 100;
    if (once(2)) s["phase_ms"] = number(0, 9) * 100;
    if (once(5)) s["resident_canisters"] = number(10, 20'000);
    if (once(3)) {
      const std::uint64_t least = number(0, 2);
      s["xnet_delay_rounds"] = Json::array({least, least + number(0, 2)});
    }
    if (once(4)) s["limits"] = limits();
    return s;
  }

  Json canister(std::uint64_t index) {
    Json c = {{"id", fmt::format("c{}", index)}, {"subnet", fmt::format("s{}", number(0, m_subnets - 1))}};
    if (index > 0 && once(6)) c["status"] = pick({"stopped", "stopping", "absent", "nowhere"});
    if (c.value("status", "") == "nowhere") c.erase("subnet");
    if (once(2)) c["language"] = "rust";
    m_rust = c.contains("language");
    if (once(5)) c["cycles"] = number(1, 800) * 1'000'000'000;
    if (once(6)) c["freezing_threshold_cycles"] = number(0, 300) * 1'000'000'000;
    m_exists.push_back(c.value("status", "") != "absent" && c.value("status", "") != "nowhere");
    c["variables"] = {{"x", number(0, 5)}, {"y", 0}};
    for (std::uint64_t m = 0; m < kMethods; ++m) c["methods"][fmt::format("m{}", m)] = method(index, m);
    if (once(4)) {
      c["timer"] = {{"first_ms", number(0, 40) * 100}, {"steps", steps(index, kMethods - 1, Code::Task)}};
      if (once(2)) c["timer"]["every_ms"] = number(5, 40) * 100;
    }
    if (once(8))
      for (const char* name : {"hourly", "daily"})
        c["timers"][name] = {{"first_ms", number(0, 40) * 100},
                             {"every_ms", number(5, 40) * 100},
                             {"steps", steps(index, kMethods - 1, Code::Task)}};
    if (once(8)) c["heartbeat"] = {{"steps", steps(index, kMethods - 1, Code::Task)}};
    return c;
  }

  Json method(std::uint64_t canister, std::uint64_t index) {
    Json m = Json::object();
    const std::uint64_t kind = index == 0 ? 9 : number(0, 15);
    if (kind == 0) return {{"kind", "missing"}};
    Code code = Code::Update;
    if (kind == 1) {
      m["kind"] = "query";
      code = Code::Query;
    } else if (kind == 2 || kind == 3) {
      m["kind"] = "composite_query";
      code = Code::CompositeQuery;
    }
    if (once(3)) m["instructions"] = number(0, 5'000'000);
    if (code == Code::Update && once(2)) m["accept"] = number(0, 600'000'000);
    m["steps"] = steps(canister, index, code);
    if (once(4)) m["finally"] = block(code, false);
    if (once(8)) {
      const std::uint64_t count = number(1, 2);
      for (std::uint64_t i = 0; i < count; ++i) m["faults"].push_back(fault());
    }
    return m;
  }

  Json fault() {
    constexpr std::uint64_t kCodes[] = {1, 2, 3, 5, 6};
    Json f = {{"code", kCodes[number(0, 4)]}};
    if (once(2)) f["message"] = "on purpose";
    return once(6) ? f : maybeWhen(f, 1);
  }

  /// Steps within others that neither wait nor take a lock.
  Json block(Code code, bool answers) {
    Json list = Json::array();
    const std::uint64_t count = number(0, 2);
    for (std::uint64_t i = 0; i < count; ++i) {
      switch (number(0, 7)) {
        case 0:
          list.push_back({{"trap", "within"}, {"when", {{"chance", "1/4"}}}});
          break;
        case 1:
          list.push_back({{"if", {{"variable", "x"}, {"at_least", number(0, 6)}, {"then", {{{"add", {{"y", 1}}}}}}}}});
          break;
        case 2:
          if (answers && code != Code::Task) {
            list.push_back({{"reject", "within"}, {"when", {{"chance", "1/4"}}}});
            break;
          }
          [[fallthrough]];
        case 3:
          list.push_back({{"work", number(0, 3'000'000)}});
          break;
        default:
          list.push_back(maybeWhen({{"add", {{pick({"x", "y"}), number(1, 3)}}}}, 4));
      }
    }
    return list;
  }

  /// One way or the other, which may call.
  Json branch(std::uint64_t canister, std::uint64_t method, Code code, const std::vector<std::string>& labels) {
    Json condition = {{pick({"equals", "more_than", "at_most"}), number(0, 3)}};
    if (!labels.empty() && once(2))
      condition[pick({"replied", "failed"})] = labels[number(0, labels.size() - 1)];
    else
      condition["variable"] = pick({"x", "y"});
    condition["then"] = block(code, true);
    if (code != Code::Query && once(2) && canCall(canister, method))
      condition["then"].push_back({{"call", call(canister, method, "", code)}});
    if (once(2)) condition["else"] = block(code, true);
    return {{"if", condition}};
  }

  Json steps(std::uint64_t canister, std::uint64_t method, Code code) {
    const bool answers = code != Code::Task;
    Json list = Json::array();
    std::vector<std::string> open;    // labels that wait for their `await`
    std::vector<std::string> labels;  // all so far
    const std::uint64_t count = number(1, 5);
    bool locked = false;
    for (std::uint64_t i = 0; i < count; ++i) {
      if (code != Code::Query && once(2) && canCall(canister, method)) {
        const std::string label = once(4) ? fmt::format("l{}", i) : "";
        if (!label.empty()) open.push_back(label), labels.push_back(label);
        list.push_back(maybeWhen({{"call", call(canister, method, label, code)}}, 6));
        continue;
      }
      if (!open.empty() && once(2)) {
        list.push_back(await(open.back()));
        // A future of Rust is used up.
        if (m_rust || !once(4)) open.pop_back();
        continue;
      }
      if (once(6)) {
        list.push_back(branch(canister, method, code, labels));
        continue;
      }
      if (once(15) && (code == Code::Update || code == Code::Task)) {
        list.push_back({{"delay_ms", number(1, 30) * 100}});
        continue;
      }
      if (once(80) && code == Code::Update) {
        list.push_back({{"never_answer", Json::object()}});
        continue;
      }
      list.push_back(plainStep(code, locked));
    }
    while (!open.empty()) {
      list.push_back(await(open.back()));
      open.pop_back();
    }
    if (locked && !once(4)) list.push_back({{"unlock", "lock"}});
    if (answers && !once(10)) list.push_back({{"reply", {{"payload_bytes", number(0, 2'000)}}}});
    return list;
  }

  Json await(const std::string& label) {
    if (once(2)) return {{"await", label}};
    return {{"await", {{"calls", label}, {"reverse", true}}}};
  }

  Json maybeWhen(Json step, std::uint64_t in) {
    if (!once(in)) return step;
    switch (number(0, 2)) {
      case 0:
        step["when"] = {{"every", number(1, 3)}};
        break;
      case 1:
        step["when"] = {{"calls", {number(1, 2), number(3, 5)}}};
        break;
      default:
        step["when"] = {{"chance", fmt::format("{}/4", number(1, 3))}};
    }
    return step;
  }

  Json plainStep(Code code, bool& locked) {
    const bool query = code == Code::Query || code == Code::CompositeQuery;
    switch (number(0, 9)) {
      case 9:
        // An early answer, behind which another follows.
        if (code == Code::Task) return {{"work", 1}};
        return {{"reply", Json::object()}, {"when", {{"chance", "1/3"}}}};
      case 0:
        return maybeWhen(
            {{"work", {{"instructions", number(0, 60) * 1'000'000}, {"heap_delta_bytes", number(0, 2'000'000)}}}}, 3);
      case 1:
        return maybeWhen({{"set", {{"x", number(0, 9)}}}}, 4);
      case 2:
        return {{"add", {{"y", {{"variable", "x"}, {"times", -2}}}}}};
      case 3:
        return {{"add", {{"x", number(1, 3)}}}};
      case 4:
        return {{"require", {{"variable", "x"}, {pick({"at_least", "less_than", "not_equals"}), number(0, 6)}}}};
      case 5:
        if (query) return {{"set", {{"y", 7}}}};
        locked = true;
        return {{"lock", "lock"}};
      case 6:
        return {{"trap", "on purpose"}, {"when", {{"chance", "1/3"}}}};
      case 7:
        if (code != Code::Task) return {{"reject", "no"}, {"when", {{"chance", "1/4"}}}};
        [[fallthrough]];
      default:
        return {{"work", number(0, 3'000'000)}};
    }
  }

  static std::uint64_t level(std::uint64_t canister) { return canister % kLevels; }

  /// What this method may call: methods of canisters of a higher level, and its own canister's later ones.
  std::vector<std::string> callees(std::uint64_t canister, std::uint64_t method) const {
    std::vector<std::string> found;
    for (std::uint64_t c = 0; c < m_canisters; ++c)
      for (std::uint64_t m = 0; m < kMethods; ++m)
        if (level(c) > level(canister) || (c == canister && m > method)) found.push_back(fmt::format("c{}.m{}", c, m));
    return found;
  }
  [[nodiscard]] bool canCall(std::uint64_t canister, std::uint64_t method) const {
    return !callees(canister, method).empty();
  }

  Json call(std::uint64_t canister, std::uint64_t method, const std::string& label, Code code) {
    const bool query = code == Code::CompositeQuery;
    const std::vector<std::string> known = callees(canister, method);
    const auto one = [&] { return known[number(0, known.size() - 1)]; };
    Json c = {{"to", one()}};
    if (once(4)) c["to"] = Json::array({one(), one()});
    // Fewer at the deeper levels, where they multiply.
    c["count"] = number(1, level(canister) == 0 && method == 0 ? 12 : 3);
    if (!label.empty()) {
      c["label"] = label;
      c["await"] = false;
    } else if (once(10)) {
      c["forget"] = true;
    } else {
      switch (number(0, 2)) {
        case 0:
          c["order"] = "parallel";
          break;
        case 1:
          c["order"] = {{"window", number(1, 4)}};
          break;
        default:
          c["order"] = "sequential";
      }
    }
    if (once(2)) c["wait"] = {{"bounded_s", number(1, 5)}};
    if (once(2)) c["payload_bytes"] = once(20) ? 2'097'153 : number(0, 2'000);
    if (!query && once(3)) c["cycles"] = number(0, 1'000'000'000);
    if (c.contains("forget")) return c;
    if (once(3)) c["on_reply"] = block(code, false);
    if (once(4)) c["on_reject"] = block(code, false);
    switch (number(0, 7)) {
      case 0:
        c["on_failure"] = "stop";
        break;
      case 3:
        c["on_failure"] = pick({"throw", "trap", "uncaught"});
        break;
      case 1:
        c["on_failure"] = {{"compensate", one()}};
        break;
      case 2:
        c["on_failure"] = {{"retry",
                            {{"via", query ? "immediate" : pick({"immediate", "timer", "heartbeat"})},
                             {"after_ms", number(1, 20) * 100},
                             {"backoff_percent", number(50, 300)},
                             {"attempts", number(1, 3)}}}};
        break;
      default:
        break;
    }
    return c;
  }

  Json ingress() {
    Json message = {{"at_ms", number(0, 60) * 100}};
    // One draw a statement: the order in which a function's arguments are evaluated depends on the compiler.
    const std::uint64_t canister = once(2) ? 0 : number(0, m_canisters - 1);
    message["to"] = fmt::format("c{}.m{}", canister, number(0, 1));
    if (once(3)) message["payload_bytes"] = number(0, 2'000);
    if (once(4)) {
      message["count"] = number(2, 3);
      message["every_ms"] = number(0, 15) * 100;
    }
    return message;
  }

  /// On a canister that exists; the first one does.
  Json operation() {
    std::uint64_t index = number(0, m_canisters - 1);
    if (!m_exists[index]) index = 0;
    const std::string canister = fmt::format("c{}", index);
    Json o = {{"at_ms", number(0, 60) * 100}};
    const std::string verb = pick({"stop", "stop", "start", "start", "uninstall", "top_up"});
    if (verb == "top_up")
      o[verb] = {{"canister", canister}, {"cycles", number(1, 500) * 1'000'000'000}};
    else
      o[verb] = canister;
    return o;
  }

  Random m_random;
  bool m_rust = false;         ///< the canister that is being made is written in Rust
  std::vector<bool> m_exists;  ///< by canister
  std::uint64_t m_subnets = 1;
  std::uint64_t m_canisters = 1;
};

}  // namespace

std::string generatedScenario(std::uint64_t seed) { return Generator(seed).scenario().dump(2) + "\n"; }

}  // namespace roundscope::test
