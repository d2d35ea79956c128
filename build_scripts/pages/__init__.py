"""Pages: hand-written Markdown filled with numbers, figures and tables, and the page that lists all facts."""
