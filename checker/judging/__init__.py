"""What counts: gates, decisions of people, the baseline, fixes. Pure: opens no file."""
