// One way for the command line, the dialog's preview and the file that it saves. See drawn_picture.h.
#include "ui/picture/drawn_picture.h"

#include <algorithm>

#include "core/analysis/summary.h"
#include "ui/picture/figure_view.h"
#include "ui/picture/note_places.h"
#include "ui/picture/picture_words.h"
#include "ui/timeline/scene.h"

namespace roundscope::ui {

std::vector<const Run*> runsOf(const std::vector<const Run*>& all, const std::vector<std::string>& variants) {
  if (variants.empty()) return all;
  std::vector<const Run*> named;
  for (const std::string& name : variants)
    for (const Run* run : all)
      if (run->scenario().variant == name) named.push_back(run);
  return named;
}

Result<DrawnPicture> drawnPicture(const ScenarioSet& set, const PictureSource& source, const Figure& figure,
                                  const SourceOf& others) {
  Result<Figure> drawn = withNumbers(figure, source, set);
  if (!drawn.ok()) return drawn.error();
  const auto scale = sharedScale(figure, set, others);
  if (!scale.ok()) return scale.error();
  Result<Picture> picture = layOutPicture(source, drawn.value(), scale.value());
  if (!picture.ok()) return picture.error();
  return DrawnPicture{std::move(drawn).value(), std::move(picture).value()};
}

std::optional<Error> wrongNote(const PictureSource& source, const Figure& figure) {
  if (figure.notes.empty()) return std::nullopt;
  const TimelineIndex& index = *source.index;
  return noteWithoutPlace(figure.notes,
                          {index, scaleOf(index, AxisUnit::Rounds), viewOf(figure, index).foldedVariants});
}

bool isPartial(const PictureSource& source) {
  return std::any_of(source.runs.begin(), source.runs.end(), [](const Run* run) { return !run->trace().finished(); });
}

Result<ResolvedLesson> toldOf(const Lesson& lesson, const ScenarioSet& set, const std::vector<const Run*>& runs) {
  std::vector<RunSummary> summaries;
  for (const Run* run : runs) summaries.push_back(summarise(*run));
  LessonRuns played{{}, set.sourceText, set.overrides};
  for (std::size_t i = 0; i < summaries.size(); ++i) played.variants.push_back({*runs[i], summaries[i]});
  return resolveLesson(lesson, played);
}

}  // namespace roundscope::ui
