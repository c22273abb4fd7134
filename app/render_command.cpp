// `render`: simulates without a window and saves the picture as PNG.
#include <QApplication>
#include <QSaveFile>
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "app/commands.h"
#include "core/simulation/simulator.h"
#include "ui/export/picture.h"

namespace roundscope {
namespace {

constexpr std::uint32_t kMaxSidePx = 20'000;

Error usage(const std::string& option, const std::string& found, const std::string& expected) {
  return {ErrorKind::Usage, option, "found \"" + found + "\"", expected};
}

/// Two numbers around a separator: "1600x900", "3..8".
std::optional<std::pair<std::uint32_t, std::uint32_t>> readPair(const std::string& text, std::string_view separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string::npos) return std::nullopt;
  std::pair<std::uint32_t, std::uint32_t> numbers;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const auto first = std::from_chars(begin, begin + at, numbers.first);
  const auto second = std::from_chars(begin + at + separator.size(), end, numbers.second);
  const bool whole =
      first.ec == std::errc() && first.ptr == begin + at && second.ec == std::errc() && second.ptr == end;
  return whole ? std::optional(numbers) : std::nullopt;
}

Result<PictureOptions> readPictureOptions(const RenderOptions& options) {
  PictureOptions picture;
  const auto size = readPair(options.size, "x");
  if (!size || std::min(size->first, size->second) < 100 || std::max(size->first, size->second) > kMaxSidePx)
    return usage("--size", options.size, "WIDTHxHEIGHT in pixels, each from 100 to 20000");
  picture.sizePx = QSize(static_cast<int>(size->first), static_cast<int>(size->second));
  if (!(options.dpi >= 24 && options.dpi <= 2'400))
    return usage("--dpi", std::to_string(options.dpi), "a number from 24 to 2400");
  if (!(options.fontPt >= 4 && options.fontPt <= 96))
    return usage("--font-pt", std::to_string(options.fontPt), "a number from 4 to 96");
  picture.dpi = options.dpi;
  picture.fontPt = options.fontPt;
  constexpr std::array themes = {"light", "dark", "print"};
  const auto theme = std::find(themes.begin(), themes.end(), options.theme);
  if (theme == themes.end()) return usage("--theme", options.theme, "light, dark or print");
  picture.theme = static_cast<ThemeKind>(theme - themes.begin());
  if (!options.rounds.empty()) {
    picture.rounds = readPair(options.rounds, "..");
    if (!picture.rounds || picture.rounds->first > picture.rounds->second)
      return usage("--rounds", options.rounds, "FIRST..LAST, as 0..12");
  }
  return picture;
}

std::unique_ptr<VariantRun> runOnce(const std::shared_ptr<const Scenario>& scenario) {
  auto run = std::make_unique<VariantRun>(scenario);
  const Trace trace = simulate(scenario);
  for (const auto& batch : trace.batches()) {
    run->trace.append(batch);
    run->table.append(*batch);
  }
  return run;
}

int save(const QImage& image, const std::string& path) {
  QSaveFile file(QString::fromStdString(path));
  if (file.open(QIODevice::WriteOnly) && image.save(&file, "PNG") && file.commit()) return 0;
  return report({ErrorKind::InputOutput, path, "cannot be written: " + file.errorString().toStdString(), ""});
}

}  // namespace

int renderCommand(const RenderOptions& options, int& argc, char** argv) {
  const Result<PictureOptions> picture = readPictureOptions(options);
  if (!picture.ok()) return report(picture.error());
  if (!QString::fromStdString(options.output).endsWith(QStringLiteral(".png"), Qt::CaseInsensitive))
    return report(usage("-o", options.output, "a file name that ends in .png"));
  const Result<ScenarioSet> set = loadInput(options.input);
  if (!set.ok()) return report(set.error());
  const auto variants = chooseVariants(set.value(), options.input);
  if (!variants.ok()) return report(variants.error());
  std::vector<std::unique_ptr<VariantRun>> runs;
  std::vector<const VariantRun*> shown;
  for (const auto& scenario : variants.value()) {
    runs.push_back(runOnce(scenario));
    shown.push_back(runs.back().get());
  }
  qputenv("QT_QPA_PLATFORM", "offscreen");  // a picture needs fonts and the plot's widget, but no display
  const QApplication application(argc, argv);
  return save(renderPicture(shown, picture.value()), options.output);
}

}  // namespace roundscope
