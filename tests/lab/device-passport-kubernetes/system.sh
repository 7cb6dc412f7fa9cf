# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034 # dir, address, root, program and system are lab's; what is set here is for common.sh
# Device Passport in a Kubernetes of one node, with a real control plane (tests/lab/kubernetes): api and web as deployments,
# nginx in front of their services, PostgreSQL, Redis and the image registry on the same server, outside of the cluster.

# shellcheck source=tests/lab/docker.sh
. "$program/docker.sh"
title='Device Passport on Kubernetes'
health=/api/health
well=ok
compose=''
services=''
starts_within=300 # the control plane wants half a minute of a processor
branch=master
hint='Its passwords, for pilothousectl secret set: /var/lib/deploy/passwords on the server.'
faults='redis          the cache is stopped
memory         a pod is ended again and again because it takes more memory than it may
crash-loop     a pod crashes again and again
image          a deployment names an image that the registry does not have
unschedulable  a pod asks for more than any node has
not-ready      a pod runs and never becomes ready
certificate    the certificate has expired, and nginx serves it
disk           /backups is small and nearly full
network        neither the git origin nor the image registry can be reached'

check_more() {
    local tool
    for tool in etcd jq; do
        command -v "$tool" >/dev/null || cannot "$tool is not installed (./dev deps lab soak)"
    done
    kubernetes=$("$program/kubernetes/build" --where) || cannot "Kubernetes is not built on this machine (./dev soak, or tests/lab/kubernetes/build)"
}

prepare_more() {
    local host=$dir/host file
    ln -sfn "$kubernetes" "$dir/given/kubernetes"
    ln -sfn /srv/kubernetes/kubectl "$dir/local/bin/kubectl"
    install -m 755 "$program/kubernetes/runc" "$dir/local/bin/runc-of-the-lab"
    printf '{ "runtimes": { "lab": { "path": "/usr/local/bin/runc-of-the-lab" } }, "default-runtime": "lab" }\n' >"$host/etc/docker/daemon.json"
    cp -R "$program/kubernetes" "$host/srv/lab/"
    # The applications are those of the variant with Compose.
    cp -R "$program/device-passport/repository/docker" "$host/srv/lab/app/"
    cp -R "$program/device-passport/app" "$host/srv/lab/app/apps"
    # psql and pg_dump find their version with these.
    for file in perl postgresql-common; do
        if [ -e "/etc/$file" ] && [ ! -e "$host/etc/$file" ]; then cp -a "/etc/$file" "$host/etc/$file"; fi
    done
    : >"$host/etc/resolv.conf" # nobody is asked, but pods get one
    mkdir -p "$host"/var/{lib/nginx,log/nginx,lib/registry}
    chmod -R go=rX "$host/srv/lab"
}

write_definition() {
    local config=$dir/config
    # One address serves the site and its interface here, everything is on one server, and nobody waits as long as for production.
    sed -e "s|deploy@ops.yourdomain.com|deploy@$address|" -e "s|domain: yourdomain.com|domain: $address|" -e 's|api\.{domain}|{domain}|' \
        -e 's|db.yourdomain.com|172.30.0.1|; s|redis.yourdomain.com|172.30.0.1|' -e 's|REGISTRY: your-registry|REGISTRY: localhost:5000|' \
        -e 's|--timeout=5m|--timeout=90s|' -e 's|within: [0-9]*m, hold: [0-9]*s|within: 60s, hold: 5s|' -e 's|^    kind: production|&\n    ca: ../ca.pem|' \
        -e 's|/opt/device-passport|&-kubernetes|; s|/backups/device-passport|&-kubernetes|' \
        "$root/resources/systems/$system.yaml" >"$config/systems/$system.yaml"
    printf '# Go live\n\n- [ ] Backups restore\n- [ ] The team knows\n' >"$config/systems/PRODUCTION_DEPLOYMENT_CHECKLIST.md"
}
