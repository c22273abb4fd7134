// See sweep_frame.h.
#include "ui/plot/sweep_frame.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/sweep_facts.h"
#include "core/analysis/sweep_numbers.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {

LineName lineNameOf(const SweepTable& table, std::size_t variant) {
  constexpr Dash kDashes[] = {Dash::None, Dash::Long, Dash::Dots, Dash::DashDot};
  return {QString::fromStdString(nameOfVariant(table, variant)), static_cast<std::uint8_t>(variant % 4),
          kDashes[variant / 4 % 4]};
}

double drawNames(Canvas& canvas, const std::vector<LineName>& names, QPointF leftTop, double right) {
  const double line = canvas.measure().height(FontRole::Normal);
  QPointF at = leftTop;
  for (const LineName& name : names) {
    const double width = kSampleWidthPx + 4 + canvas.measure().width(name.name, FontRole::Normal);
    if (at.x() > leftTop.x() && at.x() + width > right) at = {leftTop.x(), at.y() + line + 2};
    canvas.add(StrokeShape{{{at.x(), at.y() + line / 2}, {at.x() + kSampleWidthPx, at.y() + line / 2}},
                           {Role::OverlapLine, name.hue},
                           name.dash == Dash::None ? 3.0 : 2.0,
                           name.dash});
    canvas.text({at.x() + kSampleWidthPx + 4, at.y()},
                canvas.measure().elided(name.name, FontRole::Normal, right - at.x() - kSampleWidthPx - 4),
                {Role::Text});
    at.rx() += width + 18;
  }
  return at.y() + line;
}

void drawEndNames(Canvas& canvas, std::vector<EndName> names, const QRectF& plot, double right) {
  const double line = canvas.measure().height(FontRole::Normal);
  std::sort(names.begin(), names.end(), [](const EndName& a, const EndName& b) { return a.end.y() < b.end.y(); });
  std::vector<double> middles;
  for (const EndName& name : names)
    middles.push_back(middles.empty() ? name.end.y() : std::max(name.end.y(), middles.back() + line));
  // What was pushed out below goes back up.
  double most = plot.bottom() + line / 2;
  for (auto middle = middles.rbegin(); middle != middles.rend(); ++middle, most -= line)
    *middle = std::min(*middle, most);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const LineName& look = names[i].line;
    const double left = plot.right() + kEndLeaderPx;
    canvas.add(StrokeShape{{names[i].end + QPointF(4, 0), {left - 12, middles[i]}, {left - 4, middles[i]}},
                           {Role::OverlapLine, look.hue},
                           1,
                           look.dash});
    canvas.text({left, middles[i] - line / 2}, canvas.measure().elided(look.name, FontRole::Normal, right - left),
                {Role::Text});
  }
}

void centredText(Canvas& canvas, QPointF middleTop, const QString& words, double mostPx, Paint paint, FontRole font) {
  const QString fits = canvas.measure().elided(words, font, mostPx);
  const double width = canvas.measure().width(fits, font);
  const double most = std::max(canvas.clip().left(), canvas.clip().right() - width);
  canvas.text({std::clamp(middleTop.x() - width / 2, canvas.clip().left(), most), middleTop.y()}, fits, paint, font);
}

QString parameterName(const SweepTable& table, const SweepView& view, std::size_t parameter) {
  const auto i = static_cast<qsizetype>(parameter);
  return i < view.parameterNames.size() ? view.parameterNames[i]
                                        : QString::fromStdString(table.plan.parameters[parameter].pointer);
}

QString shortNumber(double number) {
  constexpr std::pair<double, const char*> kUnits[] = {{1e12, " T"}, {1e9, " G"}, {1e6, " M"}};
  for (const auto& [size, unit] : kUnits)
    if (std::abs(number) >= size) return QString::number(number / size, 'g', 4) + QLatin1String(unit);
  if (number == std::floor(number)) return grouped(static_cast<std::int64_t>(number));
  return QString::number(number, 'g', 4);
}

std::size_t tellingNumber(const SweepTable& table) {
  const auto spreads = [&](std::size_t row) {
    std::vector<const Spread*> all;
    for (const SweepPoint& point : table.points)
      if (point.ended > 0 && point.numbers[row].of > 0) all.push_back(&point.numbers[row]);
    return all;
  };
  const auto varies = [&](std::size_t row) {
    const std::vector<const Spread*> all = spreads(row);
    return std::any_of(all.begin(), all.end(), [&](const Spread* one) { return one->median != all.front()->median; });
  };
  const std::size_t replied = sweepNumberAt("replied");
  for (const char* const name : {"not_performed", "rejected", "trapped", "expired", "dropped"}) {
    const std::size_t row = sweepNumberAt(name);
    const std::vector<const Spread*> all = spreads(row);
    const bool some = std::any_of(all.begin(), all.end(), [](const Spread* one) { return one->greatest > 0; });
    if (some && varies(replied)) return replied;
    if (some && varies(row)) return row;  // they were made again, so that all are replied in the end
  }
  return sweepNumberAt("rounds");
}

const SweepPlace* placeAt(const SweepScene& scene, QPointF at) {
  constexpr double kReachPx = 18;
  const SweepPlace* nearest = nullptr;
  double distance = kReachPx;
  for (const SweepPlace& place : scene.places) {
    const QPointF off(std::max({place.box.left() - at.x(), 0.0, at.x() - place.box.right()}),
                      std::max({place.box.top() - at.y(), 0.0, at.y() - place.box.bottom()}));
    const double here = std::hypot(off.x(), off.y());
    if (here > distance || (here == distance && nearest != nullptr)) continue;
    distance = here;
    nearest = &place;
  }
  return nearest;
}

}  // namespace roundscope::ui
