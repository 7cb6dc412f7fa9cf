# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes thirty nights of backups from the one real dump in a folder, which it replaces.

A dump of an earlier night is the same dump without the rows that were made later: every COPY block loses the lines whose
created_at lies after that night. What the first nights of a new system never show is added: three nights without a
backup, one archive cut in the middle, and one empty archive as it is left by a dump that died in its pipe.
"""
import datetime
import gzip
import hashlib
import os
import pathlib
import re
import sys

NIGHTS = 30
MISSING = (6, 13, 14)
CUT = 9
EMPTY = 20
COPY = re.compile(r"^COPY public\.(\w+) \(([^)]*)\) FROM stdin;$")


def blocks(dump):
    """The dump as a list of text and of (lines, position of created_at or None)."""
    parts, text, rows, column = [], [], None, None
    for line in dump.splitlines(keepends=True):
        if rows is not None:
            if line == "\\.\n":
                parts.append((rows, column))
                text, rows = [line], None
            else:
                rows.append(line)
            continue
        text.append(line)
        begins = COPY.match(line.rstrip("\n"))
        if begins:
            names = begins.group(2).split(", ")
            parts.append("".join(text))
            text, rows = [], []
            column = names.index("created_at") if "created_at" in names else None
    parts.append("".join(text))
    return parts


def as_of(parts, night):
    limit = night.strftime("%Y-%m-%d %H:%M:%S")
    kept = []
    for part in parts:
        if isinstance(part, str):
            kept.append(part)
            continue
        rows, column = part
        kept.extend(row for row in rows if column is None or row.rstrip("\n").split("\t")[column] < limit)
    return "".join(kept).encode()


def put(path, content, night):
    path.write_bytes(content)
    path.chmod(0o600)
    os.utime(path, (night.timestamp(), night.timestamp()))


def main(folder):
    real, = folder.glob("fleetpass_*.sql.gz")
    parts = blocks(gzip.decompress(real.read_bytes()).decode("utf-8"))
    now = datetime.datetime.now(datetime.timezone.utc)
    last = now.replace(hour=2, minute=0, second=0, microsecond=0)
    if last > now:
        last -= datetime.timedelta(days=1)
    for back in range(NIGHTS):
        night = last - datetime.timedelta(days=back)
        if back in MISSING:
            continue
        content = b"" if back == EMPTY else as_of(parts, night)
        archive = gzip.compress(content, 6, mtime=0)
        path = folder / night.strftime("fleetpass_%Y%m%d_%H%M%S.sql.gz")
        put(path, archive[:len(archive) // 2] if back == CUT else archive, night)
        # The sum was taken when the archive was whole: the one that was cut later no longer agrees with it.
        put(pathlib.Path(f"{path}.sha256"), f"{hashlib.sha256(archive).hexdigest()}  {path.name}\n".encode(), night)
    real.unlink()
    pathlib.Path(f"{real}.sha256").unlink()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
