// A name is written where it is declared, and in references whose form the format fixes: "canister.method" of a call,
// the variable of a step, the label of an await. One walk over the file, variants and their patches included, meets
// all.
#include "core/scenario/rename.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <vector>

#include "core/scenario/choices.h"
#include "core/scenario/document_edits.h"
#include "core/scenario/figure_target.h"
#include "core/scenario/text_place.h"

namespace roundscope::detail {
namespace {

enum class Named { Subnet, Canister, Method, Timer, Variable, Label, Variant };

/// What gets another name.
struct Renaming {
  Named kind;
  std::string canister{};  ///< whose method, timer or variable it is; its old name if it is a canister
  std::size_t number = 0;  ///< of that canister in the file's list
  std::string method{};    ///< whose label it is
  std::string from{};
  std::string to{};
};

[[noreturn]] void refuse(const std::string& pointer, std::string what, std::string expected) {
  throw ParseFailure{pointer, std::move(what), std::move(expected), {}, 0};
}

std::string contentOf(std::string_view text, const PlacedValue& place) {
  const std::string_view written = text.substr(place.value.begin, place.value.size());
  return written.front() == '"' ? readJson(written).get<std::string>() : std::string();
}

/// Where the walk is: what stands around a value.
struct Where {
  std::vector<std::string> path;  ///< names and numbers from the scenario's root, those of a patch included
  bool inCanister = false;        ///< within the canister that is meant, or whose part is
  bool inMethod = false;          ///< and within the method
};

class Renamer {
 public:
  Renamer(std::string_view text, const TextPlaces& places, Renaming renaming)
      : m_text(text), m_places(places), m_renaming(std::move(renaming)) {}

  std::string run() {
    walk(m_places.root(), {});
    return replaced(m_text, std::move(m_replacements));
  }

 private:
  void write(TextRange span, const std::string& content) {
    m_replacements.push_back({span, compactText(Json(content))});
  }

  [[nodiscard]] std::string memberText(const PlacedValue& object, const std::string& name) const {
    const auto number = m_places.childNumber(object, name);
    return number ? contentOf(m_text, m_places[object.children[*number]]) : std::string();
  }

  void walk(const PlacedValue& place, const Where& where) {
    if (place.written == Written::Scalar) return rename(place, where);
    if (place.written == Written::Object && isOperation(place)) return walkOperation(place);
    for (std::size_t i = 0; i < place.children.size(); ++i) {
      const PlacedValue& child = m_places[place.children[i]];
      Where next = entered(where, child.key ? child.name : std::to_string(i), child);
      if (child.key && isNameAsKey(next, child.name)) write(*child.key, m_renaming.to);
      walk(child, next);
    }
  }

  /// An operation of a JSON Patch, as {"op", "path", "value"}.
  [[nodiscard]] bool isOperation(const PlacedValue& object) const {
    return m_places.childNumber(object, "op") && m_places.childNumber(object, "path");
  }

  /// Its value stands where its path leads.
  void walkOperation(const PlacedValue& object) {
    for (const char* const field : {"path", "from"}) {
      const auto number = m_places.childNumber(object, field);
      if (!number) continue;
      const PlacedValue& place = m_places[object.children[*number]];
      const std::string old = contentOf(m_text, place);
      const std::string changed = renamedPointer(old);
      if (changed != old) write(place.value, changed);
    }
    const auto number = m_places.childNumber(object, "value");
    if (!number) return;
    const PlacedValue& value = m_places[object.children[*number]];
    Where where;
    for (const std::string& token : pointerTokens(memberText(object, "path"))) where = entered(where, token, value);
    walk(value, where);
  }

  /// One step further in. Numbers of canisters count in the file's own list; whole canisters are known by their id.
  [[nodiscard]] Where entered(Where where, const std::string& token, const PlacedValue& value) const {
    std::vector<std::string>& path = where.path;
    path.push_back(token);
    // A variant's merge patch has the shape of the scenario.
    if (path.size() == 3 && path[0] == "variants" && path[2] == "patch") path.clear();
    const bool isCanister = path.size() >= 2 && path[0] == "canisters";
    if (path.size() == 2 && isCanister) {
      const std::string id = value.written == Written::Object ? memberText(value, "id") : std::string();
      where.inCanister = id.empty() ? path[1] == std::to_string(m_renaming.number) : id == m_renaming.canister;
    }
    if (path.size() == 4 && isCanister && (path[2] == "methods" || path[2] == "timers"))
      where.inMethod = where.inCanister && path[2] + '/' + path[3] == m_renaming.method;
    if (path.size() == 3 && isCanister && (path[2] == "timer" || path[2] == "heartbeat"))
      where.inMethod = where.inCanister && path[2] == m_renaming.method;
    return where;
  }

