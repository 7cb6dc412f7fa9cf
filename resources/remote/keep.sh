#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2088 # a leading ~ in a definition's path is ours to expand
#
# Keeps the version that runs, brings one back that was kept, and removes those beyond the count: with what is on this
# host alone, no build, no network and no registry. What is to be done comes on standard input, or in the variable spec
# where there is none, as lines of a keyword and words; see read_spec. One kept version is
#
#   STORE/VERSION/about      order, since, run, before, target: written last, so without it nothing is kept
#   STORE/VERSION/images     SERVICE ID BYTES COMPOSE NAME REFERENCE; the image is tagged NAME:pilothouse-VERSION
#                            Of a Kubernetes service: SERVICE ID 0 kubernetes REPLICASET REFERENCE; the cluster has it
#   STORE/VERSION/release    a copy of the folder, or a link to the release that the folder was a link to
#
# STORE is FOLDER.kept beside the folder where the folder is kept, else FOLDER/.pilothouse-kept. Looking: cat, docker
# image ls. Removing one: docker rmi its tags, rm -r its folder. In STORE, .next is a folder on its way in and .left one
# on its way out, whose data has still to be carried over: whoever comes next mends that.

newline='
'

give_up() {
    printf '%s\n' "$*" >&2
    exit 1
}

# --- what is asked ----------------------------------------------------------------------------------------------------

read_spec() {
    act='' version='' versions=5 directory='' release='' data='' images='' before='' protect=' ' reader='' mine=yes
    while IFS= read -r line || [ -n "$line" ]; do
        rest=${line#* }
        case $line in
        'host '*) # what follows is meant for this host only
            mine=
            [ "$rest" != "${PILOTHOUSE_HOST-}" ] || mine=yes
            line=
            continue
            ;;
        end) break ;;
        esac
        [ -n "$mine" ] || {
            line=
            continue
        }
        case $line in
        'act '*) act=$rest ;;
        'version '*) version=$rest ;;
        'versions '*) versions=$rest ;;
        'directory '*) directory=$rest ;;
        release) release=yes ;;
        'data '*) data=$data$rest$newline ;;
        'image '*) images=$images$rest$newline ;; # RUNTIME SERVICE UNIT FILE
        'before '*) before=$rest ;;
        'protect '*) protect="$protect$rest " ;;
        'read '*) reader=$reader$rest$newline ;;
        esac
        line=
    done
}

find_place() { # sets here and store
    here=$directory
    case $here in
    '') here=$HOME ;;
    '~') here=$HOME ;;
    '~/'*) here=$HOME/${here#'~/'} ;;
    esac
    while [ "$here" != / ] && [ "${here%/}" != "$here" ]; do here=${here%/}; done
    if [ -n "$release" ]; then store=$here.kept; else store=$here/.pilothouse-kept; fi
}

check_version() { # VERSION: it names folders and tags
    case $1 in
    '' | .* | -* | *[!A-Za-z0-9_.-]*) give_up "\"$1\" cannot name a kept version" ;;
    esac
}

about() { # VERSION KEY; sets value
    value=
    { while read -r about_key about_rest; do
        [ "$about_key" != "$2" ] || value=$about_rest
    done <"$store/$1/about"; } 2>/dev/null
}

is_kept() { [ -f "$store/$1/about" ]; }

kept_versions() { # prints them, oldest first
    for kept_dir in "$store"/*; do
        folder_name=${kept_dir##*/}
        is_kept "$folder_name" || continue
        about "$folder_name" order
        printf '%s %s\n' "${value:-0}" "$folder_name"
    done | sort -n | while read -r _ folder_name; do printf '%s\n' "$folder_name"; done
}

# --- Docker -----------------------------------------------------------------------------------------------------------

compose() { # 1|2 FILE WORDS
    compose_flavour=$1
    compose_file=$2
    shift 2
    if [ "$compose_flavour" = 1 ]; then
        docker-compose -f "$compose_file" "$@"
    else
        docker compose -f "$compose_file" "$@"
    fi
}

find_flavour() { # sets flavour to the Compose that answers here
    [ -z "${flavour-}" ] || return 0
    if docker compose version >/dev/null 2>&1; then
        flavour=2
    elif command -v docker-compose >/dev/null 2>&1; then
        flavour=1
    else
        flavour=none
    fi
}

