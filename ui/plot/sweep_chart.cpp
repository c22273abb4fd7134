// The chart of one parameter. See sweep_scene.h.
#include <algorithm>
#include <cmath>
#include <set>

#include "core/analysis/sweep_facts.h"
#include "core/analysis/sweep_numbers.h"
#include "core/base/words.h"
#include "ui/drawing/ticks.h"
#include "ui/plot/sweep_frame.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

constexpr double kPointPx = 3;
constexpr std::size_t kMostMarkRows = 3;

/// Whether each value is at least nearly twice the one before, so that only a logarithm tells them apart.
bool growsByFactors(const std::vector<std::int64_t>& values) {
  if (values.size() < 4 || values.front() < 1) return false;
  for (std::size_t i = 1; i < values.size(); ++i)
    if (static_cast<double>(values[i]) < 1.9 * static_cast<double>(values[i - 1])) return false;
  return true;
}

class Chart {
 public:
  Chart(const SweepTable& table, const SweepView& view, const QRectF& page, const TextMeasure& text)
      : m_table(table), m_view(view), m_page(page), m_canvas(text), m_values(table.plan.parameters[0].values) {
    m_chart.xLog = growsByFactors(m_values);
    m_chart.xFrom = scaled(m_values.front());
    m_chart.xTo = scaled(m_values.back());
    if (m_chart.xFrom == m_chart.xTo) m_chart.xTo += 1;
  }

  QSizeF least() {
    constexpr double kLeastPlotPx = 60;
    const TextMeasure& measure = m_canvas.measure();
    const double line = measure.height(FontRole::Normal);
    findTop();
    m_markRows = mostMarkRows();
    double widest = measure.width(heading(0), FontRole::Strong);
    for (const Marked& mark : marks()) widest = std::max(widest, measure.width(mark.words, FontRole::Normal));
    double names = 0;
    for (std::size_t variant = 0; namesAtEnds() && variant < m_table.plan.variants.size(); ++variant)
      names = std::max(names, kEndLeaderPx + measure.width(lineNameOf(m_table, variant).name, FontRole::Normal));
    const double values = 32 + measure.width(shortNumber(m_chart.yTop), FontRole::Normal);
    const double plot = std::max(kLeastPlotPx, namesAtEnds() ? line * double(m_table.plan.variants.size()) : 0);
    return {std::max({widest + 24, values + names + kLeastPlotPx, names / 0.4}),
            8 + measure.height(FontRole::Strong) + marksHeight(line) + plot + 2.5 * line + 18};
  }

  SweepScene draw() {
    const double line = m_canvas.measure().height(FontRole::Normal);
    m_canvas.begin("sweep ground", m_page);
    m_canvas.add(RectShape{m_page, {Role::Background}, {}});
    findTop();
    const double named = drawHeading(line);
    double left = m_page.left() + 14;
    for (const double value : valueTicks(line))
      left = std::max(left, m_page.left() + 14 + m_canvas.measure().width(shortNumber(value), FontRole::Normal));
    m_markRows = std::min<std::size_t>(mostMarkRows(), marks().size());
    const double marked = marksHeight(line);
    const double below = isLow() ? 1.5 * line + 4 : 2.5 * line + 18;
    m_chart.plot =
        QRectF(QPointF(left, named + marked), QPointF(m_page.right() - 18 - endNamesWidth(), m_page.bottom() - below));
    drawGrid(line);
    m_canvas.begin("sweep", m_page);
    for (std::size_t variant = 0; variant < m_table.plan.variants.size(); ++variant) drawBand(variant);
    for (std::size_t variant = 0; variant < m_table.plan.variants.size(); ++variant) drawLine(variant);
    if (namesAtEnds()) drawEndNames(m_canvas, endNames(), m_chart.plot, m_page.right() - 4);
    drawFacts(line);
    drawSelected();
    m_chart.scene = std::move(m_canvas.scene());
    return std::move(m_chart);
  }

