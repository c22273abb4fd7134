// Tables of points. Numbers keep the names of core/analysis/sweep_numbers.
#include "core/export/sweep_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/analysis/sweep_facts.h"
#include "core/analysis/sweep_numbers.h"
#include "core/base/listed.h"
#include "core/base/visible_text.h"
#include "core/base/words.h"
#include "core/export/csv_text.h"
#include "core/export/json_text.h"

namespace roundscope {
namespace {

using Json = nlohmann::ordered_json;

/// Whole numbers stay whole, so that they compare exactly.
Json numberJson(double number) {
  if (number == std::floor(number)) return static_cast<std::int64_t>(number);
  return number;
}

std::string exactText(double number) {
  if (number == std::floor(number)) return std::to_string(static_cast<std::int64_t>(number));
  return fmt::format("{}", number);
}

Json spreadJson(const Spread& spread, bool single) {
  if (spread.of == 0) return nullptr;
  if (single) return numberJson(spread.median);
  return {{"median", numberJson(spread.median)},
          {"lower_quartile", numberJson(spread.lowerQuartile)},
          {"upper_quartile", numberJson(spread.upperQuartile)},
          {"least", numberJson(spread.least)},
          {"greatest", numberJson(spread.greatest)},
          {"runs", spread.of}};
}

Json parametersJson(const SweepPlan& plan) {
  Json list = Json::array();
  for (const SweepParameter& parameter : plan.parameters)
    list.push_back({{"pointer", parameter.pointer}, {"values", parameter.values}});
  return list;
}

Json brokenJson(const std::vector<std::string>& expectations, const std::vector<std::uint32_t>& broken) {
  Json list = Json::array();
  for (std::size_t i = 0; i < broken.size(); ++i)
    if (broken[i] > 0) list.push_back({{"expectation", expectations[i]}, {"runs", broken[i]}});
  return list;
}

Json expectationsJson(const std::vector<std::string>& expectations, bool assumed) {
  return {{"assumed", assumed}, {"list", expectations}};
}

Json pointJson(const SweepTable& table, const SweepPoint& point) {
  Json json = Json::object();
  json["variant"] = table.plan.variants[point.variant];
  json["values"] = point.values;
  json["error"] = point.error ? Json(point.error->text()) : Json(nullptr);
  if (point.error) return json;
  json["first_seed"] = point.firstSeed;
  json["runs"] = point.ended + point.cutOff;
  json["cut_off"] = point.cutOff;
  json["all_expectations_hold"] = point.holds();
  json["broken"] = brokenJson(table.expectations, point.broken);
  json["limit"] = point.limit > 0 ? Json(point.limit) : Json(nullptr);
  for (std::size_t row = 0; row < sweepNumbers().size(); ++row)
    json[std::string(sweepNumbers()[row].name)] = spreadJson(point.numbers[row], table.plan.seeds == 1);
  return json;
}

Json refusalJson(const SweepTable& table, const SweepRefusal& refusal) {
  Json values = Json::array();
  for (const std::size_t point : refusal.points) values.push_back(table.points[point].values);
  return {{"variant", table.plan.variants[refusal.variant]},
          {"where", refusal.error.where},
          {"what", refusal.error.what},
          {"expected", refusal.error.expected},
          {"values", std::move(values)},
          {"words", textOf(refusal, table)}};
}

Json rangeJson(const SweepParameter& parameter) {
  return {{"pointer", parameter.pointer},
          {"least", parameter.values.front()},
          {"greatest", parameter.values.back()},
          {"values", parameter.values.size()}};
}

Json largestJson(const LargestAnswer& answer, const Largest& largest) {
  Json json = Json::object();
  json["largest"] = largest.value ? Json(*largest.value) : Json(nullptr);
  json["all_lesser_hold_up_to"] = largest.withoutGap ? Json(*largest.withoutGap) : Json(nullptr);
  json["method"] = largest.method == GreatestHolding::Method::Bisection ? "bisection" : "search";
  json["first_seed"] = largest.firstSeed;
  json["tried"] = Json::array();
  for (const TriedValue& tried : largest.tried)
    json["tried"].push_back({{"value", tried.value},
                             {"holds", tried.holds()},
                             {"error", tried.error ? Json(tried.error->text()) : Json(nullptr)},
                             {"runs", tried.runs},
                             {"cut_off", tried.cutOff},
                             {"broken", brokenJson(answer.expectations, tried.broken)}});
  return json;
}

Json balanceJson(const std::optional<NeededBalance>& balance) {
  if (!balance) return nullptr;
  return {{"canister", balance->canister},
          {"needed", balance->needed},
          {"too_little", balance->below ? Json(*balance->below) : Json(nullptr)},
          {"own", balance->own},
          {"same_by_luck", balance->byLuck ? Json(*balance->byLuck) : Json(nullptr)},
          {"tried", balance->tried},
          {"words", textOf(*balance)}};
}

/// Of the numbers that people ask about first.
std::vector<Crossover> telling(const SweepTable& table) { return crossoversOf(table, sweepNumberAt("rounds")); }

/// What a table in a terminal has room for.
constexpr std::string_view kShownNumbers[] = {"rounds",        "replied",       "rejected",
                                              "not_performed", "users_replied", "end_to_end_ms"};

std::string cellText(const Spread& spread, bool single) {
  if (spread.of == 0) return "—";
  const auto round = [](double number) { return grouped(static_cast<std::int64_t>(std::llround(number))); };
  if (single || spread.least == spread.greatest) return round(spread.median);
  return fmt::format("{} ({}..{})", round(spread.median), round(spread.least), round(spread.greatest));
}

/// How many columns of a terminal a text takes.
std::size_t widthOf(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

/// Columns as wide as their widest cell; the first to the left, numbers to the right.
std::string aligned(std::vector<std::vector<std::string>> lines) {
  for (auto& line : lines)
    for (std::string& cell : line) cell = visibleLine(cell);
  std::vector<std::size_t> widths(lines.front().size());
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], widthOf(line[i]));
  std::string all;
  for (const auto& line : lines) {
    std::string row;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string pad(widths[i] - widthOf(line[i]), ' ');
      row += i == 0 ? line[i] + pad : "  " + pad + line[i];
    }
    row.erase(row.find_last_not_of(' ') + 1);
    all += row + "\n";
  }
  return all;
}

}  // namespace

