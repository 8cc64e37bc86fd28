"""The concordance: pairs of texts by the words in them, on either side."""
