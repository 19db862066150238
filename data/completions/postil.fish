# Completion of postil for fish.
# What may stand where is postil's to say; fish quotes it.

function __postil_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    # Out of its quotation marks, of which the last may be open.
    set -l word (string unescape -- "$typed"; or string unescape -- "$typed'"; or string unescape -- "$typed\"")
    set -e words[1]
    for line in (command postil completion words -- $words "$word" 2>/dev/null)
        if test "$line" = \t'files'
            __fish_complete_path "$word"
        else
            printf '%s\n' $line
        end
    end
end

complete -c postil -f -a '(__postil_complete)'
