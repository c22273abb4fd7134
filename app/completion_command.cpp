// `completion`: shells complete what the command line's grammar says, and nothing is written down a second time.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/commands.h"
#include "ui/files/template_library.h"
#include "ui/lessons/lesson_library.h"

namespace roundscope::app {
namespace {

/// What may stand for an option's or a position's value.
struct Values {
  std::vector<std::string> words;
  bool files = false;
};

/// The words in braces, or what the name of the type stands for.
Values valuesOf(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  Values values;
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}', open == std::string::npos ? 0 : open);
  if (close != std::string::npos && open != std::string::npos)
    values.words = CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
  if (type.find("TEMPLATE") != std::string::npos)
    for (const ui::TemplateInfo& each : ui::templates()) values.words.push_back(each.id.toStdString());
  if (type.find("LESSON") != std::string::npos)
    for (const ui::LessonInfo& each : ui::lessons()) values.words.push_back(each.id.toStdString());
  values.files = type == "OUT" || type.starts_with("FILE");
  return values;
}

/// An option, or a position that has no names.
struct Argument {
  std::vector<std::string> names;
  std::string help;
  std::string type;
  Values values;
  bool takesValue = false;
  bool repeats = false;
};

struct Command {
  std::string name;  ///< empty: the program itself
  std::string help;
  std::vector<Argument> options;
  std::vector<Argument> positions;
};

void addArguments(const CLI::App& app, Command& command) {
  for (const CLI::Option* const option : app.get_options()) {
    if (option->get_group().empty()) continue;  // hidden
    Argument argument{{}, option->get_description(), option->get_type_name(), valuesOf(*option)};
    for (const std::string& name : option->get_snames()) argument.names.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) argument.names.push_back("--" + name);
    argument.takesValue = option->get_items_expected_max() > 0;
    argument.repeats = option->get_expected_max() > 1;
    (option->get_positional() ? command.positions : command.options).push_back(std::move(argument));
  }
  for (const CLI::App* const group : app.get_subcommands([](const CLI::App* part) { return part->get_name().empty(); }))
    addArguments(*group, command);
}

Command commandOf(const CLI::App& app, std::string name) {
  Command command{std::move(name), app.get_description(), {}, {}};
  addArguments(app, command);
  return command;
}

std::vector<Command> commandsOf(const CLI::App& app) {
  std::vector<Command> commands;
  for (const CLI::App* const each : app.get_subcommands([](const CLI::App* part) { return !part->get_name().empty(); }))
    commands.push_back(commandOf(*each, each->get_name()));
  return commands;
}

std::string namesOf(const std::vector<Command>& commands, const char* between) {
  std::string text;
  for (const Command& command : commands) text += (text.empty() ? "" : between) + command.name;
  return text;
}

/// In single quotes of a shell.
std::string inQuotes(const std::string& text) {
  std::string all = "'";
  for (const char c : text) all += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return all + "'";
}

// bash: one `case` by command and the word before.

std::string bashValues(const Values& values) {
  return fmt::format("words={} files={}", inQuotes(fmt::format("{}", fmt::join(values.words, " "))),
                     values.files ? 1 : 0);
}

std::string bashCommand(const Command& command, const std::string& first) {
  std::string text, options;
  for (const Argument& option : command.options) {
    for (const std::string& name : option.names) options += (options.empty() ? "" : " ") + name;
    if (!option.takesValue) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : option.names) patterns.push_back(command.name + ":" + name);
    text += fmt::format("    {}) {} ;;\n", fmt::join(patterns, " | "), bashValues(option.values));
  }
  Values place;
  if (!command.positions.empty()) place = command.positions.front().values;
  if (!first.empty()) place.words.insert(place.words.begin(), first);
  return text + fmt::format("    {}:*) options={} {} ;;\n", command.name, inQuotes(options), bashValues(place));
}

