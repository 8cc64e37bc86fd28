"""What is wanted: the concepts of a glossary, and the faults it may have."""
