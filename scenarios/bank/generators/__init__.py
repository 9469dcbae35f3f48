"""One generator for each kind of fact; importing this package fills the registry.

A new kind: a function under `@generator(code, about)` in a file here, one case in the tests.
"""

from scenarios.bank.generators import (
    approval,
    authority,
    background,
    bands,
    channels,
    discounted,
    gifts,
    gradients,
    limits,
    orders,
    segments,
    selling,
    tariff,
    value_added,
    ways,
)
from scenarios.bank.generators.registry import GENERATORS, Generator, generator

__all__ = ["GENERATORS", "SUBJECTS", "Generator", "generator"]

SUBJECTS = (
    tariff,
    value_added,
    bands,
    limits,
    discounted,
    orders,
    gifts,
    authority,
    approval,
    gradients,
    segments,
    selling,
    ways,
    channels,
    background,
)
"""The files of generators."""
