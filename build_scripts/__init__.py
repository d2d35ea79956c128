"""From the TOP500 lists to a website in two languages. `python -m build_scripts --help` is the only way in."""