ask_compose() { # 1|2 FILE UNIT; sets containers, and why where it fails
    containers=$(cd -- "$here" && compose "$1" "$2" ps -q "$3" 2>/dev/null) && return 0
    containers=''
    why=$( (cd -- "$here" && compose "$1" "$2" ps -q "$3") 2>&1 >/dev/null | tail -n 1)
    [ -n "$why" ] || why="Compose could not read $2"
    return 1
}

find_containers() { # RUNTIME UNIT FILE; sets containers, and why where that fails
    containers='' why=''
    if [ "$1" = docker ]; then
        containers=$(docker ps -q --no-trunc --filter "name=^/$2\$" 2>&1) || why=$containers
    else
        find_flavour
        if [ "$flavour" = none ]; then
            why='there is no Compose on this host'
        else
            # What the other Compose started is its own.
            if ! ask_compose "$flavour" "$3" "$2" || [ -z "$containers" ]; then
                if [ "$flavour" = 2 ] && command -v docker-compose >/dev/null 2>&1; then
                    first_why=$why why=''
                    ask_compose 1 "$3" "$2" || why=$first_why
                fi
            fi
        fi
    fi
    [ -z "$why" ] || return 1
}

look_at_image() { # RUNTIME SERVICE UNIT FILE; sets id, reference, made_by; id is empty where nothing of it runs
    id='' reference='' made_by=2
    find_containers "$1" "$3" "$4" || return 1
    for container in $containers; do
        facts=$(docker inspect -f '{{println .Image}}{{println .State.Running}}{{println .Config.Image}}{{index .Config.Labels "com.docker.compose.version"}}' \
            "$container" 2>&1) || {
            why=$facts
            return 1
        }
        {
            read -r found_id
            read -r found_running
            read -r found_reference
            read -r found_compose
        } <<END
$facts
END
        [ "$found_running" = true ] || continue
        if [ -n "$id" ] && [ "$id" != "$found_id" ]; then
            why="its containers run different images"
            return 1
        fi
        id=$found_id reference=$found_reference
        case $found_compose in 1.* | v1.*) made_by=1 ;; *) made_by=2 ;; esac
    done
    [ "$1" = compose ] || made_by=-
}

# --- Kubernetes -------------------------------------------------------------------------------------------------------

kube() { kubectl --context "${KUBE_CONTEXT-}" --namespace "${KUBE_NAMESPACE-}" "$@" </dev/null; }

