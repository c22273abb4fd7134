// Compares the finished variants in a thread of its own, because folding millions of events takes a while.
#pragma once

#include <QObject>
#include <QThreadPool>

#include "ui/session/session.h"

namespace roundscope::ui {

/// Says the sentence once every variant is simulated to its end, and an empty one when another set is opened.
/// Only runs that have ended go to the other thread; an answer for an earlier set is dropped.
class Verdict : public QObject {
  Q_OBJECT

 public:
  Verdict(Session* session, QObject* parent);
  ~Verdict() override;

 signals:
  void changed(const QString& sentence);

 private:
  void forget();
  void compareOnce();

  Session* m_session;
  QThreadPool m_pool;
  quint64 m_generation = 0;
  bool m_asked = false;
};

}  // namespace roundscope::ui
