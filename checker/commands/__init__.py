"""Commands, one a module. Their one-line helps stand here, so that listing them loads none."""

HELPS = {
    "check": "Check translations against glossaries; the gate for CI.",
    "report": "Render the results of a check again, in any format.",
    "terms": "List every occurrence of a term and how it is rendered.",
    "score": "Score translations: terminology, consistency, quality, BLEU and its kin.",
    "review": "Walk through the findings in the terminal.",
    "fix": "Mend what can be mended without reading.",
    "baseline": "Keep the findings of today, so that only new ones count.",
    "decisions": "Keep what people say of findings: list, add, take back, import.",
    "config": "Show what the config says, and where.",
    "init": "Write a commented config and what CI needs.",
    "explain": "Explain a rule, a finding, or why a term is found in a sentence.",
    "glossary": "Work on glossaries: find their own faults, convert them, list candidates.",
}
