"""The conformance kit: what every language, format, rule and report must do, whatever its name.

The members are found by their files, so a new one is tested as soon as it is there. No member is named here.
"""

FAMILIES = ("languages", "formats", "rules", "reports")
