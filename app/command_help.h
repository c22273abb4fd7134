// What stands at the end of each command's help: examples, and what the exit status means.
#pragma once

namespace CLI {
class App;
}

namespace roundscope::app {

/// For the program and all of its commands, which must be there already.
void addFooters(CLI::App& app);

}  // namespace roundscope::app