look_at_workload() { # UNIT; sets id, reference, replicaset and why; id is empty where no pod of it is ready
    id='' reference='' replicaset='' why=''
    if [ -z "${KUBE_CONTEXT-}" ] || [ -z "${KUBE_NAMESPACE-}" ]; then
        why='no context and namespace of Kubernetes are named'
        return 1
    fi
    workload=${1#deployment/}
    # shellcheck disable=SC2016 # what kubectl makes of it
    made_of=$(kube --request-timeout=20s get deployment "$workload" -o go-template='{{(index .spec.template.spec.containers 0).name}} {{range $k, $v := .spec.selector.matchLabels}}{{$k}}={{$v}},{{end}}' 2>&1) || {
        why=$made_of
        return 1
    }
    container=${made_of%% *} made_of=${made_of#* }
    pods=$(kube --request-timeout=20s get pods -l "${made_of%,}" -o "jsonpath={range .items[*]}{.metadata.deletionTimestamp}|{.status.conditions[?(@.type==\"Ready\")].status}|{.metadata.ownerReferences[0].name}|{.spec.containers[?(@.name==\"$container\")].image}|{.status.containerStatuses[?(@.name==\"$container\")].imageID}{\"\\n\"}{end}" 2>&1) || {
        why=$pods
        return 1
    }
    while IFS='|' read -r pod_gone pod_ready pod_owner pod_image pod_id; do
        if [ -n "$pod_gone" ] || [ "$pod_ready" != True ]; then continue; fi
        case $pod_id in *sha256:*) ;; *) continue ;; esac
        if [ -n "$replicaset" ] && [ "$replicaset" != "$pod_owner" ]; then
            why="its pods are of different revisions, $replicaset and $pod_owner"
            return 1
        fi
        id=sha256:${pod_id##*sha256:} reference=$pod_image replicaset=$pod_owner
    done <<END
$pods
END
}

has_revision() { # REPLICASET REFERENCE: the cluster could go back to it; sets revision
    revision=$(kube --request-timeout=20s get replicaset "$1" -o "jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision} {.spec.template.spec.containers[0].image}" 2>/dev/null) || return 1
    [ "${revision#* }" = "$2" ] || return 1
    revision=${revision%% *}
}

keep_workload() { # SERVICE UNIT
    look_at_workload "$2" || give_up "$1: $why"
    if [ -z "$id" ]; then
        printf '%s: no pod of it is ready, so there is nothing to keep\n' "$1"
        return 0
    fi
    has_revision "$replicaset" "$reference" || give_up "$1: the cluster does not tell the revision of $replicaset"
    printf '%s %s 0 kubernetes %s %s\n' "$1" "$id" "$replicaset" "$reference" >>"$entry/images.new" ||
        give_up "$entry cannot be written"
    printf '%s: revision %s is kept, %s with image %.19s\n' "$1" "$revision" "$replicaset" "$id"
    any=yes
}

undo_workload() { # SERVICE UNIT
    kept_image "$1"
    has_revision "$kept_name" "$kept_reference" || give_up "$1: the cluster no longer has $kept_name of $version"
    kube rollout undo "deployment/${2#deployment/}" --to-revision="$revision" ||
        give_up "$1: it could not be undone to revision $revision"
}

verify_workload() { # SERVICE UNIT
    kept_image "$1"
    kube rollout status "deployment/${2#deployment/}" --timeout=30m || give_up "$1: the rollout does not end"
    look_at_workload "$2" || give_up "$1: $why"
    [ "$id" = "$kept_id" ] || give_up "$1 runs ${id:-nothing} and not the image kept, $kept_id"
    printf '%s runs image %.19s of %s\n' "$1" "$id" "$version"
}

name_of() { # REFERENCE SERVICE; sets name to what a tag can be put behind
    name=${1%%@*}
    case ${name##*/} in *:*) name=${name%:*} ;; esac
    case $1 in sha256:* | '') name=pilothouse/$2 ;; esac
}

each_image() { # FUNCTION: calls it with RUNTIME SERVICE UNIT FILE of every image that is kept here
    each_rest=$images
    while [ -n "$each_rest" ]; do
        each_line=${each_rest%%"$newline"*}
        each_rest=${each_rest#*"$newline"}
        each_runtime=${each_line%% *}
        each_line=${each_line#* }
        each_service=${each_line%% *}
        each_line=${each_line#* }
        each_unit=${each_line%% *}
        each_file=${each_line#"$each_unit"}
        "$1" "$each_runtime" "$each_service" "$each_unit" "${each_file# }" || return 1
    done
}

keep_image() { # RUNTIME SERVICE UNIT FILE
    if [ "$1" = kubernetes ]; then
        keep_workload "$2" "$3"
        return
    fi
    look_at_image "$@" || give_up "$2: $why"
    if [ -z "$id" ]; then
        printf '%s: nothing of it runs, so there is nothing to keep\n' "$2"
        return 0
    fi
    name_of "$reference" "$2"
    size=$(docker image inspect -f '{{.Size}}' "$id" 2>&1) || give_up "$2: $size"
    docker tag "$id" "$name:pilothouse-$version" || give_up "$2: its image could not be tagged"
    printf '%s %s %s %s %s %s\n' "$2" "$id" "$size" "$made_by" "$name" "$reference" >>"$entry/images.new" ||
        give_up "$entry cannot be written"
    printf '%s: image %.19s is kept as %s:pilothouse-%s\n' "$2" "$id" "$name" "$version"
    any=yes
}

# --- folders ----------------------------------------------------------------------------------------------------------

is_data() { # PATH in the folder: named as data, or ours
    case $1 in .pilothouse-lock* | .pilothouse-kept) return 0 ;; esac
    case $newline$data in *"$newline$1$newline"*) return 0 ;; esac
    return 1
}

holds_data() { # PATH: some data lies below it
    case $newline$data in *"$newline$1/"*) return 0 ;; esac
    return 1
}

copy_whole() { # FROM TO; files are never shared with the running release, which may be written in place
    if [ -z "${copy_words-}" ]; then
        copy_words=-a
        ! cp --reflink=auto -a /dev/null "$store/.try" 2>/dev/null || copy_words='--reflink=auto -a'
        rm -f -- "$store/.try"
    fi
    # shellcheck disable=SC2086 # options
    cp $copy_words -- "$1" "$2"
}

copy_code() { # FROM TO PREFIX: all but the data
    for each in "$1"/* "$1"/.[!.]* "$1"/..?*; do
        [ -e "$each" ] || [ -L "$each" ] || continue
        ! is_data "$3${each##*/}" || continue
        if [ ! -L "$each" ] && [ -d "$each" ] && holds_data "$3${each##*/}"; then
            mkdir -- "$2/${each##*/}" && chmod "$(stat -c %a -- "$each")" "$2/${each##*/}" || return 1
            copy_code "$each" "$2/${each##*/}" "$3${each##*/}/" || return 1
        else
            copy_whole "$each" "$2/${each##*/}" || return 1
        fi
    done
}

find_newer() { # FROM PREFIX FILE: prints something of the code that was written after FILE
    for each in "$1"/* "$1"/.[!.]* "$1"/..?*; do
        [ -e "$each" ] || [ -L "$each" ] || continue
        ! is_data "$2${each##*/}" || continue
        if [ ! -L "$each" ] && [ -d "$each" ] && holds_data "$2${each##*/}"; then
            find_newer "$each" "$2${each##*/}/" "$3"
        else
            find "$each" -newer "$3" -print 2>/dev/null
        fi
    done | head -n 1
}