  /// A pointer of a patch goes through names, too.
  [[nodiscard]] std::string renamedPointer(const std::string& pointer) const {
    std::string out;
    Where where;
    for (const std::string& token : pointerTokens(pointer)) {
      where = entered(where, token, m_places.root());
      out = childPointer(out, isNameAsKey(where, token) ? m_renaming.to : token);
    }
    return out;
  }

  /// The name of a method, timer or variable where it is the key of what it names, or of a step that changes it.
  [[nodiscard]] bool isNameAsKey(const Where& where, const std::string& key) const {
    if (key != m_renaming.from || !where.inCanister || where.path.size() < 2) return false;
    const std::string& in = where.path[where.path.size() - 2];
    const bool ofCanister = where.path.size() == 4;
    switch (m_renaming.kind) {
      case Named::Method:
        return ofCanister && in == "methods";
      case Named::Timer:
        return ofCanister && in == "timers";
      case Named::Variable:
        return (ofCanister && in == "variables") || (where.path.size() > 4 && (in == "set" || in == "add"));
      case Named::Subnet:
      case Named::Canister:
      case Named::Label:
      case Named::Variant:
        return false;
    }
    return false;
  }

  /// A text that may be a reference.
  void rename(const PlacedValue& place, const Where& where) {
    const std::string old = contentOf(m_text, place);
    if (old.empty() || where.path.empty()) return;
    if (const auto changed = reference(old, where)) write(place.value, *changed);
  }

  /// The name of the field that a value stands in, also as one of a list's.
  static std::string fieldOf(const std::vector<std::string>& path) {
    const bool isElement = listIndex(path.back()).has_value() || path.back() == "-";
    return isElement && path.size() > 1 ? path[path.size() - 2] : path.back();
  }

  [[nodiscard]] std::optional<std::string> reference(const std::string& old, const Where& where) const {
    const std::string field = fieldOf(where.path);
    if (where.path.front() == "expect") return inExpression(old);
    if (where.path.front() == "knobs" && field == "set")
      return old == renamedPointer(old) ? std::nullopt : std::optional(renamedPointer(old));
    if (where.path.front() == "figures") return inFigure(old, where, field);
    const bool isSame = old == m_renaming.from;
    switch (m_renaming.kind) {
      case Named::Subnet:
        return isSame && (field == "subnet" || isIdIn(where, "subnets")) ? std::optional(m_renaming.to) : std::nullopt;
      case Named::Variant:
        return isSame && where.path.front() == "variants" && (field == "name" || field == "of")
                   ? std::optional(m_renaming.to)
                   : std::nullopt;
      case Named::Canister:
        return isSame && (isIdIn(where, "canisters") || isOperated(where, field)) ? std::optional(m_renaming.to)
                                                                                  : inMethodName(old, field);
      case Named::Method:
        return inMethodName(old, field);
      case Named::Variable:
        return isSame && where.inCanister && where.path.size() > 4 && isVariableField(where, field)
                   ? std::optional(m_renaming.to)
                   : std::nullopt;
      case Named::Label:
        return isSame && where.inMethod && isLabelField(field) ? std::optional(m_renaming.to) : std::nullopt;
      case Named::Timer:
        return std::nullopt;
    }
    return std::nullopt;
  }

  static bool isIdIn(const Where& where, const char* list) {
    return where.path.size() == 3 && where.path[0] == list && where.path[2] == "id";
  }
  static bool isOperated(const Where& where, const std::string& field) {
    if (where.path.front() != "operations") return false;
    const bool isKind = std::any_of(kOperations.begin(), kOperations.end(),
                                    [&](const auto& operation) { return operation.name == field; });
    return isKind || field == "canister";
  }

