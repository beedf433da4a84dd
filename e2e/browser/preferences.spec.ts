import { randomUUID } from 'node:crypto';
import { InboxMessage, User } from '@carillon/domain';
import { expectGoodEverywhere } from './accessibility.ts';
import type { Client } from './client.ts';
import { expect, test } from './test.ts';

/** Has a reminder sent to somebody new, and answers where its link for unsubscribing leads. */
async function remind(client: Client): Promise<{ id: string; path: string }> {
  const id = `u-${randomUUID()}`;
  const email = `${id}@example.com`;
  await client.addUser({ id, name: 'Grace', email, lastActiveAt: '2021-01-01T00:00:00Z' });
  await client.call('POST', '/schedules/user.inactive-user/run');
  await expect.poll(() => client.inbox(`to=${email}`), { timeout: 20_000 }).toHaveLength(1);
  const [summary] = await client.inbox(`to=${email}`);
  const message = InboxMessage.parse(await client.call('GET', `/inbox/${summary?.id}`));
  const url = message.headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe')?.value.slice(1, -1) ?? '';
  expect(message.text).toContain(url);
  return { id, path: new URL(url).pathname };
}

test('the link of a reminder leads to a page that unsubscribes, undoes it, and saves what is chosen, and that anybody can use', async ({ visitor, client }) => {
  const { id, path } = await remind(client);
  const unsubscribedFrom = async () => User.parse(await client.call('GET', `/users/${id}`)).unsubscribedFrom.toSorted();
  await visitor.goto(path);
  await expect(visitor.getByText('For u•••@example.com')).toBeVisible();
  expect(await unsubscribedFrom()).toEqual([]);

  await visitor.getByRole('button', { name: 'Unsubscribe from: Your account' }).click();
  await expect(visitor.getByRole('status')).toHaveText('You are unsubscribed from: Your account.');
  await expect(visitor.getByRole('checkbox', { name: /Your account/ })).not.toBeChecked();
  expect(await unsubscribedFrom()).toEqual(['account']);

  await visitor.getByRole('button', { name: 'Undo' }).click();
  await expect(visitor.getByRole('status')).toHaveText('It is as it was before.');
  expect(await unsubscribedFrom()).toEqual([]);

  await visitor.getByRole('checkbox', { name: /News and offers/ }).uncheck();
  await visitor.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(visitor.getByRole('status')).toHaveText('Saved.');
  expect(await unsubscribedFrom()).toEqual(['campaigns']);

  await visitor.getByRole('button', { name: 'Unsubscribe from all' }).click();
  await expect(visitor.getByRole('status')).toHaveText('You are unsubscribed from all.');
  await expectGoodEverywhere(visitor);
});
