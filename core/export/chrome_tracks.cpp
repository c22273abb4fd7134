// Metadata events, which have no time.
#include "core/export/chrome_tracks.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/export/json_object.h"

namespace roundscope {
namespace {

struct Named {
  std::uint32_t process = 0;
  std::uint32_t thread = 0;  ///< 0: the process itself
};

/// `{"ph":"M","name":KEY,"pid":…,"tid":…,"args":{…}}`, with what `args` writes.
template <class Args>
void appendMetadata(std::string& out, std::string_view key, Named named, Args&& args) {
  out += ",\n";
  JsonObject event(out);
  event.text("ph", "M").text("name", key).number("pid", named.process);
  if (named.thread > 0) event.number("tid", named.thread);
  event.key("args");
  JsonObject object(out);
  args(object);
  object.close();
  event.close();
}

constexpr std::size_t kThreadsPerCanister = 1'000;  ///< in the order shown: more lanes than that share a place

}  // namespace

ChromeTracks::ChromeTracks(const TracedRuns& file, std::string& out) {
  std::uint32_t process = 0;
  for (const Run* run : file.runs) {
    const Scenario& s = run->scenario();
    const auto threads = static_cast<std::uint32_t>(m_processes.size());
    m_variants.push_back({&s, process + 1, threads + 1, threads + 1 + static_cast<std::uint32_t>(s.subnets.size())});
    for (const Subnet& subnet : s.subnets) {
      ++process;
      const std::string name = s.variant.empty() ? subnet.id : fmt::format("{}: {}", s.variant, subnet.id);
      appendMetadata(out, "process_name", {process}, [&](JsonObject& args) { args.text("name", name); });
      appendMetadata(out, "process_sort_index", {process},
                     [&](JsonObject& args) { args.number("sort_index", process); });
      addThread(process, "rounds", 0, out);
    }
    for (std::size_t i = 0; i < s.canisters.size(); ++i)
      addThread(m_variants.back().firstProcess + s.canisters[i].subnet.value, s.canisters[i].id,
                (i + 1) * kThreadsPerCanister, out);
  }
}

std::uint32_t ChromeTracks::addThread(std::uint32_t process, const std::string& name, std::size_t order,
                                      std::string& out) {
  m_processes.push_back(process);
  const auto thread = static_cast<std::uint32_t>(m_processes.size());
  appendMetadata(out, "thread_name", {process, thread}, [&](JsonObject& args) { args.text("name", name); });
  appendMetadata(out, "thread_sort_index", {process, thread},
                 [&](JsonObject& args) { args.number("sort_index", order); });
  return thread;
}

std::uint32_t ChromeTracks::queryThread(std::size_t variant, CanisterId canister, std::size_t lane, std::string& out) {
  std::uint32_t& thread = m_queryThreads[{variant, canister, lane}];
  if (thread == 0) {
    const Scenario& s = *m_variants[variant].scenario;
    const std::string& id = s.canister(canister).id;
    const std::string name = lane == 0 ? id + ", queries" : fmt::format("{}, queries {}", id, lane + 1);
    const std::size_t order =
        (canister.value + std::size_t{1}) * kThreadsPerCanister + std::min(lane + 1, kThreadsPerCanister - 1);
    thread = addThread(process(variant, s.canister(canister).subnet), name, order, out);
  }
  return thread;
}

}  // namespace roundscope
