"""`python -m calculators`."""

import sys


def main() -> int:
    """Run the command line; Ctrl+C is heard while it loads too."""
    try:
        from calculators.doors import cli
    except KeyboardInterrupt:
        return 130
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
