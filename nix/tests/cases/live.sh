# The index that this machine's pip uses. Sourced.
# shellcheck shell=bash disable=SC2034,SC2154
live_cases=(
  jupyterlab_of_may_2021_has_the_known_hash
)

machine_index() {
  local configured=${PIP_INDEX_URL:-}
  : "${configured:=$("$python" -m pip config get global.index-url 2>/dev/null)}"
  echo "${configured:-https://pypi.org/simple/}"
}

case_jupyterlab_of_may_2021_has_the_known_hash() {
  local files fetched_for
  fetched_for=$("$python" -c 'import platform as p, sys
print(p.python_implementation(), "%d.%d" % sys.version_info[:2], p.system(), p.machine())')
  expect 'what the hash is known for' "$fetched_for" 'CPython 3.11 Linux x86_64'
  files=$(build "fetchPythonRequirements {
    inherit python;
    fetcherVersion = 1;
    requirementsList = [ \"jupyterlab\" ];
    date = \"2021-05-01\";
    indexUrl = \"$(machine_index)\";
    hash = \"sha256-8JbH/MVAIoe+FzW1ws9/2dikiImHKRTLBMCICthEdto=\";
    name = \"jupyterlab-$$\";
  }")
  expect files "$(find "$files" -type f | wc -l)" 67
}
