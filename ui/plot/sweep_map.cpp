// The map of two parameters, a field beside another for each variant. How full a cell is says its number, so that
// greyscale and colour-blind eyes read it alike.
#include <algorithm>
#include <cmath>

#include "core/analysis/sweep_facts.h"
#include "core/analysis/sweep_numbers.h"
#include "ui/plot/sweep_frame.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {
namespace {

class Map {
 public:
  Map(const SweepTable& table, const SweepView& view, const QRectF& page, const TextMeasure& text)
      : m_table(table), m_view(view), m_page(page), m_canvas(text), m_line(text.height(FontRole::Normal)) {}

  SweepScene draw() {
    m_canvas.begin("sweep ground", m_page);
    m_canvas.add(RectShape{m_page, {Role::Background}, {}});
    for (const SweepPoint& point : m_table.points)
      if (point.ended > 0 && point.numbers[m_view.number].of > 0)
        m_map.yTop = std::max(m_map.yTop, point.numbers[m_view.number].median);
    drawHeading();
    const auto variants = static_cast<double>(m_table.plan.variants.size());
    double left = m_page.left() + 14 + m_line;
    for (const std::int64_t value : m_table.plan.parameters[1].values)
      left = std::max(left, m_page.left() + 14 +
                                m_canvas.measure().width(shortNumber(static_cast<double>(value)), FontRole::Normal));
    const double top = m_page.top() + 4 * m_line + 16;
    const double width = (m_page.right() - 12 - left) / variants;
    for (std::size_t variant = 0; variant < m_table.plan.variants.size(); ++variant)
      drawField(variant, QRectF(left + static_cast<double>(variant) * width, top, width - 10,
                                m_page.bottom() - top - 2 * m_line - 16));
    centredText(m_canvas, {(left + m_page.right()) / 2, m_page.bottom() - m_line - 6},
                parameterName(m_table, m_view, 0), m_page.width() - 24, {Role::Text});
    m_map.scene = std::move(m_canvas.scene());
    return std::move(m_map);
  }

 private:
  void drawHeading() {
    QString title = textOf(titleOf(sweepNumbers()[m_view.number]));
    if (m_table.plan.seeds > 1) title += QStringLiteral(", median of %1 seeds").arg(m_table.plan.seeds);
    title += QStringLiteral(" — a full cell is %1").arg(shortNumber(m_map.yTop));
    const double y = m_page.top() + 8;
    const double most = m_page.width() - 20;
    m_canvas.text({m_page.left() + 10, y}, m_canvas.measure().elided(title, FontRole::Strong, most), {Role::Text},
                  FontRole::Strong);
    const QString upwards = QStringLiteral("Upwards: ") + parameterName(m_table, m_view, 1);
    m_canvas.text({m_page.left() + 10, y + m_line + 4}, m_canvas.measure().elided(upwards, FontRole::Normal, most),
                  {Role::Text});
  }

  void drawField(std::size_t variant, const QRectF& field) {
    const std::vector<std::int64_t>& xs = m_table.plan.parameters[0].values;
    const std::vector<std::int64_t>& ys = m_table.plan.parameters[1].values;
    if (m_map.plot.isNull()) m_map.plot = field;
    m_map.plot = m_map.plot.united(field);
    if (!m_table.plan.variants[variant].empty())
      centredText(m_canvas, {field.center().x(), field.top() - m_line - 4}, lineNameOf(m_table, variant).name,
                  field.width(), {Role::Text}, FontRole::Strong);
    const QSizeF cell(field.width() / static_cast<double>(xs.size()), field.height() / static_cast<double>(ys.size()));
    const auto place = [](const std::vector<std::int64_t>& values, std::int64_t value) {
      return static_cast<double>(std::lower_bound(values.begin(), values.end(), value) - values.begin());
    };
    for (std::size_t i = 0; i < m_table.points.size(); ++i) {
      const SweepPoint& point = m_table.points[i];
      if (point.variant != variant) continue;
      const QRectF box(field.left() + place(xs, point.values[0]) * cell.width(),
                       field.bottom() - (place(ys, point.values[1]) + 1) * cell.height(), cell.width(), cell.height());
      drawCell(i, box.adjusted(0.5, 0.5, -0.5, -0.5), lineNameOf(m_table, variant).hue);
    }
    for (const std::int64_t value : xs)
      centredText(m_canvas, {field.left() + (place(xs, value) + 0.5) * cell.width(), field.bottom() + 4},
                  shortNumber(static_cast<double>(value)), 200, {Role::MutedText});
    for (const std::int64_t value : ys) {
      if (variant > 0) break;
      const QString words = shortNumber(static_cast<double>(value));
      m_canvas.text({field.left() - 6 - m_canvas.measure().width(words, FontRole::Normal),
                     field.bottom() - (place(ys, value) + 0.5) * cell.height() - m_line / 2},
                    words, {Role::MutedText});
    }
  }

