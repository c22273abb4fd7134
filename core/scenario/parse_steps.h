// Private to core/scenario: the steps of a method.
#pragma once

#include <vector>

#include "core/scenario/name_index.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

/// Where steps stand, which decides what they may refer to and do.
struct BodyContext {
  const NameIndex* names;
  const Canister* canister;  ///< with all its variables and locks
  MethodKind kind = MethodKind::Update;
  bool answers = true;  ///< false for timers and heartbeats: nobody waits for a reply
};

/// The fields that a step may have: one for each kind of step, exactly one of which it has, and `when`.
FieldNames stepFields();

/// Reads and checks the `steps` and `finally` of a method or task. Every dispatch-only call is awaited after it.
void readSteps(const ObjectReader& object, const BodyContext& context, Method& method);

}  // namespace roundscope::detail