  /// "canister.method", where calls and users name it.
  [[nodiscard]] std::optional<std::string> inMethodName(const std::string& old, const std::string& field) const {
    if (field != "to" && field != "compensate") return std::nullopt;
    const std::size_t dot = old.find('.');
    if (dot == std::string::npos || old.substr(0, dot) != m_renaming.canister) return std::nullopt;
    if (m_renaming.kind == Named::Canister) return m_renaming.to + old.substr(dot);
    if (old.substr(dot + 1) != m_renaming.from) return std::nullopt;
    return old.substr(0, dot + 1) + m_renaming.to;
  }

  static bool isVariableField(const Where& where, const std::string& field) {
    static const std::set<std::string> kFields{"variable", "lock", "unlock"};
    if (kFields.contains(field)) return true;
    const std::string& above = where.path[where.path.size() - 2];
    if (field == "name" && above == "lock") return true;
    const bool isValue = above == "set" || above == "add";
    const bool isCompared = std::any_of(kComparisons.begin(), kComparisons.end(),
                                        [&](const auto& comparison) { return comparison.name == field; });
    return isValue || isCompared;
  }
  static bool isLabelField(const std::string& field) {
    static const std::set<std::string> kFields{"label", "await", "calls", "replied", "failed"};
    return kFields.contains(field);
  }

  /// A figure names variants, canisters and subnets, and says what its notes are about.
  [[nodiscard]] std::optional<std::string> inFigure(const std::string& old, const Where& where,
                                                    const std::string& field) const {
    if (field == "at") return inTarget(old);
    const bool inSubnets = where.path.size() > 3 && where.path[3] == "subnets";
    const auto isField = [&] {
      switch (m_renaming.kind) {
        case Named::Variant:
          return field == "variants" || field == "folded" || field == "variant";
        case Named::Canister:
          return field == "canisters" || (field == "id" && !inSubnets);
        case Named::Subnet:
          return field == "id" && inSubnets;
        case Named::Method:
        case Named::Timer:
        case Named::Variable:
        case Named::Label:
          return false;
      }
      return false;
    };
    return old == m_renaming.from && isField() ? std::optional(m_renaming.to) : std::nullopt;
  }

  [[nodiscard]] std::optional<std::string> inTarget(const std::string& old) const {
    Result<FigureTarget> read = parseTarget(old, {});
    if (!read.ok()) return std::nullopt;
    FigureTarget target = std::move(read).value();
    const auto follow = [&](std::string& name) {
      if (name == m_renaming.from) name = m_renaming.to;
    };
    if (m_renaming.kind == Named::Variant) follow(target.variant);
    if (m_renaming.kind == Named::Canister) follow(target.canister);
    if (m_renaming.kind == Named::Variable && target.canister == m_renaming.canister) follow(target.variable);
    const std::string renamed = textOf(target);
    return renamed == old ? std::nullopt : std::optional(renamed);
  }

  /// In an expectation names stand among other words: canister.variable, or a canister alone.
  [[nodiscard]] std::optional<std::string> inExpression(const std::string& old) const {
    const bool isCanister = m_renaming.kind == Named::Canister;
    if (!isCanister && m_renaming.kind != Named::Variable) return std::nullopt;
    const auto isWord = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-'; };
    const auto inText = [&](const std::string& id) {
      return std::all_of(id.begin(), id.end(), isWord) ? id : '\'' + id + '\'';  // as resources/expressions.md says
    };
    const auto inFull = [&](const std::string& own) {
      return isCanister ? inText(own) : inText(m_renaming.canister) + '.' + own;
    };
    const std::string name = inFull(m_renaming.from);
    const std::string instead = inFull(m_renaming.to);
    std::string out;
    std::size_t at = 0;
    for (std::size_t found = 0; (found = old.find(name, at)) != std::string::npos;) {
      const std::size_t end = found + name.size();
      const bool begins = found == 0 || (!isWord(old[found - 1]) && old[found - 1] != '.' && old[found - 1] != '/');
      const bool ends = end == old.size() || !isWord(old[end]);
      out += old.substr(at, found - at) + (begins && ends ? instead : name);
      at = end;
    }
    out += old.substr(at);
    return out == old ? std::nullopt : std::optional(out);
  }

