// What differs between what-if variants and those that they were made of, worked out in a thread of its own once both
// have run: of millions of calls that takes seconds.
#pragma once

#include <QObject>
#include <QThreadPool>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "core/analysis/differences.h"
#include "ui/session/session.h"

namespace roundscope::ui {

/// What differs in a variant ("here") from its parent ("there"), prepared for views.
struct ParentDifferences {
  /// A difference of a call, by the batch that it belongs to.
  struct InBatch {
    ContextId context;
    std::uint16_t step = 0;
    Time known;  ///< from when on it can be known
    auto operator<=>(const InBatch&) const = default;
  };
  std::size_t parent = 0;
  std::string parentName;
  Differences all;
  std::string sentence;          ///< differencesText() of them
  std::vector<InBatch> byBatch;  ///< ascending

  /// How many calls of a step of a call context differ, as far as that can be known at a moment.
  [[nodiscard]] std::size_t countIn(ContextId context, std::uint16_t step, Time until) const;
};

/// The run of the variant that another's is of; absent where it is of none, or that one is not among the runs.
template <class Runs>
[[nodiscard]] std::optional<std::size_t> parentIn(const Runs& runs, std::size_t variant) {
  const std::string& parent = runs[variant]->scenario().parentVariant;
  for (std::size_t v = 0; v < runs.size() && !parent.empty(); ++v)
    if (runs[v]->scenario().variant == parent) return v;
  return std::nullopt;
}

/// What differs between two runs that have ended; `parent` is the number of `there`.
[[nodiscard]] std::shared_ptr<const ParentDifferences> comparedWithParent(const Run& here, const Run& there,
                                                                          std::size_t parent,
                                                                          const std::stop_token& stop = {});

/// Compares the variants of one session, each with its parent, once.
class ParentComparison : public QObject {
  Q_OBJECT

 public:
  /// The one of a session, which owns it.
  static ParentComparison& of(Session& session);
  ~ParentComparison() override;

  /// The variant that a variant is `of`; absent where it is of none.
  [[nodiscard]] std::optional<std::size_t> parentOf(std::size_t variant) const;
  /// The variants that are `of` this one.
  [[nodiscard]] std::vector<std::size_t> childrenOf(std::size_t variant) const;
  /// Null where a variant has no parent, and as long as it is not known.
  [[nodiscard]] std::shared_ptr<const ParentDifferences> differencesOf(std::size_t variant) const;

 signals:
  /// differencesOf() tells more, or of another scenario.
  void changed();

 private:
  explicit ParentComparison(Session& session);
  void reopen();
  void compare();
  void cancel();

  Session& m_session;
  QThreadPool m_pool;
  std::stop_source m_stop;
  std::vector<std::optional<std::size_t>> m_parents;  ///< by variant
  std::vector<std::shared_ptr<const ParentDifferences>> m_found;
  std::set<std::size_t> m_asked;
};

}  // namespace roundscope::ui