std::string sweepJson(const SweepTable& table) {
  Json json = Json::object();
  json["scenario"] = table.scenario;
  json["parameters"] = parametersJson(table.plan);
  json["variants"] = table.plan.variants;
  json["seeds"] = table.plan.seeds;
  json["spread"] = table.plan.seeds > 1 ? Json(kSpreadWords) : Json(nullptr);
  json["expectations"] = expectationsJson(table.expectations, table.assumed);
  json["points"] = Json::array();
  for (const SweepPoint& point : table.points) json["points"].push_back(pointJson(table, point));
  json["refused"] = Json::array();
  for (const SweepRefusal& refusal : table.refusals()) json["refused"].push_back(refusalJson(table, refusal));
  json["caps"] = Json::array();
  for (const SweepCap& cap : capsOf(table))
    json["caps"].push_back({{"variant", table.plan.variants[cap.variant]},
                            {"second", cap.second ? Json(*cap.second) : Json(nullptr)},
                            {"last_all_performed", cap.lastFree},
                            {"first_not_performed", cap.from},
                            {"limit", cap.limit}});
  json["crossovers"] = Json::array();
  for (const Crossover& crossover : telling(table))
    json["crossovers"].push_back({{"number", "rounds"},
                                  {"fewer_before", table.plan.variants[crossover.lower]},
                                  {"fewer_after", table.plan.variants[crossover.higher]},
                                  {"second", crossover.second ? Json(*crossover.second) : Json(nullptr)},
                                  {"after", crossover.after},
                                  {"from", crossover.from}});
  return jsonText(json) + "\n";
}

std::string sweepCsv(const SweepTable& table) {
  const bool single = table.plan.seeds == 1;
  std::string csv = "variant";
  for (const SweepParameter& parameter : table.plan.parameters) csv += "," + csvField(parameter.pointer);
  csv += ",error,runs,cut_off,all_expectations_hold";
  constexpr std::string_view kParts[] = {"_median", "_lower_quartile", "_upper_quartile", "_least", "_greatest"};
  for (const SweepNumber& number : sweepNumbers()) {
    if (single)
      csv += fmt::format(",{}", number.name);
    else
      for (const std::string_view part : kParts) csv += fmt::format(",{}{}", number.name, part);
  }
  csv += "\n";
  for (const SweepPoint& point : table.points) {
    csv += csvField(table.plan.variants[point.variant]);
    for (const std::int64_t value : point.values) csv += "," + std::to_string(value);
    csv += "," + (point.error ? csvField(point.error->text()) : std::string());
    csv += fmt::format(",{},{},{}", point.ended + point.cutOff, point.cutOff,
                       point.error     ? ""
                       : point.holds() ? "1"
                                       : "0");
    for (const Spread& spread : point.numbers) {
      const double parts[] = {spread.median, spread.lowerQuartile, spread.upperQuartile, spread.least, spread.greatest};
      for (std::size_t i = 0; i < (single ? 1 : std::size(parts)); ++i)
        csv += "," + (spread.of > 0 ? exactText(parts[i]) : std::string());
    }
    csv += "\n";
  }
  return csv;
}

