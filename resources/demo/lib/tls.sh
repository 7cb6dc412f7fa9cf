# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A certificate authority for the fleet, and the certificates it gives to nginx.

tls_dir() { printf '%s/tls\n' "$FLEET_DIR"; }
certificate() { printf '%s/tls/%s.pem\n' "$FLEET_DIR" "$1"; }

create_authority() {
    authority=$(tls_dir)
    [ ! -f "$authority/ca.pem" ] || return 0
    mkdir -p "$authority/issued"
    chmod 700 "$authority"
    : >"$authority/index.txt"
    cat >"$authority/ca.cnf" <<CONFIG
[ca]
default_ca = demo
[demo]
database = $authority/index.txt
new_certs_dir = $authority/issued
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
copy_extensions = none
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
CONFIG
    openssl req -x509 -config "$authority/ca.cnf" -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 3650 \
        -subj '/CN=Pilothouse demo fleet CA' -addext basicConstraints=critical,CA:TRUE,pathlen:0 \
        -addext keyUsage=critical,keyCertSign,cRLSign -keyout "$authority/ca.key" -out "$authority/ca.pem.new" \
        >"$authority/openssl.log" 2>&1 || die "the certificate authority was not made; $authority/openssl.log says why"
    mv "$authority/ca.pem.new" "$authority/ca.pem"
}

# issue_certificate ENVIRONMENT FROM TO: a server certificate for its address, valid between two dates (as date -d reads).
issue_certificate() {
    authority=$(tls_dir)
    (
        umask 077
        cat >"$authority/$1.ext" <<CONFIG
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = IP:$(environment_address "$1"),DNS:api.$1.fleetpass.test
CONFIG
        openssl req -new -config "$authority/ca.cnf" -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc \
            -subj "/CN=api.$1.fleetpass.test" -keyout "$authority/$1.key.new" -out "$authority/$1.csr" &&
            openssl ca -batch -notext -config "$authority/ca.cnf" -cert "$authority/ca.pem" -keyfile "$authority/ca.key" \
                -in "$authority/$1.csr" -extfile "$authority/$1.ext" -out "$authority/$1.pem.new" \
                -startdate "$(date -u -d "$2" +%Y%m%d%H%M%SZ)" -enddate "$(date -u -d "$3" +%Y%m%d%H%M%SZ)"
    ) >>"$authority/openssl.log" 2>&1 || {
        warn "no certificate was issued for $1; $authority/openssl.log says why"
        return 1
    }
    mv "$authority/$1.key.new" "$authority/$1.key"
    mv "$authority/$1.pem.new" "$(certificate "$1")"
}

# ensure_certificate ENVIRONMENT: there is one, for the present address, and good for a month.
ensure_certificate() {
    if [ -f "$(certificate "$1")" ] &&
        openssl x509 -noout -checkend 2592000 -checkip "$(environment_address "$1")" -in "$(certificate "$1")" \
            2>/dev/null | grep -q 'does match' &&
        openssl x509 -noout -checkend 2592000 -in "$(certificate "$1")" >/dev/null; then
        return 0
    fi
    issue_certificate "$1" 'yesterday' '90 days'
}
