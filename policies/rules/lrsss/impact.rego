# METADATA
# description: Privacy factors are assessed before a technological product is acquired, developed or overhauled.
package balise.rules.lrsss.impact

# The conclusions that let an initiative go on.
positive := {"favourable", "with_conditions"}

# The assessment made at certification stands in place of the body's own for a certified product, and for no other.
stands if not input.facts.assessment.privacy.made_at_certification == true

stands if input.facts.assessment.privacy.certified_product == true

# METADATA
# scope: document
# custom:
#   id: LRSSS-106-1
#   title:
#     fr: Les facteurs relatifs à la vie privée sont évalués
#     en: Privacy factors are assessed
#   message:
#     fr: L'évaluation des facteurs relatifs à la vie privée ne conclut pas que l'initiative peut aller de l'avant.
#     en: The privacy impact assessment does not conclude that the initiative may go on.
#   remedy:
#     fr: Mener l'évaluation avec la personne responsable de la protection des renseignements. Celle qui a été faite lors de la certification en tient lieu, si le produit est bien certifié.
#     en: Carry out the assessment with the person in charge of the protection of information. The one made at certification stands in its place, if the product is indeed certified.
#   citation: lrsss-106
#   needs: [assessment.privacy.conclusion]
#   reads: [assessment.privacy.certified_product, assessment.privacy.made_at_certification]
#   severity: critical
#   regularizable: true
default privacy_assessed := false

privacy_assessed if {
	input.facts.assessment.privacy.conclusion in positive
	stands
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-106-2
#   title:
#     fr: La personne peut recevoir ses renseignements dans un format courant
#     en: The person can be given their information in a common format
#   message:
#     fr: Rien ne montre que le projet permet de communiquer à la personne ses renseignements informatisés dans un format structuré et couramment utilisé.
#     en: Nothing shows that the project allows the person's computerized information to be communicated to them in a structured, commonly used format.
#   remedy:
#     fr: Prévoir cette communication dans le projet et le dire dans l'évaluation.
#     en: Provide for that communication in the project and say so in the assessment.
#   citation: lrsss-106
#   needs: [assessment.privacy.structured_communication]
#   severity: major
#   regularizable: true
default communication_structured := false

communication_structured if input.facts.assessment.privacy.structured_communication == true

# METADATA
# scope: document
# custom:
#   id: ACC-063-1
#   title:
#     fr: Les facteurs relatifs à la vie privée sont évalués (hors renseignements de santé)
#     en: Privacy factors are assessed (other than health information)
#   message:
#     fr: L'évaluation des facteurs relatifs à la vie privée ne conclut pas que l'initiative peut aller de l'avant.
#     en: The privacy impact assessment does not conclude that the initiative may go on.
#   remedy:
#     fr: Mener l'évaluation avant d'acquérir, de développer ou de refondre le système d'information.
#     en: Carry out the assessment before the information system is acquired, developed or overhauled.
#   citation: a21-63-5
#   needs: [assessment.privacy.conclusion]
#   severity: critical
#   regularizable: true
default personal_information_assessed := false

personal_information_assessed if input.facts.assessment.privacy.conclusion in positive

# METADATA
# scope: document
# custom:
#   id: ACC-063-2
#   title:
#     fr: Le comité sur l'accès est consulté dès le début
#     en: The committee on access is consulted from the outset
#   message:
#     fr: Le comité sur l'accès à l'information et la protection des renseignements personnels n'a pas été consulté dès le début du projet.
#     en: The committee on access to information and the protection of personal information was not consulted from the outset of the project.
#   remedy:
#     fr: Consulter le comité, reprendre l'évaluation avec lui et le consigner.
#     en: Consult the committee, take the assessment up again with it, and record it.
#   citation: a21-63-5
#   needs: [assessment.privacy.committee_consulted]
#   severity: major
#   regularizable: true
default committee_consulted := false

committee_consulted if input.facts.assessment.privacy.committee_consulted == true

# METADATA
# scope: document
# custom:
#   id: ACC-063-3
#   title:
#     fr: La personne peut recevoir ses renseignements personnels dans un format courant
#     en: The person can be given their personal information in a common format
#   message:
#     fr: Rien ne montre que le projet permet de communiquer à la personne ses renseignements personnels informatisés dans un format structuré et couramment utilisé.
#     en: Nothing shows that the project allows the person's computerized personal information to be communicated to them in a structured, commonly used format.
#   remedy:
#     fr: Prévoir cette communication dans le projet et le dire dans l'évaluation.
#     en: Provide for that communication in the project and say so in the assessment.
#   citation: a21-63-5
#   needs: [assessment.privacy.structured_communication]
#   severity: major
#   regularizable: true
default personal_communication_structured := false

personal_communication_structured if input.facts.assessment.privacy.structured_communication == true
