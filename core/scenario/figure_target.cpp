// See figure_target.h.
#include "core/scenario/figure_target.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>

#include "core/scenario/name_table.h"

namespace roundscope {
namespace {

/// What follows the words.
enum class Argument : std::uint8_t { None, Number, Name, DottedName };

struct Form {
  std::string_view words;
  TargetKind kind;
  Argument argument = Argument::None;
  std::string_view example{};
};

constexpr auto kForms = std::to_array<Form>({
    {"call", TargetKind::Call, Argument::Number, "call 3"},
    {"round", TargetKind::Round, Argument::Number, "round 5"},
    {"canister", TargetKind::Canister, Argument::Name, "canister callee"},
    {"variable", TargetKind::Variable, Argument::DottedName, "variable counter.balance"},
    {"first refusal", TargetKind::FirstRefusal},
    {"last refusal", TargetKind::LastRefusal},
    {"first failure", TargetKind::FirstFailure},
    {"last failure", TargetKind::LastFailure},
    {"first reply", TargetKind::FirstReply},
    {"last reply", TargetKind::LastReply},
    {"end", TargetKind::End},
});

const Form& formOf(TargetKind kind) {
  for (const Form& form : kForms)
    if (form.kind == kind) return form;
  std::abort();
}

bool startsWith(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

/// The argument into its field; false where it is none of its form.
bool takeArgument(const Form& form, std::string_view argument, FigureTarget& target) {
  switch (form.argument) {
    case Argument::None:
      return argument.empty();
    case Argument::Number: {
      const auto [end, wrong] = std::from_chars(argument.data(), argument.data() + argument.size(), target.number);
      return wrong == std::errc() && end == argument.data() + argument.size();
    }
    case Argument::Name:
      target.canister = argument;
      return !argument.empty();
    case Argument::DottedName: {
      const std::size_t dot = argument.find('.');
      if (dot == std::string_view::npos || dot == 0 || dot + 1 == argument.size()) return false;
      target.canister = argument.substr(0, dot);
      target.variable = argument.substr(dot + 1);
      return true;
    }
  }
  return false;
}

std::optional<FigureTarget> readWhole(std::string_view text) {
  for (const Form& form : kForms) {
    if (!startsWith(text, form.words)) continue;
    std::string_view rest = text.substr(form.words.size());
    if (!rest.empty() && rest.front() != ' ') continue;
    if (!rest.empty()) rest.remove_prefix(1);
    FigureTarget target{.kind = form.kind, .canister = {}, .variable = {}, .variant = {}};
    if (takeArgument(form, rest, target)) return target;
  }
  return std::nullopt;
}

}  // namespace

Result<FigureTarget> parseTarget(std::string_view text, const std::string& where) {
  // A variant's name may have spaces, and " in " as well: the first one ends the target.
  constexpr std::string_view kIn = " in ";
  const std::size_t at = text.find(kIn);
  if (at != std::string_view::npos && at + kIn.size() < text.size()) {
    if (auto target = readWhole(text.substr(0, at))) {
      target->variant = text.substr(at + kIn.size());
      return *target;
    }
  }
  if (const auto target = readWhole(text)) return *target;
  return Error{ErrorKind::Usage, where, fmt::format("found \"{}\"", text), targetForms()};
}

std::string textOf(const FigureTarget& target) {
  const Form& form = formOf(target.kind);
  std::string text(form.words);
  switch (form.argument) {
    case Argument::None:
      break;
    case Argument::Number:
      text += fmt::format(" {}", target.number);
      break;
    case Argument::Name:
      text += " " + target.canister;
      break;
    case Argument::DottedName:
      text += fmt::format(" {}.{}", target.canister, target.variable);
      break;
  }
  return target.variant.empty() ? text : text + " in " + target.variant;
}

std::string targetForms() {
  std::string forms;
  for (const Form& form : kForms)
    forms += fmt::format("{}\"{}\"", forms.empty() ? "" : ", ", form.example.empty() ? form.words : form.example);
  return forms + ", each perhaps with \" in VARIANT\"";
}

}  // namespace roundscope
