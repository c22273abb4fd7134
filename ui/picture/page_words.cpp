// See page_words.h.
#include "ui/picture/page_words.h"

#include "ui/picture/page_text.h"

namespace roundscope::ui {

double PageWords::top(const TextMeasure& text) const {
  return title.isEmpty() ? 0 : static_cast<double>(title.size()) * text.height(titleFont()) + 2 * titleGap();
}

double PageWords::bottom(const TextMeasure& text) const {
  return caption.isEmpty() ? 0 : static_cast<double>(caption.size()) * text.height(FontRole::Normal) + titleGap() + 3;
}

void PageWords::begin(Scene& scene, const QRectF& page, const TextMeasure& text) const {
  scene.layers.push_back({"paper", page, {RectShape{page, {Role::Background}, {}}}});
  scene.layers.push_back(linesOfText("title", title, {inset(), titleGap()}, titleFont(), Role::Text, text));
}

void PageWords::end(Scene& scene, const QRectF& page, const TextMeasure& text) const {
  const QPointF at(inset(), page.height() - bottom(text) + titleGap() - 1);
  scene.layers.push_back(linesOfText("caption", caption, at, FontRole::Normal, Role::MutedText, text));
}

}  // namespace roundscope::ui
