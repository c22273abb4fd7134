// Figures as JSON and their words. See figure.h.
#include "core/scenario/figure.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/scenario/choices.h"
#include "core/scenario/figure_limits.h"
#include "core/scenario/json_document.h"
#include "core/scenario/parse_figures.h"
#include "core/scenario/scenario.h"

namespace roundscope {
namespace {

using detail::Json;

/// Writes fields that are not as by default.
class Writer {
 public:
  template <class Value>
  void write(const char* field, const Value& value, const Value& otherwise) {
    if (value != otherwise) m_object[field] = value;
  }
  void list(const char* field, const std::vector<std::string>& words) {
    if (!words.empty()) m_object[field] = words;
  }
  template <class Value>
  void optional(const char* field, const std::optional<Value>& value) {
    if (value) m_object[field] = *value;
  }
  template <class Value>
  void stretch(const char* field, const std::optional<std::pair<Value, Value>>& value) {
    if (value) m_object[field] = Json::array({value->first, value->second});
  }
  template <class Element, class AsJson>
  void each(const char* field, const std::vector<Element>& elements, AsJson&& asJson) {
    for (const Element& element : elements) m_object[field].push_back(asJson(element));
  }
  void put(const char* field, Json value) { m_object[field] = std::move(value); }
  [[nodiscard]] Json take() { return std::move(m_object); }

 private:
  Json m_object = Json::object();
};

Json asJson(const FigurePlace& place) {
  Writer writer;
  writer.write("variant", place.variant, {});
  writer.put("id", place.id);
  return writer.take();
}

Json asJson(const FigureCall& call) {
  Writer writer;
  writer.write("variant", call.variant, {});
  writer.put("number", call.number);
  return writer.take();
}

Json asJson(const FigureWindow& window) {
  Writer writer;
  const auto place = [](const FigurePlace& each) { return asJson(each); };
  writer.list("folded", window.folded);
  writer.each("collapsed", window.collapsed, place);
  writer.each("opened", window.opened, place);
  writer.each("subnets", window.subnets, place);
  writer.each("markers_us", window.markersUs, [](std::int64_t us) { return Json(us); });
  if (window.selected) writer.put("selected", asJson(*window.selected));
  writer.write("critical_path", window.criticalPath, false);
  writer.write("collapse_idle", window.collapseIdle, false);
  return writer.take();
}

void writeContent(const Figure& figure, const Figure& usual, Writer& writer) {
  writer.write("name", figure.name, usual.name);
  if (figure.view != usual.view) writer.put("view", nameOf(figure.view));
  writer.list("variants", figure.variants);
  writer.list("canisters", figure.canisters);
  writer.each("hide", std::vector<FigurePart>(figure.hidden.begin(), figure.hidden.end()),
              [](FigurePart part) { return Json(nameOf(part)); });
  writer.stretch("rounds", figure.rounds);
  writer.stretch("range_us", figure.rangeUs);
  writer.optional("cursor_us", figure.cursorUs);
  writer.write("hide_future", figure.hideFuture, usual.hideFuture);
  writer.write("call_numbers", figure.callNumbers, usual.callNumbers);
  writer.write("rounds_per_second", figure.roundsPerSecond, usual.roundsPerSecond);
  writer.optional("title", figure.title);
  writer.write("caption", figure.caption, usual.caption);
  writer.each("notes", figure.notes, [](const FigureNote& note) {
    return Json{{"at", textOf(note.at)}, {"text", note.text}};
  });
  writer.write("scale_of", figure.scaleOf, usual.scaleOf);
  if (figure.window != usual.window) writer.put("window", asJson(figure.window));
}

void writeLook(const Figure& figure, const Figure& usual, Writer& writer) {
  writer.optional("width_mm", figure.widthMm);
  writer.optional("height_mm", figure.heightMm);
  writer.stretch("size_px", figure.sizePx);
  writer.optional("dpi", figure.dpi);
  if (figure.density != usual.density) writer.put("density", nameOf(figure.density));
  writer.write("font", figure.font, usual.font);
  writer.write("font_pt", figure.fontPt, usual.fontPt);
  if (figure.theme != usual.theme) writer.put("theme", nameOf(figure.theme));
  writer.write("palette", figure.palette, usual.palette);
  writer.list("palette", figure.colours);
  writer.write("transparent", figure.transparent, usual.transparent);
  writer.write("margin_mm", figure.marginMm, usual.marginMm);
}

/// "caller", with what else the variants have.
std::optional<UnknownInFigure> unknownName(const std::string& field, const std::string& kind, const std::string& name,
                                           const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) != known.end()) return std::nullopt;
  return UnknownInFigure{
      field, fmt::format("there is no {} \"{}\"", kind, name),
      known.empty() ? "none, because the file has none" : detail::expectedName(name, known, "one of")};
}

