// The options of the command line that say what a figure shows and how.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/figure.h"

namespace CLI {
class App;
}

namespace roundscope::app {

/// As typed; what is absent stays as the figure has it.
struct FigureArguments {
  std::string figure;  ///< the name of one of the file's figures; empty: none
  std::optional<std::string> size;
  std::optional<double> widthMm, heightMm, marginMm, fontPt;
  std::optional<std::uint32_t> dpi;
  std::optional<std::string> font, theme, palette, density, view, rounds, title, caption;
  std::vector<std::string> canisters, hidden, notes;
  std::optional<double> roundsPerSecond;
  bool callNumbers = false;
  bool noLegend = false;
  bool transparent = false;
};

/// An option that cannot be as it was typed.
[[nodiscard]] Error wrongOption(const std::string& option, const std::string& found, const std::string& expected);

/// Size, look and words.
void addPageOptions(CLI::App& command, FigureArguments& arguments);
/// These, and what the figure shows.
void addFigureOptions(CLI::App& command, FigureArguments& arguments);

/// `figure` with all that was typed.
/// Errors: of kind Usage, naming the option. Names of variants and canisters are not looked up.
[[nodiscard]] Result<Figure> withArguments(Figure figure, const FigureArguments& arguments);

}  // namespace roundscope::app
