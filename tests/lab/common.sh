# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034 # dir, address, cache, root, program and system are lab's, and here is for systems
# What every system of the lab has in common. Its own system.sh sets
#   title   its name for people                user    who deploys
#   health  the path that answers             faults  a line for each: NAME and what it does
#   hint    what else there is to know; may be unset
# and has check_machine, prepare and write_definition.

here=$program/$system
# Where its first-time, halt and tell are on the server: its own, or those of every system with Docker.
common=host
well=healthy # the status in the body of $health

prepare_keys() {
    local host=$dir/host home
    home=$(sed -n "s/^$user:.*:\\([^:]*\\):[^:]*$/\\1/p" "$host/etc/passwd")
    mkdir -p "$host/etc/ssh" "$host$home/.ssh"
    [ -f "$host/etc/ssh/host_key" ] || ssh-keygen -q -t ed25519 -N '' -C "$system" -f "$host/etc/ssh/host_key"
    [ -f "$dir/config/ssh/id_ed25519" ] || ssh-keygen -q -t ed25519 -N '' -C operator -f "$dir/config/ssh/id_ed25519"
    install -m 600 "$dir/config/ssh/id_ed25519.pub" "$host$home/.ssh/authorized_keys"
    chmod 700 "$host$home/.ssh"
    chown -R "$(stat -c %u:%g "$host$home")" "$host$home/.ssh"
}

# The authority's key stays on the server, where certbot would have the account: its stand-in renews with it. A server
# that was moved to another address has another certificate.
prepare_certificate() {
    local tls=$dir/host/etc/letsencrypt
    install -m 755 "$program/certbot" "$dir/local/bin/certbot"
    [ "$(cat "$dir/certified" 2>/dev/null)" != "$address" ] || return 0
    mkdir -p "$tls/live/$system" "$tls/renewal"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=Lab authority" \
        -addext basicConstraints=critical,CA:TRUE -keyout "$tls/authority.key" -out "$tls/authority.pem" 2>/dev/null
    NAME=$system LETSENCRYPT=$tls ADDRESS=$address "$program/certbot" renew --force-renewal >/dev/null
    printf '%s\n' "$address" >"$dir/certified"
}

# The first time: as the operators' document has it.
set_up() {
    [ ! -f "$dir/made" ] || return 0
    inside sh "/srv/lab/$common/first-time" >"$dir/run/first-time.log" 2>&1 || {
        tail -n 20 "$dir/run/first-time.log" >&2
        die "the first deployment failed"
    }
    : >"$dir/made"
}
stop_services() { inside sh "/srv/lab/$common/halt" >"$dir/run/halt.log" 2>&1; }

stopped() { :; } # when every process of it has ended

open_ports() {
    gone port-22 || return 0
    pass_in 22 /usr/sbin/sshd -i -f /etc/ssh/sshd_config
    pass_in 443 socat STDIO "TCP\\:127.0.0.1\\:443"
    pass_in 80 socat STDIO "TCP\\:127.0.0.1\\:80"
}

ask() { curl -fsS --max-time 5 --cacert "$dir/host/etc/letsencrypt/authority.pem" "$@"; }
all_is_well() { ask "https://$address$health" 2>/dev/null | grep -q '"status":"'"$well"'"'; }

tell_status() {
    local result=0 part
    for part in init port-22 port-443 port-80; do
        if gone "$part"; then
            echo "NO  $part"
            result=1
        else
            echo "yes $part, process $(pid_of "$part")"
        fi
    done
    inside sh "/srv/lab/$common/tell" || result=1
    ask "https://$address$health" || result=1
    echo
    return "$result"
}

write_configuration() {
    local config=$dir/config
    cp "$dir/host/etc/letsencrypt/authority.pem" "$config/ca.pem"
    write_ssh_config "$dir/host/etc/ssh/host_key.pub"
    write_definition
    # Only production is here: the other environment's name may belong to somebody. What is tried on that one only goes too.
    sed -i -e '/^  staging:/,/^  production:/{/^  production:/!d}' -e '/^      - { name: [a-z-]*, rate-limit:/d' "$config/systems/$system.yaml"
}
write_ssh_config() { # HOST-KEY
    local config=$dir/config
    printf '%s %s\n' "$address" "$(cut -d ' ' -f 1,2 "$1")" >"$config/ssh/known_hosts"
    cat >"$config/ssh/config" <<TEXT
Host $address
    User $user
    IdentityFile $config/ssh/id_ed25519
    IdentitiesOnly yes
    UserKnownHostsFile $config/ssh/known_hosts
    StrictHostKeyChecking yes
TEXT
}

tell_how() {
    local lab="$program/lab --dir ${dir%/"$system"}"
    cat <<TEXT
$title is up on $address.
  pilothousectl --config $dir/config --data $dir/data status $system/production
  pilothouse    --config $dir/config --data $dir/data
  ssh -F $dir/config/ssh/config $address
  curl --cacert $dir/config/ca.pem https://$address$health
  $lab break $system        faults to plant
  $lab down $system
TEXT
    [ -z "${hint-}" ] || printf '%s\n' "$hint"
}

fault_of() { if [ -f "$here/host/fault" ]; then echo host; else echo "$common"; fi; }
plant() {
    if ! cut -d ' ' -f 1 <<<"$faults" | grep -qxF "${1:-?}"; then
        printf '%s\n' "$faults"
        [ -z "${1-}" ] || exit 2
        return 0
    fi
    inside sh "/srv/lab/$(fault_of)/fault" "$1"
}
mend() { inside sh "/srv/lab/$(fault_of)/fault" mend; }
