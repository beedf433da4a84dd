import { join } from 'node:path';
import { describeService } from '@carillon/http';
import { expect, it } from 'vitest';
import { mongoServiceContract, mongoServiceDescription, sqlServiceContract, sqlServiceDescription, type Contract } from './contracts.ts';

const services: { name: string; contract: Contract; description: { title: string; description: string } }[] = [
  { name: 'sql-service', contract: sqlServiceContract, description: sqlServiceDescription },
  { name: 'mongo-service', contract: mongoServiceContract, description: mongoServiceDescription },
];

// `npx vitest run --project unit packages/service-clients --update` writes the documents anew.
it.each(services)('the published contract of the $name is the one that is checked', async ({ name, contract, description }) => {
  const document = `${JSON.stringify(describeService(description, Object.values(contract)), null, 2)}\n`;
  await expect(document).toMatchFileSnapshot(join(import.meta.dirname, `../openapi/${name}.json`));
});

it.each(services)('every operation of the $name is called by its name', ({ contract }) => {
  expect(Object.values(contract).map(({ operation }) => operation)).toEqual(Object.keys(contract));
});
