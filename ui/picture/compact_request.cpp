// What is shown of which variant, and how wide the column of names is. See compact_parts.h.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "core/base/words.h"
#include "core/run/rounds.h"
#include "ui/picture/compact_parts.h"
#include "ui/text.h"
#include "ui/timeline/idle_time.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui::compact {

namespace {

constexpr double kGreatestGutter = 0.25;  ///< of the page, for headings
constexpr double kLeastChartPx = 170;
constexpr double kLeastRightPx = 6;
/// In narrower bars a phase would be seen or not as its pixels fall: a rhythm that is not there.
constexpr double kLeastPhasesPx = 16;

/// Words in as many lines as the width needs. A word that is too long for any line is shortened.
QStringList inLines(const QString& words, const TextMeasure& text, FontRole font, double widthPx) {
  QStringList lines;
  for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    const QString longer = lines.isEmpty() ? word : lines.back() + QLatin1Char(' ') + word;
    if (!lines.isEmpty() && text.width(longer, font) <= widthPx)
      lines.back() = longer;
    else
      lines << text.elided(word, font, widthPx);
  }
  return lines;
}

/// How far messages would have to cross other canisters' lines. Those that go up are worse: time is read from above.
double crossings(const std::vector<std::size_t>& order, const std::set<std::pair<std::size_t, std::size_t>>& pairs) {
  const auto place = [&](std::size_t lane) {
    return static_cast<double>(std::find(order.begin(), order.end(), lane) - order.begin());
  };
  constexpr double kUp = 3;
  const auto isShown = [&](std::size_t lane) { return std::find(order.begin(), order.end(), lane) != order.end(); };
  double sum = 0;
  for (const auto& [caller, callee] : pairs) {
    if (!isShown(caller) || !isShown(callee)) continue;
    const double down = place(callee) - place(caller);
    sum += std::abs(down) - 1 + (down < 0 ? kUp : 0);
  }
  return sum;
}

