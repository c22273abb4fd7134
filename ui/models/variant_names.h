// What the variants of the open set are called.
#pragma once

#include <QCoreApplication>
#include <QStringList>

#include "ui/session/session.h"

namespace roundscope::ui {

inline QStringList variantNames(const Session& session) {
  QStringList names;
  for (const auto& run : session.runs()) {
    const QString name = QString::fromStdString(run->scenario().variant);
    names << (name.isEmpty() ? QCoreApplication::translate("VariantNames", "The run") : name);
  }
  return names;
}

}  // namespace roundscope::ui
