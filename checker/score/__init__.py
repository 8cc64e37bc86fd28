"""What matches, findings and references say of translations, in numbers."""
