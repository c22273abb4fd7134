#include "core/scenario/when.h"

#include <algorithm>

#include "core/base/random.h"

namespace roundscope {

std::uint64_t keyOf(std::string_view name) {
  std::uint64_t key = name.size();
  for (const char letter : name) key = Random::mix(key ^ static_cast<unsigned char>(letter)) + 1;
  return key;
}

bool applies(const When& when, const Repetition& r) {
  if (when.every != 0 && r.number % when.every != 0) return false;
  if (!when.listed.empty() && !std::binary_search(when.listed.begin(), when.listed.end(), r.number)) return false;
  if (when.chanceDenominator == 0) return true;
  std::uint64_t key = r.seed;
  for (const std::uint64_t part : {r.canister, std::uint64_t{r.method.value}, std::uint64_t{r.place},
                                   std::uint64_t{r.run}, std::uint64_t{r.number}})
    key = Random::mix(key ^ (part + 0x9e3779b97f4a7c15ULL));
  return Random(key).chance(when.chanceNumerator, when.chanceDenominator);
}

}  // namespace roundscope