folder_bytes() { # FOLDER, all of it; sets bytes
    bytes=$(du -sk -- "$1" 2>/dev/null | { read -r kib _ && printf '%s' "$kib"; })
    case $bytes in '' | *[!0-9]*) bytes=0 ;; esac
    bytes=$((bytes * 1024))
}

code_bytes() { # sets bytes to the size of what would be copied
    folder_bytes "$here"
    code_total=$bytes
    code_rest=$data
    while [ -n "$code_rest" ]; do
        code_path=${code_rest%%"$newline"*}
        code_rest=${code_rest#*"$newline"}
        [ -d "$here/$code_path" ] && [ ! -L "$here/$code_path" ] || [ -f "$here/$code_path" ] || continue
        folder_bytes "$here/$code_path"
        code_total=$((code_total - bytes))
    done
    bytes=$code_total
    [ "$bytes" -ge 0 ] || bytes=0
}

keep_release() {
    rm -rf -- "$entry/release.new"
    if [ ! -e "$entry/release" ] && [ -d "$entry/release.gone" ]; then mv -- "$entry/release.gone" "$entry/release"; fi
    rm -rf -- "$entry/release.gone"
    if [ -L "$here" ]; then
        target=$(readlink "$here")
        behind=$(cd -P -- "$here" && pwd -P) || give_up "$here leads nowhere"
        ln -s -- "$behind" "$entry/release.new" || give_up "$entry cannot be written"
        rm -rf -- "$entry/release"
        mv -- "$entry/release.new" "$entry/release" || give_up "$entry cannot be written"
        printf 'The release %s is kept\n' "$target"
        bytes=0
        any=yes
        return
    fi
    if [ ! -d "$here" ]; then
        printf '%s is not there, so there is nothing to keep\n' "$here"
        return
    fi
    if [ -d "$entry/release" ] && [ ! -L "$entry/release" ] && [ -f "$entry/about" ] &&
        [ -z "$(find_newer "$here" '' "$entry/about")" ]; then
        touch -r "$entry/about" "$entry/stamp" || give_up "$entry cannot be written"
        printf '%s is kept already\n' "$here"
        about "$version" bytes
        bytes=${value:-0}
        any=yes
        return
    fi
    # Stamped before the first byte is read, and earlier than that: some hosts compare whole seconds.
    printf '' >"$entry/stamp" || give_up "$entry cannot be written"
    touch -d "@$(($(date +%s) - 2))" "$entry/stamp" 2>/dev/null
    if ! { mkdir -- "$entry/release.new" && chmod "$(stat -c %a -- "$here")" "$entry/release.new" &&
        copy_code "$here" "$entry/release.new" ''; }; then
        rm -rf -- "$entry/release.new"
        give_up "$here could not be copied; what changes while it runs belongs under data:"
    fi
    [ ! -e "$entry/release" ] || mv -- "$entry/release" "$entry/release.gone" || give_up "$entry cannot be written"
    mv -- "$entry/release.new" "$entry/release" || give_up "$entry cannot be written"
    rm -rf -- "$entry/release.gone"
    folder_bytes "$entry/release"
    printf '%s is kept as %s\n' "$here" "$entry/release"
    any=yes
}

# --- keep -------------------------------------------------------------------------------------------------------------

keep() {
    check_version "$version"
    [ -z "$release" ] || mend_swap
    mkdir -p -- "$store/$version" || give_up "$store cannot be written"
    rm -rf -- "$store"/.gone.* 2>/dev/null
    entry=$store/$version
    any='' target='' bytes=0
    rm -f -- "$entry/images.new"
    each_image keep_image || exit 1
    [ -z "$release" ] || keep_release
    if [ -z "$any" ]; then
        is_kept "$version" || rm -rf -- "$entry"
        return 0
    fi
    if [ -e "$entry/images.new" ]; then mv -f -- "$entry/images.new" "$entry/images" || give_up "$entry cannot be written"; fi
    order=0
    for other in "$store"/*; do
        about "${other##*/}" order
        case $value in '' | *[!0-9]*) ;; *) [ "$value" -le "$order" ] || order=$value ;; esac
    done
    about "$version" since
    since=${value:-$(date +%s)}
    if [ -z "$before" ]; then
        about "$version" before
        before=$value
    fi
    {
        printf 'version %s\norder %s\nsince %s\nrun %s\n' "$version" "$((order + 1))" "$since" "${PILOTHOUSE_RUN:--}"
        [ -z "$before" ] || printf 'before %s\n' "$before"
        [ -z "$target" ] || printf 'target %s\n' "$target"
        printf 'bytes %s\n' "$bytes"
    } >"$entry/about.new" || give_up "$entry cannot be written"
    [ ! -e "$entry/stamp" ] || touch -r "$entry/stamp" "$entry/about.new" || give_up "$entry cannot be written"
    rm -f -- "$entry/stamp"
    mv -f -- "$entry/about.new" "$entry/about" || give_up "$entry cannot be written"
}