/// Callers above those they call, as far as that goes; otherwise in the order given.
std::vector<std::size_t> callersFirst(const std::vector<std::size_t>& lanes,
                                      const std::set<std::pair<std::size_t, std::size_t>>& pairs) {
  constexpr std::size_t kMostTried = 7;
  if (lanes.size() > kMostTried) return lanes;
  std::vector<std::size_t> order(lanes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::size_t> best = lanes;
  double least = std::numeric_limits<double>::max();
  do {
    std::vector<std::size_t> tried;
    for (const std::size_t i : order) tried.push_back(lanes[i]);
    if (const double sum = crossings(tried, pairs); sum < least - 1e-9) {
      least = sum;
      best = std::move(tried);
    }
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

/// The pairs of different canisters, by number, between which any of the variants shown has calls.
std::set<std::pair<std::size_t, std::size_t>> pairsOf(const TimelineIndex& index, const std::vector<Shown>& variants) {
  std::set<std::pair<std::size_t, std::size_t>> pairs;
  for (const Shown& shown : variants)
    for (const auto& [ids, pair] : index.variants()[shown.variant].run().inFlight().pairs())
      if (ids.first != ids.second) pairs.emplace(ids.first.value, ids.second.value);
  return pairs;
}

/// The same order in all variants: by subnet and number, as far as it does not matter who calls whom.
void arrange(const TimelineIndex& index, std::vector<Shown>& variants,
             const std::set<std::pair<std::size_t, std::size_t>>& pairs) {
  std::vector<std::size_t> all;
  for (const Shown& shown : variants)
    for (const std::size_t lane : shown.lanes)
      if (std::find(all.begin(), all.end(), lane) == all.end()) all.push_back(lane);
  if (all.empty()) return;
  const std::vector<Lane>& lanes = index.variants()[variants.front().variant].lanes();
  const auto subnet = [&](std::size_t lane) { return lane < lanes.size() ? lanes[lane].subnet.value : 0; };
  std::sort(all.begin(), all.end(),
            [&](std::size_t a, std::size_t b) { return std::pair(subnet(a), a) < std::pair(subnet(b), b); });
  all = callersFirst(all, pairs);
  const auto place = [&](std::size_t lane) { return std::find(all.begin(), all.end(), lane); };
  for (Shown& shown : variants)
    std::sort(shown.lanes.begin(), shown.lanes.end(),
              [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
}

bool isEmpty(const Tracks& tracks) {
  return tracks.form == LaneForm::NoCalls && !tracks.strip && !tracks.refused && tracks.locks == 0 &&
         tracks.variables.empty();
}

std::size_t lostIn(const Request& request, std::size_t variant) {
  return static_cast<std::size_t>(
      std::count_if(request.view.lost.begin(), request.view.lost.end(), [&](const LostExpectation& lost) {
        return lost.variant == variant && static_cast<double>(lost.at.us) <= request.knownUs();
      }));
}

/// What is told of a run, the worst first.
std::vector<Fact> factsOf(const Request& request, const Shown& shown) {
  const VariantIndex& variant = request.of(shown);
  const double known = request.knownUs();
  std::vector<Fact> facts;
  if (const std::size_t lost = lostIn(request, shown.variant); lost > 0)
    facts.push_back(
        {textOf(counted(lost, "expectation")) + QStringLiteral(" broken"), {Role::FailureText}, FontRole::Strong});
  const auto rounds = static_cast<std::int64_t>(roundsUntil(variant.run(), known));
  const bool queries = rounds == 0 && !variant.run().users().sent().empty();
  facts.push_back({queries ? QStringLiteral("outside of rounds") : textOf(counted(rounds, "round"))});
  if (const QString cut = cutOffText(variant, known); !cut.isEmpty()) facts.push_back({cut, {Role::FailureText}});
  if (!variant.run().trace().finished()) facts.back().words += QStringLiteral(" so far");
  const OutcomeCounts counts = variant.run().outcomes().countsUntil(known);
  const Role failure = failedCallsAreBad(variant) ? Role::FailureText : Role::MutedText;
  for (const CallOutcome outcome : kFailures)
    if (counts.of(outcome) > 0)
      facts.push_back({grouped(counts.of(outcome)) + QLatin1Char(' ') + outcomeName(outcome), {failure}});
  if (const UserCounts users = variant.run().users().countsUntil(known); users.failed() > 0)
    facts.push_back({textOf(counted(users.failed(), "user message")) + QStringLiteral(" failed"), {Role::FailureText}});
  return facts;
}

/// The most in flight at any time that is shown.
std::int64_t peakOf(const Request& request, const StepCurve& curve) {
  if (!request.view.range) return curve.peakUntil(request.knownUs()).value;
  const double end = std::min(request.view.range->endUs, request.knownUs());
  return curve.stretches({request.view.range->startUs, end}).front().extremes.high;
}

/// Of the pair that came nearest to its limit.
QString inFlightOf(const Request& request, const Shown& shown) {
  const VariantIndex& variant = request.of(shown);
  if (variant.onlyQueries() || !request.view.inFlight) return {};
  const PairInFlight* fullest = nullptr;
  double greatest = 0;
  std::int64_t peak = 0;
  std::size_t pairs = 0;
  for (const auto& [ids, pair] : variant.run().inFlight().pairs()) {
    if (ids.first == ids.second || pair.limit == 0) continue;
    ++pairs;
    const std::int64_t most = peakOf(request, pair.curve);
    const double share = static_cast<double>(most) / static_cast<double>(pair.limit);
    if (share <= greatest) continue;
    greatest = share;
    fullest = &pair;
    peak = most;
  }
  if (fullest == nullptr || peak <= 1) return {};  // one after another goes without saying
  const QString to =
      pairs > 1 ? QStringLiteral(" to ") + QString::fromStdString(variant.run().name(fullest->callee)) : QString();
  return QStringLiteral("in flight") + to + QStringLiteral(": ") + grouped(peak) + QStringLiteral(" of ") +
         grouped(static_cast<std::int64_t>(fullest->limit));
}

QString nameOf(const VariantIndex& variant) { return QString::fromStdString(variant.scenario().variant); }

/// Whether a heading can stand beside a variant's bars without a doubt whose they are.
bool hasRoomBeside(const Request& request, const Shown& shown) {
  if (shown.lanes.size() < 2 || nameOf(request.of(shown)).isEmpty()) return false;
  for (std::size_t i = 0; i < shown.lanes.size(); ++i) {
    const Tracks tracks = tracksOf(request.of(shown), {shown.variant, shown.lanes[i]}, request.view);
    if (tracks.form == LaneForm::Collapsed) return false;
    const bool calls = tracks.form != LaneForm::NoCalls || tracks.refused;
    if (i == 0 && (!calls || tracks.strip || tracks.locks > 0 || !tracks.variables.empty())) return false;
    if (i > 0 && calls) return false;
  }
  return true;
}

double widestOf(const TextMeasure& text, const std::vector<Fact>& facts) {
  double widest = 0;
  for (const Fact& fact : facts) widest = std::max(widest, text.width(fact.words, fact.font));
  return widest;
}

/// The name, in lines of this width, before what is told.
std::vector<Fact> headed(const Request& request, const Shown& shown, const std::vector<Fact>& facts, double widthPx) {
  const bool wrong = lostIn(request, shown.variant) > 0;
  std::vector<Fact> whole{{nameOf(request.of(shown)), {wrong ? Role::FailureText : Role::Text}, FontRole::Strong}};
  whole.insert(whole.end(), facts.begin(), facts.end());
  std::vector<Fact> lines;
  for (const Fact& fact : whole)
    for (const QString& line : inLines(fact.words, request.text, fact.font, widthPx))
      lines.push_back({line, fact.paint, fact.font});
  return lines;
}

/// The widest name of a canister, a variable or the axis.
double widestName(const Request& request) {
  double widest = std::max(axisWordsWidth(request, request.common.scale), 30.0);
  for (const Shown& shown : request.variants) {
    const VariantIndex& variant = request.of(shown);
    if (shown.ownAxis) widest = std::max(widest, axisWordsWidth(request, request.own.scale));
    for (const std::size_t lane : shown.lanes) {
      const Canister& canister = variant.scenario().canisters[lane];
      widest = std::max(widest, request.text.width(QString::fromStdString(canister.id), FontRole::Normal));
      const Tracks tracks = tracksOf(variant, {shown.variant, lane}, request.view);
      for (const VariableId id : tracks.variables)
        widest = std::max(
            widest, request.text.width(QString::fromStdString(canister.variables[id.value].name), FontRole::Normal));
    }
  }
  return widest;
}

/// The time that variants of one kind span.
TimeRange spanOf(const Request& request, bool queries) {
  TimeRange range{std::numeric_limits<double>::max(), 0};
  for (const Shown& shown : request.variants) {
    const VariantIndex& variant = request.of(shown);
    if (variant.onlyQueries() != queries && (queries || shown.ownAxis)) continue;
    const TimeRange one =
        queries ? parts::ownRangeOf(variant, request.common) : TimeRange{0, static_cast<double>(variant.frontierUs())};
    range = {std::min(range.startUs, one.startUs), std::max(range.endUs, one.endUs)};
  }
  if (range.endUs <= range.startUs) return {0, static_cast<double>(request.index.endUs())};
  return range;
}

}  // namespace

double Request::knownUs() const {
  const bool hides = view.cursor && view.hideFuture;
  return static_cast<double>(hides ? view.cursor->us : index.endUs());
}

Tracks tracksOf(const VariantIndex& variant, LaneKey lane, const CompactView& view) {
  const Lane& data = variant.lanes()[lane.lane];
  Tracks tracks;
  if (view.collapsed.contains(lane)) {
    tracks.form = LaneForm::Collapsed;
    tracks.strip = true;
    return tracks;
  }
  if (view.calls) {
    tracks.form = data.rows.empty() ? LaneForm::NoCalls : formOf(variant, data, view.opened.contains(lane));
    tracks.refused = !variant.outcomesOf(data).notPerformed().empty();
  }
  if (view.locks) tracks.locks = variant.locksOf(data).size();
  if (view.variables) tracks.variables = changingVariables(variant, data);
  // What only calls for a user shows no more in a line of its own than its bars do.
  const bool serves = data.servedUntil(std::numeric_limits<double>::max()) > 0;
  const bool matters = serves || tracks.form == LaneForm::NoCalls || tracks.locks > 0 || !tracks.variables.empty();
  tracks.strip = view.executions && data.executedAny() && matters;
  return tracks;
}

Request::Request(const TimelineIndex& theIndex, const CompactView& theView, double pageWidthPx,
                 const TextMeasure& theText)
    : index(theIndex), view(theView), text(theText), linePx(theText.height(FontRole::Normal)) {
  const std::set<std::size_t> apart = ownAxesOf(index, view.leftOutVariants);
  for (std::size_t v = 0; v < index.variants().size(); ++v)
    if (!view.leftOutVariants.contains(v)) variants.push_back({v, apart.contains(v), {}, {}, {}});
  for (Shown& shown : variants) {
    for (const std::size_t lane : of(shown).laneOrder())
      if (!view.leftOutCanisters.contains({shown.variant, lane}) &&
          !isEmpty(tracksOf(of(shown), {shown.variant, lane}, view)))
        shown.lanes.push_back(lane);
    shown.inFlight = inFlightOf(*this, shown);
  }
  arrange(index, variants, pairsOf(index, variants));

  common.scale = scaleOf(index, AxisUnit::Rounds, view.leftOutVariants);
  common.showCursor = view.cursor.has_value();
  common.cursor = view.cursor.value_or(Time{});
  common.hideFuture = common.showCursor && view.hideFuture;
  common.foldedVariants = view.leftOutVariants;
  common.executions = view.executions;
  common.lost = view.lost;
  common.markers = view.markers;
  common.selected = view.selected;
  common.showCriticalPath = view.criticalPath;
  common.controls = common.overview = common.legend = false;
  common.leastPhasesPx = kLeastPhasesPx;
  own = common;
  own.scale.queries = true;
  // Asked before widths are known: only the range counts.
  wholeUs = spanOf(*this, common.scale.queries);
  if (view.collapseIdle) common.axis.idle = IdleTime().mapOf(index);
  common.axis = fitted(common.axis, view.range.value_or(wholeUs));
  own.axis = fitted({}, spanOf(*this, true));

  headingsBeside = !variants.empty() && std::all_of(variants.begin(), variants.end(),
                                                    [this](const Shown& shown) { return hasRoomBeside(*this, shown); });
  gutterPx = widestName(*this);
  std::vector<std::vector<Fact>> facts;
  for (const Shown& shown : variants) facts.push_back(factsOf(*this, shown));
  if (headingsBeside) {
    const double most = std::max(gutterPx, pageWidthPx * kGreatestGutter);
    for (std::size_t i = 0; i < variants.size(); ++i) {
      variants[i].heading = headed(*this, variants[i], facts[i], most);
      gutterPx = std::max(gutterPx, widestOf(text, variants[i].heading));
    }
  }
  gutterPx += kNamesLeftPx + kNamesGapPx;
  widthPx = std::max(pageWidthPx, std::ceil(gutterPx + kLeastChartPx));
  for (std::size_t i = 0; !headingsBeside && i < variants.size(); ++i) {
    if (!variants[i].inFlight.isEmpty()) facts[i].push_back({std::exchange(variants[i].inFlight, {}), {Role::Text}});
    variants[i].heading = headed(*this, variants[i], facts[i], widthPx - 2 * kNamesLeftPx);
  }

  for (TimelineView* each : {&common, &own}) {
    each->axis.leftPx = gutterPx;
    // Half of the last number stands behind the axis' end.
    const double last = text.width(QString::number(roundAt(each->scale, each->axis.lastUs())), FontRole::Normal);
    each->axis.widthPx = widthPx - gutterPx - std::max(kLeastRightPx, last / 2 + 1);
  }
}

}  // namespace roundscope::ui::compact
