"""How much the property tests try: a little whenever somebody saves a file, a lot in ``scripts/test``."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine is no fault of a test, so nothing here depends on how long an example took.
settings.register_profile("quick", max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=100)
settings.load_profile("quick")
