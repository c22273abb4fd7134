// How a message looks: a request is a block, an answer a pill; one with a deadline has a cut corner, a reject a cross.
// Shape tells them apart as well as colour does.
#include "ui/stage/stage_parts.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui::parts {
namespace {

constexpr double kRequestShape = 1.35;  ///< width to height
constexpr double kAnswerShape = 1.7;
constexpr double kCorner = 0.38;  ///< of the height, cut off a request with a deadline

std::vector<QPointF> cutCornered(const QRectF& box) {
  const double cut = box.height() * kCorner;
  return {box.topLeft(),
          {box.right() - cut, box.top()},
          {box.right(), box.top() + cut},
          box.bottomRight(),
          box.bottomLeft()};
}

void drawRequest(Canvas& canvas, const QRectF& box, const TokenKind& kind, Paint fill, Paint edge) {
  if (!kind.marked) {
    canvas.add(RectShape{.rect = box, .fill = fill, .border = edge, .radius = 2.5, .borderPx = 1.2});
    return;
  }
  const std::vector<QPointF> outline = cutCornered(box);
  canvas.add(AreaShape{.points = outline, .fill = fill});
  std::vector<QPointF> closed = outline;
  closed.push_back(outline.front());
  canvas.add(StrokeShape{closed, edge, 1.2, Dash::None});
}

void drawAnswer(Canvas& canvas, const QRectF& box, const TokenKind& kind, Paint edge) {
  canvas.add(RectShape{.rect = box,
                       .fill = {kind.marked ? Role::FailureFill : Role::Background},
                       .border = kind.marked ? Paint{Role::Failure} : edge,
                       .radius = box.height() / 2,
                       .borderPx = 2});
}

}  // namespace

QString timesText(std::int64_t count) { return QStringLiteral("× ") + grouped(count); }

QRectF drawToken(Canvas& canvas, QPointF centre, double height, const TokenKind& kind, std::int64_t count, bool solid) {
  const TextMeasure& measure = canvas.measure();
  const QString words = count > 1 ? timesText(count) : QString();
  double width = height * (kind.answer ? kAnswerShape : kRequestShape);
  if (count > 1) {
    height = measure.height(FontRole::Strong) + 6;
    width = std::max(width, measure.width(words, FontRole::Strong) + 16 + (kind.answer && kind.marked ? height : 0));
  }
  QRectF box(0, 0, width, height);
  box.moveCenter(centre);
  const Paint edge = kind.quiet ? Paint{Role::MutedText} : Paint{Role::OverlapLine, kind.hue};
  const Paint fill = kind.quiet ? Paint{Role::Quiet} : Paint{solid ? Role::Outbound : Role::InputQueue, kind.hue};
  if (kind.answer)
    drawAnswer(canvas, box, kind, edge);
  else
    drawRequest(canvas, box, kind, fill, edge);
  double textLeft = box.left() + (width - measure.width(words, FontRole::Strong)) / 2;
  if (kind.answer && kind.marked) {
    const double side = std::min(height - 4, measure.digitHeight(FontRole::Strong) + 2);
    QRectF mark(0, 0, side, side);
    mark.moveCenter(count > 1 ? QPointF(box.left() + height / 2 + 2, centre.y()) : centre);
    canvas.add(IconShape{mark, Mark::Rejected, {Role::FailureText}});
    if (count > 1) textLeft += height / 2;
  }
  if (count > 1) {
    const QSizeF size(measure.width(words, FontRole::Strong), measure.height(FontRole::Strong));
    canvas.add(
        TextShape{QRectF({textLeft, centre.y() - size.height() / 2}, size), words, {Role::Text}, FontRole::Strong});
  }
  return box;
}

}  // namespace roundscope::ui::parts
