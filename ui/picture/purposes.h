// What pictures are made for, each with the settings that were last used for it.
#pragma once

#include <QStringList>
#include <string>
#include <vector>

#include "core/scenario/figure.h"

namespace roundscope::ui {

enum class Purpose : std::uint8_t { Slide, Column, Page, Web };
inline constexpr std::size_t kPurposeCount = 4;

/// "Slide", "Column of a paper", …, by Purpose.
[[nodiscard]] QStringList purposeNames();

/// Size and look of a figure, and the ending of its format.
struct PurposeSettings {
  Figure figure;
  std::string ending;
  std::vector<Figure> better{};  ///< better still where all has room in them, the best first
};

/// What was last used for it, else what suits it.
[[nodiscard]] PurposeSettings settingsFor(Purpose purpose);
/// Keeps size and look of the figure; what it shows belongs to its scenario.
void rememberFor(Purpose purpose, const Figure& figure, const std::string& ending);

/// The one that a picture was last saved for.
[[nodiscard]] Purpose lastPurpose();

/// `content` with the size and look of `style`.
[[nodiscard]] Figure styledAs(Figure content, const Figure& style);

}  // namespace roundscope::ui
