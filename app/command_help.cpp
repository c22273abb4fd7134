// One row a command. See command_help.h.
#include "app/command_help.h"

#include <CLI/CLI.hpp>
#include <array>
#include <string>
#include <string_view>

#include "app/commands.h"

namespace roundscope::app {
namespace {

/// What may come of a command beside 0, 2 and 3.
enum Statuses : unsigned { kNoMore = 0, kWrongScenario = 1, kUnmet = 2, kStopped = 4 };

struct CommandHelp {
  std::string_view command;  ///< empty: the program itself
  unsigned statuses;
  std::string_view examples;  ///< a line each
};

constexpr std::array kHelp = {
    CommandHelp{"", kWrongScenario | kUnmet | kStopped,
                "roundscope\n"
                "roundscope my.roundscope.json\n"
                "roundscope run in-flight-limit --all\n"
                "roundscope COMMAND --help"},
    CommandHelp{"run", kWrongScenario | kUnmet | kStopped,
                "roundscope run in-flight-limit --all --json\n"
                "roundscope run my.roundscope.json --set /limits/queue_capacity=50\n"
                "roundscope run my.roundscope.json --trace run.perfetto.json\n"
                "roundscope run - --trace - --format jsonl < my.roundscope.json | head"},
    CommandHelp{"render", kWrongScenario | kStopped,
                "roundscope render parallel-calls --all -o pings.png\n"
                "roundscope render my.roundscope.json --width-mm 85 --density compact -o figure.pdf\n"
                "roundscope render figure.pdf -o figure.svg\n"
                "roundscope render - -o - --format svg < my.roundscope.json > figure.svg"},
    CommandHelp{"compare", kWrongScenario | kUnmet | kStopped,
                "roundscope compare parallel-calls --markdown\n"
                "roundscope compare - --csv < my.roundscope.json > numbers.csv"},
    CommandHelp{"sweep", kWrongScenario | kStopped,
                "roundscope sweep my.roundscope.json --set /limits/queue_capacity=100..1000:100\n"
                "roundscope sweep payroll.roundscope.json --all --largest --set \"At once=10..600:10\"\n"
                "roundscope sweep partial-failures --fail-each-call -o failures.svg\n"
                "roundscope sweep - -o - --format csv --set /seed=1..50 < my.roundscope.json"},
    CommandHelp{"code", kWrongScenario, "roundscope code parallel-calls --canister caller --language rust"},
    CommandHelp{"check", kWrongScenario,
                "roundscope check my.roundscope.json\n"
                "roundscope check - < my.roundscope.json"},
    CommandHelp{"lessons", kNoMore, "roundscope lessons --json"},
    CommandHelp{"new", kNoMore,
                "roundscope new\n"
                "roundscope new saga -o mine.roundscope.json\n"
                "roundscope new saga --schema -o trip.roundscope.json"},
    CommandHelp{"schema", kNoMore,
                "roundscope schema > roundscope.schema.json\n"
                "roundscope schema --path"},
    CommandHelp{"completion", kNoMore, "source <(roundscope completion bash)"},
};

std::string footerOf(const CommandHelp& help) {
  std::string text = "Examples:\n  ";
  for (const char c : help.examples) text += c == '\n' ? std::string("\n  ") : std::string(1, c);
  text += "\n\nExit status:\n  0    done\n";
  if ((help.statuses & kWrongScenario) != 0) text += "  1    the scenario is wrong\n";
  text += "  2    wrong usage\n  3    could not read or write\n";
  if ((help.statuses & kUnmet) != 0) text += "  4    an expectation of the scenario does not hold\n";
  if ((help.statuses & kStopped) != 0) text += "  " + std::to_string(kInterrupted) + "  stopped by Ctrl+C\n";
  text.pop_back();
  return text;
}

}  // namespace

void addFooters(CLI::App& app) {
  for (const CommandHelp& help : kHelp)
    (help.command.empty() ? &app : app.get_subcommand(std::string(help.command)))->footer(footerOf(help));
}

}  // namespace roundscope::app