std::string sweepText(const SweepTable& table) {
  std::vector<std::vector<std::string>> lines{{"variant"}};
  for (const SweepParameter& parameter : table.plan.parameters)
    lines.front().push_back(parameter.pointer.substr(parameter.pointer.rfind('/') + 1));
  for (const std::string_view name : kShownNumbers)
    lines.front().push_back(titleOf(sweepNumbers()[sweepNumberAt(name)]));
  std::uint64_t cutOff = 0;
  for (const SweepPoint& point : table.points) {
    if (point.error) continue;
    lines.push_back({nameOfVariant(table, point.variant)});
    for (const std::int64_t value : point.values) lines.back().push_back(grouped(value));
    for (const std::string_view name : kShownNumbers)
      lines.back().push_back(cellText(point.numbers[sweepNumberAt(name)], table.plan.seeds == 1));
    cutOff += point.cutOff;
  }
  std::string text = visibleLine(table.title) + "\n\n" + aligned(lines);
  std::string notes;
  for (const SweepRefusal& refusal : table.refusals()) notes += textOf(refusal, table) + "\n";
  if (table.plan.seeds > 1)
    notes += fmt::format("Each over {}: the median, and (least..greatest).\n", counted(table.plan.seeds, "seed"));
  if (cutOff > 0)
    notes +=
        fmt::format("A limit or budget cut {} off, which took no part: they have no end.\n", counted(cutOff, "run"));
  for (const SweepCap& cap : capsOf(table)) notes += textOf(cap, table) + "\n";
  for (const Crossover& crossover : telling(table)) notes += textOf(crossover, table, sweepNumberAt("rounds")) + "\n";
  return notes.empty() ? text : text + "\n" + notes;
}

std::string safeValueJson(const SafeValue& answer) {
  const LargestAnswer largest = answer.largest();
  const auto balances = answer.balances();
  Json json = Json::object();
  json["parameters"] = Json::array({rangeJson(largest.plan.parameters[0])});
  json["seeds"] = largest.plan.seeds;
  json["expectations"] = expectationsJson(largest.expectations, largest.assumed);
  json["variants"] = Json::array();
  for (const Largest& variant : largest.variants) {
    Json one = {{"variant", largest.plan.variants[variant.variant]}};
    one.update(largestJson(largest, variant));
    one["balance"] = balanceJson(balances[variant.variant]);
    one["words"] = textOf(largest, variant);
    json["variants"].push_back(std::move(one));
  }
  return jsonText(json) + "\n";
}

std::string adviceJson(const std::vector<Advice>& advice) {
  Json list = Json::array();
  for (const Advice& one : advice) {
    Json json = {{"variant", one.variant}, {"seed", one.seed}, {"holds", one.holds}};
    json["expectations"] = one.expectations;
    json["batch"] = nullptr;
    if (one.batch) {
      json["batch"] = {{"parameter", rangeJson(one.batch->plan.parameters[0])},
                       {"kept_in_flight", one.fanOut->window},
                       {"own", one.fanOut->value}};
      json["batch"].update(largestJson(*one.batch, one.batch->variants.front()));
    }
    json["balance"] = balanceJson(one.balance);
    json["delay"] = nullptr;
    if (one.delay)
      json["delay"] = {{"callee", one.delay->callee},
                       {"longest_ms", one.delay->ms ? Json(*one.delay->ms) : Json(nullptr)},
                       {"broken_at_ms", one.delay->brokenAt ? Json(*one.delay->brokenAt) : Json(nullptr)}};
    json["words"] = textOf(one);
    list.push_back(std::move(json));
  }
  return jsonText(Json({{"advice", std::move(list)}})) + "\n";
}

std::string safeValueCsv(const SafeValue& answer) {
  const LargestAnswer largest = answer.largest();
  std::string csv = "variant," + csvField(largest.plan.parameters[0].pointer) + ",holds,runs,holding,cut_off,error\n";
  for (const Largest& variant : largest.variants)
    for (const TriedValue& tried : variant.tried)
      csv += fmt::format("{},{},{},{},{},{},{}\n", csvField(largest.plan.variants[variant.variant]), tried.value,
                         tried.holds() ? 1 : 0, tried.runs, tried.holding, tried.cutOff,
                         tried.error ? csvField(tried.error->text()) : "");
  return csv;
}

