// From a figure to all that a picture's file is written of: numbers in its words, its scale, its page, its record.
#pragma once

#include "ui/picture/picture_content.h"
#include "ui/picture/shared_scale.h"

namespace roundscope::ui {

struct DrawnPicture {
  Figure figure;  ///< with numbers of the runs in its words
  Picture picture;
};

/// The runs of the variants named, in that order; all where none is named.
[[nodiscard]] std::vector<const Run*> runsOf(const std::vector<const Run*>& all,
                                             const std::vector<std::string>& variants);

/// `others` gives what the figure shares its scale with.
/// Errors: of kind Usage: wrong words or scale; those of layOutPicture().
[[nodiscard]] Result<DrawnPicture> drawnPicture(const ScenarioSet& set, const PictureSource& source,
                                                const Figure& figure, const SourceOf& others);

/// A note of the figure that is about nothing in these runs, which are all that pictures are made of. Asked once,
/// before a series: some of its pictures may show other variants.
[[nodiscard]] std::optional<Error> wrongNote(const PictureSource& source, const Figure& figure);

/// Whether some of the runs were not simulated to their end: the picture is partial, and says so.
[[nodiscard]] bool isPartial(const PictureSource& source);

/// What the lesson whose runs these are, all of its variants first, tells of them. The runs must be finished.
/// Errors: those of resolveLesson.
[[nodiscard]] Result<ResolvedLesson> toldOf(const Lesson& lesson, const ScenarioSet& set,
                                            const std::vector<const Run*>& runs);

}  // namespace roundscope::ui
