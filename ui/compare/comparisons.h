// Compares the finished variants in a thread of its own, because folding millions of events takes a while.
#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <memory>

#include "core/analysis/comparison.h"
#include "ui/session/session.h"

namespace roundscope::ui {

/// The comparison of the session's runs, once every variant is simulated to its end; whoever shows it asks here, so
/// that it is worked out once. Only runs that have ended go to the other thread; an answer for an earlier set is
/// dropped. Tells the views which expectations are broken, and since when.
class Comparisons : public QObject {
  Q_OBJECT

 public:
  /// The session's, made when it is asked for first.
  static Comparisons& of(Session& session);
  ~Comparisons() override;

  /// Null as long as it is not known.
  [[nodiscard]] const std::shared_ptr<const ComparisonTable>& known() const { return m_known; }
  /// Of several variants; else empty.
  [[nodiscard]] QString verdict() const;
  /// Whether a lesson has not come to it, or asks: then nobody may show it.
  [[nodiscard]] bool isHeldBack() const;

 signals:
  void changed();

 private:
  explicit Comparisons(Session* session);
  void forget();
  void compareOnce();
  void take(std::shared_ptr<const ComparisonTable> comparison);

  Session* m_session;
  QThreadPool m_pool;
  std::shared_ptr<const ComparisonTable> m_known;
  quint64 m_generation = 0;
  bool m_asked = false;
};

}  // namespace roundscope::ui
