"""Tables in, numbers and small tables out. Measures know no language, no page and no colour."""
