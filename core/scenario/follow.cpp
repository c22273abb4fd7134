// See follow.h.
#include "core/scenario/follow.h"

#include <algorithm>
#include <vector>

#include "core/scenario/document_edits.h"
#include "core/scenario/text_place.h"
#include "core/scenario/variants.h"

namespace roundscope::detail {
namespace {

using Tokens = std::vector<std::string>;

bool startsWith(const Tokens& tokens, const Tokens& start) {
  return tokens.size() >= start.size() && std::equal(start.begin(), start.end(), tokens.begin());
}

/// Whether a patch, or its first operations, writes the list anew: then its elements are the patch's own.
bool rewrites(const Json& patch, std::size_t operations, const Tokens& list) {
  if (patch.is_array()) {
    for (std::size_t i = 0; i < std::min(operations, patch.size()); ++i) {
      const Json* const path = childOf(patch[i], "path");
      if (path != nullptr && path->is_string() && startsWith(list, pointerTokens(path->get<std::string>())))
        return true;
    }
    return false;
  }
  const Json* at = &patch;
  for (const std::string& token : list) {
    if (!at->is_object()) return true;
    at = childOf(*at, token);
    if (at == nullptr) return false;
  }
  return true;
}

/// A list, as far as it is the scenario's own where a pointer leads.
struct Place {
  Tokens list;
  std::size_t number;
};
std::optional<Place> placeOf(const std::optional<ElementPlace>& element) {
  return element ? std::optional(Place{pointerTokens(element->list), element->number}) : std::nullopt;
}

struct Change {
  std::optional<Place> taken;
  std::optional<Place> put;
};

std::string joined(const Tokens& tokens) {
  std::string pointer;
  for (const std::string& token : tokens) pointer = childPointer(pointer, token);
  return pointer;
}

/// Absent where the pointer leads into what is gone.
std::optional<std::string> moved(const std::string& pointer, const Change& change) {
  Tokens tokens = pointerTokens(pointer);
  const auto indexIn = [&](const Place& place) {
    const bool leadsThere = tokens.size() > place.list.size() && startsWith(tokens, place.list);
    return leadsThere ? listIndex(tokens[place.list.size()]) : std::nullopt;
  };
  if (change.taken) {
    const std::size_t depth = change.taken->list.size();
    const auto index = indexIn(*change.taken);
    if (index && *index == change.taken->number) {
      if (!change.put) return std::nullopt;
      Tokens there = change.put->list;
      there.push_back(std::to_string(change.put->number));
      there.insert(there.end(), tokens.begin() + static_cast<std::ptrdiff_t>(depth) + 1, tokens.end());
      return joined(there);
    }
    if (index && *index > change.taken->number) tokens[depth] = std::to_string(*index - 1);
  }
  if (change.put)
    if (const auto index = indexIn(*change.put); index && *index >= change.put->number)
      tokens[change.put->list.size()] = std::to_string(*index + 1);
  return joined(tokens);
}

class Follower {
 public:
  Follower(const std::string& text, Change change)
      : m_file(readJson(text)), m_places(text), m_change(std::move(change)) {}

  void run() {
    if (const Json* const variants = childOf(m_file, "variants"); variants != nullptr && variants->is_array())
      for (std::size_t i = 0; i < variants->size(); ++i) followVariant(*variants, i);
    if (const Json* const knobs = childOf(m_file, "knobs"); knobs != nullptr && knobs->is_array())
      for (std::size_t i = 0; i < knobs->size(); ++i) followKnob((*knobs)[i], "/knobs/" + std::to_string(i));
  }

  std::vector<Replacement> replacements;
  std::vector<std::string> gone;  ///< in the order of the text

 private:
  static const Json* patchOf(const Json& variant) { return childOf(variant, "patch"); }

  /// The change, as far as the lists are still the scenario's own after these operations of a variant.
  [[nodiscard]] Change changeIn(const Json& variants, std::size_t variant, std::size_t operations) const {
    const auto isOwn = [&](const Place& place) {
      const Json* const own = patchOf(variants[variant]);
      if (own != nullptr && rewrites(*own, operations, place.list)) return false;
      for (auto at = parentOf(variants, variant); at; at = parentOf(variants, *at))
        if (const Json* const patch = patchOf(variants[*at]);
            patch != nullptr && rewrites(*patch, patch->size(), place.list))
          return false;
      return true;
    };
    Change change = m_change;
    if (change.taken && !isOwn(*change.taken)) change.taken.reset();
    if (change.put && !isOwn(*change.put)) change.put.reset();
    return change;
  }

  void followVariant(const Json& variants, std::size_t variant) {
    const Json* const patch = patchOf(variants[variant]);
    if (patch == nullptr || !patch->is_array()) return;
    for (std::size_t i = 0; i < patch->size(); ++i) {
      const std::string operation = "/variants/" + std::to_string(variant) + "/patch/" + std::to_string(i);
      const Change change = changeIn(variants, variant, i);
      bool stays = true;
      for (const char* const field : {"path", "from"}) stays = stays && follow((*patch)[i], operation, field, change);
      if (!stays) gone.push_back(operation);
    }
  }

  void followKnob(const Json& knob, const std::string& pointer) {
    const Json* const set = childOf(knob, "set");
    if (set == nullptr || !set->is_array()) return;
    std::vector<std::string> lost;
    for (std::size_t i = 0; i < set->size(); ++i)
      if (!follow(*set, pointer + "/set", std::to_string(i), m_change))
        lost.push_back(pointer + "/set/" + std::to_string(i));
    if (!lost.empty() && lost.size() == set->size()) lost = {pointer};
    gone.insert(gone.end(), lost.begin(), lost.end());
  }

  /// False where what it leads to is gone.
  bool follow(const Json& holder, const std::string& pointer, const std::string& name, const Change& change) {
    const Json* const written = childOf(holder, name);
    if (written == nullptr || !written->is_string()) return true;
    const auto now = moved(written->get<std::string>(), change);
    if (!now) return false;
    if (*now != written->get<std::string>())
      replacements.push_back({m_places.find(childPointer(pointer, name))->value, compactText(Json(*now))});
    return true;
  }

  Json m_file;
  TextPlaces m_places;
  Change m_change;
};

bool isOfScenario(const std::optional<ElementPlace>& place) {
  if (!place) return true;
  const Tokens tokens = pointerTokens(place->list);
  return tokens.empty() || !belongsToFile(tokens.front());
}

}  // namespace

std::string followed(std::string text, const ListChange& change) {
  if (!isOfScenario(change.taken) || !isOfScenario(change.put)) return text;
  Follower follower(text, {placeOf(change.taken), placeOf(change.put)});
  follower.run();
  text = replaced(text, std::move(follower.replacements));
  for (auto pointer = follower.gone.rbegin(); pointer != follower.gone.rend(); ++pointer) {
    const TextPlaces places(text);
    const bool isLastKnob = *pointer == "/knobs/0" && places.find("/knobs")->children.size() == 1;
    text = DocumentEdits(text, places).without(existing(places, isLastKnob ? "/knobs" : *pointer));
  }
  return text;
}

}  // namespace roundscope::detail
