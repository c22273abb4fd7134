// A scenario file becomes a ScenarioSet: read, patch, read each variant, check. Exceptions stop here.
#include "core/scenario/parse.h"

#include <fmt/format.h>

#include <optional>

#include "core/scenario/fields.h"
#include "core/scenario/json_document.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/parse_canisters.h"
#include "core/scenario/parse_network.h"
#include "core/scenario/parse_operations.h"
#include "core/scenario/variants.h"
#include "core/scenario/words.h"

namespace roundscope {
namespace {

using namespace detail;

constexpr std::size_t kMaxVariants = 100;

/// The file's name without folders and endings; for "scenario.roundscope.json" its folder's name.
std::string scenarioId(std::string_view path) {
  const auto takeName = [&path]() -> std::string_view {
    const std::size_t slash = path.find_last_of('/');
    const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    path = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
    return name;
  };
  std::string_view name = takeName();
  for (const std::string_view ending : {".json", ".roundscope"})
    if (name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending)
      name.remove_suffix(ending.size());
  if (name == "scenario" && !path.empty()) name = takeName();
  return std::string(name);
}

Scenario readScenario(const Json& json, const std::string& id) {
  const ObjectReader object(Node{&json, ""}, fields::scenario, "a scenario: an object");
  readInteger(object.require("roundscope", "the format's version, 1"), {1, 1});
  Scenario scenario;
  scenario.id = id;
  scenario.title = object.find("title") ? object.string("title") : id;
  scenario.description = object.string("description");
  scenario.seed = object.integer<std::uint64_t>("seed", scenario.seed, {});
  if (const auto profile = object.find("profile")) scenario.profile = readChoice(*profile, kProfiles);
  scenario.maxRounds = object.integer("max_rounds", scenario.maxRounds, {1, 1'000'000'000});
  scenario.maxEvents = object.integer("max_events", scenario.maxEvents, {1, 1'000'000'000});
  scenario.subnets = readSubnets(object, scenario.profile);
  scenario.canisters = readCanisters(object.require("canisters", "a list of canisters"), scenario.subnets);
  countResidents(object, scenario.canisters, scenario.subnets);
  if (const auto ingress = object.find("ingress")) scenario.ingress = readIngress(*ingress, scenario.canisters);
  if (const auto operations = object.find("operations"))
    scenario.operations = readOperations(*operations, scenario.canisters);
  return scenario;
}

/// The names of the file's variants, each checked; empty when the file has none.
std::vector<std::string> readVariantNames(const Node& file) {
  std::vector<std::string> names;
  if (!file.json->is_object() || !file.json->contains("variants")) return names;
  const Node list = file.child("variants", (*file.json)["variants"]);
  for (const Node& node : readList(list, "a list of variants as [{\"name\", \"patch\"}]")) {
    const ObjectReader object(node, fields::variant, "a variant as {\"name\", \"patch\"}");
    const Node name = object.require("name", "the variant's name");
    const std::string text = readString(name, "the variant's name");
    if (text.empty()) failFound(name, "a name that is not empty");
    addUnique(name, text, names);
    if (const auto patch = object.find("patch")) {
      for (const auto& [field, value] : readMembers(*patch, "a JSON Merge Patch: an object"))
        if (field == "variants" || field == "roundscope") fail(value, "a variant cannot change this", "another field");
    }
  }
  if (names.empty() || names.size() > kMaxVariants)
    fail(list, fmt::format("found {} variants", names.size()), fmt::format("1 to {} variants", kMaxVariants));
  return names;
}

/// Parses one text. Keeps the document at hand, because an error's line is looked up in it.
class FileReader {
 public:
  FileReader(std::string_view text, const ParseOptions& options) : m_text(text), m_options(options) {}

  Result<ScenarioSet> read() {
    try {
      return readSet();
    } catch (const ParseFailure& failure) {
      return error(failure, failure.pointer);
    } catch (const nlohmann::detail::exception& exception) {
      return Error{ErrorKind::Scenario, m_options.fileName, exception.what(), ""};
    }
  }

 private:
  Result<ScenarioSet> readSet() {
    const Json file = readJson(m_text);
    const std::vector<std::string> names = readVariantNames(Node{&file, ""});
    if (!file.is_object()) failFound(Node{&file, ""}, "a scenario: an object");
    ScenarioSet set;
    set.id = scenarioId(m_options.fileName);
    set.sourceText = std::string(m_text);
    set.overrides = m_options.overrides;
    if (names.empty()) {
      if (const auto failed = readVariant(file, std::nullopt, "", set)) return *failed;
    }
    for (std::size_t i = 0; i < names.size(); ++i)
      if (const auto failed = readVariant(file, i, names[i], set)) return *failed;
    const ObjectReader base(Node{&file, ""}, fields::scenario, "a scenario: an object");
    set.title = base.find("title") ? base.string("title") : set.id;
    set.description = base.string("description");
    return set;
  }

  std::optional<Error> readVariant(const Json& file, std::optional<std::size_t> variant, const std::string& name,
                                   ScenarioSet& set) {
    PatchedDocument document(file, variant);
    for (const Override& change : m_options.overrides) {
      try {
        document.apply(change);
      } catch (const ParseFailure& failure) {
        return overrideError(failure);
      }
    }
    try {
      Scenario scenario = readScenario(document.json(), set.id);
      scenario.variant = name;
      set.variants.push_back(std::move(scenario));
      return std::nullopt;
    } catch (const ParseFailure& failure) {
      if (document.isOverridden(failure)) return overrideError(failure);
      return error(failure, document.placeInFile(failure));
    }
  }

  [[nodiscard]] Error error(const ParseFailure& failure, const std::string& pointer) const {
    const std::size_t line = failure.line != 0 ? failure.line : lineOf(m_text, pointer);
    return {ErrorKind::Scenario, fmt::format("{}:{}: {}", m_options.fileName, line, pointer.empty() ? "/" : pointer),
            failure.what, failure.expected};
  }

  [[nodiscard]] static Error overrideError(const ParseFailure& failure) {
    return {ErrorKind::Usage, fmt::format("--set: {}", failure.pointer.empty() ? "/" : failure.pointer), failure.what,
            failure.expected};
  }

  std::string_view m_text;
  const ParseOptions& m_options;
};

}  // namespace

Result<ScenarioSet> parseScenario(std::string_view text, const ParseOptions& options) {
  return FileReader(text, options).read();
}

Result<ScenarioSet> changed(const ScenarioSet& set, const Override& change) {
  ParseOptions options{.fileName = set.id + ".roundscope.json", .overrides = {}};
  for (const Override& each : set.overrides)
    if (each.pointer != change.pointer) options.overrides.push_back(each);
  options.overrides.push_back(change);
  return parseScenario(set.sourceText, options);
}

Override languageOverride(CanisterId canister, Language language) {
  return {fmt::format("/canisters/{}/language", canister.value), std::string(nameOf(language))};
}

}  // namespace roundscope
