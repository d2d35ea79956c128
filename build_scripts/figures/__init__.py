"""Figures: what is drawn (data.py), how (draw_*.py), on what (canvas.py), in which colours (style.py), as which file (svg.py)."""
