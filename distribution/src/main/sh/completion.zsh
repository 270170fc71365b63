#compdef @command@
# Lets zsh complete @command@ with the bash script in ../bash.
autoload -U +X bashcompinit && bashcompinit
source ${${(%):-%x}:A:h}/../bash/@command@
_bash_complete -o default -F _complete_@command@
