# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A full disk under the backups of app-1: a small tmpfs with the same files and hardly any room left. Root mounts it for
# everybody. Without root the SSH server of app-1 is started again in a mount namespace of its own, so that everyone who
# logs in finds the full disk; where the system forbids that, the break is refused.

ROOM_KIB=64

# Each file takes whole pages there, so what the files hold together says too little. What is too much is filled.
disk_size() {
    find "$1" -printf '%s\n' | awk -v room="$ROOM_KIB" '{ pages += int($1 / 4096) + 1 } END { print pages * 4 + room + 1024 }'
}

# fill_disk FOLDER SIZE: what the small disk has too much beside the files is taken by a file.
fill_disk() {
    free_kib=$(df -Pk -- "$1" | awk 'NR == 2 { print $4 }')
    [ "$free_kib" -le "$ROOM_KIB" ] || head -c "$(((free_kib - ROOM_KIB) * 1024))" /dev/zero >"$1/.other-data"
}

# cover FOLDER OPTIONS: mounts the small disk over the folder, with the same files in it.
cover() {
    cover_stage=$1.small
    mkdir -p "$cover_stage"
    mount -t tmpfs -o "size=$(disk_size "$1")k,mode=0700$2" fleet-small-disk "$cover_stage" &&
        cp -a -- "$1/." "$cover_stage/" && fill_disk "$cover_stage" &&
        mount --bind "$cover_stage" "$1" && umount "$cover_stage" && rmdir "$cover_stage"
}
is_covered() { awk -v folder="$1" '$2 == folder { found = 1 } END { exit !found }' "${2:-/proc/self/mounts}"; }

# uncover FOLDER: takes the small disk away and keeps what was written to or removed from it meanwhile.
uncover() {
    is_covered "$1" || return 0
    rm -rf -- "$1.kept"
    cp -a -- "$1" "$1.kept" && umount "$1" && take_over "$1"
}
take_over() {
    rm -f -- "$1.kept/.other-data"
    rm -rf -- "$1.old"
    mv -- "$1" "$1.old" && mv -- "$1.kept" "$1" && rm -rf -- "$1.old"
}

# Root's half is done before this (see fleet), and is then visible here.
break_disk() {
    disk=$(backup_dir app-1)
    if is_covered "$disk" || app_1_has_own_mounts; then
        mark_broken disk-full
        return 0
    fi
    unshare --user --map-current-user --mount --keep-caps true 2>/dev/null ||
        die "this system lets neither this user mount a small disk nor make a namespace for it." \
            "Run the fleet as root to break the disk."
    stop_host app-1
    start_host app-1 unshare --user --map-current-user --mount --keep-caps \
        "$FLEET_DIR/program/lib/own-mounts" "$disk" || :
    if ! app_1_has_own_mounts; then
        start_host app-1
        die "the small disk could not be mounted; the host runs as before." "Run the fleet as root to break the disk."
    fi
    mark_broken disk-full
}

app_1_has_own_mounts() {
    host_runs app-1 && is_covered "$(backup_dir app-1)" "/proc/$(read_pid "$(sshd_pid_file app-1)")/mounts"
}

mend_disk() {
    disk=$(backup_dir app-1)
    if is_covered "$disk"; then
        warn "the small disk on $disk was mounted by root and can be taken away by root alone"
        return 1
    fi
    if app_1_has_own_mounts; then
        rm -rf -- "$disk.kept"
        nsenter --preserve-credentials --user --mount --target "$(read_pid "$(sshd_pid_file app-1)")" \
            cp -a -- "$disk" "$disk.kept"
        stop_host app-1
        take_over "$disk"
    fi
    start_host app-1
}
