// The other figure is laid out to be measured. See shared_scale.h.
#include "ui/picture/shared_scale.h"

#include <algorithm>

namespace roundscope::ui {

Result<std::optional<double>> sharedScale(const Figure& figure, const ScenarioSet& set, const SourceOf& sourceOf) {
  if (figure.scaleOf.empty()) return std::optional<double>();
  const auto other = std::find_if(set.figures.begin(), set.figures.end(),
                                  [&](const Figure& each) { return each.name == figure.scaleOf; });
  if (other == set.figures.end())
    return Error{ErrorKind::Usage, "scale_of", "found \"" + figure.scaleOf + "\"",
                 "the name of another figure of the file"};
  const Result<Picture> picture = layOutPicture(sourceOf(other->variants), *other);
  if (!picture.ok()) return picture.error();
  return std::optional(picture.value().usPerMm);
}

}  // namespace roundscope::ui
