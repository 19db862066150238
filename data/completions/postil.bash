# Completion of postil for bash: source this file, or put it where bash-completion looks.
# What may stand where is postil's to say; here words are only divided and quoted. Nothing that
# postil prints is ever evaluated.

# Takes the quotation marks off a word as far as it is typed: the text into _postil_text, the mark
# that is still open into _postil_mark.
_postil_unquote() {
  local word=$1 at byte
  _postil_text= _postil_mark=
  for ((at = 0; at < ${#word}; at++)); do
    byte=${word:at:1}
    if [[ -n $_postil_mark ]]; then
      if [[ $byte == "$_postil_mark" ]]; then
        _postil_mark=
      elif [[ $byte == \\ && $_postil_mark == \" ]]; then
        _postil_text+=${word:at+1:1} at=$((at + 1))
      else
        _postil_text+=$byte
      fi
    elif [[ $byte == [\"\'] ]]; then
      _postil_mark=$byte
    elif [[ $byte == \\ ]]; then
      _postil_text+=${word:at+1:1} at=$((at + 1))
    else
      _postil_text+=$byte
    fi
  done
}

_postil() {
  local rest=${COMP_LINE:0:COMP_POINT} word raw='' before='' line at files=''
  local _postil_text _postil_mark
  local -a words=()
  COMPREPLY=()
  rest=${rest#*"${COMP_WORDS[0]}"}
  # bash divides at = and : too; what no blank divides is one word.
  for ((at = 1; at <= COMP_CWORD; at++)); do
    word=${COMP_WORDS[at]}
    ((at == COMP_CWORD)) && { word=${rest#"${rest%%[![:blank:]]*}"}; }
    if [[ $rest == [[:blank:]]* || $at == 1 ]]; then
      if ((at > 1)); then
        _postil_unquote "$raw"
        words+=("$_postil_text")
      fi
      raw='' before=''
      rest=${rest#"${rest%%[![:blank:]]*}"}
    fi
    before=$raw
    raw+=$word
    rest=${rest#"$word"}
  done
  _postil_unquote "$before"
  before=$_postil_text
  _postil_unquote "$raw"
  words+=("$_postil_text")

  while IFS= read -r line; do
    if [[ $line == $'\tfiles' ]]; then
      files=1
      continue
    fi
    line=${line%%$'\t'*}
    # bash puts in only what stands behind its last division.
    [[ $line == "$before"* ]] || continue
    line=${line#"$before"}
    case $_postil_mark in
      '') printf -v line %q "$line" ;;
      \') [[ $line == *\'* ]] && continue ;;
      *)
        [[ $line == *!* ]] && continue
        line=${line//\\/\\\\} line=${line//\"/\\\"} line=${line//\$/\\\$} line=${line//\`/\\\`}
        # What ends in one, readline takes for closed.
        [[ $line == *\" ]] && line+=\"
        ;;
    esac
    COMPREPLY+=("$line")
  done < <(command postil completion words -- "${words[@]}" 2>/dev/null)

  [[ -n $files ]] && compopt -o default 2>/dev/null
  [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[=:] ]] && compopt -o nospace 2>/dev/null
  return 0
}

complete -F _postil postil
