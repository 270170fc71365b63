# What nixpkgs does to an output after installing, but for strip and patchelf. Sourced by setup.sh.
# shellcheck shell=bash disable=SC2154

fixupPhase() {
  runHook preFixup
  moveToShare
  [ -n "${dontMoveSbin:-}" ] || moveSbin
  [ -n "${dontGzipMan:-}" ] || compressManPages
  [ -n "${dontPatchShebangs:-}" ] || patchShebangs
  [ -n "${dontPruneLibtoolFiles:-}" ] || pruneLibtoolFiles
  [ -n "${dontMoveSystemdUserUnits:-}" ] || moveSystemdUserUnits
  [ -n "${dontCheckForBrokenSymlinks:-}" ] || checkSymlinks
  runHook postFixup
}

moveToShare() {
  local directory
  for directory in ${forceShare:-man doc info}; do
    if [ -d "$out/$directory" ] && [ ! -d "$out/share/$directory" ]; then
      mkdir -p "$out/share"
      mv "$out/$directory" "$out/share/"
    fi
  done
}

moveSbin() {
  [ -d "$out/sbin" ] && [ ! -L "$out/sbin" ] || return 0
  mkdir -p "$out/bin"
  mv "$out"/sbin/* "$out/bin"
  rmdir "$out/sbin"
  ln -s bin "$out/sbin"
}

compressManPages() {
  [ -d "$out/share/man" ] || return 0
  find "$out/share/man" -type f ! -name '*.gz' -exec gzip -n {} +
}

patchShebangs() {
  local file line interpreter argument rest found
  while IFS= read -r -d '' file; do
    { IFS= read -r line <"$file" && [[ $line == '#!'* ]]; } 2>/dev/null || continue
    read -r interpreter argument rest <<<"${line#\#!}"
    [[ $interpreter != /nix/store/* ]] || continue
    if [[ $interpreter == */bin/env ]]; then
      if [[ $argument == -* || $argument == *=* ]]; then
        echo "$file: unsupported interpreter directive \"$line\"" >&2
        return 1
      fi
      found=$(type -P "$argument" || true)
    else
      found=$(type -P "${interpreter##*/}" || true)
      rest="$argument $rest"
    fi
    [ -z "$found" ] || sed -i "1s|.*|#!$found $rest|" "$file"
  done < <(find "$out" -type f -perm -0100 -print0)
}

pruneLibtoolFiles() {
  find "$out" -type f -name '*.la' -exec sed -i "s/^dependency_libs=.*/dependency_libs=''/" {} +
}

moveSystemdUserUnits() {
  [ -d "$out/lib/systemd/user" ] || return 0
  mkdir -p "$out/share/systemd"
  mv "$out/lib/systemd/user" "$out/share/systemd/user"
}

checkSymlinks() {
  local broken
  broken=$(find "$out" -xtype l)
  [ -z "$broken" ] || { echo "broken symlinks: $broken" >&2; return 1; }
}
