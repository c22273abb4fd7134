// See page_parts.h.
#include "ui/picture/page_parts.h"

#include <vector>

namespace roundscope::ui {

int PageParts::add(const QByteArray& layer) {
  const auto known = m_layerNumbers.constFind(layer);
  if (known != m_layerNumbers.constEnd()) return *known;
  std::vector<int> runs;
  for (const QByteArray& line : layer.split('\n')) {
    if (line.isEmpty()) continue;
    const int number = lineNumber(line);
    if (!runs.empty() && number == runs.end()[-2] + runs.back())
      ++runs.back();
    else
      runs.insert(runs.end(), {number, 1});
  }
  QJsonArray list;
  for (const int number : runs) list.append(number);
  const auto number = static_cast<int>(m_layers.size());
  m_layerNumbers.insert(layer, number);
  m_layers.append(list);
  return number;
}

int PageParts::lineNumber(const QByteArray& line) {
  const auto known = m_lineNumbers.constFind(line);
  if (known != m_lineNumbers.constEnd()) return *known;
  const auto number = static_cast<int>(m_lines.size());
  m_lineNumbers.insert(line, number);
  m_lines.append(QString::fromUtf8(line));
  return number;
}

}  // namespace roundscope::ui
