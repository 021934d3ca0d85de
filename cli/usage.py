"""What is said of a command line that cannot be understood, in both languages.

Typer words its refusals in English only. What it knows of each (the command, the parameter, the value) is enough to
word them again.
"""

import re
from typing import Any, Final, NoReturn, get_args

# Typer carries its own copy of click, and makes only one of these classes public.
from typer._click import exceptions as refused

from authoring.problem import instead
from cli.screen import Exit, screen
from domain.text import Text

Refusal = refused.ClickException

UNKNOWN: Final = re.compile(r"^No such command '(.*?)'\.")
SURPLUS: Final = re.compile(r"unexpected extra arguments? \((.*)\)|unexpected extra argument\(s\) \((.*)\)")
QUOTED: Final = re.compile(r"'(.*)'")
NOTHING: Final = Text(fr="", en="")
FILE: Final = Text(fr="un fichier qui existe", en="a file that exists")
FOLDER: Final = Text(fr="un dossier qui existe", en="a folder that exists")


def refuse(refusal: Refusal) -> NoReturn:
    """Say what is wrong with the command line, how the command is used, and leave."""
    if isinstance(refusal, refused.NoArgsIsHelpError):
        refusal.show()
        raise SystemExit(int(Exit.USAGE))
    said, ctx = _said(refusal), getattr(refusal, "ctx", None)
    if ctx is not None:
        path, takes = ctx.command_path, " ".join(ctx.command.collect_usage_pieces(ctx))
        commande = takes.replace("COMMAND [ARGS]", "COMMANDE [ARGUMENTS]")
        said = Text(
            fr=f"{said.fr}\nUsage : {path} {commande}\nPour en savoir plus : {path} --help",
            en=f"{said.en}\nUsage: {path} {takes}\nTo read more: {path} --help",
        )
    screen.fail(said, Exit.USAGE)


def _said(refusal: Refusal) -> Text:
    if isinstance(refusal, refused.MissingParameter):
        name = _name(refusal)
        return Text(fr=f"Il manque {name}.", en=f"{name} is missing.")
    if isinstance(refusal, refused.BadParameter):
        return _bad_value(refusal)
    if isinstance(refusal, refused.NoSuchOption):
        return _no_such_option(refusal)
    if isinstance(refusal, refused.BadOptionUsage):
        return _option_misused(refusal)
    return _told_by_its_words(refusal)


def _bad_value(refusal: refused.BadParameter) -> Text:
    name, expected = _name(refusal), _expected(getattr(refusal.param, "type_descriptor", None))
    told = QUOTED.search(refusal.message)
    errors: list[Any] = getattr(refusal.__cause__, "errors", list)()
    given = errors[0]["input"] if errors else told[1] if told else ""
    return Text(
        fr=f"{name} : « {given} » n'est pas accepté.{f' Attendu : {expected.fr}.' if expected.fr else ''}",
        en=f'{name}: "{given}" is not accepted.{f" Expected: {expected.en}." if expected.en else ""}',
    )


def _expected(kind: Any) -> Text:
    """Return what a parameter of this *kind* takes."""
    if kind is None:
        return NOTHING
    info, each = kind.parameter_info, next(iter(get_args(kind.annotation)), kind.annotation)
    if each in (int, float):
        return _number(each is int, info.min, info.max)
    if kind.choices:
        listed = ", ".join(str(getattr(choice, "value", choice)) for choice in kind.choices)
        return Text(fr=listed, en=listed)
    if kind.is_datetime:
        return Text(fr="un jour, AAAA-MM-JJ", en="a day, YYYY-MM-DD")
    if kind.is_path:
        return FILE if info.file_okay else FOLDER
    return NOTHING


def _number(whole: bool, least: float | None, most: float | None) -> Text:  # noqa: FBT001  read by position, at once
    fr, en = ("un nombre entier", "a whole number") if whole else ("un nombre", "a number")
    if least is not None:
        fr, en = f"{fr} d'au moins {least}", f"{en}, at least {least}"
    if most is not None:
        fr, en = f"{fr}{' et' if least is not None else ''} d'au plus {most}", f"{en}, at most {most}"
    return Text(fr=fr, en=en)


def _no_such_option(refusal: refused.NoSuchOption) -> Text:
    name = refusal.option_name
    known = [option for param in refusal.cmd.params for option in param.opts] if refusal.cmd else []
    remedy = instead(name, known, NOTHING)
    return Text(
        fr=f"L'option {name} n'existe pas. {remedy.fr}".strip(), en=f"There is no option {name}. {remedy.en}".strip()
    )


def _option_misused(refusal: refused.BadOptionUsage) -> Text:
    name = refusal.option_name
    if "requires" in refusal.message:
        return Text(fr=f"L'option {name} attend une valeur.", en=f"The option {name} needs a value.")
    return Text(fr=f"L'option {name} ne prend pas de valeur.", en=f"The option {name} takes no value.")


def _told_by_its_words(refusal: Refusal) -> Text:
    """Return what is said of a refusal that only its sentence tells from others."""
    unknown, surplus = UNKNOWN.match(refusal.message), SURPLUS.search(refusal.message)
    if unknown:
        known = list(getattr(getattr(refusal, "cmd", None), "commands", ()))
        listed = ", ".join(known)
        remedy = instead(unknown[1], known, Text(fr=f"Commandes : {listed}.", en=f"Commands: {listed}."))
        return Text(
            fr=f"La commande « {unknown[1]} » n'existe pas. {remedy.fr}",
            en=f'There is no command "{unknown[1]}". {remedy.en}',
        )
    if surplus:
        words = surplus[1] or surplus[2]
        return Text(fr=f"De trop sur la ligne : {words}.", en=f"Too much on the line: {words}.")
    said = refusal.format_message()
    return Text(fr=f"Cette ligne ne se comprend pas : {said}", en=f"This line is not understood: {said}")


def _name(refusal: refused.BadParameter) -> str:
    param: Any = refusal.param
    return " / ".join(param.opts) if param.param_type_name == "option" else str(param.get_error_hint()).strip("'")
