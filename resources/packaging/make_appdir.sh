#!/usr/bin/env bash
# Lays out an AppDir: the program, what is installed beside it, and the libraries and plugins that it needs, so that it
# runs on any Linux with the C library of this machine or a newer one, OpenGL (libEGL), fontconfig and a font.
# `appimagetool FOLDER` makes a single file of it.
# make_appdir.sh FOLDER, after `./dev package`
set -euo pipefail
(($# == 1)) || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
folder=$1
sources=$(cd "$(dirname "$0")/../.." && pwd)
rm -rf "$folder"
cmake --install "$sources/build/release" --prefix "$folder/usr" --strip >&2

plugins=$(qmake6 -query QT_INSTALL_PLUGINS 2>/dev/null || echo "/usr/lib/$(uname -m)-linux-gnu/qt6/plugins")
mkdir -p "$folder/usr/lib" "$folder/usr/plugins"
for plugin in platforms/libqxcb.so platforms/libqoffscreen.so platforms/libqwayland-generic.so wayland-shell-integration \
  xcbglintegrations imageformats/libqsvg.so iconengines/libqsvgicon.so; do
  [[ -e $plugins/$plugin ]] || continue
  mkdir -p "$folder/usr/plugins/$(dirname "$plugin")"
  cp -rL "$plugins/$plugin" "$folder/usr/plugins/$plugin"
done
printf '[Paths]\nPrefix=..\nPlugins=plugins\n' >"$folder/usr/bin/qt.conf"

# Those of the C library and of the graphics driver are the machine's own.
find "$folder/usr/bin" "$folder/usr/plugins" -type f \( -name '*.so' -o -name roundscope \) -exec ldd {} + |
  sed -n 's/.* => \(\/[^ ]*\) .*/\1/p' | sort -u |
  grep -Ev '/(libc|libm|libdl|libpthread|librt|libresolv|libGL|libGLX|libEGL|libOpenGL|libGLdispatch|libdrm|libgbm)\.so' |
  xargs -d '\n' cp -Lt "$folder/usr/lib"

cat >"$folder/AppRun" <<'SH'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
LD_LIBRARY_PATH="$here/usr/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" exec "$here/usr/bin/roundscope" "$@"
SH
chmod +x "$folder/AppRun"
cp "$folder/usr/share/applications/org.roundscope.Roundscope.desktop" "$folder/"
cp "$folder/usr/share/icons/hicolor/256x256/apps/org.roundscope.Roundscope.png" "$folder/"
ln -s org.roundscope.Roundscope.png "$folder/.DirIcon"