 private:
  [[nodiscard]] double scaled(std::int64_t value) const {
    return m_chart.xLog ? std::log2(static_cast<double>(value)) : static_cast<double>(value);
  }
  [[nodiscard]] double xOf(std::int64_t value) const {
    return m_chart.plot.left() + (scaled(value) - m_chart.xFrom) / (m_chart.xTo - m_chart.xFrom) * m_chart.plot.width();
  }
  [[nodiscard]] double yOf(double value) const {
    const double share =
        m_chart.yLog ? std::log(std::max(value, m_chart.yFrom) / m_chart.yFrom) / std::log(m_chart.yTop / m_chart.yFrom)
                     : value / m_chart.yTop;
    return m_chart.plot.bottom() - share * m_chart.plot.height();
  }
  [[nodiscard]] std::vector<Crossover> crossings() const { return crossoversOf(m_table, m_view.number); }

  /// A figure leaves out nothing.
  [[nodiscard]] bool isLow() const { return !m_view.figure && m_page.height() < kLowPx; }
  [[nodiscard]] std::size_t mostMarkRows() const {
    return isLow() ? 1 : m_view.figure ? marks().size() : kMostMarkRows;
  }
  [[nodiscard]] double marksHeight(double line) const {
    return m_markRows == 0 ? 6 : static_cast<double>(m_markRows) * line + 8;
  }

  /// What the heading says, as much of it as there is room for.
  [[nodiscard]] QString heading(double most) const {
    QString title = textOf(titleOf(sweepNumbers()[m_view.number]));
    if (m_chart.yLog) title += QStringLiteral(", logarithmic");
    if (m_table.plan.seeds == 1) return title;
    title += QStringLiteral(" — median of %1 seeds").arg(m_table.plan.seeds);
    const QString whole = title + QStringLiteral(", band: quartiles, bars: least to greatest");
    const bool fits = !m_view.figure || m_canvas.measure().width(whole, FontRole::Strong) <= most;
    return !isLow() && fits ? whole : title;
  }
  [[nodiscard]] QString axisName() const {
    return parameterName(m_table, m_view, 0) + (m_chart.xLog ? QStringLiteral(", logarithmic") : QString());
  }

  /// What is drawn, and the names of the lines. Gives the lower edge.
  double drawHeading(double line) {
    const QString title = heading(m_page.width() - 20);
    const double y = m_page.top() + (isLow() ? 3 : 8);
    const TextMeasure& measure = m_canvas.measure();
    m_canvas.text({m_page.left() + 10, y}, measure.elided(title, FontRole::Strong, m_page.width() - 20), {Role::Text},
                  FontRole::Strong);
    if (namesAtEnds()) return y + measure.height(FontRole::Strong);
    std::vector<LineName> names;
    for (std::size_t variant = 0; variant < m_table.plan.variants.size(); ++variant)
      names.push_back(lineNameOf(m_table, variant));
    const double below = y + measure.height(FontRole::Strong) + (isLow() ? 1 : 4);
    if (names.size() == 1 && m_table.plan.variants.front().empty()) return below - line / 4;
    double beside = m_page.left() + 10 + measure.width(title, FontRole::Strong) + 18;
    const double start = beside;
    for (const LineName& name : names) beside += kSampleWidthPx + 22 + measure.width(name.name, FontRole::Normal);
    if (isLow() && beside < m_page.right()) return drawNames(m_canvas, names, {start, y}, m_page.right() - 10);
    return drawNames(m_canvas, names, {m_page.left() + 10, below}, m_page.right() - 10);
  }

  /// A figure tells values of several magnitudes on a logarithm, if none of them is 0.
  void findTop() {
    constexpr double kMagnitudes = 50;
    double greatest = 1;
    double least = 1e300;
    for (const SweepPoint& point : m_table.points)
      if (point.ended > 0 && point.numbers[m_view.number].of > 0) {
        greatest = std::max(greatest, point.numbers[m_view.number].greatest);
        least = std::min(least, point.numbers[m_view.number].least);
      }
    m_chart.yLog = m_view.figure && least > 0 && greatest >= kMagnitudes * least;
    m_chart.yTop = greatest * (m_chart.yLog ? 1.2 : 1.08);
    if (m_chart.yLog) m_chart.yFrom = least / 1.2;
  }