std::string bashText(const Command& program, const std::vector<Command>& commands) {
  std::string text = fmt::format(R"(# Completion of roundscope for bash, as `roundscope completion bash` prints it.
_roundscope() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} command='' options='' words='' files=0 i
  # bash parts --option=value into three words.
  [[ $word == = ]] && word=''
  [[ $before == = ]] && before=${{COMP_WORDS[COMP_CWORD - 2]}}
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${{COMP_WORDS[i]}} in {}) command=${{COMP_WORDS[i]}}; break ;; esac
  done
  case $command:$before in
)",
                                 namesOf(commands, " | "));
  for (const Command& command : commands) text += bashCommand(command, "");
  text += bashCommand(program, namesOf(commands, " "));
  return text + R"(  esac
  [[ $word == -* && -n $options ]] && words=$options files=0
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word"; ((files)) && compgen -f -- "$word")
  ((files)) && compopt -o filenames
}
complete -F _roundscope roundscope
)";
}

// zsh: a specification for `_arguments` for each command.

std::string zshHelp(const std::string& text) {
  std::string all;
  for (const char c : text)
    all += c == '[' || c == ']' || c == ':' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
  return all;
}

std::string zshAction(const Values& values) {
  const std::string words = fmt::format("{}", fmt::join(values.words, " "));
  if (values.files && !words.empty())
    return fmt::format("_alternative \"files:file:_files\" \"words:name:({})\"", words);
  if (values.files) return "_files";
  return words.empty() ? " " : fmt::format("({})", words);
}

std::string zshValue(const Argument& argument) {
  const std::string type = argument.type.substr(0, argument.type.find_first_of(":{"));
  // With a space before it, `_arguments` calls the action as it stands.
  const std::string action = zshAction(argument.values);
  return fmt::format(":{}:{}{}", zshHelp(type.empty() ? "value" : type), action.starts_with('_') ? " " : "", action);
}

std::string zshArguments(const Command& command, const std::string& indent) {
  std::string text;
  for (const Argument& option : command.options) {
    const std::string others = option.repeats ? "*" : fmt::format("({})", fmt::join(option.names, " "));
    for (const std::string& name : option.names)
      text += " \\\n" + indent +
              inQuotes(fmt::format("{}{}{}[{}]{}", others, name,
                                   !option.takesValue       ? ""
                                   : name.starts_with("--") ? "="
                                                            : "+",
                                   zshHelp(option.help), option.takesValue ? zshValue(option) : ""));
  }
  for (const Argument& position : command.positions) text += " \\\n" + indent + inQuotes(zshValue(position));
  return text;
}

std::string zshText(Command program, const std::vector<Command>& commands) {
  const Values source = program.positions.empty() ? Values{} : program.positions.front().values;
  program.positions.clear();
  std::string text =
      "#compdef roundscope\n# Completion of roundscope for zsh, as `roundscope completion zsh` prints it.\n";
  text += "_roundscope() {\n  local context state state_descr line\n  typeset -A opt_args\n  _arguments -C" +
          zshArguments(program, "    ") + " \\\n    '1:command:->first' '*::argument:->rest' && return\n";
  text += "  local -a commands=(\n";
  for (const Command& command : commands) text += "    " + inQuotes(command.name + ":" + command.help) + "\n";
  text += fmt::format(
      "  )\n  case $state in\n    first)\n      _describe command commands\n      {}\n      ;;\n    rest)\n",
      zshAction(source));
  text += "      case $line[1] in\n";
  for (const Command& command : commands)
    text += fmt::format("        {})\n          _arguments{}\n          ;;\n", command.name,
                        zshArguments(command, "            "));
  return text + R"(      esac
      ;;
  esac
}
if [[ $funcstack[1] == _roundscope ]]; then _roundscope "$@"; else compdef _roundscope roundscope; fi
)";
}

}  // namespace

int completionCommand(const CLI::App& app, const std::string& shell) {
  const Command program = commandOf(app, "");
  const std::vector<Command> commands = commandsOf(app);
  return print(shell == "bash" ? bashText(program, commands) : zshText(program, commands));
}

}  // namespace roundscope::app
