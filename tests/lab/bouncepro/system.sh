# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034 # dir, address, root and program are lab's; what is set here is for common.sh
# BouncePro on one server with a Docker engine of its own: PostgreSQL, Payload, Nuxt and nginx by Compose v2. Its
# certificate is certbot's, which wants port 80 for itself, and nginx reads a copy.

# shellcheck source=tests/lab/docker.sh
. "$program/docker.sh"
title=BouncePro
health=/api/health/ready
well=ready
compose='docker compose -f docker-compose.prod.yml'
services='postgres payload nuxt nginx'
hint='Its password, for pilothousectl secret set: .env.production in /opt/bouncepro on the server.'
faults='database     PostgreSQL is stopped
memory       a container was ended because it took more memory than it may
crash-loop   a container that ends as soon as it begins
certificate  the certificate has expired, and nginx serves it
disk         /backups is small and nearly full
network      the git origin cannot be reached'

prepare_more() {
    mkdir -p "$dir/host/etc/letsencrypt/renewal"
    printf '[renewalparams]\nauthenticator = standalone\n' >"$dir/host/etc/letsencrypt/renewal/bouncepro.conf"
}

write_definition() {
    # One address serves the site and its interface here, and nobody waits as long as for production.
    # A lab reaches nobody outside of it.
    sed -e '/^      - { name: [a-z]*, external:/d' -e "s|deploy@yourdomain.com|deploy@$address|" -e "s|domain: yourdomain.com|domain: $address|" \
        -e 's|api\.{domain}|{domain}|' -e 's|within: 2m, hold: [0-9]*s|within: 45s, hold: 5s|' -e 's|^    kind: production|&\n    ca: ../ca.pem|' \
        "$root/resources/systems/bouncepro.yaml" >"$dir/config/systems/bouncepro.yaml"
    printf '# BouncePro\n\n## Before production\n\n- [ ] Certificates\n- [ ] Backups by cron\n- [ ] Tried on staging\n' >"$dir/config/systems/PRODUCTION_INFRASTRUCTURE.md"
}
