#!/usr/bin/env bash
# Writes what a package holds beside the program: manual pages and completions, which the program tells itself, icons in
# sizes, and compressed changelogs.
# make_files.sh PROGRAM SOURCES FOLDER VERSION DATE
set -euo pipefail
program=$1 sources=$2 folder=$3 version=$4 date=$5
share=$folder/share
rm -rf "$share"
mkdir -p "$share/man/man1" "$share/bash-completion/completions" "$share/zsh/vendor-completions" "$share/doc/roundscope"
SOURCE_DATE_EPOCH=$(date --utc --date="$date" +%s)
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8
PATH=$(dirname "$program"):$PATH

# $1: a command, or nothing for the program itself. $2: the name of its page. The rest: what help2man is told besides.
# It knows names of one word alone, none of our headings, and fills examples like prose.
manual() {
  local command=$1 page=$2
  shift 2
  help2man --no-info --section=1 --source="Roundscope $version" --version-string="$version" --manual="User Commands" \
    "$@" "roundscope${command:+ $command}" |
    sed -e "s/^\.TH ROUNDSCOPE /.TH ${page^^} /" -e "0,/^roundscope $command \\\\- /s//$page \\\\- /" \
      -e 's/^\.SS "Positionals:"/.SH ARGUMENTS/' -e 's/^\.SS "Subcommands:"/.SH COMMANDS/' \
      -e '/^\.SH EXAMPLES/,/^\.SS/s/^\.IP/.IP\n.nf/' -e 's/^\.SS "Exit status:"/.fi\n.SH "EXIT STATUS"/' \
      >"$share/man/man1/$page.1"
  gzip -9n "$share/man/man1/$page.1"
}

commands=$(roundscope --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z]\+\) .*/\1/p')
{
  printf '[see also]\n'
  for command in $commands; do printf '.BR roundscope-%s (1)\n' "$command"; done
} >"$folder/see_also"
manual '' roundscope --name="$(roundscope --help | sed -n '1{s/\.$//;s/^Shows/shows/;p}')" --include="$folder/see_also"
printf '[see also]\n.BR roundscope (1)\n' >"$folder/see_also"
for command in $commands; do
  manual "$command" "roundscope-$command" --name="$(roundscope "$command" --help | sed -n 1p)" --include="$folder/see_also"
done

roundscope completion bash >"$share/bash-completion/completions/roundscope"
roundscope completion zsh >"$share/zsh/vendor-completions/_roundscope"

for size in 16 22 24 32 48 64 128 256 512; do
  icons=$share/icons/hicolor/${size}x$size/apps
  mkdir -p "$icons"
  rsvg-convert --width=$size --height=$size --output="$icons/org.roundscope.Roundscope.png" "$sources/resources/icons/roundscope.svg"
done

gzip -9n <"$sources/resources/CHANGELOG.md" >"$share/doc/roundscope/changelog.gz"
gzip -9n <"$folder/changelog.Debian" >"$share/doc/roundscope/changelog.Debian.gz"
