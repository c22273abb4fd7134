// A scenario file becomes a ScenarioSet: read, patch, read each variant, check. Exceptions stop here.
#include "core/scenario/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/base/words.h"
#include "core/scenario/fields.h"
#include "core/scenario/file_errors.h"
#include "core/scenario/json_document.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/parse_canisters.h"
#include "core/scenario/parse_expectations.h"
#include "core/scenario/parse_figures.h"
#include "core/scenario/parse_knobs.h"
#include "core/scenario/parse_network.h"
#include "core/scenario/parse_operations.h"
#include "core/scenario/variants.h"
#include "core/scenario/words.h"

namespace roundscope {
namespace {

using namespace detail;

/// Each variant is read from a copy of the file: so many bytes of text in all.
constexpr std::uint64_t kMaxBytesOfVariants = kMaxScenarioBytes;
/// A short text may write many users' messages, and all variants are kept at once.
constexpr std::size_t kMaxMessagesOfVariants = 10'000'000;

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

/// All rounds that there may be lie within the time that 64 bits count, with room for what waits beyond them.
void checkTime(const ObjectReader& object, const Scenario& scenario) {
  constexpr std::int64_t kMaxTimeUs = 4'000'000'000'000'000'000;
  for (const Subnet& subnet : scenario.subnets) {
    const std::int64_t most = kMaxTimeUs / std::max<std::int64_t>(subnet.blockInterval.us, 1);
    if (static_cast<std::int64_t>(scenario.maxRounds) <= most) continue;
    const auto rounds = object.find("max_rounds");
    fail(rounds ? *rounds : object.node(),
         fmt::format("max_rounds is {} and block_interval_ms {}: so long a time cannot be counted",
                     grouped(scenario.maxRounds), grouped(subnet.blockInterval.us / 1'000)),
         fmt::format("at most {} rounds of that length", grouped(most)));
  }
}

Scenario readScenario(const Node& node, const std::string& id) {
  const ObjectReader object(node, fields::scenario, "a scenario: an object");
  // Another version may mean anything by its fields.
  if (const auto version = object.find("roundscope")) readInteger(*version, {1, 1});
  attempt(node, [&] { static_cast<void>(object.require("roundscope", "the format's version, 1")); });
  static_cast<void>(object.string("$schema"));  // for editors
  Scenario scenario;
  scenario.id = id;
  scenario.title = object.find("title") ? object.string("title") : id;
  scenario.description = object.string("description");
  scenario.seed = object.integer<std::uint64_t>("seed", scenario.seed, {});
  object.read("profile", [&](const Node& profile) { scenario.profile = readChoice(profile, kProfiles); });
  scenario.maxRounds = object.integer("max_rounds", scenario.maxRounds, {1, 1'000'000'000});
  scenario.maxEvents = object.integer("max_events", scenario.maxEvents, {1, 1'000'000'000});
  attempt(node, [&] {
    scenario.subnets = readSubnets(object, scenario.profile);
    checkTime(object, scenario);
  });
  object.need("canisters", "a list of canisters",
              [&](const Node& list) { scenario.canisters = readCanisters(list, scenario.subnets); });
  if (node.rightSoFar()) attempt(node, [&] { countResidents(object, scenario.canisters, scenario.subnets); });
  object.read("ingress", [&](const Node& list) { scenario.ingress = readIngress(list, scenario.canisters); });
  object.read("operations", [&](const Node& list) { scenario.operations = readOperations(list, scenario.canisters); });
  object.read("expect",
              [&](const Node& list) { scenario.expectations = readExpectations(list, scenario, *node.json); });
  return scenario;
}

/// Reads as far as failures can be gathered.
template <class Read>
void gather(ParseFailures& failures, Read&& read) {
  try {
    try {
      read();
    } catch (ParseFailure& failure) {
      failures.note(std::move(failure));
    }
  } catch (const ParseFailures::TooMany&) {
    return;
  }
}

/// Whether the patch can be applied, as far as that shows before.
bool checkPatch(const Node& patch) {
  const std::size_t before = patch.failures->size();
  if (patch.json->is_array())
    checkOperations(patch);
  else
    for (const Member& member : readMembers(patch, "a JSON Merge Patch, an object, or a JSON Patch, a list"))
      if (belongsToFile(member.name)) fail(member.value, "a variant cannot change this", "another field");
  return patch.failures->size() == before;
}

/// Reads an entry of `variants` without what its patch says. `taken` are the names of those before it. Empty where the
/// variant cannot be read.
std::string readVariantName(const Node& node, std::vector<std::string>& taken) {
  const ObjectReader object(node, fields::variant, "a variant as {\"name\", \"patch\"}");
  std::string name;
  object.need("name", "the variant's name", [&](const Node& text) {
    name = readString(text, "the variant's name");
    if (name.empty()) failFound(text, "a name that is not empty");
    object.read("of", [&](const Node& parent) {
      const std::string parentName = readString(parent, "the name of a variant above");
      if (std::find(taken.begin(), taken.end(), parentName) == taken.end())
        fail(parent, fmt::format("there is no variant {} above this one", shown(*parent.json)),
             taken.empty() ? "none, because it is the first" : expectedName(parentName, taken, "one of"));
    });
    addUnique(node, "name", name, taken);
  });
  const auto patch = object.find("patch");
  return patch && !checkPatch(*patch) ? std::string() : name;
}

/// The names of the file's variants; empty ones of those that cannot be read, none when the file has none.
std::vector<std::string> readVariantNames(const Node& list) {
  std::vector<std::string> names;
  const std::vector<Node> nodes = readList(list, "a list of variants as [{\"name\", \"patch\"}]");
  if (nodes.empty() || nodes.size() > kMaxVariants)
    fail(list, fmt::format("found {} variants", nodes.size()), fmt::format("1 to {} variants", kMaxVariants));
  std::vector<std::string> taken;
  for (const Node& node : nodes) {
    names.emplace_back();
    attempt(list, [&] { names.back() = readVariantName(node, taken); });
  }
  return names;
}

/// Parses one text. Keeps the document at hand, because the lines of errors are looked up in it.
class FileReader {
 public:
  FileReader(std::string_view text, const ParseOptions& options) : m_text(text), m_options(options) {}

  Result<ScenarioSet> read() {
    ScenarioSet set;
    std::optional<Json> file;
    ParseFailures text;
    gather(text, [&] { file = readJson(m_text, &text); });
    for (const ParseFailure& failure : text.causes()) m_errors.inFile(failure, failure.pointer);
    if (file) set = readSet(*file);
    if (m_errors.empty() && set.variants.empty())
      return Error{ErrorKind::Usage, m_options.fileName, "there is no variant \"" + m_options.onlyVariant + "\"",
                   "the name of one of its variants"};
    if (m_errors.empty()) return set;
    return m_errors.inOrder(m_text, m_options.fileName, m_variantCount);
  }

 private:
  ScenarioSet readSet(const Json& file) {
    ScenarioSet set;
    set.id = m_options.id.empty() ? scenarioId(m_options.fileName) : m_options.id;
    set.sourceText = std::string(m_text);
    std::vector<std::string> variants;
    std::vector<Knob> knobs;
    ParseFailures failures;
    const Node node{&file, "", &failures};
    gather(failures, [&] {
      const ObjectReader object(node, fields::scenario, "a scenario: an object");
      set.title = object.find("title") ? object.string("title") : set.id;
      set.description = object.string("description");
      object.read("knobs", [&](const Node& list) { knobs = readKnobs(list); });
      object.read("figures", [&](const Node& list) { set.figures = readFigures(list); });
      object.read("variants", [&](const Node& list) {
        variants = readVariantNames(list);
        if (variants.size() * m_text.size() <= kMaxBytesOfVariants) return;
        fail(list, fmt::format("found {} variants in a file of {}", variants.size(), bytesText(m_text.size())),
             fmt::format("at most {} in so large a file", kMaxBytesOfVariants / m_text.size()));
      });
    });
    for (const ParseFailure& failure : failures.causes()) m_errors.inFile(failure, failure.pointer);
    ParseFailures unnamed;
    gather(unnamed, [&] { set.overrides = rightOnes(m_options.overrides, knobs, unnamed); });
    for (const ParseFailure& failure : unnamed.causes()) m_errors.inOverride(failure);
    for (Knob& knob : knobs) m_knobs.push_back({std::move(knob)});
    if (variants.empty() && file.is_object()) readVariant(PatchedDocument(file, std::nullopt), "", "", set);
    for (std::size_t i = 0; i < variants.size(); ++i) {
      if (variants[i].empty() || !isWanted(variants[i])) continue;
      if (m_messages > kMaxMessagesOfVariants) {
        m_errors.inFile(
            {"/variants",
             fmt::format("the variants above \"{}\" have {} users' messages", variants[i], grouped(m_messages)),
             fmt::format("at most {} in all variants", grouped(kMaxMessagesOfVariants))},
            "/variants");
        break;
      }
      try {
        PatchedDocument document(file, i);
        ++m_variantCount;
        const auto parent = parentOf(file["variants"], i);
        readVariant(std::move(document), variants[i], parent ? variants[*parent] : std::string(), set);
      } catch (const ParseFailure& failure) {
        m_errors.inFile(failure, failure.pointer);  // an operation of its patch does not fit
      }
    }
    if (m_errors.empty()) set.knobs = placedKnobs();
    if (m_errors.empty() && m_options.onlyVariant.empty()) checkFigures(file, set);
    return set;
  }

  void checkFigures(const Json& file, const ScenarioSet& set) {
    ParseFailures failures;
    checkFigureNames(Node{&file, "/figures", &failures}, set.figures, set.variants);
    for (const ParseFailure& failure : failures.causes()) m_errors.inFile(failure, failure.pointer);
  }

  /// A knob of the file, and the first variant that has its number.
  struct FoundKnob {
    Knob knob;
    std::optional<std::int64_t> value{};
    std::optional<ParseFailure> missing{};
  };

  void findKnobs(const Json& scenario) {
    for (std::size_t i = 0; i < m_knobs.size(); ++i) {
      FoundKnob& found = m_knobs[i];
      if (found.value || (found.missing && !reaches(found.knob, scenario))) continue;
      try {
        found.value = knobStart(found.knob, Node{&scenario, fmt::format("/knobs/{}", i)}, scenario, false);
      } catch (ParseFailure& failure) {
        found.missing = std::move(failure);
      }
    }
  }

  /// Where one variant alone is read, the others may have what the knob is about.
  std::vector<PinnedKnob> placedKnobs() {
    std::vector<PinnedKnob> placed;
    for (const FoundKnob& found : m_knobs) {
      if (found.value)
        placed.push_back({found.knob, *found.value});
      else if (m_options.onlyVariant.empty())
        m_errors.inFile(*found.missing, found.missing->pointer);
    }
    return placed;
  }

  [[nodiscard]] bool isWanted(const std::string& variant) const {
    return m_options.onlyVariant.empty() || m_options.onlyVariant == variant;
  }

  void readVariant(PatchedDocument document, const std::string& name, const std::string& parent, ScenarioSet& set) {
    ParseFailures failures;
    for (const Override& change : set.overrides) attempt(Node{nullptr, "", &failures}, [&] { document.apply(change); });
    for (const ParseFailure& failure : failures.causes()) m_errors.inOverride(failure);
    if (!failures.empty()) return;
    const Node node{&document.json(), "", &failures};
    findKnobs(document.json());
    gather(failures, [&] {
      set.variants.push_back(readScenario(node, set.id));
      set.variants.back().variant = name;
      set.variants.back().parentVariant = parent;
      m_messages += set.variants.back().ingress.size();
    });
    for (const ParseFailure& failure : failures.causes()) {
      if (document.isOverridden(failure))
        m_errors.inOverride(failure);
      else
        noteInFile(failure, document.placeInFile(failure), name);
    }
  }

  /// What the patch wrote is wrong there. What it did not write may be wrong because of what it wrote elsewhere.
  void noteInFile(const ParseFailure& failure, std::string pointer, const std::string& variant) {
    const bool inPatch = pointer.rfind("/variants/", 0) == 0;
    m_errors.inFile(failure, std::move(pointer), inPatch ? std::string() : variant);
  }

  std::string_view m_text;
  const ParseOptions& m_options;
  FileErrors m_errors;
  std::vector<FoundKnob> m_knobs;
  std::size_t m_variantCount = 0;  ///< those that could be read
  std::size_t m_messages = 0;      ///< users', of all variants
};

}  // namespace

Result<ScenarioSet> parseScenario(std::string_view text, const ParseOptions& options) {
  if (text.size() > kMaxScenarioBytes)
    return Error{ErrorKind::Scenario, options.fileName, "is larger than " + bytesText(kMaxScenarioBytes),
                 "a smaller file"};
  return FileReader(text, options).read();
}

Result<ScenarioSet> changed(const ScenarioSet& set, const Override& change) {
  ParseOptions options{.fileName = set.id + ".roundscope.json", .overrides = set.overrides};
  put(options.overrides, change);
  return parseScenario(set.sourceText, options);
}

Override languageOverride(const Scenario& variant, CanisterId canister, Language language) {
  return {fmt::format("/canisters/{}/language", canister.value), std::string(nameOf(language)), variant.variant};
}

}  // namespace roundscope
