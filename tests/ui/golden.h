// Texts that are as they were recorded, in tests/golden. What differs is told line by line.
#pragma once

#include <gtest/gtest.h>

#include <QFile>
#include <QString>
#include <QStringList>

namespace roundscope::ui {

/// ROUNDSCOPE_UPDATE_GOLDEN records anew.
inline void expectAsRecorded(const QString& text, const QString& name) {
  QFile golden(QStringLiteral(ROUNDSCOPE_SOURCE_DIR "/tests/golden/") + name);
  if (qEnvironmentVariableIsSet("ROUNDSCOPE_UPDATE_GOLDEN")) {
    ASSERT_TRUE(golden.open(QIODevice::WriteOnly));
    golden.write(text.toUtf8());
    return;
  }
  ASSERT_TRUE(golden.open(QIODevice::ReadOnly)) << name.toStdString();
  const QString recorded = QString::fromUtf8(golden.readAll());
  if (text == recorded) return;
  const QStringList now = text.split(u'\n');
  const QStringList before = recorded.split(u'\n');
  qsizetype same = 0;
  while (same < now.size() && same < before.size() && now[same] == before[same]) ++same;
  ADD_FAILURE() << name.toStdString() << ", line " << same + 1 << "\nrecorded: " << before.value(same).toStdString()
                << "\nnow:      " << now.value(same).toStdString();
}

}  // namespace roundscope::ui
