"""How numbers, dates, countries and sentences are written in French and in English."""
