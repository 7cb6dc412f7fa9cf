# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits until nginx shows a change: front.py ADDRESS PORT CA slow|fast|expired|valid. A reload takes effect a little later."""
import http.client
import ssl
import sys
import time

EXPIRED = 10  # X509_V_ERR_CERT_HAS_EXPIRED


def look(address, port, authority):
    """What a visitor sees: (certificate is expired, seconds until the answer)."""
    began = time.monotonic()
    try:
        connection = http.client.HTTPSConnection(address, port, timeout=5,
                                                 context=ssl.create_default_context(cafile=authority))
        connection.request("GET", "/api/v1/health/live")
        connection.getresponse().read()
    except ssl.SSLCertVerificationError as error:
        return error.verify_code == EXPIRED, None
    return False, time.monotonic() - began


def main(address, port, authority, wanted):
    end = time.monotonic() + 15
    while time.monotonic() < end:
        try:
            expired, seconds = look(address, int(port), authority)
            seen = {"expired": expired, "valid": not expired,
                    "slow": seconds is not None and seconds > 1, "fast": seconds is not None and seconds < 1}
            if seen[wanted]:
                return 0
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.05)
    print(f"fleet: nginx on {address}:{port} is not {wanted} after 15 s", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
