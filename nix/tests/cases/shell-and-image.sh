# Environments in a shell and in an image. Sourced.
# shellcheck shell=bash disable=SC2016,SC2034,SC2154
shell_and_image_cases=(
  shell_has_modules_and_sources
  image_runs_its_python
)

# environment [ARGUMENTS]: of greeter.
environment() {
  echo "{ requirements = \"greeter\"; withBuildRequires = false; date = \"2021-05-01\"; indexUrl = \"$index\";
    hash = \"$greeter_hash\"; ${1:-} }"
}

case_shell_has_modules_and_sources() {
  local project=$scratch/shell-project shell
  mkdir -p "$project/src"
  echo 'import good_words; main = good_words.main' >"$project/src/edited.py"
  # Under a name of its own, since nix-shell takes what it says of a shell from there.
  with_set "mkPythonShell $(environment 'editable = "src";')" >"$project/shell.nix"
  expect edited "$(cd "$project" && nix-shell shell.nix --run "python -c 'import edited; edited.main()'")" 'good day'
  with_set "(mkPython $(environment)).env" >"$project/shell.nix"
  expect greet "$(cd "$project" && nix-shell shell.nix --run greet)" 'good day'
}

case_image_runs_its_python() {
  local image root=$scratch/image command
  image=$(built_twice "mkDockerImage $(environment)")
  expect 'as a part of the environment' "$(build "(mkPython $(environment)).dockerImage")" "$image"
  mkdir -p "$root/archive" "$root/files"
  tar -xzf "$image" -C "$root/archive"
  for command in "$root"/archive/*/layer.tar; do
    tar -xf "$command" -C "$root/files"
  done
  command=$("$python" -c 'import json, sys
image = json.load(open(sys.argv[1] + "/config.json"))["config"]
assert "LANG=C.UTF-8" in image["Env"], image
print(*image["Cmd"])' "$root/archive")
  [ -L "$root/files/bin/greet" ] || say_failed 'the commands are not in /bin'
  expect overridden "$(evaluate "((mkDockerImage $(environment)).override (old: { name = \"mine\"; })).name")" '"mine.tar.gz"'
  if [ "$(id -u)" = 0 ]; then
    # The Python of these tests is the host's.
    mkdir -p "$root/files/usr" "$root/files/lib" "$root/files/lib64"
    expect greet "$(unshare --mount bash -euc '
      for path in /usr /lib /lib64; do mount --rbind "$path" "$1$path"; done
      exec chroot "$1" "$2" -c "import greeter; greeter.main()"' image "$root/files" "$command")" 'good day'
  fi
}
