// The processes and threads of a Chrome trace: a process for each subnet of each variant, with a thread for its rounds
// and one for each canister.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "core/export/traced_runs.h"

namespace roundscope {

/// Numbers count from 1. A thread's number is its own in the whole file, not only in its process: Perfetto names
/// threads by their number alone.
class ChromeTracks {
 public:
  /// Appends what names the processes and threads to `out`, each after a comma and on a line of its own.
  ChromeTracks(const TracedRuns& file, std::string& out);

  [[nodiscard]] std::uint32_t process(std::size_t variant, SubnetId subnet) const {
    return m_variants[variant].firstProcess + subnet.value;
  }
  [[nodiscard]] std::uint32_t processOf(std::uint32_t thread) const { return m_processes[thread - 1]; }
  [[nodiscard]] std::uint32_t roundsThread(std::size_t variant, SubnetId subnet) const {
    return m_variants[variant].firstThread + subnet.value;
  }
  [[nodiscard]] std::uint32_t thread(std::size_t variant, CanisterId canister) const {
    return m_variants[variant].firstCanister + canister.value;
  }
  /// Queries are evaluated beside everything else, and several at once: each in a lane (from 0) of such threads.
  /// Appends the name of a thread that is new.
  std::uint32_t queryThread(std::size_t variant, CanisterId canister, std::size_t lane, std::string& out);

 private:
  struct Variant {
    const Scenario* scenario;
    std::uint32_t firstProcess, firstThread, firstCanister;
  };
  std::uint32_t addThread(std::uint32_t process, const std::string& name, std::size_t order, std::string& out);

  std::vector<Variant> m_variants;
  std::vector<std::uint32_t> m_processes;  ///< by thread
  std::map<std::tuple<std::size_t, CanisterId, std::size_t>, std::uint32_t> m_queryThreads;
};

}  // namespace roundscope
