"""The command line, for the page that lists it."""

from argparse import ArgumentParser

from nomflow import __version__
from nomflow.cli.arguments import parser


def commands() -> ArgumentParser:
    return parser(__version__, ())
