"""Commands, one per module. Their one-line help texts are here, so that listing the commands loads no module."""

HELPS = {
    "check": "Check translations against glossaries; the gate for CI.",
    "report": "Write the results of an earlier check in another format.",
    "terms": "List every occurrence of a term and how it is rendered.",
    "score": "Score translations: terminology, consistency, MQM, and BLEU, chrF, TER.",
    "review": "Review the findings one by one in the terminal.",
    "lsp": "Show findings, fixes and renderings in an editor (language server).",
    "fix": "Apply the fixes that are safe without reading.",
    "baseline": "Record the findings of today, so that only new ones count.",
    "decisions": "Record decisions about findings: list, add, take back, import.",
    "config": "Show the values of the config and where they are set.",
    "init": "Write a commented config, and files for CI.",
    "explain": "Explain a rule, a finding, or why a term is found in a sentence.",
    "glossary": "Work on glossaries: check them, convert them, list candidates.",
}
