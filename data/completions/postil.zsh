#compdef postil
# Completion of postil for zsh: a file named _postil in a folder of fpath.
# What may stand where is postil's to say; compadd quotes it.

_postil() {
  local line files=
  local -a candidates shown begun before
  before=("${(@Q)words[2,CURRENT-1]}")
  for line in "${(@f)$(command postil completion words -- "${before[@]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
    if [[ $line == $'\tfiles' ]]; then
      files=1
    elif [[ ${line%%$'\t'*} == *[=:] ]]; then
      begun+=("${line%%$'\t'*}") # its value comes next, without a blank
    elif [[ -n $line ]]; then
      candidates+=("${line%%$'\t'*}")
      shown+=("${line%%$'\t'*}  ${line#*$'\t'}")
    fi
  done
  (( $#begun )) && compadd -U -S '' -a begun
  (( $#candidates )) && compadd -U -l -d shown -a candidates
  [[ -n $files ]] && _files
}

if [[ $zsh_eval_context == *file ]]; then
  compdef _postil postil
else
  _postil "$@"
fi