  /// On a logarithm 1, 2, 5, 10, …, where all of them have room; else powers of ten.
  [[nodiscard]] std::vector<double> valueTicks(double line) const {
    std::vector<double> ticks;
    if (!m_chart.yLog) {
      for (double value = 0; value <= m_chart.yTop; value += valueStep(line)) ticks.push_back(value);
      return ticks;
    }
    const double decades = std::log10(m_chart.yTop / m_chart.yFrom);
    const bool all = m_page.height() / decades > 8 * line;
    for (double power = std::pow(10, std::floor(std::log10(m_chart.yFrom))); power <= m_chart.yTop; power *= 10)
      for (const double digit : {1.0, 2.0, 5.0})
        if ((all || digit == 1) && power * digit >= m_chart.yFrom && power * digit <= m_chart.yTop)
          ticks.push_back(power * digit);
    return ticks;
  }

  [[nodiscard]] bool namesAtEnds() const { return m_view.figure && m_table.plan.variants.size() > 1; }
  [[nodiscard]] double endNamesWidth() const {
    if (!namesAtEnds()) return 0;
    double widest = 0;
    for (std::size_t variant = 0; variant < m_table.plan.variants.size(); ++variant)
      widest = std::max(widest, m_canvas.measure().width(lineNameOf(m_table, variant).name, FontRole::Normal));
    return std::min(widest + kEndLeaderPx, 0.4 * m_page.width());
  }
  [[nodiscard]] std::vector<EndName> endNames() const {
    std::vector<EndName> names;
    for (std::size_t variant = 0; variant < m_table.plan.variants.size(); ++variant)
      for (std::size_t i = m_table.points.size(); i-- > 0;)
        if (m_table.points[i].variant == variant && m_table.points[i].ended > 0 && spread(i).of > 0) {
          names.push_back({lineNameOf(m_table, variant), {xOfPoint(i), yOf(spread(i).median)}});
          break;
        }
    return names;
  }

  [[nodiscard]] double valueStep(double line) const {
    const double height = std::max(40.0, m_page.height() - (isLow() ? 4 : 7) * line);
    return std::max(1.0, niceStep(m_chart.yTop * (line + 14) / height));
  }

  void drawGrid(double line) {
    const QRectF& plot = m_chart.plot;
    for (const double value : valueTicks(line)) {
      m_canvas.add(LineShape{QLineF(plot.left() - 3, yOf(value), plot.right(), yOf(value)), {Role::RoundLine}});
      const QString words = shortNumber(value);
      m_canvas.text({plot.left() - 7 - m_canvas.measure().width(words, FontRole::Normal), yOf(value) - line / 2}, words,
                    {Role::MutedText});
    }
    double end = -1e9;
    for (const std::int64_t value : ticks()) {
      m_canvas.add(LineShape{QLineF(xOf(value), plot.top(), xOf(value), plot.bottom() + 3), {Role::RoundLine}});
      const QString words = shortNumber(static_cast<double>(value));
      const double width = m_canvas.measure().width(words, FontRole::Normal);
      const double at = std::min(xOf(value) - width / 2, m_page.right() - width - 2);
      if (at < end + 10) continue;
      if (m_canvas.text({at, plot.bottom() + (isLow() ? 3 : line / 2 + 2)}, words, {Role::MutedText})) end = at + width;
    }
    m_canvas.add(LineShape{QLineF(plot.left(), plot.top(), plot.left(), plot.bottom()), {Role::Divider}});
    m_canvas.add(LineShape{QLineF(plot.left(), plot.bottom(), plot.right(), plot.bottom()), {Role::Divider}});
    if (isLow()) return;  // the number that is swept is told beside it
    centredText(m_canvas, {plot.center().x(), plot.bottom() + 1.5 * line + 8}, axisName(), m_page.width() - 24,
                {Role::Text});
  }

