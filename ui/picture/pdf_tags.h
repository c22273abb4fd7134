// What QPdfWriter does not write: what a picture shows, for those who have a page read to them.
#pragma once

#include <QByteArray>
#include <QString>

namespace roundscope::ui {

struct PdfTags {
  QString description;  ///< stands for the whole page
  QString subject;      ///< of the document; may be empty
};

/// The file with its one page tagged as a figure that has a description, as an update behind its end: what stands
/// before stays as it is. A file of another build than QPdfWriter's comes back unchanged. Source: ISO 32000-1,
/// sections 7.5.6 "Incremental Updates", 14.7 "Logical Structure" and 14.8 "Tagged PDF".
[[nodiscard]] QByteArray tagged(QByteArray pdf, const PdfTags& tags);

}  // namespace roundscope::ui
