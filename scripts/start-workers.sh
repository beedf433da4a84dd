#!/usr/bin/env bash
# Starts more workers on this machine, under PM2, beside those that run already; they share the same queues.
#
#   scripts/start-workers.sh [COUNT]    default 2; replaces what an earlier call started
#   scripts/start-workers.sh stop       lets them finish their work and ends them
#
# Settings come from the environment and from .env, as for every other process (see .env.example).
set -euo pipefail
cd "$(dirname "$0")/.."

die() {
  echo "$*" >&2
  exit 1
}

wanted=${1:-2}
[[ $wanted == stop || $wanted =~ ^([1-9]|[1-5][0-9]|60)$ ]] || die "usage: scripts/start-workers.sh [COUNT] (1 to 60), or scripts/start-workers.sh stop; got \"$wanted\""
[[ -x node_modules/.bin/pm2 && -f apps/worker/dist/main.js ]] || die 'Carillon is not built here yet: run `npm start` once, which installs and builds it.'

# What ecosystem.config.js makes of the settings: the workers it runs itself, and where their logs are.
ecosystem() {
  node -p "const { apps } = require('./ecosystem.config.js'); const workers = apps.filter(({ script }) => script.includes('worker')); $1"
}

own=$(ecosystem 'workers.length')
logs=$(dirname "$(ecosystem 'workers[0].out_file')")
mkdir -p "$logs"

# A PM2 of their own: `npm start` has another one, and the user may have a third. A socket's path may not be long.
PM2_HOME=$(dirname "$logs")/pm2-workers
((${#PM2_HOME} <= 90)) || PM2_HOME=${TMPDIR:-/tmp}/carillon-workers-$(printf %s "$PM2_HOME" | cksum | cut -d ' ' -f 1)
export PM2_HOME PM2_DISABLE_VERSION_CHECK=true
pm2() {
  node_modules/.bin/pm2 --silent "$@"
}

if [[ -f $PM2_HOME/pm2.pid ]]; then
  pm2 delete all > /dev/null || true
  pm2 kill > /dev/null
fi
if [[ $wanted == stop ]]; then
  echo 'The additional workers have ended.'
  exit 0
fi

# Behind the workers that run already, so that neither names nor ports nor logs are in use.
export WORKER_INSTANCES=$((own + wanted))
pm2 start ecosystem.config.js --only "$(ecosystem "workers.slice($own).map(({ name }) => name).join()")"

if ! node --input-type=module - <<JS; then
const workers = $(ecosystem "JSON.stringify(workers.slice($own).map(({ name, env, out_file: log }) => ({ name, port: env.WORKER_METRICS_PORT, log })))");
const host = $(ecosystem "JSON.stringify(['0.0.0.0', '::', '', undefined].includes(process.env.HOST) ? '127.0.0.1' : process.env.HOST)");
const deadline = Date.now() + 60_000;
for (const { name, port, log } of workers) {
  const url = \`http://\${host}:\${port}/readyz\`;
  const isReady = () => fetch(url, { signal: AbortSignal.timeout(3_000) }).then(({ ok }) => ok, () => false);
  while (!(await isReady())) {
    if (Date.now() > deadline) {
      console.error(\`\${name} is not ready: are Redis and MongoDB there (does Carillon run)? Its log: \${log}\`);
      process.exit(1);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  console.log(\`\${name}  ready, metrics at http://\${host}:\${port}/metrics\`);
}
JS
  pm2 kill > /dev/null
  die 'No worker was started.'
fi
echo "Stop them with scripts/start-workers.sh stop; watch them with PM2_HOME=$PM2_HOME npx pm2 monit"
