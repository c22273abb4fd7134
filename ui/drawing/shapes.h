// The plain shapes that a picture consists of. No pens, no widgets: a role says the colour, a box the place.
#pragma once

#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "ui/drawing/hit.h"
#include "ui/drawing/theme.h"

namespace roundscope::ui {

/// A colour by what it is for; the theme knows the rest.
struct Paint {
  Role role = Role::Text;
  std::uint8_t hue = 0;
  bool operator==(const Paint&) const = default;
};

enum class Hatch : std::uint8_t {
  None,
  Forward,
  Backward,
  Vertical,
  Dense,
  Horizontal,
  Dots,    ///< of the second call style, where there is no colour
  Cross,   ///< of the third
  Sparse,  ///< of what lies behind everything
};

struct RectShape {
  QRectF rect;
  Paint fill;
  std::optional<Paint> border;
  Hatch hatch = Hatch::None;
  Paint hatchPaint{Role::HatchLine};
  double radius = 0;
  double borderPx = 1;
};

struct LineShape {
  QLineF line;
  Paint paint;
  double widthPx = 1;
  bool dashed = false;
  bool arrow = false;  ///< with a head at its second end
};

/// One line of text that fills its box exactly.
struct TextShape {
  QRectF box;
  QString text;
  Paint paint;
  FontRole font = FontRole::Normal;
};

/// A closed, filled outline; with `line`, its upper edge (the first `edgePoints` points) is stroked.
struct AreaShape {
  std::vector<QPointF> points;
  Paint fill;
  Hatch hatch = Hatch::None;
  Paint hatchPaint{Role::HatchLine};
  std::optional<Paint> line;
  std::size_t edgePoints = 0;
};

enum class Dash : std::uint8_t { None, Long, Dots, DashDot };

/// An open outline, stroked.
struct StrokeShape {
  std::vector<QPointF> points;
  Paint paint;
  double widthPx = 1.5;
  Dash dash = Dash::None;
};

/// Status marks and controls, each with its own outline so that they survive greyscale.
enum class Mark : std::uint8_t {
  Replied,
  Rejected,
  Trapped,
  Expired,
  Dropped,
  NotPerformed,
  Closed,
  Open,
  Handle,
  Attempt,       ///< a retry, with its number
  Compensation,  ///< undoes an earlier call
  Commit,        ///< a message ended, its method goes on later: what it changed is committed
  CameBetween,   ///< a message of another call context ran in the meantime
  Lock,
  Later,    ///< than in the variant that this one was made of
  Earlier,  ///< the same
  Differs,  ///< from it otherwise
};

struct IconShape {
  QRectF box;
  Mark mark = Mark::Replied;
  Paint paint;
  std::uint8_t number = 0;  ///< of an attempt; 0: a disc without a number
};

using Shape = std::variant<RectShape, LineShape, TextShape, AreaShape, StrokeShape, IconShape>;

void moveBy(Shape& shape, QPointF by);
/// What a shape takes, a line's breadth included.
[[nodiscard]] QRectF boundsOf(const Shape& shape);

/// Shapes painted in order, cut off at `clip`.
struct Layer {
  const char* name = "";
  QRectF clip;
  std::vector<Shape> shapes;
};

/// A place of the picture that can be pointed at.
struct HitArea {
  QRectF rect;
  Hit hit;
};

/// A whole picture. Later layers lie over earlier ones; later hits come first.
struct Scene {
  std::vector<Layer> layers;
  std::vector<HitArea> hits;
  double contentHeight = 0;  ///< of the scrolled part
  QRectF body;               ///< where it is seen
};

/// What lies under a point: the last hit that contains it.
[[nodiscard]] std::optional<Hit> hitAt(const Scene& scene, QPointF point);

/// The scene as lines of text, coordinates rounded to half pixels: what golden tests compare.
[[nodiscard]] QString sceneText(const Scene& scene);

}  // namespace roundscope::ui
