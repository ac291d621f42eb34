"""argmap takes an article apart into a map of theses, premises and counterpoints."""

__version__ = "0.1.0"
