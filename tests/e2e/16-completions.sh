#!/bin/sh
# 16-completions.sh ROLLCALL -- each shell takes its completion and offers what
# the tables have.
. "$(dirname "$0")/tap.sh"

src=$here/../../src/faces/cli
if ! command -v python3 >/dev/null; then
    skip "completions" "no python3 to make them with"
    finish
fi
for shell in bash zsh fish; do
    python3 "$here/../../tools/command_tables.py" $shell "$src/commands.def" \
        "$src/options.def" >rollcall.$shell
done
cp rollcall.zsh _rollcall

# offers SHELL WORDS WANTED: completing the last of words offers wanted.
offers() {
    case $1 in
    bash) bash --norc -c '. ./rollcall.bash; COMP_WORDS=($1)
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _rollcall
            printf "%s\n" "${COMPREPLY[@]}"' bash "$2" ;;
    fish) fish --no-config -c "source rollcall.fish; complete -C '$2'" ;;
    esac >out 2>err </dev/null
    ran="$1: $2"
    says "^$3" "$1 offers $3 for: $2"
    silent err "... and says nothing else"
}
for shell in bash fish; do
    if ! command -v $shell >/dev/null; then
        skip "$shell takes its completion" "no $shell here"
        continue
    fi
    offers $shell "rollcall sc" scan
    offers $shell "rollcall scan --thr" --threads
    offers $shell "rollcall demo --s" --seed
    offers $shell "rollcall help exp" explain
    offers $shell "rollcall cases --color al" always
    mkdir -p exports
    offers $shell "rollcall scan exp" exports
done

if ! command -v zsh >/dev/null; then
    skip "zsh takes its completion" "no zsh here"
    finish
fi
zsh -f -c 'fpath=($PWD $fpath); autoload -Uz compinit && compinit -D -u &&
    print ${_comps[rollcall]} && autoload +X _rollcall && print loaded' \
    >out 2>err </dev/null
ran="zsh: compinit"
says '^_rollcall' "zsh finds the completion by compinit"
says '^loaded' "and loads it"
silent err "... and says nothing else"
# what it offers, with zsh's own functions replaced by ones that tell
zsh -f -c '
    _describe() { print -l -- ${(P)2%%:*} }
    _arguments() { print -l -- "$@" }
    compdef() { : }
    . ./_rollcall
    words=(rollcall sc) CURRENT=2; _rollcall
    words=(rollcall demo --s) CURRENT=3; _rollcall' >out 2>err </dev/null
ran="zsh: its offers"
says '^scan$' "zsh offers scan"
says '^--seed\[' "and --seed to demo"
silent err "... and says nothing else"
finish
