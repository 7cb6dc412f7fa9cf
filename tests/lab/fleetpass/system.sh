# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034 # dir, address, root and program are lab's; what is set here is for common.sh
# FleetPass on one server with a Docker engine of its own: PostgreSQL, Redis, backend, frontend and nginx by Compose v1.

# shellcheck source=tests/lab/docker.sh
. "$program/docker.sh"
title=FleetPass
health=/api/v1/health
compose='docker-compose -f docker-compose.prod.yml'
services='postgres redis backend frontend nginx'
hint='Its passwords, for pilothousectl secret set: .env and redis.conf in /opt/fleetpass on the server.'
faults='redis        the cache is stopped
memory       a container was ended because it took more memory than it may
certificate  the certificate has expired, and nginx serves it
disk         /backups is small and nearly full
network      the git origin cannot be reached'

write_definition() {
    local config=$dir/config
    # One address serves the site and its interface here, and nobody waits as long as for production.
    # A lab reaches nobody outside of it.
    sed -e '/^      - { name: [a-z]*, external:/d' -e "s|deploy@fleetpass.example.com|deploy@$address|" -e "s|domain: fleetpass.example.com|domain: $address|" \
        -e 's|api\.{domain}|{domain}|' -e 's|within: 2m, hold: [0-9]*s|within: 45s, hold: 5s|' -e 's|^    kind: production|&\n    ca: ../ca.pem|' \
        "$root/resources/systems/fleetpass.yaml" >"$config/systems/fleetpass.yaml"
    printf '# Go live\n\n- [ ] Backups restore\n- [ ] The team knows\n' >"$config/systems/PRODUCTION-CHECKLIST.md"
    printf '# FleetPass\n\n## Regular Tasks\n\n- [ ] Review access logs\n' >"$config/systems/PRODUCTION-SUMMARY.md"
}
