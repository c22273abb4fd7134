// The table, and the way from a file's name to its row. See formats.h.
#include "ui/picture/formats.h"

#include <array>
#include <vector>

#include "core/base/file_endings.h"
#include "ui/picture/gif.h"
#include "ui/picture/html_page.h"
#include "ui/picture/pdf.h"
#include "ui/picture/png.h"
#include "ui/picture/svg.h"

namespace roundscope::ui {

namespace {

constexpr std::array kFormats = {
    PictureFormat{.ending = ".png", .name = "PNG", .description = "pixels", .write = pngOf},
    PictureFormat{.ending = ".svg", .name = "SVG", .description = "for the web and for editing", .write = svgFileOf},
    PictureFormat{
        .ending = ".pdf", .name = "PDF", .description = "for print and LaTeX", .onPaper = true, .write = pdfOf},
    PictureFormat{.ending = ".html",
                  .name = "HTML",
                  .description = "every round, in a browser",
                  .allRounds = true,
                  .tellsLesson = true,
                  .write = htmlOf},
    PictureFormat{.ending = ".gif",
                  .name = "GIF",
                  .description = "an animation",
                  .allRounds = true,
                  .write = gifOf,
                  .remarks = gifRemarks},
};

bool fits(const PictureFormat& format, PictureUse use) { return use == PictureUse::One || !format.allRounds; }

}  // namespace

std::span<const PictureFormat> pictureFormats() { return kFormats; }

std::string pictureEndings(PictureUse use) {
  std::vector<std::string_view> endings;
  for (const PictureFormat& format : kFormats)
    if (fits(format, use)) endings.push_back(format.ending);
  return endingsText(endings);
}

std::string pictureFormatsHelp() {
  std::string text;
  for (const PictureFormat& format : kFormats) {
    text += text.empty() ? "" : ", ";
    text.append(format.ending).append(" (").append(format.description).append(")");
  }
  return text;
}

Result<const PictureFormat*> pictureFormatOf(std::string_view fileName, std::string_view where, PictureUse use) {
  for (const PictureFormat& format : kFormats)
    if (hasEnding(fileName, format.ending) && fits(format, use)) return &format;
  return Error{ErrorKind::Usage, std::string(where), "found \"" + std::string(fileName) + "\"",
               "a file name that ends in " + pictureEndings(use)};
}

}  // namespace roundscope::ui
