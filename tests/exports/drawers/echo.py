"""Gives back its job."""

import json

from tracker.exports.worker import work

work(lambda job: json.dumps(job, ensure_ascii=False).encode())
