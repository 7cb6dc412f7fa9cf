# SPDX-License-Identifier: GPL-3.0-or-later
"""One JSON object a line, written at once so that a crash loses nothing."""
import datetime
import json
import threading


class Log:
    def __init__(self, path):
        self._file = open(path, "a", encoding="utf-8", buffering=1)
        self._lock = threading.Lock()

    def write(self, level, message, **more):
        time = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = json.dumps({"time": time, "level": level, "message": message, **more}, ensure_ascii=False)
        with self._lock:
            self._file.write(line + "\n")
