"""Gives back what its environment says."""

import json
import os

from tracker.exports.worker import work

work(lambda job: json.dumps(dict(os.environ)).encode())
