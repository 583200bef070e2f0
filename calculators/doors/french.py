"""What Python and the system say in English, said in French."""

from __future__ import annotations

import argparse
import errno

_SYSTEM = {
    errno.ENOENT: "ce fichier ou son dossier n’existe pas",
    errno.EISDIR: "c’est un dossier",
    errno.ENOTDIR: "un fichier tient la place d’un dossier du chemin",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "ce disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "la place permise sur ce disque est épuisée",
    errno.EFBIG: "le fichier deviendrait trop grand",
    errno.EIO: "le disque ou le réseau a fait défaut",
    errno.EBADF: "ce flux est fermé",
    errno.EPIPE: "le programme qui lisait s’est arrêté",
    errno.ENAMETOOLONG: "ce nom est trop long",
    errno.EINVAL: "ce nom n’est pas accepté",
    errno.ELOOP: "ce lien tourne en rond",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.ENFILE: "trop de fichiers sont ouverts",
    errno.ENXIO: "personne n’est à l’autre bout",
    errno.EBUSY: "ce fichier est occupé",
    errno.ETXTBSY: "ce fichier est occupé",
    errno.ESTALE: "le disque du réseau n’est plus là",
}

_ARGPARSE = {
    "usage: ": "usage : ",
    "options": "options",
    "positional arguments": "à donner",
    "show this help message and exit": "montrer cette aide",
    "show program's version number and exit": "montrer la version",
    "the following arguments are required: %s": "il manque %s",
    "unrecognized arguments: %s": "inconnu : %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "expected one argument": "une valeur est attendue",
    "ignored explicit argument %r": "cette option ne prend pas de valeur, %r est de trop",
    "ambiguous option: %(option)s could match %(matches)s": (
        "%(option)s peut vouloir dire %(matches)s"
    ),
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "« %(value)s » est inconnu, au choix %(choices)s"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "« %(parser_name)s » est inconnu, au choix %(choices)s"
    ),
}


def reason(error: OSError | UnicodeError) -> str:
    """Say why a file cannot be read or written."""
    if isinstance(error, UnicodeError):
        return "ce texte n’est pas en UTF-8"
    # What a stream of Python itself refuses bears no number: it is closed, or goes the other way.
    number = error.errno or errno.EBADF
    return _SYSTEM.get(number, f"erreur {number} du système")


def teach() -> None:
    """Have `argparse` speak French: it asks `_` for each of its messages, and has no other way."""
    vars(argparse)["_"] = lambda said: _ARGPARSE.get(said, said)
