// Expectations are comparisons of which at least one number comes from the run.
#include "core/scenario/parse_expectations.h"

#include <fmt/format.h>

#include <algorithm>

namespace roundscope::detail {
namespace {

constexpr std::size_t kMaxExpectations = 100;
constexpr std::string_view kExample = "a comparison as \"users.rejected == 0\"";

RunNumber numberInFile(const Fact& fact, const Json& file, const Node& node) {
  const Looked looked = lookUp(file, fact.arguments[0]);
  if (looked.value == nullptr)
    fail(node, fmt::format("the file has nothing at {}", fact.arguments[0]),
         expectedName(looked.missing, looked.known, "one of"));
  if (!looked.value->is_number())
    fail(node, fmt::format("found {} at {}", shown(*looked.value), fact.arguments[0]), "a number");
  return GivenNumber{looked.value->get<double>()};
}

Expectation readExpectation(const Node& node, const Scenario& scenario, const Json& file) {
  Expectation expectation;
  expectation.text = readString(node, kExample);
  expectation.expression = parseExpression(expectation.text, node.pointer);
  if (!expectation.expression.isComparison()) failFound(node, std::string(kExample));
  for (const Fact& fact : expectation.expression.facts) {
    const bool inFile = fact.kind == FactKind::Scenario && fact.variant.empty();
    expectation.numbers.push_back(inFile ? numberInFile(fact, file, node) : numberNamed(fact, scenario, node.pointer));
  }
  const auto isGiven = [](const RunNumber& number) { return std::holds_alternative<GivenNumber>(number); };
  if (std::all_of(expectation.numbers.begin(), expectation.numbers.end(), isGiven))
    fail(node, fmt::format("{} names no number of a run", shown(*node.json)), std::string(kExample));
  return expectation;
}

}  // namespace

std::vector<Expectation> readExpectations(const Node& list, const Scenario& scenario, const Json& file) {
  std::vector<Expectation> expectations;
  const std::vector<Node> nodes = readList(list, "a list of comparisons as [\"users.rejected == 0\"]");
  if (nodes.size() > kMaxExpectations)
    fail(list, fmt::format("found {} expectations", nodes.size()), fmt::format("at most {}", kMaxExpectations));
  for (const Node& node : nodes) attempt(node, [&] { expectations.push_back(readExpectation(node, scenario, file)); });
  return expectations;
}

}  // namespace roundscope::detail
