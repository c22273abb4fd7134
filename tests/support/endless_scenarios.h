// Scenarios that take longer than anybody waits, for tests and benchmarks of what ends them.
#pragma once

#include <string>

namespace roundscope::test {

/// Limits that stop nothing.
inline constexpr const char* kNoLimits =
    R"("limits": {"queue_capacity": 1000000000, "callbacks_per_subnet": 1000000000, "guaranteed_memory_bytes": 1000000000000000})";

/// `a.go` has this one step, `b.ping` is this method; `more` are further top-level fields.
std::string spendingSubnet(const std::string& step, const std::string& callee, const std::string& more);
/// One message that makes 20 million calls.
std::string twentyMillionCalls();
/// A user's query whose every query calls two more, 40 deep.
std::string queryTree();
/// 500 calls in each round, for ever.
std::string heartbeatForEver();

}  // namespace roundscope::test
