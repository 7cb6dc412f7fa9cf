# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the console needs to know about the fleet: FLEET_DIR/config, made from what the fleet really is.

# demo_login: who logs in on the hosts.
demo_login() { if is_root; then echo "$DEMO_USER"; else id -un; fi; }

# put FILE MODE: standard input becomes the file at once or not at all.
put() {
    (umask 077 && cat >"$1.new")
    chmod "$2" "$1.new"
    mv "$1.new" "$1"
}

fill_template() {
    sed -e "s|@LOGIN@|$(demo_login)|g" -e "s|@HOSTS@|$FLEET_DIR/hosts|g" \
        -e "s|@PRODUCTION@|$(host_address app-1)|g" -e "s|@PRODUCTION_2@|$(host_address app-2)|g" \
        -e "s|@STAGING@|$(host_address staging-1)|g" \
        -e "s|@SSH_1@|$SSH_PORT_APP_1|g" -e "s|@SSH_2@|$SSH_PORT_APP_2|g" -e "s|@SSH_3@|$SSH_PORT_STAGING_1|g" \
        -e "s|@POSTGRES@|$POSTGRES_PORT|g" -e "s|@REDIS@|$REDIS_PORT|g" -e "s|@BACKEND@|$BACKEND_PORT|g" \
        -e "s|@HTTPS@|$HTTPS_PORT|g" -e "s|@FLEET@|$FLEET_DIR|g" "$1"
}

write_console_configuration() {
    load_layout
    console=$FLEET_DIR/config
    put "$console/ca.pem" 644 <"$FLEET_DIR/tls/ca.pem"
    fill_template "$FLEET_DIR/program/fleetpass.yaml.in" | put "$console/systems/fleetpass.yaml" 644
    # The lists belong to whoever ticks them: once there, they are never written again.
    for list in "$FLEET_DIR/program/app/commits/11-checklist/tree/PRODUCTION-CHECKLIST.md" "$FLEET_DIR"/program/checklists/*.md; do
        [ -f "$console/systems/${list##*/}" ] || put "$console/systems/${list##*/}" 644 <"$list"
    done
    for name in $HOSTS; do
        printf '[%s]:%s %s\n' "$(host_address "$name")" "$(host_port "$name")" \
            "$(cut -d ' ' -f 1,2 <"$(host_dir "$name")/host_key.pub")"
    done | put "$console/ssh/known_hosts" 600
    for name in $HOSTS; do
        cat <<CONFIG
Host $name $(host_address "$name")
    HostName $(host_address "$name")
    Port $(host_port "$name")
    User $(demo_login)
    IdentityFile $console/ssh/id_ed25519
    IdentitiesOnly yes
    UserKnownHostsFile $console/ssh/known_hosts
    StrictHostKeyChecking yes

CONFIG
    done | put "$console/ssh/config" 600
}