std::string failuresJson(const FailureGrid& grid) {
  const auto usersJson = [](const UserCounts& users) {
    return Json{{"sent", users.sent},
                {"replied", users.replied},
                {"rejected", users.rejected},
                {"trapped", users.trapped},
                {"pending", users.pending()}};
  };
  Json json = Json::object();
  json["scenario"] = grid.scenario;
  json["variant"] = grid.variant;
  json["seed"] = grid.seed;
  json["expectations"] = expectationsJson(grid.expectations, grid.assumed);
  json["base"] = {{"users", usersJson(grid.users)}, {"holds", grid.baseHolds}, {"cut_off", grid.baseCutOff}};
  json["methods"] = Json::array();
  for (const FailureMethod& method : grid.methods)
    json["methods"].push_back({{"method", method.name}, {"messages", method.messages}, {"failed", method.tried}});
  json["failures"] = Json::array();
  for (const FailureCell& cell : grid.cells) {
    Json broken = Json::array();
    for (const std::size_t which : cell.broken) broken.push_back(grid.expectations[which]);
    json["failures"].push_back({{"method", grid.methods[cell.method].name},
                                {"message", cell.number},
                                {"effect", wordsOf(cell.effect)},
                                {"users", usersJson(cell.users)},
                                {"broken", std::move(broken)},
                                {"changed", cell.changed},
                                {"rounds", cell.rounds}});
  }
  return jsonText(json) + "\n";
}

std::string failuresCsv(const FailureGrid& grid) {
  std::string csv =
      "method,message,effect,users_replied,users_rejected,users_trapped,users_pending,broken,changed,rounds\n";
  const auto joined = [](const std::vector<std::string>& list) { return fmt::format("{}", fmt::join(list, "; ")); };
  for (const FailureCell& cell : grid.cells) {
    std::vector<std::string> broken;
    for (const std::size_t which : cell.broken) broken.push_back(grid.expectations[which]);
    csv += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", csvField(grid.methods[cell.method].name), cell.number,
                       wordsOf(cell.effect), cell.users.replied, cell.users.rejected, cell.users.trapped,
                       cell.users.pending(), csvField(joined(broken)), csvField(joined(cell.changed)), cell.rounds);
  }
  return csv;
}

std::string failuresText(const FailureGrid& grid) {
  constexpr char kLetters[] = {'.', 's', 'U', 'X', '?'};
  constexpr std::size_t kPerLine = 100;
  std::string text = visibleLine(grid.title + (grid.variant.empty() ? "" : " · " + grid.variant)) + "\n\n";
  for (std::size_t method = 0; method < grid.methods.size(); ++method) {
    text += fmt::format("{}, {}\n", grid.methods[method].name, counted(grid.methods[method].messages, "message"));
    std::size_t column = 0;
    for (const FailureCell& cell : grid.cells) {
      if (cell.method != method) continue;
      if (column == 0) text += "  ";
      text += kLetters[static_cast<std::size_t>(cell.effect)];
      if (++column == kPerLine) text += "\n";
      column %= kPerLine;
    }
    if (column > 0) text += "\n";
  }
  text += "\n";
  for (std::size_t effect = 0; effect < kFailureEffectCount; ++effect)
    text += fmt::format("{} {}   ", kLetters[effect], wordsOf(static_cast<FailureEffect>(effect)));
  while (text.back() == ' ') text.pop_back();
  text += "\n\n" + textOf(grid) + "\n";
  // What several messages lead to is said once.
  std::vector<std::pair<std::string, std::vector<std::size_t>>> effects;
  for (const FailureCell& cell : grid.cells) {
    if (cell.effect == FailureEffect::None) continue;
    std::vector<std::string> what;
    for (const std::size_t which : cell.broken) what.push_back(fmt::format("“{}” broken", grid.expectations[which]));
    what.insert(what.end(), cell.changed.begin(), cell.changed.end());
    const std::string effect =
        fmt::format("{}{}{}", wordsOf(cell.effect), what.empty() ? "" : ": ", fmt::join(what, ", "));
    const std::string line = grid.methods[cell.method].name + " {}: " + effect;
    if (effects.empty() || effects.back().first != line) effects.push_back({line, {}});
    effects.back().second.push_back(cell.number);
  }
  for (const auto& [line, numbers] : effects) {
    const std::size_t at = line.find("{}");
    text += line.substr(0, at) + listed(numbers, true, [](std::size_t number) { return grouped(number); }) +
            line.substr(at + 2) + "\n";
  }
  return text;
}

}  // namespace roundscope
