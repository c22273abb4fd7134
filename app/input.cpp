// What the user named on the command line, and how the program answers there.
#include "app/input.h"

#include <fmt/format.h>

#include <QFileInfo>
#include <algorithm>
#include <cstdio>

#include "core/base/visible_text.h"
#include "core/lesson/knobs.h"
#include "core/scenario/document.h"
#include "ui/files/standard_stream.h"
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

std::string variantsInWords(const ScenarioSet& set) {
  std::string names;
  for (const Scenario& scenario : set.variants)
    names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", scenario.variant);
  return names;
}

bool isLabel(const Override& change) { return !change.pointer.starts_with('/'); }

/// The lesson's scenario with the lesson's knobs among those of the file, so that a value may be given by their labels.
Result<std::string> withLessonKnobs(const QString& id) {
  Result<std::string> text = loadLessonScenario(id);
  if (!text.ok()) return text;
  const Result<Lesson> lesson = loadLessonText(id);
  if (!lesson.ok()) return lesson.error();
  const auto starts = knobStarts(lesson.value(), text.value());
  if (!starts.ok()) return starts.error();
  for (std::size_t i = 0; i < starts.value().size() && text.ok(); ++i)
    text = withKnob(Document(text.value()), 0, lesson.value().knobs[i], starts.value()[i]);
  return text;
}

/// `labels`: whether values are given by labels of knobs.
Result<ScenarioSet> loadLessonInput(const QString& id, const std::vector<Override>& overrides, bool labels) {
  if (!labels) return loadLesson(id, overrides);
  const Result<std::string> text = withLessonKnobs(id);
  if (!text.ok()) return text.error();
  return parseScenario(text.value(), {.fileName = id.toStdString(), .overrides = overrides});
}

}  // namespace

/// A name with a slash or a file's ending can only mean a file.
bool namesFile(const InputOptions& options) {
  return isStandardStream(QString::fromStdString(options.source)) ||
         QFileInfo::exists(QString::fromStdString(options.source)) ||
         options.source.find_first_of("/.") != std::string::npos;
}

Result<OpenedScenario> loadInput(const InputOptions& options, const std::vector<SweepParameter>& swept) {
  const Result<std::vector<Override>> overrides = readOverrides(options.sets);
  if (!overrides.ok()) return overrides.error();
  const QString source = QString::fromStdString(options.source);
  if (namesFile(options)) return openScenarioFile(source, overrides.value());
  const bool labels = std::any_of(overrides.value().begin(), overrides.value().end(), isLabel) ||
                      std::any_of(swept.begin(), swept.end(), [](const SweepParameter& parameter) {
                        return isLabel({parameter.pointer, {}});
                      });
  Result<ScenarioSet> lesson = loadLessonInput(source, overrides.value(), labels);
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
                 none ? "no variant, because the scenario has none" : "one of " + variantsInWords(set)};
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
