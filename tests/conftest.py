"""What every test shares: how Hypothesis behaves here and in CI."""

import os

from hypothesis import settings

# In CI the same examples every time, so that a red run is red again; at a desk new ones each run,
# and a failing one comes with the line that reproduces it. No deadline: two cores are shared.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("desk", deadline=None, max_examples=30, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")