  std::string_view m_text;
  const TextPlaces& m_places;
  Renaming m_renaming;
  std::vector<Replacement> m_replacements;
};

/// The id of the canister in whose subtree a pointer lies.
void findCanister(std::string_view text, const TextPlaces& places, const std::vector<std::string>& tokens,
                  Renaming& renaming) {
  const PlacedValue* id = places.find("/canisters/" + tokens[1] + "/id");
  renaming.canister = id == nullptr ? std::string() : contentOf(text, *id);
  renaming.number = listIndex(tokens[1]).value_or(0);
}

/// The names beside it, itself included: of members, or of the field in a list's elements.
std::set<std::string> namesBeside(std::string_view text, const TextPlaces& places, const std::string& holder,
                                  const char* field) {
  std::set<std::string> names;
  const PlacedValue* list = places.find(holder);
  if (list == nullptr) return names;
  for (std::size_t i = 0; i < list->children.size(); ++i) {
    const PlacedValue& child = places[list->children[i]];
    const PlacedValue* named = child.key ? nullptr : places.find(holder + '/' + std::to_string(i) + '/' + field);
    names.insert(named == nullptr ? child.name : contentOf(text, *named));
  }
  return names;
}

/// What the pointer leads to, and the names that are taken.
std::pair<Renaming, std::set<std::string>> renamingOf(std::string_view text, const TextPlaces& places,
                                                      const std::string& pointer) {
  const std::vector<std::string> tokens = pointerTokens(pointer);
  const PlacedValue* place = places.find(pointer);
  if (place == nullptr) refuse(pointer, "there is nothing", "a pointer to what has a name");
  const auto is = [&](std::size_t size, const char* at0, const char* at2 = nullptr) {
    return tokens.size() == size && tokens[0] == at0 && (at2 == nullptr || tokens[2] == at2);
  };
  Renaming renaming{};
  const std::string holder = pointer.substr(0, pointer.rfind('/'));
  const auto listed = [&](Named kind, const char* field) {
    renaming.kind = kind;
    const PlacedValue* named = places.find(pointer + '/' + field);
    if (named == nullptr) refuse(pointer, "this has no name", "a part of the scenario that has one");
    renaming.from = contentOf(text, *named);
    return std::pair(renaming, namesBeside(text, places, holder, field));
  };
  if (is(2, "subnets")) return listed(Named::Subnet, "id");
  if (is(2, "variants")) return listed(Named::Variant, "name");
  if (is(2, "canisters")) {
    findCanister(text, places, tokens, renaming);
    return listed(Named::Canister, "id");
  }
  if (tokens.size() >= 4 && tokens[0] == "canisters") findCanister(text, places, tokens, renaming);
  const auto keyed = [&](Named kind) {
    renaming.kind = kind;
    renaming.from = tokens.back();
    return std::pair(renaming, namesBeside(text, places, holder, ""));
  };
  if (is(4, "canisters", "methods")) return keyed(Named::Method);
  if (is(4, "canisters", "timers")) return keyed(Named::Timer);
  if (is(4, "canisters", "variables")) return keyed(Named::Variable);
  if (tokens.size() > 4 && tokens[0] == "canisters" && tokens.back() == "label") {
    renaming.kind = Named::Label;
    const bool isNamed = tokens[2] == "methods" || tokens[2] == "timers";
    renaming.method = isNamed ? tokens[2] + '/' + tokens[3] : tokens[2];
    renaming.from = contentOf(text, *place);
    return {renaming, {}};
  }
  refuse(pointer, "this has no name that could be changed",
         "a subnet, canister, method, timer, variable, label or variant");
}

}  // namespace

std::string renamed(std::string_view text, const TextPlaces& places, const std::string& pointer,
                    const std::string& name) {
  auto [renaming, taken] = renamingOf(text, places, pointer);
  if (name.empty()) refuse(pointer, "the name is empty", "a name");
  if (name != renaming.from && taken.contains(name))
    refuse(pointer, fmt::format("the name {} is taken", shown(Json(name))), "a name that nothing else beside it has");
  const bool isInNames = renaming.kind == Named::Canister || renaming.kind == Named::Method;
  if (isInNames && name.find('.') != std::string::npos)
    refuse(pointer, fmt::format("found {}", shown(Json(name))),
           "a name without a dot, which stands between a canister and its method");
  renaming.to = name;
  return Renamer(text, places, renaming).run();
}

}  // namespace roundscope::detail
