#!/usr/bin/env bash
# Puts notifications into the queue over the public API, one request each, as another system would.
#
#   scripts/seed-jobs.sh [COUNT]        default 20
#
# CARILLON_URL  where Carillon is; default http://localhost:4000
# CARILLON_KEY  an API key that may write notifications; without it the development login of a trial installation is used
set -euo pipefail

count=${1:-20}
url=${CARILLON_URL:-http://localhost:${API_PORT:-4000}}

die() {
  echo "$*" >&2
  exit 1
}

[[ $count =~ ^[1-9][0-9]{0,5}$ ]] || die "usage: scripts/seed-jobs.sh [COUNT], a whole number from 1; got \"$count\""
command -v curl > /dev/null || die 'curl is needed and is not on PATH: install it with your system'\''s package manager.'

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

# post PATH BODY [HEADER…]: prints the status and how many seconds to wait; the answer's body is in $answer.
post() {
  local path=$1 body=$2
  shift 2
  curl --silent --max-time 30 --output "$answer" --write-out '%{http_code} %header{retry-after}' \
    --header 'Content-Type: application/json' "$@" --data "$body" "$url$path" ||
    die "Carillon does not answer at $url: start it with \`npm start\` and leave it running, or set CARILLON_URL."
}

token=${CARILLON_KEY:-}
if [[ -z $token ]]; then
  result=$(post /api/v1/auth/dev-login '{}')
  [[ $result == 200* ]] || die "There is no development login at $url (it answers ${result%% *}): make an API key under Settings and set CARILLON_KEY."
  token=$(sed -n 's/.*"token":"\([^"]*\)".*/\1/p' "$answer")
fi

# A repeated request has the same key and is taken once; another run of this script is another set of notifications.
run=$(date +%s)-$$
for ((number = 1; number <= count; number += 1)); do
  body="{\"to\":\"seeded-$number@example.com\",\"subject\":\"Seeded job $number of $count\",\"text\":\"This is notification $number of $count of the run $run.\",\"category\":\"seeded\"}"
  while true; do
    result=$(post /api/v1/notifications "$body" --header "Authorization: Bearer $token" --header "Idempotency-Key: seed-$run-$number")
    read -r status wait <<< "$result"
    [[ $status == 429 || $status == 503 ]] || break
    sleep "${wait:-1}"
  done
  [[ $status == 202 ]] || die "Notification $number was refused with $status: $(cat "$answer")"
done

echo "$count notifications were accepted. Watch them: $url/notifications?category=seeded"
