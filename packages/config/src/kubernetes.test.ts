import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { loadApiConfig, loadDoctorConfig, loadMongoServiceConfig, loadSchedulerConfig, loadSqlServiceConfig, loadWorkerConfig, variables, type Environment } from './index.ts';

const directory = join(import.meta.dirname, '../../../deploy/kubernetes');
const read = (file: string) => readFileSync(join(directory, file), 'utf8');

const Probe = z.object({ httpGet: z.object({ path: z.string(), port: z.literal('http') }) });
const Container = z.object({
  name: z.string(),
  image: z.string(),
  ports: z.array(z.object({ containerPort: z.number() })).default([]),
  envFrom: z.array(z.union([z.object({ configMapRef: z.object({ name: z.literal('carillon') }) }), z.object({ secretRef: z.object({ name: z.literal('carillon') }) })])).length(2),
  startupProbe: Probe.optional(),
  livenessProbe: Probe.optional(),
  readinessProbe: Probe.optional(),
  resources: z.object({ limits: z.object({ memory: z.string() }) }),
  securityContext: z.object({ allowPrivilegeEscalation: z.literal(false), readOnlyRootFilesystem: z.literal(true), capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }) }),
});
const Pod = z.object({ enableServiceLinks: z.literal(false), terminationGracePeriodSeconds: z.number().optional(), securityContext: z.object({ runAsNonRoot: z.literal(true) }), containers: z.tuple([Container]) });
const Manifest = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
  data: z.record(z.string(), z.string()).optional(),
  stringData: z.record(z.string(), z.string()).optional(),
  spec: z.object({ template: z.object({ spec: Pod }).optional(), ports: z.array(z.object({ port: z.number() })).optional() }).optional(),
});

const manifests = readdirSync(directory)
  .filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml')
  .flatMap((file) => parseAllDocuments(read(file)).map((document) => Manifest.parse(document.toJS())));
const find = (kind: string, name: string) => manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
const pods = manifests.flatMap(({ kind, metadata: { name }, spec }) => (spec?.template === undefined ? [] : [{ kind, name, pod: spec.template.spec, container: spec.template.spec.containers[0] }]));
const deployments = pods.filter(({ kind }) => kind === 'Deployment');

const secret = '6f1ed002ab5595859014ebf0951522d9f0a9a2e4c8f7d3b16f1ed002ab559585';
const given = find('Secret', 'carillon')?.stringData ?? {};
const environment: Environment = {
  ...find('ConfigMap', 'carillon')?.data,
  ...given,
  SESSION_SECRET: secret, INTERNAL_JWT_SECRET: secret.split('').toReversed().join(''), ADMIN_EMAIL: 'admin@x.test', ADMIN_PASSWORD: 'twelve characters',
};
const processes = [
  { name: 'api', port: variables.API_PORT, load: loadApiConfig },
  { name: 'worker', port: variables.WORKER_METRICS_PORT, load: loadWorkerConfig },
  { name: 'scheduler', port: variables.SCHEDULER_METRICS_PORT, load: loadSchedulerConfig },
  { name: 'sql-service', port: variables.SQL_SERVICE_PORT, load: loadSqlServiceConfig },
  { name: 'mongo-service', port: variables.MONGO_SERVICE_PORT, load: loadMongoServiceConfig },
];

describe('the manifests for Kubernetes', () => {
  test('speak only of variables that the product has, and give away no secret', () => {
    expect(Object.keys(environment).filter((name) => !(name in variables))).toEqual([]);
    expect(Object.entries(given).filter(([name, value]) => /SECRET|PASSWORD/.test(name) && value !== '')).toEqual([]);
  });

  test('apply everything but the secret and what is run by hand', () => {
    const { resources } = z.object({ resources: z.array(z.string()) }).parse(parse(read('kustomization.yaml')));
    const files = readdirSync(directory).filter((file) => file.endsWith('.yaml'));
    expect(resources.toSorted()).toEqual(files.filter((file) => !['kustomization.yaml', 'secret.example.yaml', 'doctor.yaml'].includes(file)).toSorted());
  });

  test.each([...processes, { name: 'doctor', load: loadDoctorConfig }])('give the $name everything that production demands', ({ name, load }) => {
    expect(load(environment)).toMatchObject({ production: true, host: '0.0.0.0' });
    expect(pods.filter((pod) => pod.name === name)).toMatchObject([{ container: { image: `carillon-${name}` } }]);
  });

  test.each(processes)('ask the $name at its port', ({ name, port }) => {
    expect(deployments.find((deployment) => deployment.name === name)?.container).toMatchObject({
      ports: [{ containerPort: port.parse(undefined) }],
      livenessProbe: { httpGet: { path: '/healthz' } },
      readinessProbe: { httpGet: { path: '/readyz' } },
    });
  });

  test.each(['api', 'sql-service', 'mongo-service'])('let the %s be found under its name', (name) => {
    expect(find('Service', name)?.spec?.ports).toEqual([{ port: deployments.find((deployment) => deployment.name === name)?.container.ports[0]?.containerPort }]);
  });

  test.each(deployments)('give the $name the time to stop properly', ({ pod }) => {
    expect((pod.terminationGracePeriodSeconds ?? 0) * 1_000).toBeGreaterThan(variables.SHUTDOWN_TIMEOUT_MS.parse(undefined));
  });
});
