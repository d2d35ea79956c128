"""Figures: what is drawn (data.py), how (draw_*.py), on what (canvas.py, lettering.py), in which colours (style.py).

Each becomes one file (svg.py) in each language and width (drawing.py); catalogue.py lists them.
"""
