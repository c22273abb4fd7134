// Exhaustive switches without default: a new kind does not compile until it has words.
#include "ui/models/call_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <cstdlib>

namespace roundscope {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("CallWords", text); }

const QLocale& english() {
  static const QLocale locale(QLocale::English, QLocale::UnitedStates);
  return locale;
}

QString notPerformedWords(const CallSpan& call, const Scenario& scenario) {
  switch (call.notPerformed) {
    case NotPerformedReason::Memory:
      return tr("not performed: no memory is left for its response");
    case NotPerformedReason::Callbacks:
      return tr("not performed: the subnet has no callback left");
    case NotPerformedReason::Cycles:
      return tr("not performed: the caller cannot prepay it");
    case NotPerformedReason::Slots:
      return tr("not performed: all %1 slots to this callee are taken")
          .arg(numberWords(scenario.subnetOf(call.caller).limits.queue_capacity));
  }
  std::abort();
}

}  // namespace

QString numberWords(std::uint64_t number) { return english().toString(static_cast<qulonglong>(number)); }

QString secondsWords(Duration duration) {
  const int decimals = duration.us % 100'000 == 0 ? 1 : 3;
  return english().toString(duration.seconds(), 'f', decimals) + QStringLiteral("\u00a0s");
}

QString momentWords(Time time) { return english().toString(time.seconds(), 'f', 1) + QStringLiteral("\u00a0s"); }

QString methodWords(const Scenario& scenario, MethodRef method) {
  const Canister& canister = scenario.canister(method.canister);
  const QString id = QString::fromStdString(canister.id);
  if (method.method.value >= canister.methods.size()) return id;
  return id + QLatin1Char('.') + QString::fromStdString(scenario.method(method).name);
}

QString outcomeWords(const CallSpan& call, const Scenario& scenario) {
  switch (call.outcome) {
    case CallOutcome::InFlight:
      return tr("in flight");
    case CallOutcome::Replied:
      return tr("replied");
    case CallOutcome::Rejected:
      return tr("rejected");
    case CallOutcome::Trapped:
      return tr("the callee trapped");
    case CallOutcome::Expired:
      return tr("expired");
    case CallOutcome::Dropped:
      return call.reason == RejectReason::NotEvaluated ? tr("dropped: the query had answered already")
                                                       : tr("dropped: too much memory was in use");
    case CallOutcome::NotPerformed:
      return notPerformedWords(call, scenario);
  }
  std::abort();
}

QString rejectCodeWords(RejectCode code) {
  switch (code) {
    case RejectCode::None:
      return {};
    case RejectCode::SysFatal:
      return QStringLiteral("1 SYS_FATAL");
    case RejectCode::SysTransient:
      return QStringLiteral("2 SYS_TRANSIENT");
    case RejectCode::DestinationInvalid:
      return QStringLiteral("3 DESTINATION_INVALID");
    case RejectCode::CanisterReject:
      return QStringLiteral("4 CANISTER_REJECT");
    case RejectCode::CanisterError:
      return QStringLiteral("5 CANISTER_ERROR");
    case RejectCode::SysUnknown:
      return QStringLiteral("6 SYS_UNKNOWN");
  }
  std::abort();
}

QString rejectReasonWords(RejectReason reason) {
  switch (reason) {
    case RejectReason::None:
      return {};
    case RejectReason::ExplicitReject:
      return tr("the callee rejected it");
    case RejectReason::Trapped:
      return tr("the callee trapped");
    case RejectReason::NoReply:
      return tr("the callee ended without a reply");
    case RejectReason::MissingMethod:
      return tr("the callee has no such method");
    case RejectReason::Stopped:
      return tr("the callee is stopped");
    case RejectReason::Stopping:
      return tr("the callee is stopping");
    case RejectReason::CanisterNotFound:
      return tr("there is no such canister");
    case RejectReason::InputQueueFull:
      return tr("the callee's input queue was full");
    case RejectReason::RequestTimedOut:
      return tr("it expired before it was sent");
    case RejectReason::DeadlineExpired:
      return tr("its deadline passed");
    case RejectReason::ResponseShed:
      return tr("its message was dropped for memory");
    case RejectReason::CompositeAsUpdate:
      return tr("a composite query cannot be called as an update");
    case RejectReason::InstructionLimit:
      return tr("a message used too many instructions");
    case RejectReason::OutOfCycles:
      return tr("the callee could not pay for it");
    case RejectReason::OtherSubnet:
      return tr("a query reaches only canisters of its own subnet");
    case RejectReason::CalleeIsUpdate:
      return tr("a query cannot call an update");
    case RejectReason::QueryTooDeep:
      return tr("the composite query's calls were nested too deep");
    case RejectReason::QueryInstructions:
      return tr("the composite query used up its instructions");
    case RejectReason::QueryWallTime:
      return tr("the composite query took too long");
    case RejectReason::NotEvaluated:
      return tr("the query answered before this call was evaluated");
    case RejectReason::OutOfMemory:
      return tr("the callee's subnet had no memory left for its response");
  }
  std::abort();
}

}  // namespace roundscope