prune() { # beyond the count, oldest first; never what runs, what it is gone back to from, or what the run names
    about "$version" before
    keep_also="$protect$version ${value:-$version} "
    all=$(kept_versions)
    count=$(printf '%s\n' "$all" | grep -c .)
    for old in $all; do
        [ "$count" -gt "$versions" ] || break
        case $keep_also in *" $old "*) continue ;; esac
        if remove "$old"; then
            printf 'Version %s is no longer kept\n' "$old"
            count=$((count - 1))
        fi
    done
    printf 'Kept here: %s of %s\n' "$count" "$versions"
}

remove() { # VERSION
    if [ -e "$store/$1/images" ]; then
        while read -r _ remove_id _ remove_by remove_name _; do
            [ "$remove_by" != kubernetes ] || continue
            [ "$(docker image inspect -f '{{.Id}}' "$remove_name:pilothouse-$1" 2>/dev/null)" = "$remove_id" ] || continue
            docker rmi "$remove_name:pilothouse-$1" >/dev/null || {
                printf 'Version %s stays: its image %s could not be removed\n' "$1" "$remove_name:pilothouse-$1"
                return 1
            }
        done <"$store/$1/images"
    fi
    mv -- "$store/$1" "$store/.gone.$1" && rm -rf -- "$store/.gone.$1"
}

# --- bring back -------------------------------------------------------------------------------------------------------

back_images() {
    check_version "$version"
    [ -f "$store/$version/images" ] || give_up "no images of $version are kept in $store"
    files=
    each_image check_image || exit 1
    each_image tag_image || exit 1
    file_rest=$files
    while [ -n "$file_rest" ]; do
        file_line=${file_rest%%"$newline"*}
        file_rest=${file_rest#*"$newline"}
        recreate "${file_line%% *}" "${file_line#* }"
    done
    each_image verify_image || exit 1
}

kept_image() { # SERVICE; sets kept_id, kept_by, kept_name, kept_reference
    kept_id=''
    while read -r kept_service kept_word _ kept_flavour kept_base kept_rest; do
        [ "$kept_service" = "$1" ] || continue
        kept_id=$kept_word kept_by=$kept_flavour kept_name=$kept_base kept_reference=$kept_rest
    done <"$store/$version/images"
    [ -n "$kept_id" ] || give_up "no image of $1 is kept in $version"
}

check_image() { # RUNTIME SERVICE UNIT FILE: before anything is changed
    kept_image "$2"
    if [ "$1" = kubernetes ]; then
        has_revision "$kept_name" "$kept_reference" || give_up "$2: the cluster no longer has $kept_name of $version"
        return 0
    fi
    found=$(docker image inspect -f '{{.Id}}' "$kept_name:pilothouse-$version" 2>&1) ||
        give_up "$2: the image $kept_name:pilothouse-$version is gone"
    [ "$found" = "$kept_id" ] || give_up "$2: $kept_name:pilothouse-$version is another image than the one kept"
    [ "$1" = compose ] || return 0
    find_flavour
    if [ "$kept_by" = 1 ] && command -v docker-compose >/dev/null 2>&1; then use=1; else use=$flavour; fi
    [ "$use" != none ] || give_up "there is no Compose on this host"
    case $newline$files in
    *"$newline$use $4$newline"*) ;;
    *) files=$files"$use $4"$newline ;;
    esac
}

