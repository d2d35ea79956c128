"""Entry point of `python -m build_scripts`."""

from .cli import main

if __name__ == "__main__":
    main(prog_name="python -m build_scripts")
