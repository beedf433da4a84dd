import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadApiConfig, loadDoctorConfig, loadMongoServiceConfig, loadSchedulerConfig, loadSqlServiceConfig, loadWorkerConfig, variables, type Environment } from './index.ts';

const root = join(import.meta.dirname, '../../..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

const Service = z.object({
  user: z.string(),
  image: z.string(),
  build: z.object({ target: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string().nullable()).default({}),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  healthcheck: z.union([z.object({ test: z.array(z.string()).min(2) }), z.object({ disable: z.literal(true) })]),
  profiles: z.array(z.string()).default([]),
  stop_grace_period: z.string().optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).optional(),
});
const Compose = z.object({ services: z.record(z.string(), Service), networks: z.record(z.string(), z.object({ internal: z.boolean().optional() }).nullable()) });
const compose = Compose.parse(parse(text, { merge: true }));
/** What runs for good; a tool runs once, when somebody asks for it. */
const services = Object.entries(compose.services).map(([name, service]) => ({ name, service })).filter(({ service }) => !service.profiles.includes('tools'));
const apps = services.filter(({ service }) => service.build !== undefined);

/** As Compose fills in `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:+instead}` and `${NAME:?message}`, the innermost first. */
function fillIn(value: string, given: Environment): string {
  const filled = value.replaceAll(/\$\{([A-Z_]+)(?:(:?[-+?])([^{}]*))?\}/g, (_match, name: string, operator: string | undefined, text = '') => {
    const isGiven = given[name] !== undefined && (given[name] !== '' || operator?.startsWith(':') !== true);
    if (operator?.endsWith('+') === true) return isGiven ? text : '';
    return (isGiven ? given[name] : undefined) ?? (operator?.endsWith('-') === true ? text : '');
  });
  return filled === value ? value : fillIn(filled, given);
}
/** A variable without a value is passed on as it is given, and left out where it is not. */
function environmentOf(name: string, given: Environment): Environment {
  return Object.fromEntries(Object.entries(compose.services[name]?.environment ?? {}).map(([key, value]) => [key, value === null ? given[key] : fillIn(value, given)]));
}
const required = {
  SESSION_SECRET: '6f1ed002ab5595859014ebf0951522d9f0a9a2e4c8f7d3b16f1ed002ab559585',
  INTERNAL_JWT_SECRET: '0c5b8e77d1f24a96b3e80f6a7d915c42e6b1f03d8a594c27b06e9d3f1a8c7254',
  POSTGRES_PASSWORD: 'b7d20c41e95f',
  ADMIN_EMAIL: 'admin@x.test',
  ADMIN_PASSWORD: 'twelve characters',
};

/** Ports and directories inside of a container, how many there are and how long they have to stop, and what production refuses. */
const DECIDED_BY_THE_CONTAINER = /_PORT$|^(DATA_DIR|WORKER_INSTANCES|SHUTDOWN_TIMEOUT_MS|AUTH_DEV_LOGIN)$/;
/** Who signs sessions has it; others only look whether theirs is another one. */
const ONLY_FOR_THE_API = 'SESSION_SECRET';

describe('docker-compose.yml', () => {
  test('speaks only of variables that the product has', () => {
    const interpolated = [...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
    const passed = apps.flatMap(({ service }) => Object.keys(service.environment));
    const unknown = [...interpolated, ...passed].filter((name) => name === undefined || !(name in variables || name === 'POSTGRES_PASSWORD'));
    expect(unknown).toEqual([]);
  });

  test.each([
    { name: 'api', load: loadApiConfig },
    { name: 'worker', load: loadWorkerConfig },
    { name: 'scheduler', load: loadSchedulerConfig },
    { name: 'doctor', load: loadDoctorConfig },
  ])('gives the $name everything that production demands', ({ name, load }) => {
    expect(load(environmentOf(name, required))).toMatchObject({ production: true, host: '0.0.0.0', local: { redis: false, documentStore: false, mailSandbox: false } });
  });

  test.each([
    { name: 'sql-service', load: loadSqlServiceConfig, expected: { database: { url: 'postgres://carillon:b7d20c41e95f@postgres:5432/carillon' } } },
    { name: 'mongo-service', load: loadMongoServiceConfig, expected: { mongodbUri: 'mongodb://mongo:27017/carillon?directConnection=true' } },
  ])('gives the $name everything that production demands', ({ name, load, expected }) => {
    expect(load(environmentOf(name, required))).toMatchObject({ production: true, host: '0.0.0.0', ...expected });
  });

  test.each([
    { name: 'api', load: loadApiConfig },
    { name: 'worker', load: loadWorkerConfig },
    { name: 'scheduler', load: loadSchedulerConfig },
    { name: 'sql-service', load: loadSqlServiceConfig },
    { name: 'mongo-service', load: loadMongoServiceConfig },
    { name: 'doctor', load: loadDoctorConfig },
  ])('passes on to the $name every setting that it reads', ({ name, load }) => {
    const read = new Set<string>();
    load(new Proxy(environmentOf(name, required), { get: (given, key) => (read.add(String(key)), Reflect.get(given, key)) }));
    const passed = Object.keys(compose.services[name]?.environment ?? {});
    const missing = [...read].filter((variable) => !passed.includes(variable) && !DECIDED_BY_THE_CONTAINER.test(variable));
    expect(missing).toEqual(name === 'api' || !read.has(ONLY_FOR_THE_API) ? [] : [ONLY_FOR_THE_API]);
  });

  test('links lead to the port that the dashboard is published at', () => {
    expect(loadWorkerConfig(environmentOf('worker', { ...required, API_PORT: '4900' })).links.publicUrl).toBe('http://localhost:4900');
    expect(loadWorkerConfig(environmentOf('worker', { ...required, PUBLIC_URL: 'https://carillon.test', API_PORT: '4900' })).links.publicUrl).toBe('https://carillon.test');
  });

  test('the first command that it names gives all that it demands', () => {
    const command = /^# {3}SESSION_SECRET=.+?docker compose up/ms.exec(text)?.[0] ?? '';
    expect(new Set([...command.matchAll(/\b([A-Z_]+)=/g)].map(([, name]) => name))).toEqual(new Set(Object.keys(required)));
  });

  test.each(Object.keys(required))('does not start without %s, and says so', (name) => {
    expect(text).toMatch(new RegExp(`\\$\\{${name}:\\?set ${name} to [^}]+\\}`));
  });

  test('sends through Gmail when SMTP_URL is given as empty', () => {
    const worker = loadWorkerConfig(environmentOf('worker', { ...required, SMTP_URL: '', GMAIL_USER: 'a@x.test', GMAIL_APP_PASSWORD: 'abcd' }));
    expect(worker.email.gmail).toEqual({ user: 'a@x.test', auth: { type: 'app-password', password: 'abcd' } });
  });

  test('Redis keeps an append-only file and evicts nothing', () => {
    expect(compose.services['redis']?.command?.join(' ')).toContain('--appendonly yes --appendfsync everysec --maxmemory-policy noeviction');
  });

  test.each(services)('$name has a healthcheck and does not run as root', ({ service }) => {
    expect(service.healthcheck).toMatchObject({ test: expect.arrayContaining(['CMD']) });
    expect(service.user).not.toMatch(/^(root|0)(:|$)/);
  });

  test.each(['mongo', 'redis', 'postgres'])('%s can be reached by the processes only', (name) => {
    expect(compose.services[name]).toMatchObject({ ports: [], networks: ['backend'] });
    expect(compose.networks['backend']?.internal).toBe(true);
  });

  test.each(apps)('$name starts after its databases and has the time to stop properly', ({ name, service }) => {
    const databases = name === 'sql-service' ? ['postgres'] : ['mongo', 'redis'];
    expect(Object.keys(service.depends_on ?? {})).toEqual(databases);
    expect(Number.parseInt(service.stop_grace_period ?? '0', 10) * 1_000).toBeGreaterThan(variables.SHUTDOWN_TIMEOUT_MS.parse(undefined));
  });
});

describe('Dockerfile', () => {
  const stages = dockerfile.split(/^FROM /m).slice(1);

  test.each(apps)('has a small stage for the $name, with a healthcheck and without root', ({ service }) => {
    const stage = stages.find((candidate) => candidate.startsWith(`runtime AS ${service.build?.target}\n`));
    expect(stage).toMatch(/^HEALTHCHECK .+ CMD \["node", "healthcheck.mjs"/m);
    expect(stage).toContain(`CMD ["node", "--enable-source-maps", "apps/${service.build?.target}/dist/main.js"]`);
    expect(stage).not.toMatch(/^(RUN|USER)/m);
    expect(stages.find((candidate) => candidate.includes('AS runtime'))).toMatch(/^USER node$/m);
  });

  test('ships packages beside a bundle where there are any, and only there', () => {
    const withPackages = apps.map(({ service }) => service.build?.target ?? '').filter((app) => 'dependencies' in JSON.parse(readFileSync(join(root, `apps/${app}/package.json`), 'utf8')));
    const copied = stages.flatMap((stage) => /^COPY --from=build \/out\/(.+)\/node_modules /m.exec(stage)?.[1] ?? []);
    expect(copied).toEqual(withPackages);
    expect(dockerfile).toContain(`for app in ${withPackages.join(' ')}; do pnpm`);
  });

  test('builds with the package manager of the other scripts', () => {
    const pinned = /^const PNPM = '(.+)';$/m.exec(readFileSync(join(root, 'scripts/steps/install-packages.mjs'), 'utf8'))?.[1];
    expect(dockerfile).toContain(`npm install --global ${pinned} `);
  });
});
