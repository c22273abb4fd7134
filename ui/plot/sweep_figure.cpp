// Several numbers of one sweep in one frame.
#include "ui/plot/sweep_frame.h"

namespace roundscope::ui {
namespace {

/// Wider pages have room for charts beside each other.
bool standBeside(QSizeF room) {
  constexpr double kWide = 1.5;
  return room.width() > kWide * room.height();
}

}  // namespace

QSizeF leastSweepFigure(const SweepTable& table, const SweepView& view, const std::vector<std::size_t>& numbers,
                        QSizeF room, const TextMeasure& text) {
  QSizeF least(0, 0);
  for (const std::size_t number : numbers) {
    SweepView one = view;
    one.number = number;
    const bool map = table.plan.parameters.size() == 2;
    least = least.expandedTo(map ? leastSweepMap(table, one, text) : leastSweepChart(table, one, text));
  }
  const auto count = static_cast<double>(numbers.size());
  return standBeside(room) ? QSizeF(least.width() * count, least.height())
                           : QSizeF(least.width(), least.height() * count);
}

SweepScene buildSweepFigure(const SweepTable& table, const SweepView& view, const std::vector<std::size_t>& numbers,
                            const QRectF& page, const TextMeasure& text) {
  const auto count = static_cast<double>(numbers.size());
  const bool beside = standBeside(page.size());
  const QSizeF each =
      beside ? QSizeF(page.width() / count, page.height()) : QSizeF(page.width(), page.height() / count);
  SweepScene figure;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto place = static_cast<double>(i);
    const QPointF at = page.topLeft() + (beside ? QPointF(place * each.width(), 0) : QPointF(0, place * each.height()));
    SweepView one = view;
    one.number = numbers[i];
    SweepScene chart = buildSweepScene(table, one, QRectF(at, each), text);
    if (i == 0) {
      figure = std::move(chart);
      continue;
    }
    for (Layer& layer : chart.scene.layers) figure.scene.layers.push_back(std::move(layer));
    figure.places.insert(figure.places.end(), chart.places.begin(), chart.places.end());
  }
  return figure;
}

}  // namespace roundscope::ui
