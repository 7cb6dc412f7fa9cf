# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of the server: the environment file, the limits and what this checkout is."""
import json
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
NEEDED = ("HOST", "PORT", "POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD",
          "REDIS_HOST", "REDIS_PORT", "REDIS_PASSWORD", "JWT_SECRET")


def environment_file(path):
    values = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, separator, value = line.partition("=")
        if separator and not line.lstrip().startswith("#"):
            values[key.strip()] = value.strip()
    return values


def checked_out_commit():
    answer = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return answer.stdout.strip() if answer.returncode == 0 else ""


class Settings:
    def __init__(self):
        self.values = environment_file(ROOT / "backend" / ".env.production")
        missing = [key for key in NEEDED if not self.values.get(key)]
        if missing:
            raise SystemExit("backend/.env.production lacks a value for " + ", ".join(missing))
        self.limits = json.loads((ROOT / "backend" / "limits.json").read_text(encoding="utf-8"))
        # Read once at start: the answer must name the code that is running, not what is checked out by now.
        self.version = (ROOT / "VERSION").read_text(encoding="utf-8").strip()
        self.commit = checked_out_commit()
        self.health_check = (ROOT / "backend" / "queries" / "health.check").read_text(encoding="utf-8")
        self.lists = {path.stem: path.read_text(encoding="utf-8")
                      for path in sorted((ROOT / "backend" / "queries").glob("*.sql"))}

    def __getitem__(self, key):
        return self.values[key]

    @property
    def environment(self):
        return self.values.get("NODE_ENV", "production")