tag_image() { # RUNTIME SERVICE UNIT FILE
    if [ "$1" = kubernetes ]; then
        undo_workload "$2" "$3"
        return
    fi
    kept_image "$2"
    case $kept_reference in
    *@* | sha256:* | '') ;;
    *)
        docker tag "$kept_id" "$kept_reference" || give_up "$2: its image could not be tagged"
        printf '%s: %s is image %.19s of %s again\n' "$2" "$kept_reference" "$kept_id" "$version"
        ;;
    esac
    [ "$1" = compose ] || printf '%s: start it anew in a step of its own\n' "$2"
}

recreate() { # 1|2 FILE: all of the file, for what a failed run took down comes back too
    scales=
    scale_file=$2
    scale_flavour=$1
    each_image count_instances || exit 1
    # What was scaled and has no kept image, as far as it is of this file.
    for scale_word in ${PILOTHOUSE_SCALE-}; do
        case "$scale_word $scales " in
        -*) continue ;;
        *" ${scale_word%%=*}="*) continue ;;
        esac
        ! (cd -- "$here" && compose "$1" "$2" config --services) 2>/dev/null | grep -qxF "${scale_word%%=*}" || scales="$scales --scale $scale_word"
    done
    pull=
    if [ "$1" = 2 ]; then
        if (cd -- "$here" && compose 2 "$2" up --help) 2>/dev/null | grep -q -e '--pull'; then pull='--pull never'; fi
    fi
    if [ -z "$pull" ]; then
        # This Compose would fetch what is not here.
        wanted=$(cd -- "$here" && { compose "$1" "$2" config 2>/dev/null || cat -- "$2"; } |
            sed -n 's/^    image: *//p' | tr -d "\"'" | grep -v '[$]')
        for image in $wanted; do
            docker image inspect "$image" >/dev/null 2>&1 || give_up "$image is not on this host, and nothing is fetched"
        done
    fi
    # shellcheck disable=SC2086 # words of options
    (cd -- "$here" && compose "$1" "$2" up -d --no-build $pull $scales) || give_up "Compose could not start $2"
}

count_instances() { # RUNTIME SERVICE UNIT FILE: Compose would go back to one
    [ "$1" = compose ] && [ "$4" = "$scale_file" ] || return 0
    instances=
    for scale_word in ${PILOTHOUSE_SCALE-}; do
        case $scale_word in "$3="*) instances=${scale_word#*=} ;; esac
    done
    [ -n "$instances" ] || instances=$(cd -- "$here" && compose "$scale_flavour" "$4" ps -q "$3" 2>/dev/null | grep -c .)
    [ "${instances:-0}" -le 1 ] || scales="$scales --scale $3=$instances"
}

verify_image() { # RUNTIME SERVICE UNIT FILE
    if [ "$1" = kubernetes ]; then
        verify_workload "$2" "$3"
        return
    fi
    [ "$1" = compose ] || return 0
    kept_image "$2"
    look_at_image "$@" || give_up "$2: $why"
    [ -n "$id" ] || give_up "$2 does not run"
    [ "$id" = "$kept_id" ] ||
        give_up "$2 runs image $id and not the one kept: $4 names another image than $kept_reference; a step before this one has to say which version it shall use"
    printf '%s runs image %.19s of %s\n' "$2" "$id" "$version"
}

