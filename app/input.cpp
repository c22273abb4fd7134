// What the user named on the command line, and how the program answers there.
#include "app/input.h"

#include <fmt/format.h>

#include <QFileInfo>
#include <cstdio>

#include "core/base/visible_text.h"
#include "ui/lessons/lesson_library.h"

namespace roundscope::app {

using namespace ui;
namespace {

Result<std::vector<Override>> readOverrides(const std::vector<std::string>& sets) {
  std::vector<Override> overrides;
  for (const std::string& set : sets) {
    const std::size_t equals = set.find('=');
    if (equals == std::string::npos || equals == 0)
      return Error{ErrorKind::Usage, "--set", "found \"" + set + "\"", "/json/pointer=VALUE, or a knob's label=VALUE"};
    overrides.push_back({set.substr(0, equals), set.substr(equals + 1)});
  }
  return overrides;
}

std::string variantNames(const ScenarioSet& set) {
  std::string names;
  for (const Scenario& scenario : set.variants)
    names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", scenario.variant);
  return names;
}

}  // namespace

/// A name with a slash or a file's ending can only mean a file.
bool namesFile(const InputOptions& options) {
  return QFileInfo::exists(QString::fromStdString(options.source)) ||
         options.source.find_first_of("/.") != std::string::npos;
}

Result<OpenedScenario> loadInput(const InputOptions& options) {
  const Result<std::vector<Override>> overrides = readOverrides(options.sets);
  if (!overrides.ok()) return overrides.error();
  const QString source = QString::fromStdString(options.source);
  if (namesFile(options)) return openScenarioFile(source, overrides.value());
  Result<ScenarioSet> lesson = loadLesson(source, overrides.value());
  if (!lesson.ok()) return lesson.error();
  return OpenedScenario{std::move(lesson).value(), std::nullopt};
}

Result<std::vector<std::shared_ptr<const Scenario>>> chooseVariants(const ScenarioSet& set,
                                                                    const InputOptions& options) {
  std::vector<std::shared_ptr<const Scenario>> chosen;
  for (const Scenario& scenario : set.variants) {
    const bool wanted = options.all || (options.variant.empty() ? chosen.empty() : scenario.variant == options.variant);
    if (wanted) chosen.push_back(std::make_shared<const Scenario>(scenario));
  }
  if (chosen.empty()) {
    const bool none = set.variants.size() == 1 && set.variants.front().variant.empty();
    return Error{ErrorKind::Usage, "--variant", "unknown variant \"" + options.variant + "\"",
                 none ? "no variant, because the scenario has none" : "one of " + variantNames(set)};
  }
  if (!options.all && options.variant.empty() && set.variants.size() > 1)
    remark(fmt::format("this is the variant \"{}\", the first of {}; --all shows all", chosen.front()->variant,
                       set.variants.size()));
  return chosen;
}

int exitStatus(const Error& error) {
  switch (error.kind) {
    case ErrorKind::Scenario:
      return 1;
    case ErrorKind::Usage:
      return 2;
    case ErrorKind::InputOutput:
      return 3;
  }
  return 1;
}

Error nothingToMark() {
  return {ErrorKind::Usage, "--utf8-mark", "found no comma-separated values to mark",
          "--trace OUT.csv, compare --csv or sweep -o OUT.csv"};
}

int report(const Error& error) {
  fmt::print(stderr, "{}\n", visibleText(error.lines()));
  return exitStatus(error);
}

void remark(const std::string& words) { fmt::print(stderr, "roundscope: {}\n", visibleText(words)); }

int print(const std::string& text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  return written ? 0 : report({ErrorKind::InputOutput, "standard output", "cannot be written", ""});
}

int printWords(const std::string& text) { return print(visibleText(text)); }

}  // namespace roundscope::app
