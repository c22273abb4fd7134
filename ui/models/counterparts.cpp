// See counterparts.h.
#include "ui/models/counterparts.h"

#include "ui/models/variant_names.h"

namespace roundscope::ui {
namespace {

class Teller {
 public:
  Teller(const Session& session, CallRef call) : m_session(session), m_call(call) {}

  /// `difference` is null where the call and its counterpart are alike; `counterpart` kNoCall where there is none.
  [[nodiscard]] std::optional<Counterpart> tell(std::size_t variant, CallId counterpart,
                                                const CallDifference* difference) const {
    const ViewState& view = m_session.viewState();
    if (view.answerHidden || (view.foldedTellNothing && view.foldedVariants.contains(variant))) return std::nullopt;
    const QString name = variantNames(m_session).value(static_cast<int>(variant));
    if (counterpart == kNoCall) {
      if (difference == nullptr || (view.hideFuture && difference->known > m_session.cursor())) return std::nullopt;
      return Counterpart{QCoreApplication::translate("Counterparts", "Not in %1").arg(name)};
    }
    const Run& here = runOf(m_call.variant);
    const Run& there = runOf(variant);
    const bool mayTell = !view.hideFuture || (hasEnded(here, m_call.call) && hasEnded(there, counterpart));
    if (!mayTell || !there.trace().finished()) return std::nullopt;
    const std::string told =
        counterpartText(there.call(counterpart), roundsLater(there, counterpart, here, m_call.call));
    return Counterpart{QCoreApplication::translate("Counterparts", "In %1: %2").arg(name, QString::fromStdString(told)),
                       CallRef{variant, counterpart}};
  }

 private:
  [[nodiscard]] const Run& runOf(std::size_t variant) const { return *m_session.runs()[variant]; }
  [[nodiscard]] bool hasEnded(const Run& run, CallId call) const {
    const Moment end = run.call(call).end();
    return end.happened() && run.calls().drawnAt(end) <= m_session.cursor();
  }

  const Session& m_session;
  CallRef m_call;
};

}  // namespace

std::vector<Counterpart> counterpartsOf(const Session& session, const ParentComparison& comparison, CallRef call) {
  std::vector<Counterpart> told;
  const Teller teller(session, call);
  const auto keep = [&](const std::optional<Counterpart>& counterpart) {
    if (counterpart) told.push_back(*counterpart);
  };
  const std::optional<std::size_t> parent = comparison.parentOf(call.variant);
  const auto own = comparison.differencesOf(call.variant);
  if (parent && own && call.call.value < own->all.there.size())
    keep(teller.tell(*parent, own->all.there[call.call.value], own->all.ofHere(call.call)));
  for (const std::size_t child : comparison.childrenOf(call.variant)) {
    const auto differences = comparison.differencesOf(child);
    if (differences && call.call.value < differences->all.here.size())
      keep(teller.tell(child, differences->all.here[call.call.value], differences->all.ofThere(call.call)));
  }
  return told;
}

}  // namespace roundscope::ui