mend_swap() { # what an earlier one, ended in its middle, left
    rm -rf -- "$store/.next.part" "$store/.next" "$store/.try" 2>/dev/null
    [ -d "$store/.left" ] || return 0
    if [ ! -e "$here" ] && [ ! -L "$here" ]; then
        mv -- "$store/.left" "$here" || give_up "$here is missing and could not be put back from $store/.left"
        printf '%s was missing and is back\n' "$here"
    else
        carry_data
        rm -rf -- "$store/.left"
        printf 'What an earlier way back left was carried over\n'
    fi
}

carry_data() { # from the folder that was left into the one that came
    carry_rest=$data
    while [ -n "$carry_rest" ]; do
        carry=${carry_rest%%"$newline"*}
        carry_rest=${carry_rest#*"$newline"}
        [ -e "$store/.left/$carry" ] || [ -L "$store/.left/$carry" ] || continue
        case $carry in */*) mkdir -p -- "$here/${carry%/*}" || give_up "$here cannot be written" ;; esac
        # What somebody wrote there meanwhile is not ours to throw away.
        if [ -e "$here/$carry" ] || [ -L "$here/$carry" ]; then
            aside=$store/.aside.$$/$carry
            { mkdir -p -- "${aside%/*}" && mv -- "$here/$carry" "$aside"; } || give_up "$store cannot be written"
            printf '%s was there already and is now %s\n' "$carry" "$aside"
        fi
        mv -- "$store/.left/$carry" "$here/$carry" || give_up "$carry could not be carried over; it is in $store/.left"
        printf '%s was carried over\n' "$carry"
    done
}

back_release() {
    check_version "$version"
    mend_swap
    if ! is_kept "$version" || [ ! -d "$store/$version/release" ]; then give_up "no release of $version is kept in $store"; fi
    if [ -L "$store/$version/release" ]; then
        back_link
        return
    fi
    [ ! -L "$here" ] || give_up "$here is a link now, and $version was kept of a folder"
    real=$(cd -P -- "$here" && pwd -P) || give_up "$here is not there"
    while read -r _ _ _ _ mounted _; do
        case $mounted in "$real"/*) give_up "$mounted is mounted in $here, which therefore cannot be replaced" ;; esac
    done </proc/self/mountinfo
    copy_whole "$store/$version/release" "$store/.next.part" || {
        rm -rf -- "$store/.next.part"
        give_up "$version could not be copied back"
    }
    # Who holds the lock goes on holding it.
    [ ! -d "$here/.pilothouse-lock" ] || cp -a -- "$here/.pilothouse-lock" "$store/.next.part/" || give_up "$store cannot be written"
    mv -- "$store/.next.part" "$store/.next" || give_up "$store cannot be written"
    mv -- "$here" "$store/.left" || give_up "$here could not be moved away"
    if ! mv -- "$store/.next" "$here"; then
        mend_swap
        give_up "$version could not be put in place; $here is as it was"
    fi
    carry_data
    rm -rf -- "$store/.left"
    printf '%s is %s again\n' "$here" "$version"
}

back_link() {
    if [ -e "$here" ] && [ ! -L "$here" ]; then give_up "$here is no link any more"; fi
    about "$version" target
    behind=$(cd -P -- "$store/$version/release" && pwd -P) || give_up "the release $value is gone"
    now=$(cd -P -- "$here" 2>/dev/null && pwd -P)
    if [ -n "$now" ] && [ "$now" != "$behind" ] && [ -d "$now/.pilothouse-lock" ]; then
        rm -rf -- "$behind/.pilothouse-lock"
        cp -a -- "$now/.pilothouse-lock" "$behind/" || give_up "$behind cannot be written"
    fi
    rm -f -- "$here.next"
    ln -s -- "$value" "$here.next" || give_up "${here%/*} cannot be written"
    mv -fT -- "$here.next" "$here" 2>/dev/null || { rm -f -- "$here.next" && ln -sfn -- "$value" "$here"; } ||
        give_up "$here could not be changed"
    [ "$(cd -P -- "$here" && pwd -P)" = "$behind" ] || give_up "$here does not lead to $behind"
    if [ -n "$now" ] && [ "$now" != "$behind" ]; then rm -rf -- "$now/.pilothouse-lock"; fi
    printf '%s leads to %s again\n' "$here" "$value"
}

# --- tell -------------------------------------------------------------------------------------------------------------

tell_image() { # RUNTIME SERVICE UNIT FILE: what runs, and tags that nobody wrote down
    if [ "$1" = kubernetes ]; then
        if ! look_at_workload "$3"; then
            printf 'error %s: %s\n' "$2" "$(printf '%s' "$why" | tail -n 1)"
        elif [ -n "$id" ]; then
            printf 'now %s %s %s\n' "$2" "$id" "$reference"
        fi
        return 0
    fi
    if ! look_at_image "$@"; then
        printf 'error %s: %s\n' "$2" "$(printf '%s' "$why" | tail -n 1)"
        return 0
    fi
    [ -n "$id" ] || return 0
    printf 'now %s %s %s\n' "$2" "$id" "$reference"
    name_of "$reference" "$2"
    docker image ls --no-trunc --format '{{.Tag}} {{.ID}}' "$name" 2>/dev/null | while read -r tag tag_id; do
        case $tag in pilothouse-*) tag=${tag#pilothouse-} ;; *) continue ;; esac
        ! is_kept "$tag" || continue
        printf 'kept %s 0 0 - -\nimage %s %s here %s %s %s\n' "$tag" "$tag" "$2" "$tag_id" \
            "$(docker image inspect -f '{{.Size}}' "$tag_id" 2>/dev/null)" "$name"
    done
}

tell_version() { # VERSION
    about "$1" order && order=${value:-0}
    about "$1" since && since=${value:-0}
    about "$1" run && run=${value:--}
    about "$1" before && came_after=${value:--}
    printf 'kept %s %s %s %s %s\n' "$1" "$order" "$since" "$run" "$came_after"
    if [ -e "$store/$1/images" ]; then
        while read -r tell_service tell_id tell_size tell_by tell_name tell_reference; do
            tell_state=gone
            if [ "$tell_by" = kubernetes ]; then
                ! has_revision "$tell_name" "$tell_reference" || tell_state=here
            elif [ "$(docker image inspect -f '{{.Id}}' "$tell_name:pilothouse-$1" 2>/dev/null)" = "$tell_id" ]; then
                tell_state=here
            fi
            printf 'image %s %s %s %s %s %s\n' "$1" "$tell_service" "$tell_state" "$tell_id" "$tell_size" "$tell_name"
        done <"$store/$1/images"
    fi
    if [ -L "$store/$1/release" ]; then
        if [ -d "$store/$1/release" ]; then tell_state=here; else tell_state=gone; fi
        printf 'release %s %s link 0 %s\n' "$1" "$tell_state" "$(readlink "$store/$1/release")"
    elif [ -d "$store/$1/release" ]; then
        about "$1" bytes
        printf 'release %s here copy %s %s\n' "$1" "${value:-0}" "$store/$1/release"
    fi
}

read_version() { # sets version to what the definition's own command says here, if it says something
    [ -n "$reader" ] && [ -d "$here" ] || return 0
    read_text=$(cd -- "$here" && sh -c "$reader" 2>/dev/null) && [ -n "$read_text" ] && version=$read_text
    return 0
}

tell() {
    read_version
    [ -z "$version" ] || printf 'read %s\n' "$(printf '%s' "$version" | tr '\n' ' ')"
    each_image tell_image
    kept_versions | while read -r each_version; do tell_version "$each_version"; done
    [ "$act" = plan ] && [ -n "$release" ] || return 0
    parent=${here%/*}
    [ -w "${parent:-/}" ] || printf 'error %s cannot be written, so %s can neither be kept beside it nor replaced\n' "${parent:-/}" "$here"
    if [ -L "$here" ]; then
        printf 'folder link 0\n'
    elif [ -d "$here" ]; then
        code_bytes
        printf 'folder copy %s\n' "$bytes"
    fi
    free=$(df -Pk "${parent:-/}" 2>/dev/null | { read -r _ && read -r _ _ _ kib _ && printf '%s' "$kib"; })
    case $free in '' | *[!0-9]*) ;; *) printf 'free %s\n' "$((free * 1024))" ;; esac
}

# ----------------------------------------------------------------------------------------------------------------------

if [ -n "${spec+set}" ]; then
    read_spec <<END
$spec
END
else
    read_spec
fi
find_place
case $act in
keep) keep ;;
retain)
    read_version
    # Another build under the same name must not take the place of the one that it is gone back to.
    if [ "$version" != "$before" ]; then keep; else printf 'Version %s is kept already\n' "$version"; fi
    prune
    ;;
back-images) back_images ;;
back-release) back_release ;;
list | plan) tell ;;
*) give_up "nothing is asked for" ;;
esac
