#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Looks at what runs on this host and changes nothing. What is looked at comes on standard input, as lines `look NAME` up to
# `end`; `unit NAME` names a unit of systemd to look at, and `limit …` lines are for whoever reads the output and are
# repeated in it. Prints, for each,
#
#   pilothouse look NAME [SUBJECT]
#   what the tool said
#   pilothouse looked NAME STATUS
#
# and nothing of a process's environment: `pm2 jlist` has it whole, with its secrets, so that is cut on this host.

LC_ALL=C
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH
newline='
'

asked='' limits='' context='' namespace='' units=''
while IFS= read -r line || [ -n "$line" ]; do
    case $line in
    'look '*) asked=$asked${line#look }$newline ;;
    'context '*) context=${line#context } ;; # with the namespace: the cluster that is looked at
    'namespace '*) namespace=${line#namespace } ;;
    'unit '*) units=$units${line#unit }$newline ;;
    'limit '*) limits=$limits"pilothouse $line"$newline ;;
    end) break ;;
    esac
    line=
done

has() { command -v "$1" >/dev/null 2>&1; }
begin() { printf 'pilothouse look %s\n' "$*"; }
ended() { printf '\npilothouse looked %s %s\n' "$1" "$2"; }
tool() { # NAME COMMAND…: a tool that this host may lack
    tool_name=$1
    shift
    begin "$tool_name"
    if has "$1"; then
        "$@" 2>&1 </dev/null
        ended "$tool_name" "$?"
    else
        printf '%s is not installed\n' "$1"
        ended "$tool_name" 127
    fi
}

# --- PM2 --------------------------------------------------------------------------------------------------------------

