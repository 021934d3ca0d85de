"""What each finding is called, says in both languages, and takes: the list of all that is looked for."""

from dataclasses import dataclass
from typing import Final

from domain.text import Text

SOMEWHERE: Final = Text(
    fr="Il suffit de pouvoir écrire dans ce qui a été lu (disque, copie, transport) ; pour que cela passe inaperçu, il "
    "aurait fallu aussi signer un autre point de contrôle.",
    en="Being able to write to what was read (disk, copy, transport) is enough; for it to go unnoticed, another "
    "checkpoint would have had to be signed as well.",
)
LOG_KEY: Final = Text(
    fr="Il faut la clé privée du journal : qui le tient, ou qui la lui a prise, l'a signé ainsi. Un témoin qui avait "
    "vu le journal avant ne l'aurait pas cosigné.",
    en="It takes the log's private key: whoever keeps the log, or took its key, signed it so. A witness that had seen "
    "the log before would not have cosigned it.",
)
AT_WORK: Final = Text(
    fr="Il faut tenir le journal, ou l'un de ceux qui y écrivent : ce qui est scellé ne suit pas de ce qui a été reçu, "
    "ou pas avec ce code.",
    en="It takes keeping the log, or being one of those who write to it: what is sealed does not follow from what was "
    "received, or not with this code.",
)
POLICY: Final = Text(
    fr="Il faut avoir répondu à la place des politiques archivées : un autre OPA, un autre paquet sous ce nom, ou une "
    "réponse changée avant d'être scellée.",
    en="It takes having answered in place of the archived policies: another OPA, another bundle under this name, or an "
    "answer changed before it was sealed.",
)
GIVER: Final = Text(
    fr="Il faut la clé privée de qui a donné l'avis, ou des politiques qui comptent un avis qu'il n'a pas donné.",
    en="It takes the private key of who gave the opinion, or policies that count an opinion that was not given.",
)
KEEPER: Final = Text(
    fr="Il faut avoir pu effacer dans le dossier du journal. La feuille en garde l'empreinte : rien d'autre ne peut "
    "être mis à la place.",
    en="It takes having been able to erase in the log's folder. The leaf keeps the digest: nothing else can be put in "
    "its place.",
)
ASK: Final = Text(
    fr="Demandez ce qui manque à qui tient le journal, puis vérifiez de nouveau.",
    en="Ask whoever keeps the log for what is missing, then verify again.",
)


@dataclass(frozen=True)
class Word:
    """One kind of finding."""

    what: Text
    takes: Text
    unchecked: bool = False


def _no(fr: str, en: str, takes: Text) -> Word:
    return Word(Text(fr=fr, en=en), takes)


def _cannot(fr: str, en: str, takes: Text = ASK) -> Word:
    return Word(Text(fr=fr, en=en), takes, unchecked=True)


