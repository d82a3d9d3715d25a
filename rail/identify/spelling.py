"""Varietal spellings brought to one form, after the SPDX matching guidelines (annex B.11, equivalent words)."""

from __future__ import annotations

_PAIRS = """
acknowledgement acknowledgment
analogue analog
analyse analyze
artefact artifact
artefacts artifacts
authorisation authorization
authorise authorize
authorised authorized
behaviour behavior
behaviours behaviors
calibre caliber
cancelled canceled
capitalisations capitalizations
catalogue catalog
categorise categorize
centre center
colour color
defence defense
emphasised emphasized
endeavour endeavor
endeavours endeavors
favour favor
favourite favorite
fulfil fulfill
fulfilment fulfillment
honour honor
https http
initialise initialize
initialised initialized
instalment installment
judgement judgment
labelling labeling
labour labor
licence license
licenced licensed
licencee licensee
licences licenses
licencing licensing
maximise maximize
minimise minimize
modelling modeling
modernisation modernization
offence offense
optimisation optimization
organisation organization
organisations organizations
organise organize
practise practice
programme program
publicise publicize
realise realize
recognise recognize
recognised recognized
signalling signaling
sublicence sublicense
sublicences sublicenses
sublicenced sublicensed
sublicencing sublicensing
unauthorised unauthorized
utilisation utilization
whilst while
wilful willful
"""

SPELLINGS: dict[str, str] = dict(line.split(" ") for line in _PAIRS.split("\n") if line)