# PM2 is made of Node.js, so that is there. Only what is named here is printed.
pm2_filter='
let text = "";
process.stdin.on("data", (part) => { text += part; }).on("end", () => {
  const at = text.search(/^\[(\{|\])/m);
  if (at < 0) process.exit(3);
  const list = JSON.parse(text.slice(at, text.lastIndexOf("]") + 1));
  console.log(JSON.stringify(list.map((p) => {
    const e = p.pm2_env || {};
    return { name: p.name, pid: p.pid, pm_id: p.pm_id, monit: p.monit, pm2_env: {
      status: e.status, restart_time: e.restart_time, unstable_restarts: e.unstable_restarts, pm_uptime: e.pm_uptime,
      exec_mode: e.exec_mode, version: e.version, exit_code: e.exit_code, namespace: e.namespace, watch: e.watch } };
  })));
});'
pm2_names='
let text = "";
process.stdin.on("data", (part) => { text += part; }).on("end", () => {
  console.log(JSON.stringify(JSON.parse(text).map((p, i) => ({ name: p.name, pm_id: i }))));
});'

look_pm2() {
    begin pm2
    if ! has pm2 || ! has node; then
        printf 'pm2 or node is not installed\n'
        ended pm2 127
        return
    fi
    pm2_home=${PM2_HOME:-$HOME/.pm2}
    # Where no daemon runs, asking would start one.
    pm2_pid=$(cat "$pm2_home/pm2.pid" 2>/dev/null)
    if [ -n "$pm2_pid" ] && kill -0 "$pm2_pid" 2>/dev/null; then
        pm2 jlist 2>/dev/null </dev/null | node -e "$pm2_filter" 2>/dev/null
        ended pm2 "$?"
    else
        printf 'no daemon of PM2 runs for %s\n' "$(id -un)"
        ended pm2 1
    fi
    # What a start of the host brings back, and whether something brings it back.
    begin pm2-saved
    if [ -r "$pm2_home/dump.pm2" ]; then
        node -e "$pm2_names" <"$pm2_home/dump.pm2" 2>/dev/null
        ended pm2-saved "$?"
    else
        printf 'nothing is saved\n'
        ended pm2-saved 1
    fi
    begin pm2-startup
    if crontab -l 2>/dev/null | grep -q '^@reboot.*pm2.* resurrect'; then
        printf 'cron\n'
    elif has systemctl && systemctl is-enabled "pm2-$(id -un)" >/dev/null 2>&1; then
        printf 'systemd\n'
    else
        printf 'none\n'
    fi
    ended pm2-startup 0
}

# --- the rest ---------------------------------------------------------------------------------------------------------

look_disk() {
    tool disk df -PT
    tool inodes df -PTi
}
look_memory() { tool memory free -b; }
look_postgres() { tool postgres pg_isready; }
look_nginx() { tool nginx nginx -t; }
look_redis() { tool redis redis-cli INFO; }

look_certificates() { # those that nginx was told to serve
    if ! has nginx || ! has openssl; then
        begin certificates
        printf 'nginx or openssl is not installed\n'
        ended certificates 127
        return
    fi
    served=$(nginx -T 2>/dev/null </dev/null | sed -n 's/^[[:space:]]*ssl_certificate[[:space:]]\{1,\}\([^;]*\);.*/\1/p' | sort -u)
    if [ -z "$served" ]; then
        begin certificates
        printf 'nginx does not say which certificates it serves\n'
        ended certificates 1
    fi
    printf '%s\n' "$served" | while IFS= read -r file; do
        [ -n "$file" ] || continue
        file=${file#\"}
        file=${file%\"}
        begin certificates "$file"
        openssl x509 -noout -subject -dates -in "$file" 2>&1
        ended certificates "$?"
    done
}

# One line a container: tab-separated, of its state only. What it was started with may be secret.
look_containers() {
    begin containers
    if ! has docker; then
        printf 'docker is not installed\n'
        ended containers 127
        return
    fi
    if ! ids=$(docker ps -aq --no-trunc 2>&1 </dev/null); then
        printf '%s\n' "$ids"
        ended containers 1
        return
    fi
    # shellcheck disable=SC2086 # one word each
    [ -z "$ids" ] || docker inspect -f '{{.Name}}	{{.State.Status}}	{{.State.ExitCode}}	{{.State.OOMKilled}}	{{.RestartCount}}	{{if .State.Health}}{{.State.Health.Status}}{{end}}	{{.Config.StopTimeout}}	{{index .Config.Labels "com.docker.compose.service"}}	{{.State.StartedAt}}	'"$(date -u +%Y-%m-%dT%H:%M:%SZ)" $ids 2>/dev/null </dev/null
    ended containers 0
}

# One line a deployment and a pod: tab-separated, of its state only. What it was started with may be secret.
deployment_line='{range .items[*]}deployment{"\t"}{.metadata.name}{"\t"}{.metadata.generation}{"\t"}{.spec.replicas}{"\t"}{.spec.paused}{"\t"}{.status}{"\n"}{end}'
pod_line='{range .items[*]}pod{"\t"}{.metadata.name}{"\t"}{.spec.nodeName}{"\t"}{.metadata.deletionTimestamp}{"\t"}{.metadata.ownerReferences[0].kind}{"\t"}{.metadata.ownerReferences[0].name}{"\t"}{.status}{"\n"}{end}'
look_kubernetes() {
    begin kubernetes "$context/$namespace"
    if ! has kubectl; then
        printf 'kubectl is not installed\n'
        ended kubernetes 127
        return
    fi
    # Never the context that was chosen last: that may be any cluster.
    if [ -z "$context" ] || [ -z "$namespace" ]; then
        printf 'no context is named\n'
        ended kubernetes 2
        return
    fi
    if kubectl --context "$context" --namespace "$namespace" --request-timeout=20s get deployments -o "jsonpath=$deployment_line" 2>&1 </dev/null &&
        kubectl --context "$context" --namespace "$namespace" --request-timeout=20s get pods -o "jsonpath=$pod_line" 2>&1 </dev/null; then
        ended kubernetes 0
    else
        ended kubernetes 1
    fi
}

# Of units nothing but their state: how they are started may be secret. With those that the definition names come the ones
# that failed, and those that are being started again at this moment.
look_systemd() {
    begin systemd
    if ! has systemctl; then
        printf 'systemctl is not installed\n'
        ended systemd 127
        return
    fi
    state=$(systemctl is-system-running 2>&1 </dev/null)
    printf '%s\n' "$state"
    case $state in
    running | degraded | starting | initializing | stopping | maintenance) ended systemd 0 ;;
    *)
        ended systemd 1
        return
        ;;
    esac
    begin systemd-units
    wrong=$(systemctl list-units --all --plain --no-legend --no-pager --state=failed,auto-restart 2>/dev/null </dev/null | sed 's/ .*//')
    wanted=$(printf '%s\n%s\n' "$units" "$wrong" | sed '/^$/d' | sort -u)
    # shellcheck disable=SC2086 # one word each
    [ -z "$wanted" ] || (
        set -f
        systemctl show --no-pager -p Id,LoadState,ActiveState,SubState,UnitFileState,Result,ExecMainStatus,NRestarts,MainPID -- $wanted 2>&1 </dev/null
    )
    ended systemd-units "$?"
}

look_cron() {
    tool cron crontab -l
    begin cron-daemon
    for each in /proc/[0-9]*/comm; do
        { IFS= read -r comm <"$each"; } 2>/dev/null || continue
        case $comm in cron | crond | fcron | cronie | systemd-cron) printf '%s\n' "$comm" ;; esac
    done
    ended cron-daemon 0
}

printf '%s' "$limits"
for each_look in $asked; do
    case $each_look in
    pm2) look_pm2 ;;
    disk) look_disk ;;
    memory) look_memory ;;
    postgres) look_postgres ;;
    nginx) look_nginx ;;
    certificates) look_certificates ;;
    cron) look_cron ;;
    containers) look_containers ;;
    kubernetes) look_kubernetes ;;
    systemd) look_systemd ;;
    redis) look_redis ;;
    *)
        begin "$each_look"
        printf 'nothing is known of this\n'
        ended "$each_look" 2
        ;;
    esac
done
printf 'pilothouse end\n'
