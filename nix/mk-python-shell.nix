# A shell with an environment in it, for nix-shell and `nix develop`.
#
#   mkPythonShell { requirements = "flask"; editable = "src"; }
{
  lib,
  mkShell,
}:

let
  types = import ./arguments/types.nix { inherit lib; };

  # Where sources are that are worked on; from a text, where the shell begins. A path in the store is a
  # copy, which nobody edits.
  places =
    function: editable:
    map (
      place:
      if builtins.isPath place && lib.hasPrefix builtins.storeDir (toString place) then
        throw "${function}: `editable` is ${toString place}, a copy in the store; in a flake give a text, such as \"src\", that counts from where the shell begins."
      else if lib.hasPrefix "/" (toString place) then
        lib.escapeShellArg (toString place)
      else
        "\"$PWD\"/${lib.escapeShellArg place}"
    ) (if builtins.isList editable then editable else [ editable ]);

  make =
    function: environment: editable:
    mkShell {
      name = "${environment.name}-shell";
      packages = [ environment ];
      shellHook = lib.concatMapStrings (place: ''
        export PYTHONPATH=${place}''${PYTHONPATH:+:$PYTHONPATH}
      '') (places function editable);
    };
in

rec {
  # The shell of an environment.
  of = environment: make "mkPythonShell" environment [ ];

  # The shell as a function of an environment's arguments.
  from = environment: {
    types = environment.types // {
      editable =
        value:
        if builtins.isString value || builtins.isPath value || builtins.isList value then
          null
        else
          "a path, a text of one, or a list of these";
    };
    make =
      function: arguments:
      make function (environment.make function (removeAttrs arguments [ "editable" ])) (
        arguments.editable or [ ]
      );
  };
}
