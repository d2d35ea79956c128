"""Talks: one Markdown file per language becomes HTML, PowerPoint and PDF.

docs/talks/<name>/<lang>.md  ->  reading (slides)  ->  material (what the slides show)  ->  html, powerpoint, pdf
"""
