// The grid of failures: a cell for each message, a row or more for each method. Where the page is low, a method's name
// stands beside its cells, else above them.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/plot/sweep_frame.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {
namespace {

constexpr double kMostSidePx = 56;  ///< of a cell, so that a few do not fill a sheet
constexpr double kLeastSidePx = 4;

/// How a cell of failures looks: told apart by hatching and mark as well as by colour.
RectShape lookOf(FailureEffect effect, const QRectF& box) {
  switch (effect) {
    case FailureEffect::None:
      return {.rect = box, .fill = {Role::Lane}, .border = Paint{Role::Divider}};
    case FailureEffect::State:
      return {.rect = box, .fill = {Role::OverlapFill, 3}, .border = Paint{Role::Divider}, .hatch = Hatch::Forward};
    case FailureEffect::Users:
      return {.rect = box, .fill = {Role::FailureFill}, .border = Paint{Role::Failure}, .hatch = Hatch::Dense};
    case FailureEffect::Expectation:
      return {.rect = box, .fill = {Role::Failure}, .border = Paint{Role::Failure}};
    case FailureEffect::CutOff:
      return {.rect = box, .fill = {Role::MutedText}, .border = Paint{Role::Divider}, .hatch = Hatch::Horizontal};
  }
  return {};
}

class Grid {
 public:
  Grid(const FailureGrid& grid, std::optional<std::size_t> selected, const QRectF& page, const TextMeasure& text)
      : m_grid(grid), m_selected(selected), m_page(page), m_canvas(text), m_line(text.height(FontRole::Normal)) {}

  SweepScene draw() {
    m_canvas.begin("failures", m_page);
    m_canvas.add(RectShape{m_page, {Role::Background}, {}});
    double y = drawLegend(drawTitle());
    m_left = m_page.left() + 12;
    if (isLow()) m_left += namesWidth() + 10;
    m_found.plot = QRectF(QPointF(m_left, y), QPointF(m_page.right() - 12, m_page.bottom() - 6));
    m_side = kMostSidePx;
    while (m_side > kLeastSidePx && neededHeight() > m_found.plot.height()) m_side -= 1;
    for (std::size_t method = 0; method < m_grid.methods.size(); ++method) y = drawMethod(method, y);
    m_found.scene = std::move(m_canvas.scene());
    return std::move(m_found);
  }

  /// With names above the cells, which are as small as they can be.
  QSizeF least() {
    m_canvas.begin("failures", m_page);
    double width = measure().width(QStringLiteral("Each message failed in turn"), FontRole::Strong);
    for (const FailureMethod& method : m_grid.methods)
      width = std::max(width, measure().width(QString::fromStdString(method.name), FontRole::Normal));
    m_found.plot = m_page.adjusted(12, 0, -12, 0);
    m_side = 2 * kLeastSidePx;
    return {width + 24, std::max(kLowPx, drawLegend(drawTitle()) - m_page.top() + neededHeight() + 6)};
  }

 private:
  [[nodiscard]] bool isLow() const { return m_page.height() < kLowPx; }
  [[nodiscard]] const TextMeasure& measure() const { return m_canvas.measure(); }

  /// Gives the lower edge.
  double drawTitle() {
    if (isLow()) return m_page.top() + 3;
    const QString title = QStringLiteral("Each message failed in turn: what it leads to");
    m_canvas.text({m_page.left() + 10, m_page.top() + 8},
                  measure().elided(title, FontRole::Strong, m_page.width() - 20), {Role::Text}, FontRole::Strong);
    return m_page.top() + 14 + measure().height(FontRole::Strong);
  }

  /// Of what there is. Gives the lower edge.
  double drawLegend(double y) {
    std::array<bool, kFailureEffectCount> there{};
    for (const FailureCell& cell : m_grid.cells) there[static_cast<std::size_t>(cell.effect)] = true;
    double x = m_page.left() + 10;
    for (std::size_t i = 0; i < kFailureEffectCount; ++i) {
      if (!there[i]) continue;
      const auto effect = static_cast<FailureEffect>(i);
      const QString words = textOf(wordsOf(effect));
      const double width = m_line + 4 + measure().width(words, FontRole::Normal) + 16;
      if (x + width > m_page.right() && x > m_page.left() + 10) {
        x = m_page.left() + 10;
        y += m_line + 2;
      }
      m_canvas.add(lookOf(effect, {x, y + 1, m_line - 2, m_line - 2}));
      m_canvas.text({x + m_line + 4, y}, words, {Role::Text});
      x += width;
    }
    return y + m_line + (isLow() ? 5 : 10);
  }

