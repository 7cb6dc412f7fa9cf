# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# nginx: TLS in front of the backends of an environment.

nginx_dir() { printf '%s/nginx/%s\n' "$FLEET_DIR" "$1"; }
nginx_runs() { running "$(nginx_dir "$1")/nginx.pid" "$(nginx_dir "$1")/nginx.conf"; }

# backends_port ENVIRONMENT: where nginx finds the backends; `break latency` puts a slow line in between.
backends_port() {
    if [ "$1" = production ] && [ -f "$FLEET_DIR/broken/latency" ]; then
        echo "$SLOW_PORT"
    else
        echo "$BACKEND_PORT"
    fi
}

configure_nginx() {
    front=$(nginx_dir "$1")
    mkdir -p "$front"
    cat >"$front/nginx.conf" <<CONFIG
daemon on;
worker_processes 1;
# A console may hold a connection for long; a reload does not wait for it.
worker_shutdown_timeout 5s;
pid $front/nginx.pid;
error_log $front/error.log;
events { worker_connections 256; }
http {
    log_format structured escape=json '{"time":"\$time_iso8601","remote":"\$remote_addr","method":"\$request_method",'
        '"path":"\$uri","status":\$status,"seconds":\$request_time,"backend":"\$upstream_addr"}';
    access_log $front/access.log structured;
    client_body_temp_path $front/body;
    proxy_temp_path $front/proxy;
    fastcgi_temp_path $front/fastcgi;
    uwsgi_temp_path $front/uwsgi;
    scgi_temp_path $front/scgi;
    server_tokens off;
    default_type application/octet-stream;
    limit_req_zone \$binary_remote_addr zone=clients:1m rate=100r/m;
    limit_req_status 429;
    upstream backends {
$(for name in $(environment_hosts "$1"); do
        printf '        server %s:%s max_fails=1 fail_timeout=2s;\n' "$(host_address "$name")" "$(backends_port "$1")"
    done)
    }
    server {
        listen $(environment_address "$1"):$HTTPS_PORT ssl http2;
        server_name api.$1.fleetpass.test;
        ssl_certificate $(certificate "$1");
        ssl_certificate_key $(tls_dir)/$1.key;
        ssl_protocols TLSv1.2 TLSv1.3;
        add_header Strict-Transport-Security "max-age=31536000" always;
        add_header X-Frame-Options DENY always;
        add_header X-Content-Type-Options nosniff always;
        add_header Referrer-Policy no-referrer always;
        proxy_connect_timeout 1s;
        proxy_read_timeout 15s;
        proxy_set_header Host \$host;
        proxy_set_header X-Forwarded-For \$proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto https;
        # Whoever watches health must never be slowed down by the limit for customers.
        location /api/v1/health { proxy_pass http://backends; }
        location / { limit_req zone=clients burst=50 nodelay; proxy_pass http://backends; }
    }
}
CONFIG
}

start_nginx() {
    nginx_runs "$1" && return 0
    front=$(nginx_dir "$1")
    configure_nginx "$1"
    end_orphans 'nginx: ' "$front"
    rm -f "$front/nginx.pid"
    nginx -c "$front/nginx.conf" -p "$front" -e "$front/error.log" </dev/null >"$front/start.log" 2>&1 || {
        warn "nginx ($1) did not start; $front/start.log and $front/error.log say why"
        return 1
    }
    wait_until 5 nginx_runs "$1"
}

# nginx_accepting PID: that worker takes new connections. One that was told to leave says so in its title before it stops.
nginx_accepting() { tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" | grep -q '^nginx: worker process *$'; }

# nginx_changed_over MASTER OLD…: another worker than the OLD ones of MASTER accepts, and none of the OLD ones does.
nginx_changed_over() {
    changed_master=$1
    shift
    for changed_worker in "$@"; do
        ! nginx_accepting "$changed_worker" || return 1
    done
    for changed_worker in $(descendants "$changed_master"); do
        ! nginx_accepting "$changed_worker" || return 0
    done
    return 1
}

# reload_nginx ENVIRONMENT: takes up a changed configuration or certificate without losing a connection. When it
# returns, every new connection meets the new one: for a while after the signal old workers accept beside new ones.
reload_nginx() {
    configure_nginx "$1"
    nginx_runs "$1" || return 0
    nginx_master=$(read_pid "$(nginx_dir "$1")/nginx.pid")
    nginx_old_workers=$(descendants "$nginx_master")
    kill -HUP "$nginx_master"
    # shellcheck disable=SC2086  # a list of numbers
    wait_until 15 nginx_changed_over "$nginx_master" $nginx_old_workers ||
        die "nginx ($1) did not take up the change in 15 s; $(nginx_dir "$1")/error.log says why"
}

stop_nginx() {
    stop_pid "$(read_pid "$(nginx_dir "$1")/nginx.pid")" "$(nginx_dir "$1")/nginx.conf" TERM 10
    end_orphans 'nginx: ' "$(nginx_dir "$1")"
    rm -f "$(nginx_dir "$1")/nginx.pid"
}