/// What names may stand for.
struct KnownNames {
  std::vector<std::string> variants, canisters, subnets, variables;
  explicit KnownNames(const std::vector<Scenario>& all) {
    const auto add = [](std::vector<std::string>& names, const std::string& name) {
      if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    for (const Scenario& scenario : all) {
      add(variants, scenario.variant);
      for (const Subnet& subnet : scenario.subnets) add(subnets, subnet.id);
      for (const Canister& canister : scenario.canisters) {
        add(canisters, canister.id);
        for (const auto& variable : canister.variables) add(variables, canister.id + "." + variable.name);
      }
    }
  }
};

std::optional<UnknownInFigure> unknownTarget(const std::string& field, const FigureTarget& target,
                                             const KnownNames& known) {
  std::optional<UnknownInFigure> unknown;
  if (!target.variant.empty()) unknown = unknownName(field, "variant", target.variant, known.variants);
  if (!unknown && target.kind == TargetKind::Canister)
    unknown = unknownName(field, "canister", target.canister, known.canisters);
  if (!unknown && target.kind == TargetKind::Variable)
    unknown = unknownName(field, "variable", target.canister + "." + target.variable, known.variables);
  return unknown;
}

}  // namespace

std::span<const std::string_view> figureViews() { return detail::kNamesOf<detail::kFigureViews>; }
std::span<const std::string_view> figureDensities() { return detail::kNamesOf<detail::kFigureDensities>; }
std::span<const std::string_view> figureThemes() { return detail::kNamesOf<detail::kFigureThemes>; }
std::span<const std::string_view> figureParts() { return detail::kNamesOf<detail::kFigureParts>; }

Result<FigureNote> parseNote(std::string_view text, const std::string& where) {
  constexpr std::string_view kBetween = ": ";
  const std::size_t at = text.find(kBetween);
  if (at == std::string_view::npos || at + kBetween.size() == text.size())
    return Error{ErrorKind::Usage, where, fmt::format("found \"{}\"", text),
                 "\"TARGET: TEXT\", as \"first refusal: the limit is reached\""};
  const std::string_view about = text.substr(0, text.find_last_not_of(' ', at - 1) + 1);
  const Result<FigureTarget> target = parseTarget(about, where);
  if (!target.ok()) return target.error();
  return FigureNote{target.value(), std::string(text.substr(at + kBetween.size()))};
}

std::string textOf(const FigureNote& note) { return textOf(note.at) + ": " + note.text; }

std::optional<Error> setPalette(Figure& figure, std::string_view text, const std::string& where) {
  figure.palette.clear();
  figure.colours.clear();
  if (text.empty() || text.front() != '#') {
    figure.palette = text;
    return std::nullopt;
  }
  constexpr std::string_view kBetween = ", \t\n";
  const std::string kColoursExpected =
      fmt::format("{} to {} colours as #0072b2, #009e73, #cc79a7", kLeastColours, kMostColours);
  for (std::size_t start = 0; start != std::string_view::npos; start = text.find_first_not_of(kBetween, start)) {
    const std::size_t end = std::min(text.find_first_of(kBetween, start), text.size());
    figure.colours.emplace_back(text.substr(start, end - start));
    start = end;
    if (!detail::isColour(figure.colours.back()) || figure.colours.size() > kMostColours)
      return Error{ErrorKind::Usage, where, fmt::format("found \"{}\"", figure.colours.back()), kColoursExpected};
  }
  if (figure.colours.size() < kLeastColours)
    return Error{ErrorKind::Usage, where, fmt::format("found {} colours", figure.colours.size()), kColoursExpected};
  return std::nullopt;
}

std::string paletteText(const Figure& figure) {
  return figure.colours.empty() ? figure.palette : fmt::format("{}", fmt::join(figure.colours, ", "));
}

std::string figureText(const Figure& figure) {
  const Figure usual;
  Writer writer;
  writeContent(figure, usual, writer);
  writeLook(figure, usual, writer);
  return detail::compactText(writer.take());
}

Result<Figure> parseFigure(std::string_view text, const std::string& where) {
  try {
    const Json json = detail::readJson(text);
    return detail::readFigure(detail::Node{&json, "", nullptr});
  } catch (const detail::ParseFailure& failure) {
    return Error{ErrorKind::Scenario, where + failure.pointer, failure.what, failure.expected};
  }
}

std::optional<UnknownInFigure> unknownIn(const Figure& figure, const std::vector<Scenario>& variants) {
  const KnownNames known(variants);
  const auto at = [](const char* field, std::size_t place) { return fmt::format("/{}/{}", field, place); };
  for (std::size_t i = 0; i < figure.variants.size(); ++i)
    if (auto unknown = unknownName(at("variants", i), "variant", figure.variants[i], known.variants)) return unknown;
  for (std::size_t i = 0; i < figure.canisters.size(); ++i)
    if (auto unknown = unknownName(at("canisters", i), "canister", figure.canisters[i], known.canisters))
      return unknown;
  for (std::size_t i = 0; i < figure.notes.size(); ++i)
    if (auto unknown = unknownTarget(at("notes", i) + "/at", figure.notes[i].at, known)) return unknown;
  return std::nullopt;
}

}  // namespace roundscope
