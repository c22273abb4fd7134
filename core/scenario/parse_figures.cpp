// See parse_figures.h.
#include "core/scenario/parse_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "core/scenario/fields.h"
#include "core/scenario/figure_limits.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kMostFigures = 100;
constexpr std::size_t kMostNotes = 50;
constexpr std::size_t kMostNames = 1'000;
constexpr Range kMicroseconds{0, 1'000'000'000'000'000};
constexpr Range kRounds{0, 1'000'000'000};

/// At most so many elements, each read by itself.
template <class Read>
auto readEach(const Node& list, std::size_t most, const std::string& expected, Read&& read) {
  const std::vector<Node> nodes = readList(list, expected);
  if (nodes.size() > most) fail(list, fmt::format("found {}", nodes.size()), fmt::format("at most {}", most));
  std::vector<decltype(read(nodes.front()))> values;
  for (const Node& node : nodes) attempt(node, [&] { values.push_back(read(node)); });
  return values;
}

std::vector<std::string> readNames(const Node& list, const std::string& expected) {
  return readEach(list, kMostNames, expected, [&](const Node& node) { return readString(node, "a name"); });
}

/// Two whole numbers.
template <class Number>
std::pair<Number, Number> readTwo(const Node& list, Range range, const std::string& expected) {
  const std::vector<Node> nodes = readList(list, expected);
  if (nodes.size() != 2) failFound(list, expected);
  return {static_cast<Number>(readInteger(nodes[0], range)), static_cast<Number>(readInteger(nodes[1], range))};
}

/// Two of which the second is not before the first.
template <class Number>
std::pair<Number, Number> readStretch(const Node& list, Range range, const std::string& expected) {
  const auto stretch = readTwo<Number>(list, range, expected);
  if (stretch.second < stretch.first) failFound(list, expected);
  return stretch;
}

double readDecimal(const Node& node, FigureLimit limit) {
  const double value = node.json->is_number() ? node.json->get<double>() : limit.least - 1.0;
  if (!limit.holds(value)) failFound(node, fmt::format("a number from {} to {}", limit.least, limit.greatest));
  return value;
}

void readPalette(const Node& node, Figure& figure) {
  if (node.json->is_string()) {
    figure.palette = readString(node);
    return;
  }
  constexpr const char* kExpected =
      "a palette's name, or three to six colours as [\"#0072b2\", \"#009e73\", \"#cc79a7\"]";
  figure.colours = readEach(node, kMostColours, kExpected, [](const Node& colour) {
    std::string text = readString(colour, "a colour as \"#0072b2\"");
    if (!isColour(text)) failFound(colour, "a colour as \"#0072b2\"");
    return text;
  });
  if (figure.colours.size() < kLeastColours) failFound(node, kExpected);
}

FigureNote readNote(const Node& node) {
  const ObjectReader object(node, fields::figureNote, "a note as {\"at\": \"call 3\", \"text\"}");
  FigureNote noted;
  object.need("at", "what the note is about, as \"first refusal\"", [&](const Node& at) {
    const Result<FigureTarget> target = parseTarget(readString(at), at.pointer);
    if (!target.ok()) fail(at, target.error().what, target.error().expected);
    noted.at = target.value();
  });
  object.need("text", "what the note says", [&](const Node& text) {
    noted.text = readString(text);
    if (noted.text.empty()) failFound(text, "text that is not empty");
  });
  return noted;
}

FigurePlace readFigurePlace(const Node& node) {
  const ObjectReader object(node, fields::figurePlace, "a place as {\"variant\", \"id\"}");
  FigurePlace place{object.string("variant"), {}};
  object.need("id", "the id of a canister or a subnet", [&](const Node& id) { place.id = readString(id); });
  return place;
}

std::vector<FigurePlace> readPlaces(const Node& list) {
  return readEach(list, kMostNames, "a list of places as [{\"variant\", \"id\"}]", readFigurePlace);
}

FigureCall readCall(const Node& node) {
  const ObjectReader object(node, fields::figureCall, "a call as {\"variant\", \"number\"}");
  FigureCall call{object.string("variant"), 0};
  object.need("number", "the call's number, from 0", [&](const Node& number) {
    call.number = static_cast<std::uint32_t>(readInteger(number, {0, UINT32_MAX}));
  });
  return call;
}

FigureWindow readWindow(const Node& node) {
  const ObjectReader object(node, fields::figureWindow, "what the window shows: an object");
  FigureWindow window;
  object.read("folded", [&](const Node& list) { window.folded = readNames(list, "a list of variants' names"); });
  object.read("collapsed", [&](const Node& list) { window.collapsed = readPlaces(list); });
  object.read("opened", [&](const Node& list) { window.opened = readPlaces(list); });
  object.read("subnets", [&](const Node& list) { window.subnets = readPlaces(list); });
  object.read("markers_us", [&](const Node& list) {
    window.markersUs = readEach(list, 2, "a list of moments in microseconds",
                                [](const Node& moment) { return readInteger(moment, kMicroseconds); });
  });
  object.read("selected", [&](const Node& call) { window.selected = readCall(call); });
  window.criticalPath = object.boolean("critical_path", false);
  window.collapseIdle = object.boolean("collapse_idle", false);
  return window;
}

void readSize(const ObjectReader& object, Figure& figure) {
  object.read("width_mm", [&](const Node& number) { figure.widthMm = readDecimal(number, kWidthMm); });
  object.read("height_mm", [&](const Node& number) {
    figure.heightMm = readDecimal(number, kHeightMm);
    if (!object.find("width_mm")) fail(number, "there is a height without a width", "\"width_mm\" beside it");
  });
  object.read("size_px", [&](const Node& list) {
    if (object.find("width_mm")) fail(list, "the size is given twice", "\"width_mm\" or \"size_px\"");
    figure.sizePx = readTwo<std::uint32_t>(list, {kSidePx.least, kSidePx.greatest}, "a size as [1600, 900]");
  });
  object.read("dpi", [&](const Node& number) {
    figure.dpi = static_cast<std::uint32_t>(readInteger(number, {kDpi.least, kDpi.greatest}));
    if (figure.widthMm && *figure.widthMm / 25.4 * *figure.dpi > kSidePx.greatest)
      failFound(number, fmt::format("fewer: at most {} pixels side by side", kSidePx.greatest));
  });
  object.read("margin_mm", [&](const Node& number) { figure.marginMm = readDecimal(number, kMarginMm); });
}

void readStyle(const ObjectReader& object, Figure& figure) {
  object.read("density", [&](const Node& word) { figure.density = readChoice(word, kFigureDensities); });
  object.read("theme", [&](const Node& word) { figure.theme = readChoice(word, kFigureThemes); });
  object.read("font_pt", [&](const Node& number) { figure.fontPt = readDecimal(number, kFontPt); });
  object.read("palette", [&](const Node& palette) { readPalette(palette, figure); });
  figure.font = object.string("font");
  figure.transparent = object.boolean("transparent", false);
}

void readContent(const ObjectReader& object, Figure& figure) {
  object.read("view", [&](const Node& word) { figure.view = readChoice(word, kFigureViews); });
  object.read("variants", [&](const Node& list) { figure.variants = readNames(list, "a list of variants' names"); });
  object.read("canisters", [&](const Node& list) { figure.canisters = readNames(list, "a list of canisters' ids"); });
  object.read("hide", [&](const Node& list) {
    for (const FigurePart part : readEach(list, kFigureParts.size(), "a list of parts as [\"legend\"]",
                                          [](const Node& word) { return readChoice(word, kFigureParts); }))
      figure.hidden.insert(part);
  });
  object.read("rounds", [&](const Node& list) {
    figure.rounds = readStretch<std::uint32_t>(list, kRounds, "the first and the last round as [0, 12]");
  });
  object.read("range_us", [&](const Node& list) {
    if (object.find("rounds")) fail(list, "the range is given twice", "\"rounds\" or \"range_us\"");
    figure.rangeUs = readStretch<std::int64_t>(list, kMicroseconds, "two moments in microseconds as [0, 12000000]");
  });
  object.read("cursor_us", [&](const Node& number) { figure.cursorUs = readInteger(number, kMicroseconds); });
  figure.hideFuture = object.boolean("hide_future", false);
  figure.callNumbers = object.boolean("call_numbers", false);
  object.read("rounds_per_second", [&](const Node& number) {
    figure.roundsPerSecond = readDecimal(number, kRoundsPerSecond);
    if (figure.roundsPerSecond <= 0) failFound(number, "more than 0");
  });
  object.read("title", [&](const Node& text) { figure.title = readString(text); });
  figure.caption = object.string("caption");
  object.read("notes", [&](const Node& list) {
    figure.notes = readEach(list, kMostNotes, "a list of notes as [{\"at\": \"call 3\", \"text\"}]", readNote);
  });
  figure.scaleOf = object.string("scale_of");
  object.read("window", [&](const Node& window) { figure.window = readWindow(window); });
}

}  // namespace

bool isColour(std::string_view text) {
  return text.size() == 7 && text.front() == '#' &&
         std::all_of(text.begin() + 1, text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

Figure readFigure(const Node& node) {
  const ObjectReader object(node, fields::figure, "a figure: an object");
  Figure figure;
  figure.name = object.string("name");
  readContent(object, figure);
  readSize(object, figure);
  readStyle(object, figure);
  return figure;
}

std::vector<Figure> readFigures(const Node& list) {
  std::vector<Figure> figures;
  std::vector<std::string> names;
  const std::vector<Node> nodes = readList(list, "a list of figures as [{\"name\", \"width_mm\"}]");
  if (nodes.size() > kMostFigures)
    fail(list, fmt::format("found {} figures", nodes.size()), fmt::format("at most {}", kMostFigures));
  for (const Node& node : nodes) {
    attempt(node, [&] { figures.push_back(readFigure(node)); });
    const std::string& name = figures.empty() ? std::string() : figures.back().name;
    if (figures.size() <= names.size()) continue;  // it could not be read
    if (name.empty())
      note(node, {node.pointer, "this figure has no name", "\"name\", by which it is asked for"});
    else if (std::find(names.begin(), names.end(), name) != names.end())
      note(node, {childPointer(node.pointer, "name"), fmt::format("there are two figures \"{}\"", name),
                  "a name of its own"});
    names.push_back(name);
  }
  for (std::size_t i = 0; i < figures.size() && figures.size() == nodes.size(); ++i)
    if (const std::string& other = figures[i].scaleOf;
        !other.empty() && std::find(names.begin(), names.end(), other) == names.end())
      note(nodes[i], {childPointer(nodes[i].pointer, "scale_of"), fmt::format("there is no figure \"{}\"", other),
                      expectedName(other, names, "one of")});
  return figures;
}

void checkFigureNames(const Node& list, const std::vector<Figure>& figures, const std::vector<Scenario>& variants) {
  for (std::size_t i = 0; i < figures.size(); ++i)
    if (auto unknown = unknownIn(figures[i], variants))
      note(list, {childPointer(list.pointer, std::to_string(i)) + unknown->field, std::move(unknown->what),
                  std::move(unknown->expected)});
}

}  // namespace roundscope::detail
