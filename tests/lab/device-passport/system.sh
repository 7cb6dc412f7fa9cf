# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034 # dir, address, here, root and program are lab's; what is set here is for common.sh
# Device Passport on one server with a Docker engine of its own: PostgreSQL, Redis, the API, the pages and nginx by Compose v1.

# shellcheck source=tests/lab/docker.sh
. "$program/docker.sh"
title='Device Passport'
health=/api/health
well=ok
branch=master
compose='docker-compose -f docker/docker-compose.prod.yml'
services='postgres redis api web nginx'
hint='Its passwords, for pilothousectl secret set: docker/postgres.env and docker/redis.conf in /opt/device-passport on the server.'
faults='redis        the cache is stopped
database     PostgreSQL is stopped
memory       a container was ended because it took more memory than it may
crash-loop   a container that ends as soon as it begins
certificate  the certificate has expired, and nginx serves it
disk         /backups is small and nearly full
network      the git origin cannot be reached'

prepare_more() { # the applications, which other ways to run them share, and around them this one's repository
    local srv=$dir/host/srv/lab
    rm -rf "$srv/app" "$srv/apps"
    cp -R "$here/app" "$srv/apps"
    cp -R "$here/repository" "$srv/app"
    mv "$srv/apps" "$srv/app/apps"
    chmod -R go=rX "$srv/app"
}

write_definition() {
    # One address serves the site and its interface here, nobody waits as long as for production, and no message leaves.
    # A lab reaches nobody outside of it.
    sed -e '/^      - { name: [a-z]*, external:/d' -e '/^      - { \(slack\|pagerduty\|mail\):/d' -e "s|deploy@yourdomain.com|deploy@$address|" -e "s|domain: yourdomain.com|domain: $address|" \
        -e 's|api\.{domain}|{domain}|' -e 's|within: 2m, hold: [0-9]*s|within: 45s, hold: 5s|' -e 's|^    kind: production|&\n    ca: ../ca.pem|' \
        "$root/resources/systems/device-passport.yaml" >"$dir/config/systems/device-passport.yaml"
    printf '# Go live\n\n- [ ] Backups restore\n- [ ] The support team knows\n' >"$dir/config/systems/PRODUCTION-CHECKLIST.md"
}
