#!/usr/bin/env python3
"""Makes what is made from the command tables.

    command_tables.py man  COMMANDS OPTIONS TEMPLATE   rollcall.1.scd
    command_tables.py bash|zsh|fish COMMANDS OPTIONS   a completion
    command_tables.py list COMMANDS OPTIONS            a line a command
    command_tables.py examples COMMANDS OPTIONS        the help's examples

COMMANDS and OPTIONS are src/faces/cli/commands.def and options.def.
"""

import re
import sys

STRING = r'"(?:\\.|[^"\\])*"'


def rows(path, macro):
    """The arguments of each MACRO(...) in a table, strings joined and read."""
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
    for call in re.finditer(macro + r"\(((?:%s|[^\")])*)\)" % STRING, text):
        yield [value_of(argument) for argument in
               re.findall(r'(?:%s|[^",])+' % STRING, call.group(1))]


def value_of(argument):
    if '"' not in argument:
        return argument.strip()
    text = "".join(piece[1:-1] for piece in re.findall(STRING, argument))
    return text.replace("\\n", "\n").replace('\\"', '"')


class Option:
    def __init__(self, name, value, says):
        self.name, self.says = name, says
        self.value = None if value == "NULL" else value

    def for_command(self, command):
        """Only scan's --json takes a file."""
        if self.name == "json" and command != "scan":
            return Option("json", "NULL", "as JSON on stdout")
        return self


class Command:
    def __init__(self, options, name, arguments, says, takes, examples):
        self.name, self.arguments, self.says = name, arguments, says
        self.examples = examples.splitlines()
        self.options = [options[o].for_command(name) for o in takes.split()]


def read(commands, options):
    table = {row[0]: Option(*row) for row in rows(options, "RC_OPTION")}
    return [Command(table, *row) for row in rows(commands, "RC_COMMAND")]


# ---- the manual ----

def scd(text):
    """Text as scdoc reads it: its own marks escaped."""
    return re.sub(r"([\\*_<>#\[\]~])", r"\\\1", text)


def man(commands, template):
    synopsis, body = [], []
    for c in commands:
        argument = " _%s_" % scd(c.arguments) if c.arguments else ""
        options = " [options]" if c.options else ""
        synopsis.append("*rollcall* *%s*%s%s++" % (c.name, argument, scd(options)))
        body.append("*%s*%s\n\t%s.\n" % (c.name, argument, scd(c.says)))
        for o in c.options:
            value = " _%s_" % scd(o.value) if o.value else ""
            body.append("\t*--%s*%s\n\t\t%s\n" % (o.name, value, scd(o.says)))
    synopsis[-1] = synopsis[-1][:-2]
    with open(template, encoding="utf-8") as file:
        text = file.read()
    for mark, lines in (("@SYNOPSIS@", synopsis), ("@COMMANDS@", body)):
        text = text.replace(mark, "\n".join(lines).rstrip())
    return text


# ---- completions ----

def bash(commands):
    out = ["# bash completion for rollcall, made from its command tables.",
           "_rollcall()", "{",
           "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}",
           "    local command=${COMP_WORDS[1]}",
           "    COMPREPLY=()",
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then",
           "        COMPREPLY=($(compgen -W '%s' -- \"$word\"))"
           % " ".join(c.name for c in commands),
           "        return", "    fi",
           "    case $command:$before in"]
    for c in commands:
        for o in c.options:
            if o.name == "color":
                out.append("    %s:--color) COMPREPLY=($(compgen -W 'auto always never'"
                           " -- \"$word\")); return ;;" % c.name)
            elif o.value and o.value not in ("DIR", "FILE"):
                out.append("    %s:--%s) return ;;" % (c.name, o.name))
    out += ["    help:help) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;"
            % " ".join(c.name for c in commands),
            "    esac",
            "    case $command:$word in"]
    for c in commands:
        if c.options:
            out.append("    %s:-*) COMPREPLY=($(compgen -W '%s' -- \"$word\")) ;;"
                       % (c.name, " ".join("--" + o.name for o in c.options)))
    out += ["    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;", "    esac", "}",
            "complete -o filenames -F _rollcall rollcall"]
    return "\n".join(out)


def zsh_text(text):
    return re.sub(r"([\\:\[\]])", r"\\\1", text).replace("'", "'\\''")


def zsh(commands):
    out = ["#compdef rollcall", "# zsh completion for rollcall, made from its command tables.",
           "_rollcall()", "{", "    local -a commands", "    commands=("]
    out += ["        '%s:%s'" % (c.name, zsh_text(c.says)) for c in commands]
    out += ["    )", "    if (( CURRENT == 2 )); then",
            "        _describe command commands", "        return", "    fi",
            "    local command=$words[2]", "    shift words", "    (( CURRENT-- ))",
            "    case $command in"]
    for c in commands:
        out.append("    %s)" % c.name)
        specs = []
        for o in c.options:
            repeat = "*" if o.name == "zone" else ""
            how = {"DIR": ":%s:_files -/", "FILE": ":%s:_files"}.get(o.value, ":%s: ")
            how = how % zsh_text(o.value) if o.value else ""
            if o.name == "color":
                how = ":WHEN:(auto always never)"
            specs.append("        '%s--%s[%s]%s'" % (repeat, o.name, zsh_text(o.says), how))
        if c.name == "help":
            specs.append("        '1:command:(%s)'" % " ".join(k.name for k in commands))
        elif c.arguments:
            specs.append("        '*:%s:_files'" % zsh_text(c.arguments))
        out.append(" \\\n".join(["        _arguments"] + specs) + " ;;")
    # loaded as a function of fpath or sourced: one call or one registration
    out += ["    esac", "}", 'if [ "$funcstack[1]" = _rollcall ]; then',
            '    _rollcall "$@"', "else", "    compdef _rollcall rollcall", "fi"]
    return "\n".join(out)


def fish_text(text):
    return "'%s'" % text.replace("\\", "\\\\").replace("'", "\\'")


def fish(commands):
    out = ["# fish completion for rollcall, made from its command tables."]
    for c in commands:
        out.append("complete -c rollcall -n __fish_use_subcommand -f -a %s -d %s"
                   % (c.name, fish_text(c.says)))
        for o in c.options:
            value = " -r" if o.value else ""
            if o.name == "color":
                value = " -x -a 'auto always never'"
            elif o.value and o.value not in ("DIR", "FILE"):
                value = " -x"
            out.append("complete -c rollcall -n '__fish_seen_subcommand_from %s' -l %s%s -d %s"
                       % (c.name, o.name, value, fish_text(o.says)))
    out.append("complete -c rollcall -n '__fish_seen_subcommand_from help' -f -a '%s'"
               % " ".join(c.name for c in commands))
    return "\n".join(out)


def listing(commands):
    return "\n".join(" ".join([c.name] + ["--" + o.name for o in c.options])
                     for c in commands)


def examples(commands):
    return "\n".join(line.removeprefix("rollcall ")
                     for c in commands for line in c.examples)


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    kind, commands = sys.argv[1], read(*sys.argv[2:4])
    if kind == "man":
        print(man(commands, sys.argv[4]), end="")
    else:
        print({"bash": bash, "zsh": zsh, "fish": fish, "list": listing,
               "examples": examples}[kind](commands))


if __name__ == "__main__":
    main()
