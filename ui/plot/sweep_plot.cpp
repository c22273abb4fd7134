// The plot has the scene's place, ranges and shapes, as that of calls in flight has. See sweep_plot.h.
#include "ui/plot/sweep_plot.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/plot/plot_canvas.h"
#include "ui/plot/scene_layerable.h"

namespace roundscope::ui {

/// The QCustomPlot that hosts the scene.
class SweepCanvas final : public PlotCanvas {
 public:
  explicit SweepCanvas(QWidget* parent)
      : PlotCanvas(parent), m_shapes(new SceneLayerable(this, QStringLiteral("main"))) {
    axisRect()->setAutoMargins(QCP::msNone);
    for (QCPAxis* axis : {xAxis, yAxis}) {
      axis->setBasePen(Qt::NoPen);
      axis->setTickPen(Qt::NoPen);
      axis->setSubTickPen(Qt::NoPen);
      axis->setTickLabels(false);
      axis->grid()->setVisible(false);
    }
    setAttribute(Qt::WA_TransparentForMouseEvents);
  }

  void show(const SweepScene& scene, const Theme& theme, double basePt) {
    const QRect plot = scene.plot.toRect();
    axisRect()->setMargins(QMargins(plot.left(), plot.top(), width() - plot.right() - 1, height() - plot.bottom() - 1));
    xAxis->setRange(scene.xFrom, scene.xTo);
    yAxis->setRange(0, scene.yTop);
    setBackground(QBrush(theme.color(Role::Background)));
    m_shapes->show(scene.scene, theme, basePt);
    replot(rpQueuedReplot);
  }

 private:
  SceneLayerable* m_shapes;  ///< the plot's own, as every layerable
};

namespace {

constexpr double kBasePt = 9;

}  // namespace

SweepPlot::SweepPlot(QWidget* parent) : QWidget(parent), m_canvas(new SweepCanvas(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_canvas);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Chart of the sweep"));
  setAccessibleDescription(tr("Arrows choose a point, Enter opens its run"));
}

void SweepPlot::show(std::shared_ptr<const SweepTable> table, const SweepView& view) {
  m_table = std::move(table);
  m_grid.reset();
  m_view = view;
  refresh();
}

void SweepPlot::show(std::shared_ptr<const FailureGrid> grid) {
  m_grid = std::move(grid);
  m_table.reset();
  m_view = {};
  refresh();
}

void SweepPlot::clear() {
  m_table.reset();
  m_grid.reset();
  m_view = {};
  refresh();
}

void SweepPlot::refresh() {
  const FontTextMeasure text(kBasePt);
  const QRectF page(0, 0, width(), height());
  m_scene = {};
  if (m_table && !m_table->points.empty())
    m_scene = buildSweepScene(*m_table, m_view, page, text);
  else if (m_grid)
    m_scene = buildFailureScene(*m_grid, m_view.selected, page, text);
  const bool dark = palette().color(QPalette::Window).lightness() < 128;
  m_canvas->show(m_scene, {dark ? ThemeKind::Dark : ThemeKind::Light}, kBasePt);
}

void SweepPlot::select(std::size_t which) {
  m_view.selected = which;
  refresh();
  emit selectionChanged(which);
}

void SweepPlot::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  refresh();
}

void SweepPlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) refresh();
}

/// Its keys are the run's elsewhere.
bool SweepPlot::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool walks = key == Qt::Key_Left || key == Qt::Key_Right;
    if (walks && !m_scene.places.empty()) event->accept();
    if (walks) return true;
  }
  return QWidget::event(event);
}

void SweepPlot::keyPressEvent(QKeyEvent* event) {
  const std::vector<SweepPlace>& places = m_scene.places;
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (enter && m_view.selected) return emit chosen(*m_view.selected);
  const int by = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  if (by == 0 || places.empty()) return QWidget::keyPressEvent(event);
  const auto isSelected = [&](const SweepPlace& place) { return place.which == m_view.selected; };
  const auto at = std::find_if(places.begin(), places.end(), isSelected) - places.begin();
  const auto count = static_cast<std::ptrdiff_t>(places.size());
  const std::ptrdiff_t next =
      at == count ? (by > 0 ? 0 : count - 1) : std::clamp<std::ptrdiff_t>(at + by, 0, count - 1);
  select(places[static_cast<std::size_t>(next)].which);
}

void SweepPlot::mousePressEvent(QMouseEvent* event) {
  setFocus();
  const SweepPlace* const place = placeAt(m_scene, event->position());
  if (place == nullptr || event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  const std::size_t which = place->which;
  select(which);
  emit chosen(which);
}

}  // namespace roundscope::ui
