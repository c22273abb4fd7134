// What differs from the variant that a what-if was made of: marks on bars, and words for headings and batches. While a
// lesson asks nothing of it is told, and with the future hidden no more than both runs have shown.
#include <algorithm>

#include "ui/session/parent_comparison.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

namespace {

constexpr double kEdgePx = 3;

const ParentDifferences* told(const Context& context, std::size_t v) {
  const ParentDifferences* known = context.variant(v).differences().get();
  if (known == nullptr || context.view.answerHidden) return nullptr;
  const bool parentHidden = context.view.foldedTellNothing && context.view.foldedVariants.contains(known->parent);
  return parentHidden ? nullptr : known;
}

bool isKnown(const Context& context, Time known) { return !context.hidesFuture() || known <= context.view.cursor; }

Mark markOfDifference(Differs how) {
  switch (how) {
    case Differs::Later:
      return Mark::Later;
    case Differs::Earlier:
      return Mark::Earlier;
    case Differs::OnlyHere:
    case Differs::OnlyThere:
    case Differs::Outcome:
    case Differs::Reason:
      break;
  }
  return Mark::Differs;
}

}  // namespace

const CallDifference* toldDifference(const Context& context, std::size_t variant, CallId call) {
  const ParentDifferences* known = told(context, variant);
  const CallDifference* difference = known == nullptr ? nullptr : known->all.ofHere(call);
  return difference != nullptr && isKnown(context, difference->known) ? difference : nullptr;
}

bool mayDiffer(const Context& context, std::size_t variant, CallId first, CallId last) {
  const ParentDifferences* known = told(context, variant);
  if (known == nullptr) return false;
  const auto& calls = known->all.calls;
  const auto end = calls.begin() + static_cast<std::ptrdiff_t>(known->all.onlyThere);
  const auto near = std::partition_point(calls.begin(), end, [&](const CallDifference& d) { return d.here < first; });
  return near != end && near->here <= last;
}

void drawDifferenceEdge(const Context& context, const QRectF& rect) {
  context.canvas.add(RectShape{QRectF(rect.left(), rect.top(), rect.width(), kEdgePx), {Role::Differs}, {}});
}

void drawDifference(const Context& context, Differs how, const QRectF& bar, double takenLeftPx, double takenRightPx) {
  const double size = std::clamp(bar.height() - 2, kLeastMarkPx, 13.0);
  const QRectF box(bar.right() - takenRightPx - size - 1, bar.center().y() - size / 2, size, size);
  if (bar.height() < 5 || box.left() < bar.left() + takenLeftPx + 1) return drawDifferenceEdge(context, bar);
  context.canvas.add(IconShape{box, markOfDifference(how), {Role::Differs}});
  context.canvas.reserve(box);
}

QString batchDifference(const Context& context, std::size_t variant, const Batch& batch) {
  const ParentDifferences* known = told(context, variant);
  if (known == nullptr) return {};
  const Time until = context.hidesFuture() ? context.view.cursor : known->all.ended;
  const auto count = static_cast<std::int64_t>(known->countIn(batch.context, batch.step, until));
  if (count == 0) return {};
  return QStringLiteral(" · ") + grouped(count) + (count == 1 ? QStringLiteral(" differs") : QStringLiteral(" differ"));
}

QString headingDifference(const Context& context, std::size_t variant) {
  const ParentDifferences* known = told(context, variant);
  if (known == nullptr || known->sentence.empty() || !isKnown(context, known->all.ended)) return {};
  return QStringLiteral("against %1: %2")
      .arg(QString::fromStdString(known->parentName), QString::fromStdString(known->sentence));
}

}  // namespace roundscope::ui::parts