  /// The values themselves where they are few or grow by factors, else round numbers.
  [[nodiscard]] std::vector<std::int64_t> ticks() const {
    if (m_values.size() <= 12 || m_chart.xLog) return m_values;
    const auto step = static_cast<std::int64_t>(std::max(1.0, niceStep((m_chart.xTo - m_chart.xFrom) / 8)));
    std::vector<std::int64_t> ticks;
    std::int64_t value = m_values.front() / step * step;
    for (; value <= m_values.back(); value += step)
      if (value >= m_values.front()) ticks.push_back(value);
    return ticks;
  }

  /// Stretches of points that follow each other without one that has no number.
  [[nodiscard]] std::vector<std::vector<std::size_t>> stretches(std::size_t variant) const {
    std::vector<std::vector<std::size_t>> all(1);
    for (std::size_t i = 0; i < m_table.points.size(); ++i) {
      const SweepPoint& point = m_table.points[i];
      if (point.variant != variant) continue;
      if (point.ended > 0 && point.numbers[m_view.number].of > 0)
        all.back().push_back(i);
      else if (!all.back().empty())
        all.emplace_back();
    }
    return all;
  }

  [[nodiscard]] const Spread& spread(std::size_t point) const { return m_table.points[point].numbers[m_view.number]; }
  [[nodiscard]] double xOfPoint(std::size_t point) const { return xOf(m_table.points[point].values[0]); }

  void drawBand(std::size_t variant) {
    if (m_table.plan.seeds == 1) return;
    const LineName look = lineNameOf(m_table, variant);
    for (const auto& stretch : stretches(variant)) {
      AreaShape band{{}, {Role::OverlapFill, look.hue}};
      for (const std::size_t i : stretch) band.points.emplace_back(xOfPoint(i), yOf(spread(i).upperQuartile));
      for (auto i = stretch.rbegin(); i != stretch.rend(); ++i)
        band.points.emplace_back(xOfPoint(*i), yOf(spread(*i).lowerQuartile));
      if (stretch.size() > 1) m_canvas.add(std::move(band));
      for (const std::size_t i : stretch)
        if (spread(i).least < spread(i).greatest)
          m_canvas.add(LineShape{QLineF(xOfPoint(i), yOf(spread(i).least), xOfPoint(i), yOf(spread(i).greatest)),
                                 {Role::OverlapLine, look.hue}});
    }
  }

  void drawLine(std::size_t variant) {
    const LineName look = lineNameOf(m_table, variant);
    for (const auto& stretch : stretches(variant)) {
      StrokeShape stroke{{}, {Role::OverlapLine, look.hue}, 2, look.dash};
      for (const std::size_t i : stretch) stroke.points.emplace_back(xOfPoint(i), yOf(spread(i).median));
      if (stretch.size() > 1) m_canvas.add(stroke);
    }
    const bool sparse = static_cast<double>(m_values.size()) < m_chart.plot.width() / (3 * kPointPx);
    for (std::size_t i = 0; i < m_table.points.size(); ++i) {
      const SweepPoint& point = m_table.points[i];
      if (point.variant != variant) continue;
      const bool known = point.ended > 0 && spread(i).of > 0;
      const QPointF at(xOfPoint(i), known ? yOf(spread(i).median) : m_chart.plot.bottom());
      const QRectF box(at.x() - kPointPx, at.y() - kPointPx, 2 * kPointPx, 2 * kPointPx);
      m_chart.places.push_back({box, i});
      if (!known)
        m_canvas.add(IconShape{box.adjusted(-2, -2, 2, 2), Mark::NotPerformed, {Role::Failure}});
      else if (sparse)
        m_canvas.add(RectShape{.rect = box, .fill = {Role::OverlapLine, look.hue}, .border = {}, .radius = kPointPx});
    }
  }

