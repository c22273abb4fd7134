// See patterns.h.
#include "ui/drawing/patterns.h"

#include <utility>

namespace roundscope::ui {

namespace {

struct Pattern {
  Hatch hatch = Hatch::None;
  Paint ink{};
};

/// Lines of paper on dark fills, dark lines on light ones.
Pattern patternOf(Paint fill) {
  constexpr Hatch kOfHue[] = {Hatch::None, Hatch::Dots, Hatch::Cross};
  if (fill.role == Role::Exposed) return {Hatch::Sparse, {Role::ExposedLine}};
  const bool dark = fill.role == Role::OverlapLine || fill.role == Role::MergedBar;
  const bool light = fill.role == Role::Outbound || fill.role == Role::Inbound;
  if ((!dark && !light) || fill.hue >= std::size(kOfHue)) return {};
  return {kOfHue[fill.hue], dark ? Paint{Role::Background} : Paint{Role::HatchLine, fill.hue}};
}

/// On less, a pattern would only be noise.
bool hasRoom(const QRectF& rect) { return rect.width() >= 8 && rect.height() >= 5; }

std::vector<QRectF> textsIn(const Scene& scene) {
  std::vector<QRectF> texts;
  for (const Layer& layer : scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* text = std::get_if<TextShape>(&shape)) texts.push_back(text->box);
  return texts;
}

class Patterned {
 public:
  explicit Patterned(std::vector<QRectF> texts) : m_texts(std::move(texts)) {}

  void take(Shape& shape) {
    if (auto* area = std::get_if<AreaShape>(&shape)) pattern(*area);
    auto* rect = std::get_if<RectShape>(&shape);
    const bool patterned = rect != nullptr && hasRoom(rect->rect) && pattern(*rect);
    const RectShape ground = patterned ? RectShape{rect->rect, rect->fill, {}} : RectShape{};
    m_shapes.push_back(std::move(shape));
    if (!patterned) return;
    for (const QRectF& text : m_texts) {
      const QRectF box = text.adjusted(-2, 0, 2, 0).intersected(ground.rect.adjusted(1, 1, -1, -1));
      if (!box.isEmpty()) m_shapes.emplace_back(RectShape{box, ground.fill, {}});
    }
  }
  [[nodiscard]] std::vector<Shape> shapes() { return std::exchange(m_shapes, {}); }

 private:
  template <class Filled>
  static bool pattern(Filled& shape) {
    if (shape.hatch != Hatch::None) return false;
    const Pattern found = patternOf(shape.fill);
    shape.hatch = found.hatch;
    if (found.hatch != Hatch::None) shape.hatchPaint = found.ink;
    return found.hatch != Hatch::None;
  }

  std::vector<QRectF> m_texts;
  std::vector<Shape> m_shapes;
};

}  // namespace

void addPatterns(Scene& scene, const Theme& theme) {
  if (theme.kind != ThemeKind::Grey) return;
  Patterned patterned(textsIn(scene));
  for (Layer& layer : scene.layers) {
    for (Shape& shape : layer.shapes) patterned.take(shape);
    layer.shapes = patterned.shapes();
  }
}

}  // namespace roundscope::ui