WORDS: Final[dict[str, Word]] = {
    # The checkpoint, and who signed it.
    "checkpoint_missing": _cannot("Le point de contrôle manque.", "The checkpoint is missing."),
    "checkpoint_malformed": _no("Le point de contrôle est illisible : {why}.", "The checkpoint is unreadable: {why}.",
                                SOMEWHERE),
    "key_malformed": _no("Une clé publique est illisible : {why}.", "A public key is unreadable: {why}.", SOMEWHERE),
    "key_not_given": _cannot(
        "La clé publique vient de ce qui est vérifié ({key}) : rien ne dit à qui elle est.",
        "The public key comes with what is verified ({key}): nothing says whose it is.",
        Text(fr="Obtenez la clé d'une autre source (publication, témoin) et donnez-la par --key.",
             en="Get the key from another source (publication, witness) and give it with --key."),
    ),
    "key_other": _no("Les clés jointes ne sont pas celle que vous tenez pour vraie.",
                     "The keys that come along are not the one you hold to be true.", LOG_KEY),
    "signature_missing": _no("Aucune des clés connues n'a signé le point de contrôle.",
                             "None of the known keys has signed the checkpoint.", LOG_KEY),
    "signature_invalid": _no("Une signature n'est pas celle de ce point de contrôle : {why}.",
                             "A signature is not one of this checkpoint: {why}.", SOMEWHERE),
    "origin_differs": _no("Le point de contrôle est celui d'un autre journal : {given}, et non {due}.",
                          "The checkpoint is that of another log: {given}, not {due}.", LOG_KEY),
    "witnesses_missing": _no(
        "{given} des témoins connus ont cosigné le point de contrôle ; {due} sont exigés.",
        "{given} of the known witnesses have cosigned the checkpoint; {due} are required.",
        Text(fr="Le journal montré ici peut ne pas être celui qu'on montre aux autres : il suffit de tenir le journal.",
             en="The log shown here may not be the one shown to others: keeping the log is enough."),
    ),
    "cosignature_not_taken": _cannot(
        "Le journal n'a pas pris la cosignature du témoin {key}.",
        "The log did not take the cosignature of the witness {key}.",
        Text(fr="Qui tient le journal doit d'abord reconnaître ce témoin : « balise journal witness add CLÉ ».",
             en='Whoever keeps the log must know this witness first: "balise journal witness add KEY".'),
    ),
    # The log against what was seen of it before.
    "log_shrunk": _no("Le journal n'a que {given} entrées ; il en avait déjà {due}.",
                      "The log has {given} entries only; it had {due} already.", LOG_KEY),
    "log_rewritten": _no("Le journal ne commence pas par ce qui en avait été prouvé ({due} entrées).",
                         "The log does not begin with what had been proven of it ({due} entries).", LOG_KEY),
    "two_histories": _no("Deux points de contrôle signés de {due} entrées ont des racines différentes.",
                         "Two signed checkpoints of {due} entries have different roots.", LOG_KEY),
    # The tree.
    "root_differs": _no("Les tuiles ne font pas la racine signée.", "The tiles do not make the signed root.",
                        SOMEWHERE),
    "tile_altered": _no("Une tuile ne suit pas de ce qui est dessous : {why}.",
                        "A tile does not follow from what is under it: {why}.", SOMEWHERE),
    "tile_missing": _no("Un fichier du journal manque.", "A file of the log is missing.", SOMEWHERE),
    "leaf_altered": _no("La feuille n'est pas celle que l'arbre a signée.", "The leaf is not the one the tree signed.",
                        SOMEWHERE),
    "leaf_not_included": _no("La preuve ne mène pas de la feuille à la racine signée.",
                             "The proof does not lead from the leaf to the signed root.", SOMEWHERE),
    # Entries.
    "entry_malformed": _no("La feuille n'est pas une entrée : {why}.", "The leaf is no entry: {why}.", LOG_KEY),
    "entry_not_canonical": _no("L'entrée n'est pas écrite sous sa seule forme permise.",
                               "The entry is not written in the one form allowed.", LOG_KEY),
    "entry_of_another_case": _no("L'entrée est celle d'un autre dossier : {given}.",
                                 "The entry is that of another case: {given}.", LOG_KEY),
    "no_entry": _cannot("Aucune entrée de ce dossier.", "No entry of this case."),
    "sequence_gap": _no("La suite saute de {before} à {given} : des entrées manquent entre les deux.",
                        "The sequence jumps from {before} to {given}: entries are missing in between.", LOG_KEY),
    "sequence_repeated": _no("Le numéro {given} vient après {before} : une entrée est double, ou déplacée.",
                             "Number {given} comes after {before}: an entry is double, or moved.", LOG_KEY),
    "chain_broken": _no("L'entrée ne nomme pas celle qui la précède : la chaîne est rompue.",
                        "The entry does not name the one before it: the chain is broken.", LOG_KEY),
    # Contents.
    "content_altered": _no("Le contenu ({of}) n'est pas celui dont la feuille garde l'empreinte.",
                           "The content ({of}) is not the one whose digest the leaf keeps.", SOMEWHERE),
    "content_missing": _no("Le contenu ({of}) manque, et rien ne dit qu'il a été détruit.",
                           "The content ({of}) is missing, and nothing says that it was destroyed.", KEEPER),
    "content_malformed": _no("Le contenu ({of}) a la bonne empreinte, mais n'est pas lisible : {why}.",
                             "The content ({of}) has the right digest, but cannot be read: {why}.", AT_WORK),
    "content_destroyed": _cannot(
        "Le contenu ({of}) a été détruit le {on}, selon la règle {rule} : la feuille {entry} le dit.",
        "The content ({of}) was destroyed on {on}, under rule {rule}: leaf {entry} says so.",
        Text(fr="Rien ne le rend ; la feuille prouve encore qu'il y a eu un contenu, et son empreinte.",
             en="Nothing brings it back; the leaf still proves that there was one, and its digest."),
    ),
    "history_destroyed": _cannot(
        "L'historique archivé a été détruit le {on}, selon la règle {rule} : la feuille {entry} le dit. Ni ses "
        "messages ni son rejeu ne peuvent être vérifiés.",
        "The archived history was destroyed on {on}, under rule {rule}: leaf {entry} says so. Neither its messages nor "
        "its replay can be checked.",
        Text(fr="Rien ne le rend ; les étapes du dossier restent prouvées par le journal, pour autant que leurs "
                "contenus existent.",
             en="Nothing brings it back; the steps of the case remain proven by the log, as far as their contents "
                "exist."),
    ),
    "destroyed_unlogged": _no("Ceci ({of}) est dit détruit le {on}, selon la règle {rule}, et aucune feuille du "
                              "dossier ne le dit.",
                              "This ({of}) is said to be destroyed on {on}, under rule {rule}, and no leaf of the case "
                              "says so.", KEEPER),
    "tombstone_differs": _no("Ce qui tient lieu de ce qui a été détruit ({of}) n'est pas ce que la feuille {entry} en "
                             "dit.",
                             "What stands in the place of what was destroyed ({of}) is not what leaf {entry} says of "
                             "it.", SOMEWHERE),
    "destruction_not_carried_out": _no(
        "La feuille {entry} dit que ceci a été détruit, et c'est encore là.",
        "Leaf {entry} says that this was destroyed, and it is still there.",
        Text(fr="Le journal achève à son prochain démarrage ce qu'une panne a interrompu ; sinon, quelqu'un l'a remis "
                "d'une copie.",
             en="At its next start, the journal finishes what a failure interrupted; otherwise, somebody put it back "
                "from a copy."),
    ),
    "destruction_of_nothing": _no("La feuille dit détruit un contenu qu'aucune entrée du dossier ne nomme avant elle.",
                                  "The leaf says that a content is destroyed which no entry of the case names before "
                                  "it.", LOG_KEY),
    "destroyed_without_rule": _no("Le contenu ({of}) est dit détruit, sans règle ou sans jour valable : {why}.",
                                  "The content ({of}) is said to be destroyed, without a valid rule or day: {why}.",
                                  KEEPER),
    "verdict_not_its_content": _no("L'en-tête du verdict ({path_}) n'est pas celui de son contenu.",
                                   "The verdict's heading ({path_}) is not that of its content.", AT_WORK),
    # What follows from the messages.
    "rest_unchecked": _cannot(
        "Ce qui suit dans ce dossier ne peut être refait : un contenu antérieur manque.",
        "What follows in this case cannot be done again: an earlier content is missing.",
        Text(fr="La chaîne et les signatures restent vérifiées.", en="The chain and the signatures remain checked."),
    ),
    "rest_not_followed": _cannot(
        "Ce qui suit dans ce dossier repose sur cette étape, qui n'est pas prouvée.",
        "What follows in this case rests on this step, which is not proven.",
        Text(fr="Ce qui est dit de cette étape dit ce qu'il faudrait.",
             en="What is said of this step says what it would take."),
    ),
    "process_unknown": _cannot("Le processus {given} est inconnu de ce vérificateur.",
                               "The process {given} is unknown to this verifier."),
    "message_not_settled": _no("Ce message ne peut pas avoir été réglé ainsi : {why}.",
                               "This message cannot have been settled so: {why}.", AT_WORK),
    "message_repeated": _no("Ce message avait déjà été réglé : le régler de nouveau ne change rien.",
                            "This message had been settled already: settling it again changes nothing.", AT_WORK),
    "settled_by_other_code": _cannot(
        "Autre chose suit de ces messages ({which}), mais l'entrée dit avoir été réglée par un autre code ({engine}) "
        "que celui de ce vérificateur ({ours}).",
        "Something else follows from these messages ({which}), but the entry says that other code ({engine}) than this "
        "verifier's ({ours}) settled it.",
        Text(fr="Vérifiez avec les sources que l'entrée nomme : l'empreinte est celle du dossier domain.",
             en="Verify with the sources that the entry names: the digest is that of the domain folder."),
    ),
    "question_differs": _no("Une autre question suit de ces messages.",
                            "Another question follows from these messages.", AT_WORK),
    "verdict_unasked": _no("Un verdict est scellé, et aucune question n'était à poser.",
                           "A verdict is sealed, and no question was to be asked.", AT_WORK),
    "verdict_absent": _no("Une question était à poser, et aucun verdict n'est scellé.",
                          "A question was to be asked, and no verdict is sealed.", AT_WORK),
    "decision_id_differs": _no("Le verdict ne porte pas le nom de cette question sous ces politiques.",
                               "The verdict does not bear the name of this question under these policies.", AT_WORK),
    "case_differs": _no("Un autre état du dossier suit de ces messages.",
                        "Another state of the case follows from these messages.", AT_WORK),
    "announcements_differ": _no("D'autres annonces suivent de ce message.",
                                "Other announcements follow from this message.", AT_WORK),
    "told_differs": _no("Autre chose devait être dit à d'autres dossiers.",
                        "Something else was to be told to other cases.", AT_WORK),
    # Policies.
    "bundle_missing": _no("Le paquet de politiques {revision} manque.", "The policy bundle {revision} is missing.",
                          KEEPER),
    "bundle_malformed": _no("Le paquet de politiques {revision} est illisible : {why}.",
                            "The policy bundle {revision} is unreadable: {why}.", SOMEWHERE),
    "schemas_missing": _no("Les schémas sous lesquels ce message a été admis manquent.",
                           "The schemas under which this message was let in are missing.", KEEPER),
    "schemas_altered": _no("Les schémas archivés ne sont pas ceux que l'entrée nomme.",
                           "The archived schemas are not those that the entry names.", SOMEWHERE),
    "bundle_altered": _no("Le paquet archivé sous {revision} est en fait {given}.",
                          "The bundle archived as {revision} is in fact {given}.", SOMEWHERE),
    "verdict_differs": _no("Les politiques archivées répondent autrement : {given} est scellé, {due} est répondu.",
                           "The archived policies answer otherwise: {given} is sealed, {due} is answered.", POLICY),
    "verdict_undefined": _no("Les politiques archivées ne répondent rien à cette question.",
                             "The archived policies answer nothing to this question.", POLICY),
    "policy_not_asked": _cannot(
        "OPA n'est pas là : les verdicts ne sont pas redemandés.",
        "OPA is not there: the verdicts are not asked again.",
        Text(fr="Installez OPA (un seul fichier) et donnez-le par --opa.",
             en="Install OPA (a single file) and give it with --opa."),
    ),
    "policy_refused": _cannot(
        "OPA refuse le paquet {revision} : {why}.", "OPA refuses the bundle {revision}: {why}.",
        Text(fr="Essayez la version d'OPA que le produit épingle ; un paquet qui lit l'horloge ou le réseau est "
                "toujours refusé.",
             en="Try the version of OPA that the product pins; a bundle that reads the clock or the network is always "
                "refused."),
    ),
    # Opinions.
    "opinion_judged_otherwise": _no(
        "L'avis {place} : sa signature donne « {due} », les politiques archivées l'ont tenue pour « {given} ».",
        'The opinion {place}: its signature gives "{due}", the archived policies held it to be "{given}".', GIVER),
    "opinion_unsound": _no("L'avis {place} ne tient pas ({due}), et le verdict ne l'attend pas de nouveau.",
                           "The opinion {place} does not hold ({due}), and the verdict does not await it again.",
                           GIVER),
    "opinions_unweighed": _cannot("Les politiques archivées ne disent pas ce qu'elles ont tenu de chaque signature.",
                                  "The archived policies do not say what they held of each signature."),
    "page_differs": _cannot(
        "La page n'est pas celle que cette version du produit tire de ces données.",
        "The page is not the one that this version of the product makes of these data.",
        Text(fr="Une autre version l'a peut-être écrite ; sinon, qui a porté le fichier a pu changer ce qui s'y lit. "
                "Les données, elles, sont ce que dit le reste.",
             en="Another version may have written it; otherwise, whoever carried the file may have changed what is "
                "read in it. The data are what the rest says."),
    ),
    # Temporal's histories.
    "history_malformed": _no("L'historique archivé est illisible : {why}.",
                             "The archived history is unreadable: {why}.", SOMEWHERE),
    "history_message_unknown": _no("L'historique archivé a reçu le message {message}, que le journal n'a pas.",
                                   "The archived history received the message {message}, which the journal lacks.",
                                   AT_WORK),
    "history_differs": _no("L'historique archivé et le journal n'ont pas reçu ce message dans les mêmes mots.",
                           "The archived history and the journal did not receive this message in the same words.",
                           AT_WORK),
    "history_deviates": _no(
        "Le code d'aujourd'hui ne fait pas ce que dit l'historique archivé : à l'événement {event}, {line} ; {why}.",
        "Today's code does not do what the archived history says: at event {event}, {line}; {why}.", AT_WORK),
    "history_not_replayed": _cannot(
        "L'historique archivé ne peut pas être rejoué : {why}.", "The archived history cannot be replayed: {why}.",
        Text(fr="Prenez les sources de la version qui l'a vécu.", en="Take the sources of the version that lived it."),
    ),
    # The case file.
    "file_malformed": _cannot("Ce fichier n'est pas un dossier de preuve : {why}.",
                              "This file is no case file: {why}."),
}  # fmt: skip