  [[nodiscard]] double namesWidth() const {
    double widest = 0;
    for (const FailureMethod& method : m_grid.methods)
      widest = std::max(widest, measure().width(QString::fromStdString(method.name), FontRole::Normal));
    return std::min(widest, 0.45 * m_page.width());
  }

  [[nodiscard]] std::uint32_t perRow() const {
    return static_cast<std::uint32_t>(std::max(1.0, std::floor(m_found.plot.width() / m_side)));
  }
  [[nodiscard]] double heightOf(const FailureMethod& method) const {
    const double cells = std::ceil(static_cast<double>(method.tried) / perRow()) * m_side;
    return isLow() ? std::max(cells, m_line) + 3 : m_line + 10 + cells;
  }
  [[nodiscard]] double neededHeight() const {
    double height = 0;
    for (const FailureMethod& method : m_grid.methods) height += heightOf(method);
    return height;
  }

  /// Gives the lower edge.
  double drawMethod(std::size_t which, double y) {
    const FailureMethod& method = m_grid.methods[which];
    QString words = QString::fromStdString(method.name);
    const double most = isLow() ? m_left - m_page.left() - 16 : m_page.width() - 20;
    if (!isLow()) {
      words += method.tried == 1 ? QStringLiteral(", message 1")
                                 : QStringLiteral(", messages 1 to ") + grouped(method.tried);
      if (method.tried < method.messages) words += QStringLiteral(" of ") + grouped(method.messages);
    }
    m_canvas.text({m_page.left() + 10, y}, measure().elided(words, FontRole::Normal, most), {Role::Text});
    const double top = isLow() ? y : y + m_line + 3;
    for (; m_next < m_grid.cells.size() && m_grid.cells[m_next].method == which; ++m_next) {
      const std::uint32_t place = m_grid.cells[m_next].number - 1;
      drawCell(m_next,
               {m_left + place % perRow() * m_side, top + place / perRow() * m_side, m_side - 1.5, m_side - 1.5});
    }
    return y + heightOf(method);
  }

  /// With its number, where there is room.
  void drawCell(std::size_t which, const QRectF& box) {
    RectShape cell = lookOf(m_grid.cells[which].effect, box);
    if (m_selected == which) {
      cell.border = Paint{Role::Selection};
      cell.borderPx = 2.5;
    }
    m_canvas.add(std::move(cell));
    m_found.places.push_back({box, which});
    const QString number = grouped(m_grid.cells[which].number);
    const double width = measure().width(number, FontRole::Normal) + 8;
    if (m_side < 2 * m_line || width + 4 > m_side) return;
    const QPointF top(box.center().x(), box.center().y() - m_line / 2);
    m_canvas.add(RectShape{{top.x() - width / 2, top.y(), width, m_line}, {Role::Background}, {}});
    centredText(m_canvas, top, number, width, {Role::Text});
  }

  const FailureGrid& m_grid;
  std::optional<std::size_t> m_selected;
  QRectF m_page;
  Canvas m_canvas;
  double m_line;
  double m_left = 0;       ///< of the cells
  double m_side = 0;       ///< of a cell, with what is between two
  std::size_t m_next = 0;  ///< cell that is not drawn
  SweepScene m_found;
};

}  // namespace

QSizeF leastFailureFigure(const FailureGrid& grid, double width, const TextMeasure& text) {
  return Grid(grid, std::nullopt, QRectF(0, 0, width, 2 * kLowPx), text).least();
}

SweepScene buildFailureScene(const FailureGrid& grid, std::optional<std::size_t> selected, const QRectF& page,
                             const TextMeasure& text) {
  return Grid(grid, selected, page, text).draw();
}

}  // namespace roundscope::ui