  void drawCell(std::size_t which, const QRectF& box, std::uint8_t hue) {
    const SweepPoint& point = m_table.points[which];
    const bool known = point.ended > 0 && point.numbers[m_view.number].of > 0;
    const bool selected = m_view.selected == which;
    m_canvas.add(RectShape{.rect = box,
                           .fill = {known ? Role::Lane : Role::FailureFill},
                           .border = Paint{selected ? Role::Selection : Role::Divider},
                           .hatch = known ? Hatch::None : Hatch::Forward,
                           .borderPx = selected ? 2.5 : 1});
    m_map.places.push_back({box, which});
    if (!known) return;
    const double value = point.numbers[m_view.number].median;
    QRectF full = box.adjusted(1, 1, -1, -1);
    full.setTop(full.bottom() - full.height() * std::clamp(value / m_map.yTop, 0.0, 1.0));
    if (full.height() > 0.2) m_canvas.add(RectShape{full, {Role::OverlapFill, hue}, {}});
    const QString words = shortNumber(value);
    if (m_canvas.measure().width(words, FontRole::Normal) + 4 > box.width() || m_line + 2 > box.height()) return;
    centredText(m_canvas, {box.center().x(), box.center().y() - m_line / 2}, words, box.width(), {Role::Text});
  }

  const SweepTable& m_table;
  const SweepView& m_view;
  QRectF m_page;
  Canvas m_canvas;
  double m_line;
  SweepScene m_map;
};

}  // namespace

QSizeF leastSweepMap(const SweepTable& table, const SweepView& view, const TextMeasure& text) {
  constexpr double kCellPx = 8;
  const double line = text.height(FontRole::Normal);
  double side = 14 + line;
  double field = 0;
  for (const std::int64_t value : table.plan.parameters[1].values)
    side = std::max(side, 14 + text.width(shortNumber(static_cast<double>(value)), FontRole::Normal));
  for (std::size_t variant = 0; variant < table.plan.variants.size(); ++variant)
    field = std::max(field, text.width(lineNameOf(table, variant).name, FontRole::Strong));
  for (const std::int64_t value : table.plan.parameters[0].values)
    field = std::max(field, text.width(shortNumber(static_cast<double>(value)), FontRole::Normal));
  field = std::max(field, kCellPx * static_cast<double>(table.plan.parameters[0].values.size())) + 10;
  const double words = text.width(textOf(titleOf(sweepNumbers()[view.number])), FontRole::Strong);
  const auto variants = static_cast<double>(table.plan.variants.size());
  return {std::max(side + 12 + field * variants, words + 24),
          6 * line + 32 + std::max(line, kCellPx * static_cast<double>(table.plan.parameters[1].values.size()))};
}

SweepScene buildSweepMap(const SweepTable& table, const SweepView& view, const QRectF& page, const TextMeasure& text) {
  return Map(table, view, page, text).draw();
}

}  // namespace roundscope::ui
