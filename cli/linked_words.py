"""What the words of the links between cases, and of changes, are called on screen, French first."""

from typing import Final

Words = dict[str, tuple[str, str]]

EVENTS: Final[Words] = {
    "incidents": ("Incident lié", "Linked incident"),
    "recourses": ("Recours lié", "Linked recourse"),
    "accesses": ("Accès lié", "Linked access"),
    "named": ("Initiative nommée", "Initiative named"),
    "change": ("Changement déclaré", "Change declared"),
}

VALUES: Final[Words] = {
    "open": ("ouvert", "open"),
    "declared": ("déclarée", "declared"),
    "undeclared": ("jamais déclarée", "never declared"),
    "forbidden": ("interdit après l'accord", "forbidden since the grant"),
    "withdrawn": ("rattaché ailleurs", "attached elsewhere"),
    "data": ("données", "data"),
    "model": ("modèle", "model"),
    "purpose": ("fin", "purpose"),
    "population": ("population visée", "population"),
    "supplier": ("fournisseur", "supplier"),
}
