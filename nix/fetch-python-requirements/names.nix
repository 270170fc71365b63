# The fetched files by normalised project name: $out/NAME/FILE.
{
  runCommand,
  python,
  files,
}:

runCommand "${files.name}-names" { } ''
  ${python.interpreter} ${./names.py} ${files} "$out"
''
