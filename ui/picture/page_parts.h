// The pieces that the pictures of a page share: each is written once.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonArray>

namespace roundscope::ui {

/// Layers, each once, as lists of their lines, each of which is also kept once.
class PageParts {
 public:
  /// The number of a layer, which may have been added before.
  int add(const QByteArray& layer);

  /// Of each layer the runs of its lines: first line, number of lines, and so on.
  [[nodiscard]] const QJsonArray& layers() const { return m_layers; }
  [[nodiscard]] const QJsonArray& lines() const { return m_lines; }

 private:
  int lineNumber(const QByteArray& line);

  QHash<QByteArray, int> m_layerNumbers, m_lineNumbers;
  QJsonArray m_layers, m_lines;
};

}  // namespace roundscope::ui
