// The program: see command_line.h for what it understands.
#include "app/command_line.h"

int main(int argc, char** argv) { return roundscope::app::runProgram(argc, argv); }