  /// A moment of the axis that has a name.
  struct Marked {
    double at = 0;  ///< value of the axis, between two of the sweep's where it is a crossover
    QString words;
    QString briefly;  ///< where that has no room
    Role line{}, text{};
  };

  [[nodiscard]] double xBetween(std::int64_t after, std::int64_t from) const {
    return (scaled(after) + scaled(from)) / 2;
  }

  /// Each said once.
  [[nodiscard]] std::vector<Marked> marks() const {
    std::vector<Marked> all;
    std::set<std::int64_t> told;
    for (const SweepCap& cap : capsOf(m_table)) {
      if (!told.insert(cap.from).second) continue;
      const QString from = textOf(roundscope::grouped(cap.from));
      const QString limit = textOf(roundscope::grouped(cap.limit));
      all.push_back({scaled(cap.from),
                     QStringLiteral("not performed from %1 on%2")
                         .arg(from, cap.limit > 0 ? QStringLiteral(" (limit %1)").arg(limit) : QString()),
                     cap.limit > 0 ? QStringLiteral("limit %1").arg(limit) : QStringLiteral("from %1 on").arg(from),
                     Role::Limit, Role::FailureText});
    }
    for (const Crossover& crossing : crossings()) {
      const QString words =
          QStringLiteral("from %1 on %2 has less")
              .arg(textOf(roundscope::grouped(crossing.from)), textOf(nameOfVariant(m_table, crossing.higher)));
      all.push_back({xBetween(crossing.after, crossing.from), words, {}, Role::Marker, Role::Text});
    }
    return all;
  }

  /// The words of a line across the chart, above it.
  bool nameAt(double x, const QString& words, Role role, double lineHeight) {
    const QRectF& plot = m_chart.plot;
    const double width = m_canvas.measure().width(words, FontRole::Normal);
    const double left =
        std::clamp(x - width / 2, m_page.left() + 4, std::max(m_page.left() + 4, m_page.right() - width - 4));
    for (std::size_t row = 1; row <= m_markRows; ++row)
      if (m_canvas.text({left, plot.top() - static_cast<double>(row) * lineHeight - 4}, words, {role})) return true;
    return false;
  }

  /// A line without words would be a riddle: it is not drawn.
  void drawFacts(double line) {
    const QRectF& plot = m_chart.plot;
    for (const Marked& mark : marks()) {
      const double x = plot.left() + (mark.at - m_chart.xFrom) / (m_chart.xTo - m_chart.xFrom) * plot.width();
      if (nameAt(x, mark.words, mark.text, line) || nameAt(x, mark.briefly, mark.text, line))
        m_canvas.add(LineShape{QLineF(x, plot.top() - 3, x, plot.bottom()), {mark.line}, 1.4, true});
    }
  }

  void drawSelected() {
    for (const SweepPlace& place : m_chart.places)
      if (place.which == m_view.selected)
        m_canvas.add(RectShape{.rect = place.box.adjusted(-4, -4, 4, 4),
                               .fill = {Role::Shade},
                               .border = Paint{Role::Selection},
                               .radius = 3,
                               .borderPx = 2});
  }

  const SweepTable& m_table;
  const SweepView& m_view;
  QRectF m_page;
  Canvas m_canvas;
  const std::vector<std::int64_t>& m_values;
  SweepScene m_chart;
  std::size_t m_markRows = 0;  ///< lines of words above the chart
};

}  // namespace

QSizeF leastSweepChart(const SweepTable& table, const SweepView& view, const TextMeasure& text) {
  return Chart(table, view, QRectF(0, 0, 1'000, 1'000), text).least();
}

SweepScene buildSweepScene(const SweepTable& table, const SweepView& view, const QRectF& page,
                           const TextMeasure& text) {
  if (table.plan.parameters.size() == 2) return buildSweepMap(table, view, page, text);
  return Chart(table, view, page, text).draw();
}

}  // namespace roundscope::ui
